"""Words beside which a number is that of a case or of a room, as patterns. Case does not matter."""

CASES = (
    # Swedish
    r"d(?:iarie)?nr", r"diarienum\w*", r"ärende\w*", r"akt(?:en|nr|nummer|numret)?", r"mål(?:nr|nummer|et)?",
    r"journal\w*", r"beslut(?:snr|snummer)?", r"remiss(?:nr|nummer|en)?", r"kundnummer\w*", r"kundnr",
    r"avvikelse(?:nr|nummer|n)?", r"patientnummer\w*", r"id-?nummer\w*",
    # English
    r"case(?: ref(?:erence)?| file| number| no| id)?", r"ref(?:erence)?(?: no| number)?", r"record(?:s)?(?: no| number)?",
    r"journal(?: entry| note)?", r"file(?: no| number| ref)?", r"hospital (?:no|number)", r"mrn", r"docket",
    r"patient (?:no|number|id)", r"client (?:no|number|id)", r"incident(?: no| number| ref| report)?", r"referral(?: no| number| id)?",
    r"claim(?: no| number)?", r"ticket(?: no| number)?", r"order (?:no|number)", r"policy (?:no|number)", r"uprn",
    r"passport(?: no| number)?", r"licen[cs]e(?: no| number)?", r"crn", r"urn",
    # German
    r"aktenzeichen", r"az\.?", r"bg-?nr\.?", r"akte(?:nnummer)?", r"fall(?:nummer|-?nr\.?|akte)?", r"geschäftszeichen", r"gz\.?",
    r"vorgang(?:snummer|s-nr\.?)?", r"kassenzeichen", r"patientennummer", r"versicherten-?(?:nummer|nr\.?)",
    r"kundennummer", r"bg-?nummer", r"bedarfsgemeinschaft(?:snummer)?", r"bescheid", r"verfahren", r"ausweisnummer",
    # Dutch
    r"zaak(?:nummer|nr\.?)?", r"dossier(?:nummer|nr\.?)?", r"kenmerk", r"patiëntnummer", r"patientnummer",
    r"cliënt(?:nummer|nr\.?)", r"clientnummer", r"melding(?:snummer)?", r"beschikking(?:snummer)?", r"polisnummer",
    # Finnish
    r"asia(?:numero|nro|tunnus)\w*", r"diaari(?:numero|nro)?\w*", r"dnro", r"potilas(?:numero|tunnus)\w*",
    r"asiakas(?:numero|tunnus)\w*", r"tapaus(?:numero)?\w*", r"päätös(?:numero)?", r"kirjaus\w*", r"ilmoitu\w*", r"lähete\w*",
    # Estonian
    r"toimik\w*", r"juhtum\w*", r"asja(?:number|nr)?\w*", r"haiguslu\w*", r"haigusloo\w*", r"registri\w*", r"viitenum\w*",
    r"kliendinum\w*", r"kaasu\w*",
    # Italian
    r"pratica", r"fascicolo", r"prot(?:ocollo)?\.?", r"cartella(?: clinica)?", r"caso", r"procedimento", r"tessera",
    r"codice (?:paziente|utente|assistito)", r"segnalazione", r"r\.?g\.?",
    # Spanish
    r"expediente", r"ejecutoria", r"causa", r"diligencias", r"exp(?:te)?\.?", r"historia(?: clínica)?", r"h\.?c\.?", r"nhc", r"nuhsa", r"sip", r"registro",
    r"número de (?:caso|expediente|historia)", r"incidencia", r"procedimiento", r"tarjeta sanitaria",
    # Polish
    r"sygn(?:atura)?\.?", r"sygnatur\w*", r"akt(?:a)?", r"spraw\w*", r"nr (?:sprawy|akt|historii|kartoteki)",
    r"kartotek\w*", r"zgłoszeni\w*", r"decyzj\w*", r"histori\w* choroby", r"księg\w*", r"dow[oó]d\w*(?: osobist\w*)?",
    # Greek
    r"φάκελ\w*", r"φακέλ\w*", r"υπόθεσ\w*", r"αρ(?:\.|ιθμ\w*)? ?(?:πρωτ|φακ|υποθ|μητρ)\w*\.?", r"πρωτ\w*\.?",
    r"α\.?μ\.?", r"μητρώ\w*", r"α\.?δ\.?τ\.?", r"α\.?φ\.?μ\.?", r"ιστορικ\w*",
    # Hungarian
    r"ügy(?:szám\w*|irat\w*|azonosító\w*|é?t?)", r"akta\w*", r"iktató(?:szám)?\w*", r"kórlap\w*", r"törzsszám\w*",
    r"napló\w*", r"kartonszám\w*", r"beteg(?:szám|azonosító)\w*", r"határozat\w*",
    # A personal number with a slip in it is still somebody's.
    r"person(?:nummer|numret|nr)", r"pn(?:r)?", r"nino", r"nhs(?: no| number)?", r"ni number", r"ssn", r"pesel",
    r"bsn", r"dni", r"nie", r"codice fiscale", r"c\.?f\.?", r"isikukood\w*", r"hetu\w*", r"henkilötunnus\w*",
    r"amka", r"αμκα", r"taj(?:-?szám\w*)?", r"személyi\w*(?: ?szám\w*)?", r"steuer-?id", r"svnr", r"iban", r"konto(?:nummer|nr)?",
)

