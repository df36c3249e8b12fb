"""Words that stand beside a name, by language. In lower case."""

BEFORE = frozenset(
    (
        # Swedish
        """
        kollegan kollega arbetskamraten chefen chef enhetschefen enhetschef gruppledaren
        sjuksköterskan sjuksköterska undersköterskan undersköterska läkaren doktor doktorn
        handläggaren biståndshandläggaren socialsekreteraren assistenten vikarien vikarie
        timvikarien praktikanten eleven studenten brukaren brukare boende boenden klienten klient
        deltagaren deltagare patienten patient gästen kunden hyresgästen vännen kompisen grannen
        mamman pappan mamma pappa mormor morfar farmor farfar dottern sonen dotter son systern
        brodern syster bror frun maken makan mannen hustrun sambon tant farbror gumman gubben fru
        herr fröken pojken flickan killen tjejen damen kvinnan tolken läraren handledaren mentorn
        mentor kontaktpersonen gode anhörige peer coachen sköterskan städerskan chauffören
        barnbarnet rektorn arbetsterapeuten fysioterapeuten vaktmästaren prästen heter hette kallas
        döptes kallad fosterpappan fostermamman kära käre
        """
        # English
        """
        colleague coworker co-worker workmate manager supervisor boss nurse sister doctor dr dr.
        carer keyworker mentor client resident patient participant tenant visitor neighbour
        neighbor friend mate mum dad mother father nan gran grandma grandad granddad auntie aunt
        uncle son daughter brother husband wife partner widow mr mr. mrs mrs. ms ms. miss sir madam
        mister prof professor named called sergeant officer student trainee volunteer interpreter
        cleaner chef cook driver lad girl boy lady gentleman guy bloke niece nephew cousin grandson
        granddaughter porter physio therapist gp consultant councillor caseworker apprentice
        teacher inspector constable pc dear
        """
        # German
        """
        kollege kollegin kollegen herr herrn frau fräulein schwester pfleger bewohner bewohnerin
        klient klientin klienten patientin patienten patient doktor dr oma opa tante onkel mutter
        vater mama papa sohn tochter bruder enkel enkelin nachbar nachbarin freund freundin chef
        chefin namens heißt hieß praktikant praktikantin azubi betreuer betreuerin leiterin leiter
        ehemann ehefrau witwe teilnehmer teilnehmerin
        """
        # Dutch
        """
        collega mevrouw mevr mevr. meneer mw mw. mijnheer dhr dhr. zuster broeder bewoner
        bewoonster cliënt cliënte patiënt patiënte dokter arts opa oma tante oom moeder vader zoon
        dochter broer zus buurman buurvrouw vriend vriendin leidinggevende stagiair stagiaire heet
        heette genaamd invalkracht teamleider verpleegkundige begeleider begeleidster kleinzoon
        kleindochter deelnemer deelneemster
        """
        # Finnish
        """
        kollega kollegani työkaveri työkaverini työkaverin hoitaja hoitajan lähihoitaja
        sairaanhoitaja lääkäri tohtori rouva rouvan herra herran neiti asukas asukkaan asukkaamme
        asiakas asiakkaan asiakkaamme potilas potilaan äiti isä mummo mummon vaari ukki pappa täti
        setä eno tytär poika sisar sisko veli naapuri ystävä esimies pomo johtaja opiskelija
        sijainen nimeltä nimeltään tytön pojan vaimo mies ohjaaja kummi
        """
        # Estonian
        """
        kolleeg kolleegi kolleegiga õde õe arst arsti doktor proua härra preili hooldaja hooldajaga
        elanik elaniku klient kliendi patsient patsiendi vanaema vanaisa ema isa poeg tütar vend
        tädi onu naaber sõber sõbranna juhataja ülemus praktikant tugiisik nimega nimeks vanaproua
        vanahärra abikaasa sotsiaaltöötaja
        """
        # Italian
        """
        collega colleghi signora signor signorina sig sig. sig.ra dott dott. dott.ssa dottor
        dottore dottoressa infermiere infermiera caposala suora ospite residente paziente utente
        nonna nonno zia zio mamma papà madre padre figlio figlia fratello sorella marito moglie
        vedova vicino vicina amico amica coordinatrice coordinatore educatore educatrice
        tirocinante oss don si-chiama chiama chiamava nipote volontario volontaria
        """
        # Polish
        """
        kolega koleżanka koleżanką koleżanki koleżance kolegą kolegi pan pana panu panem pani panią
        państwo siostra siostrą siostry doktor lekarz podopieczny podopieczna podopiecznego
        podopieczną pacjent pacjentka pacjenta pacjentki mieszkaniec mieszkanka mieszkańca
        mieszkanki babcia babci dziadek dziadka ciocia wujek mama tata mamę tatę syn syna córka
        córki córkę brat brata mąż żona sąsiad sąsiadka kierowniczka kierownik pielęgniarka
        pielęgniarz opiekunka opiekun imieniem stażystka stażysta klient klientka wnuk wnuczka
        """
        # Spanish
        """
        compañero compañera colega señor señora señorita sr sr. sra sra. don doña doctor doctora
        dr. dra dra. enfermera enfermero auxiliar residente paciente usuario usuaria abuela abuelo
        abuelita tía tío mamá papá madre padre hijo hija hermano hermana marido mujer esposa esposo
        vecino vecina amigo amiga jefa jefe supervisora supervisor coordinadora coordinador llama
        llamaba llamada llamado nieto nieta trabajadora educador educadora voluntario voluntaria
        cuñada cuñado sor
        """
        # Greek
        """
        κύριος κυρία κύριο κυρίου κυρίας κ. κα κος κύριε συνάδελφος συνάδελφο συναδέλφου
        συναδέλφισσα νοσοκόμα νοσηλεύτρια νοσηλευτής νοσηλευτή γιατρός γιατρό γιατρού γιαγιά
        γιαγιάς παππούς παππού μαμά μπαμπάς μπαμπά μητέρα πατέρας πατέρα γιος γιο κόρη κόρης
        αδελφός αδελφή αδερφός αδερφή θεία θείος γείτονας γειτόνισσα φίλη φίλος φίλο ένοικος ένοικο
        ασθενής ασθενή προϊσταμένη προϊστάμενος λένε λέγεται έλεγαν συνάδελφό συνάδελφος σύζυγος
        σύζυγο
        """
        # Hungarian
        """
        kolléga kollégám kolléganő kolléganőm kollégánk nővér ápoló doktor doktornő dr úr néni
        bácsi lakó lakónk kliens ügyfél beteg páciens nagymama nagypapa mama papa anya apa fia
        lánya testvére bátyja húga nővére szomszéd barátnőm barátom főnök főnököm nevű hívják
        asszony kisasszony gondozó gondozott özvegy
        """
    )
    .casefold()
    .split()
)
"""Before a name: what somebody is to whoever writes, and how people are addressed."""

