"""How the eleven languages say that somebody is the only one, or the most something, among few."""

# Between "only" and who it is: some adjectives.
_WORDS = r"(?:[^\W\d_][\w-]{0,24} ){0,3}?"

_SV = (
    r"\w{0,20}(?:man(?:nen)?|kvinna(?:n)?|boende(?:n)?|kollega(?:n)?|klient(?:en)?|brukare(?:n)?|"
    r"patient(?:en)?|deltagare(?:n)?|"
    r"tjej(?:en)?|kille(?:n)?|pojke(?:n)?|flicka(?:n)?|gäst(?:en)?|elev(?:en)?|sköterska(?:n)?|"
    r"vårdare(?:n)?|pappa(?:n)?|mamma(?:n)?|"
    r"dam(?:en)?|herre(?:n)?|person(?:en)?|hyresgäst(?:en)?|vikarie(?:n)?|medarbetare(?:n)?|"
    r"läkare(?:n)?|tolk(?:en)?|personal(?:en)?|kurator(?:n)?)"
)
_EN = (
    r"(?:man|woman|resident|client|patient|colleague|carer|nurse|worker|person|one|participant|"
    r"tenant|boy|girl|lad|bloke|guy|lady|"
    r"gentleman|member|speaker|father|mother|dad|mum|student|volunteer|doctor|user|male|female|"
    r"service user|refugee|interpreter|widow|"
    r"widower|child|kid|couple|teenager|man in|staff member)"
)
_DE = (
    r"\w{0,20}(?:mann|frau|bewohner(?:in)?|klient(?:in)?|patient(?:in)?|kolleg(?:e|in)|"
    r"pfleger(?:in)?|pflegerin|junge|mädchen|teilnehmer(?:in)?|"
    r"mensch|person|dame|herr|vater|mutter|kraft|helfer(?:in)?|gast|mieter(?:in)?|betreuer(?:in)?|"
    r"schwester|arzt|ärztin|schüler(?:in)?)"
)
_NL = (
    r"\w{0,20}(?:man|vrouw|bewoner|bewoonster|cliënt|cliënte|client|patiënt|patiënte|collega|"
    r"verpleegkundige|verzorgende|jongen|meisje|deelnemer|"
    r"persoon|dame|heer|vader|moeder|begeleider|medewerker|gast|speaker|tolk|weduwnaar|stagiair|"
    r"stagiaire)"
)
_FI = (
    r"\w{0,20}(?:mies|miehen|miestä|miehelle|nainen|naisen|asukas|asukkaan|asukkaamme|asiakas|"
    r"asiakkaan|asiakkaamme|potilas|potilaan|hoitaja|hoitajan|"
    r"työntekijä|kollega|poika|tyttö|ihminen|isä|äiti|opiskelija|osallistuja|ohjaaja|vanhus|rouva|"
    r"herra|vanhempi|nuori|henkilö|lapsi|puhuja)"
)
_ET = (
    r"\w{0,20}(?:mees|meest|mehe|naine|naise|naist|elanik|elaniku|klient|klienti|kliendi|patsient|"
    r"patsiendi|hooldaja|hooldajat|õde|õe|kolleeg|kolleegi|"
    r"ema|isa|poiss|tüdruk|inimene|inimest|töötaja|osaleja|noormees|vanaema|vanahärra|proua|laps|"
    r"last|arst)"
)
_IT = (
    r"(?:uomo|donna|ospite|residente|paziente|utente|collega|infermier[ea]|ragazz[oa]|signor[ea]?|"
    r"anzian[oa]|operat(?:ore|rice)|person[a]|maschio|"
    r"madre|padre|oss|educat(?:ore|rice)|nonn[oa]|bambin[oa]|partecipante|straniero|straniera|"
    r"medico|volontari[oa])"
)
_ES = (
    r"(?:hombre|mujer|residente|paciente|usuari[oa]|compañer[oa]|chic[oa]|señora?|abuel[oa]|"
    r"enfermer[oa]|auxiliar|persona|madre|padre|varón|niñ[oa]|"
    r"cliente|trabajador(?:a)?|participante|educador(?:a)?|médic[oa]|extranjer[oa]|joven|interna|"
    r"interno)"
)
_PL = (
    r"(?:mężczyzn\w+|kobiet\w+|mieszkan\w+|mieszkaniec|pacjent\w*|podopieczn\w+|klient\w*|"
    r"koleżank\w+|kole[gd]\w+|pielęgniar\w+|opiekun\w*|chłop\w+|"
    r"dziewczyn\w+|osob\w+|facet\w*|pan\w{0,2}|babci\w*|matk\w+|ojc\w+|ojciec|lekar\w+|"
    r"uczestni\w+|pracowni\w+|senior\w*|dzieck\w+)"
)
_EL = (
    r"(?:άντρα[ςσ]?|άνδρα[ςσ]?|γυναίκα[ςσ]?|ένοικο[ςσ]?|ασθενή[ςσ]?|συνάδελφο[ςσ]?|νοσηλε\w+|"
    r"νοσοκόμα|πελάτη[ςσ]?|κύριο[ςσ]?|κυρία|παιδί|αγόρι|κορίτσι|"
    r"άνθρωπο[ςσ]?|γιαγιά|παππού[ςσ]?|ωφελούμεν\w+|κάτοικο[ςσ]?|φροντιστ\w+|γιατρό[ςσ]?|μητέρα|"
    r"πατέρα[ςσ]?|εργαζόμεν\w+|φιλοξενούμεν\w+)"
)
_HU = (
    r"\w{0,20}(?:férfi\w{0,3}|nő\w{0,2}|lakó\w{0,4}|beteg\w{0,3}|kliens\w{0,3}|kolléga|"
    r"kolléganő\w*|kollégánk|ápoló\w{0,3}|fiú\w{0,2}|lány\w{0,2}|ember\w{0,3}|"
    r"néni\w{0,3}|bácsi\w{0,3}|anya|apa|gondozott\w*|gondozó\w{0,3}|ügyfél\w*|orvos\w{0,3}|"
    r"segítő\w{0,3}|dolgozó\w{0,3}|gyerek\w{0,3}|résztvevő\w*)"
)