FILLERS = (
    r"no", r"nr", r"nro", r"number", r"nummer", r"num", r"numret", r"numero", r"número", r"numer", r"n[ºo°]", r"ref", r"id",
    r"entry", r"file", r"är", r"det är", r"is", r"was", r"on", r"ist", r"lautet", r"er", r"oli", r"è", r"es", r"to", r"dnr",
    r"is het", r"száma?", r"szám", r"to jest", r"είναι", r"αριθμός", r"αρ", r"med nummer", r"with", r"med", r"mit", r"met", r"tunnus",
    r"osobisty", r"seria",
)

ROOMS = (
    # Swedish
    r"rum(?:met)?", r"rumsnummer", r"sal", r"lägenhet(?:en)?", r"lgh", r"säng(?:plats)?", r"dörr(?:en)?", r"vårdrum",
    # English
    r"rooms?", r"rm", r"bed(?:room)?", r"flat", r"apartment", r"apt", r"door", r"bay", r"cell", r"cubicle", r"bungalow",
    # German
    r"we", r"zimmer(?:nummer)?", r"zi\.", r"bett(?:platz)?", r"wohnung", r"whg\.?", r"apartment", r"appartement", r"tür", r"zelle",
    # Dutch
    r"kamer(?:nummer)?", r"bed", r"appartement", r"app\.", r"deur", r"huisje",
    # Finnish
    r"huone(?:en|essa|esta|eseen|elle|tta|isto)?", r"asunto?(?:n|on|ssa|sta|o)?", r"asunnossa", r"asunnosta", r"asunnon",
    r"sänky", r"sängyssä", r"sängyn", r"vuode(?:paikka)?", r"vuoteessa", r"ovi", r"ovella", r"oven",
    # Estonian
    r"tuba", r"toa[a-z]{0,3}", r"tuppa", r"palat(?:i|is|isse|ist)?", r"korter(?:i|is|isse|ist)?", r"voodi(?:s|koht)?", r"uks(?:e)?",
    # Italian
    r"stanza", r"camera", r"letto", r"interno", r"int\.", r"appartamento", r"porta",
    # Spanish
    r"habitación", r"habitacion", r"hab\.", r"cama", r"puerta", r"apartamento", r"cuarto",
    # Polish
    r"pok[oó]j(?:u|em|owi)?", r"poko[ji]\w*", r"sal[aięą]", r"łóżk[oaiu](?:m)?", r"mieszkani[aeu](?:m)?", r"lokal(?:u)?", r"drzwi",
    # Greek
    r"δωμάτιο", r"δωματίου", r"δωμάτια", r"κρεβάτι", r"κλίνη", r"διαμέρισμα", r"πόρτα", r"θάλαμο(?:ς|υ)?", r"θαλάμου",
    # Hungarian
    r"szoba", r"ágy", r"ajtó", r"lakás", r"kórterem",
)

ROOMS_AFTER = (
    r"szob[aá]\w*", r"ágy\w*", r"ajtó\w*", r"kórter\w*", r"lakás\w*",
    r"tuba", r"toa(?:s|d|sse|st|le)?", r"palat\w{0,4}", r"korter\w{0,4}", r"voodi\w{0,3}",
)
"""Words that stand after their number, as the Hungarian and Estonian do."""