AFTER = frozenset(
    """
    néni bácsi nővér doktor doktornő úr asszony kolléga néninek bácsinak nénit bácsit nénivel
    bácsival nénié bácsié nénihez bácsihoz nénitől bácsitól úrnak urat úrral nővért nővérnek
    doktorúr jan khanom agha abla teyze abi bey hanım amca
    """.casefold().split()
)
"""After a name: how Hungarians, Persians and Turks address people."""

SPEECH = frozenset(
    (
        # Swedish
        """
        sa säger sade frågade frågar ringde ringer vill ville tyckte tycker skrattade skrattar grät
        gråter svarade svarar viskade viskar ropade ropar berättade berättar skrek skriker undrade
        undrar pratar pratade vägrade vägrar somnade         orkar orkade vet visste tror trodde
        """
        # English
        """
        said says told tells asked asks rang rings called calls wants wanted thinks thought laughed
        laughs cried cries whispered whispers shouted shouts answered answers phoned texted smiled
        smiles refused refuses wakes woke sleeps slept forgot remembers remembered knows knew
        sits loves hates sang sings showed taught wrote doesn't didn't swears swore snores
        """
        # German
        """
        sagt sagte fragt fragte rief ruft lacht lachte weint weinte will wollte meint meinte
        erzählt erzählte schläft schlief         """
        # Dutch
        """
        zei zegt vroeg vraagt belde belt lachte lacht huilde huilt wil wilde vindt vond heeft
        vertelde vertelt slaapt sliep wou
        """
        # Finnish
        """
        sanoi sanoo kysyi kysyy soitti soittaa nauroi itki itkee haluaa halusi kertoi kertoo nukkui
        nukkuu huusi huutaa hymyili
        """
        # Estonian
        """
        ütles ütleb küsis küsib helistas helistab naeris nuttis nutab tahab tahtis rääkis räägib
        magab magas hüüdis naeratas
        """
        # Italian
        """
        disse dice chiese chiede telefonò rise ride piange pianse vuole voleva raccontò racconta
        dorme mangia piangeva rideva diceva chiedeva
        """
        # Polish
        """
        powiedział powiedziała mówi mówiła mówił zapytał zapytała pyta dzwonił dzwoniła płacze
        płakała płakał śmiał śmiała chce chciał chciała śpi krzyczy krzyczała
        """
        # Spanish
        """
        me nos te mi ci gli dijo dice preguntó pregunta llamó lloró llora rió ríe quiere quería
        contó cuenta duerme decía gritó grita
        """
        # Greek
        """
        είπε λέει ρώτησε ρωτάει γέλασε γελάει έκλαψε κλαίει κοιμάται φωνάζει έλεγε
        """
        # Hungarian
        """
        mondta mondja kérdezte kérdezi hívott hív nevetett nevet sírt sír akarja akarta akar
        mesélte meséli alszik szeretne szólt
        """
    )
    .casefold()
    .split()
)
"""After a name: what people do, and things seldom."""