PATTERNS = {
    "enda|ende |äldst|yngst| med | utan ": (
        rf"(?:den|vår|min|deras|er|avdelningens|gruppens|husets|boendets|stans|kommunens|en|ett|"
        rf"vårt) (?:enda|ende|äldsta|äldste|yngsta|yngste) {_WORDS}{_SV}",
        r"(?:den|vår) (?:enda|ende|äldsta|äldste|yngsta|yngste)(?: \w{1,20}){0,2}? (?:som|på|i|"
        r"med|här|av)",
        rf"(?:enda|ende) {_SV} (?:som|på|i|med|här|av)",
        r"(?:kvinnan|mannen|tjejen|killen|damen|gubben|tanten|herren|pojken|flickan|klienten|"
        r"brukaren|den boende) (?:med|utan) "
        r"(?:en |ett |de |den |det )?[a-zåäö]{4,24}(?:n|t|na|en|et|ar|or|er)",
    ),
    "only |sole |oldest|youngest|eldest|tallest|longest-| with the| who lost": (
        rf"(?:the|our|my|their|your|his|her|an?) (?:\w{{1,20}}'s )?(?:only|sole|oldest|youngest|"
        rf"eldest|tallest|longest-staying) {_WORDS}{_EN}(?:s? (?:who|with|that))?",
        r"(?:the|our|my) (?:oldest|youngest|eldest) (?:on|in|at|of) (?:the|our|this|my)",
        r"the only \w{1,20} (?:speaker|on the|in the|at the|in our|on our|in my)(?: \w{1,20}){0,2}",
        r"(?:the|that|our|my) (?:lady|man|woman|guy|bloke|girl|lad|boy|gentleman|one|resident|"
        r"client|patient) (?:with the|who lost (?:both|his|her)) \w{1,20}",
    ),
    "einzig|ältest|jüngst| mit de| mit eine": (
        rf"(?:der|die|das|unser(?:e|en|em|er)?|mein(?:e|en|em|er)?|den|dem|ein(?:e|en)?) "
        rf"(?:einzig(?:e|en|er|es)?|ältest(?:e|en|er|es)|jüngst(?:e|en|er|es)) {_WORDS}{_DE}",
        r"(?:der|die|unser|unsere|als) einzig(?:e|er|en)(?: \w{1,20}){0,2},? (?:der|die|mit|auf|"
        r"im|in|aus|hier)",
        r"(?:der mann|die frau|der junge|die dame|der herr|dem mann|der frau) mit (?:dem|der|den|"
        r"einem|einer)(?: \w{1,20}){0,2}? \w{3,24}",
    ),
    "enige |oudste|jongste| met de | met het | met die| met dat| met een": (
        rf"(?:de|het|onze|ons|mijn|een) (?:enige|oudste|jongste) {_WORDS}{_NL}",
        r"(?:de|onze) (?:enige(?: \w{1,20})?|oudste|jongste) (?:die|op|in|van|met)",
        r"(?:de )?(?:vrouw|man|mevrouw|meneer|jongen|dame) met (?:de|het|die|dat|een) \w{3,24}",
    ),
    "ainoa|ainut|vanhin|nuorin|vanhimm|nuorimm": (
        rf"(?:\w{{2,24}}n |yks |yksi |talon |meidän )?(?:ainoa|ainut|ainoan|ainoaa|vanhin|nuorin|"
        rf"vanhimman|nuorimman) {_WORDS}{_FI}",
        r"(?:\w{2,24}n |meidän |yks )(?:ainoa|ainut|vanhin|nuorin) \w{2,24} ?,? joka",
        r"(?:ainoa|ainut),? (?:joka|jolla|jonka|jolle)",
    ),
    "ainus|ainsa|ainuke|vanim|noorim|kõige vanem|kõige noorem": (
        rf"(?:\w{{2,24}} )?(?:ainus|ainsa|ainsat|ainuke|ainukest|vanim|noorim|vanima|noorima|"
        rf"kõige vanem|kõige noorem) {_WORDS}{_ET}",
        r"(?:ainus|ainuke|ainsana),? (?:kes|kellel|kelle)",
    ),
    "unic|solo |sola |solo|sola|più anzian|più giovane| con l| coi | col | con i| senza ": (
        rf"(?:l'|il |la |nostr[oa] |una? |mi[oa] |lo )?(?:unic[oa]|sol[oa]|più anzian[oa]|più "
        rf"giovane) {_WORDS}{_IT}(?: (?:che|con|del|della|in))?",
        r"(?:l'unic[oa]|la nostra|il nostro|la mia|il mio)(?: \w{1,20}){0,2}? (?:più "
        r"anzian[oa]|più giovane|col|con la|con il|con i|con gli)(?: \w{1,20})?",
        r"l'unic[oa](?: \w{1,20}){0,1} (?:che|col|con|del|della|in|nel|nella|tra)(?: \w{1,20})?",
        r"(?:la signora|il signore|la donna|l'uomo|il ragazzo|la ragazza|quello|quella) (?:con il|"
        r"con la|col|coi|con i|con le|con l'|senza) ?\w{3,24}",
    ),
    "únic| sol|más |mayor| del | de la| de los| con e| con la|que perdió": (
        rf"(?:el|la|nuestr[oa]|mi|un|una) (?:únic[oa]|sol[oa]) {_WORDS}{_ES}",
        rf"(?:el|la|nuestr[oa]|mi) {_ES} (?:más|de más) (?:mayor|joven|viej[oa]|edad|ancian[oa])",
        r"(?:el|la) (?:únic[oa])(?: \w{1,20})? (?:que|con|del|en|sin)(?: (?!me|nos|te|le)\w{1,20})",
        r"(?:el|la) (?:hombre|mujer|chico|chica|señor|señora|abuelo|abuela) (?:con el|con la|que "
        r"perdió)"
        r"(?: \w{1,20}){1,2}",
        r"(?:el|la) (?:mayor|más joven|más mayor|más viej[oa]) (?:de la|del) \w{3,24}",
    ),
    "jedyn|najstarsz|najmłodsz| z | bez ": (
        rf"(?:\w{{2,24}} )?(?:jedyn\w{{1,3}}|najstarsz\w{{1,3}}|najmłodsz\w{{1,3}}) {_WORDS}{_PL}",
        r"(?:jako )?jedyn[aye](?: \w{1,20}){0,2},? (?:któr\w{1,3}|na|w|z|u)",
        r"(?:kobieta|mężczyzna|facet|chłopak|dziewczyna) (?:z|bez) (?:\w{1,20} "
        r")?\w{3,24}(?:ą|em|ami|ym|imi|i|y)",
    ),
    "μοναδικ|μόν|γηραι|μεγαλύτερ|μικρότερ|νεότερ|πιο | με τ": (
        rf"(?:ο|η|το|τον|την|μας|του|της|στον|στην|τη|μία|ένας)? ?(?:μοναδικ\w{{1,2}}|μόν(?:ος|η|"
        rf"ο|ον|ου|ης)|γηραιότερ\w{{1,2}}|μεγαλύτερ\w{{1,2}}|μικρότερ\w{{1,2}}|νεότερ\w{{1,2}}|"
        rf"πιο \w{{4,14}}) {_WORDS}{_EL}",
        r"(?:ο|η|τον|την) (?:μοναδικ\w{1,2}|μόν(?:ος|η|ο))(?: \w{1,20})? (?:που|στο|στη|στην|με|"
        r"μας)(?: \w{1,20})?",
        r"(?:η κυρία|ο κύριος|η γυναίκα|ο άντρας|ο άνδρας|η γιαγιά|ο παππούς) με (?:το|τη|την|τον|"
        r"τα|τις|τους) \w{3,24}",
    ),
    "egyetlen|egyedüli|legidős|legfiatal|legöreg|, aki| aki": (
        rf"(?:az?|egy) (?:\w{{2,24}} )?(?:egyetlen|legidősebb|legfiatalabb|legöregebb) "
        rf"{_WORDS}{_HU}",
        r"(?:az )?(?:egyetlen|egyedüli),? (?:aki|akinek|akit|akivel)",
        rf"(?:egyetlen|egyedüli|legidősebb|legfiatalabb) {_WORDS}{_HU}",
        r"az? \w{3,20} (?:néni|bácsi|nő|férfi|fiú|lány)(?=,? aki)",
    ),
}