NAMED = frozenset(
    """
    heter hette kallas named called namens heißt hieß heet heette genaamd nimeltä nimeltään nimega
    chiama chiamava imieniem nazywa llama llamaba λένε λέγεται έλεγαν nevű hívják
    """.casefold().split()
)
"""What follows is a name, even one that nobody ever heard."""

PARTICLES = frozenset(
    [
        "van",
        "von",
        "der",
        "den",
        "de",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "das",
        "du",
        "la",
        "le",
        "el",
        "al",
        "bin",
        "ibn",
        "bint",
        "abu",
        "abd",
        "ter",
        "ten",
        "te",
        "zu",
        "af",
    ]
)
"""What stands inside a full name in lower case."""

TOGETHER = frozenset(
    [
        "och",
        "and",
        "und",
        "en",
        "ja",
        "e",
        "y",
        "ed",
        "i",
        "και",
        "és",
        "o",
        "oraz",
        "samt",
        "sekä",
    ]
)
"""Between two names."""

TITLES = frozenset(
    """
    herr herrn frau fräulein mr mrs ms miss dr prof sir madam fru fröken tant farbror mevrouw mevr
    meneer mw mijnheer dhr rouva rouvan herra herran neiti proua härra preili signora signor
    signorina sig sig.ra dott dottor dottoressa don doña señor señora señorita sr sra pan pani panu
    panem panią panią κύριος κυρία κύριο κυρίου κυρίας κ κα κος kollege kollegin schwester pfleger
    oma opa tante onkel dottssa sigra oom tía tío abuela abuelo nonna nonno zia zio babcia dziadek
    ciocia wujek γιαγιά παππούς nurse sister auntie uncle
    """.casefold().split()
)
"""Words that stand before a name also where every noun has a capital."""

WITH = frozenset(
    """
    a med with mit met con z ze με with till för to tack kiitos thanks danke bedankt grazie gracias
    dzięki ευχαριστώ köszönöm aitäh tackade hej hallo hello hi ciao hola cześć γεια szia moi tere
    """.casefold().split()
)
"""Before a name in lower case, as one writes on a phone."""

ARTICLES = frozenset(
    """
    the a an this that these those my your his our their some any no every each en ett den det de
    denna detta min din sin vår er ingen någon varje der die das den dem des ein eine einen einem
    einer eines im am zum zur vom beim kein keine keinen dieser diese mein meine meinen dein sein
    seine ihr ihre jeder jede jeden het een deze dit mijn zijn haar geen elke il lo la i gli le un
    uno una l del della nel nella al alla dal dalla sul sulla questo questa el los las unos unas
    del al este esta ese esa mi tu su ningún cada egy ez
    """.casefold().split()
)
"""What stands before a thing, and seldom before somebody."""

GREEK_ARTICLES = frozenset(["ο", "η", "τον", "την"])
"""The Greek call people by their name with an article before it."""

GERMAN = frozenset(
    """
    und nicht ist der die das mit ich auf den dem ein eine einen auch für wir hat sich im zu von
    bei nach noch aber wie er sie es war wird sind habe hab wenn dass nur so beim zum zur vom kein
    keine mir mich uns oder heute wieder immer bis aus am
    """.casefold().split()
)
"""Small words of German, by which a text is known to write all nouns with a capital."""

MONTHS = frozenset("may april june august juni juli mai maj".casefold().split())
"""Names that are a month much more often."""
