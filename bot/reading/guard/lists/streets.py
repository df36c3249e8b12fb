"""How streets are called, by language. In lower case, unless it says otherwise."""

ENDINGS = tuple(
    """
    gatan gata vägen väg gränd gränden stigen stig torget torg allén allé backen gången leden kajen
    liden esplanaden slingan kroken svängen straße strasse straßen str weg gasse platz allee damm
    ufer reihe zeile winkel kamp promenade siedlung ring steig stieg chaussee graben pfad straat
    laan plein gracht kade dijk singel pad steeg dreef plantsoen hof katu kadulla kadulle kadulta
    kadun katua tie tiellä tielle tieltä tien kuja kujalla kujalle kujan polku polulla polulle
    polun raitti raitilla kaari kaarella kaaren rinne rinteellä mäki ranta tori penger aukio väylä
    tänav
    """.casefold().split()
)
"""What the names of streets end with, where name and kind are one word."""

KINDS_AFTER = frozenset(
    """
    reihe ring markt ufer damm promenade chaussee voorhout singel dijk wal gata väg gränd stig torg
    allé gatan vägen straße strasse str weg platz allee gasse straat laan weg plein gracht kade
    katu kadulla kadulle kadun tie tiellä kuja kujalla tänav tänava tänaval tänavale tn tee maantee
    mnt puiestee pst põik väljak utca utcában utcába utcából u út úton útra útja tér téren térre
    tere körút körúton krt köz sétány sétányon sor fasor lakótelep dűlő
    """.casefold().split()
)
"""Kinds that stand after the name, as a word of their own."""

KINDS_BEFORE = frozenset(
    """
    via viale v.le piazza p.zza corso c.so largo vicolo piazzale strada contrada salita rúa rua
    carrer avinguda plaça kalea calle c/ avenida avda av plaza pza paseo camino carretera ronda
    travesía glorieta ul ulica ulicy ulicę ulicą al aleja alei aleje pl plac placu os osiedle
    osiedlu οδός οδού οδό λεωφόρος λεωφόρου λεωφόρο λεωφ πλατεία πλατείας πλ στην στη
    """.casefold().split()
) - {"στη"}
"""Kinds that stand before the name. The Greek say *on the Ermou 15*."""

SMALL = frozenset(
    """
    do da dos das d' de del de' la las los el della dello dei degli delle di da d' san santa santo
    e y i św sv im gen ks του της των αγίου αγίας
    """.casefold().split()
)

ADDED = frozenset(
    """
    västra östra norra södra stora lilla gamla nya sankt s:t st övre nedre yttre inre alte neue
    große kleine obere untere alter neuer hintere vordere oude nieuwe grote kleine korte lange iso
    pieni vanha uusi itäinen läntinen suur väike vana uus
    """.casefold().split()
)
"""What stands before a street that is one word, and belongs to it."""

NO_STREET = tuple(
    """
    arbeitsplatz parkplatz schlafplatz pflegeplatz stellplatz heimplatz kitaplatz umweg ausweg
    heimweg rückweg arbeitsweg hinweg dienstweg fußweg krankenhof bahnhof friedhof onderweg snelweg
    omweg kerkhof fietspad zebrapad spoorweg dagsväg omväg återvägen hemvägen halvvägen rulltrappan
    trafikled livsväg utväg hengitystie virtsatie moottoritie maantie rautatie tietie ystävystie
    """.casefold().split()
)
"""What ends like a street and is none."""

ENGLISH = tuple(
    """
    Street St\\. St Road Rd Avenue Ave Lane Ln Close Drive Dr Terrace Court Ct Crescent Cres
    Gardens Gdns Grove Place Way Walk Row Mews Square Sq Hill Park View Rise Green Bank Parade Gate
    Yard Wynd Brae Mount Vale Fold Croft Wharf Quay Passage Boulevard Villas Cottages Buildings
    Circus Broadway Meadows Heights House road street lane avenue close terrace
    """.split()  # noqa: SIM905
)
"""Kinds that stand after an English name, as they are written."""

LIVES = frozenset(
    """
    bor bodde adress adressen lives lived address wohnt wohnte adresse woont woonde adres asuu asui
    osoite osoitteessa osoitteeseen elab elas aadress aadressil aadressile abita abitava indirizzo
    vive vivía domicilio dirección mieszka mieszkał mieszkała adresem lakik lakott címe címen μένει
    έμενε διεύθυνση
    """.casefold().split()
)
"""Shortly before a name and a number: that they are an address."""

UNITS = tuple(
    """
    aastat aasta vuotta vuosi év éve lat rok años anni jaar jahre tunti päev min minuter minuten
    minutes mins minuuttia minutit minuti minutos perc λεπτά h timmar hours hrs tuntia tundi uur
    stunden std ore horas godzin óra ώρες kr kronor euro euros eur € £ zł ft steg schritte % år
    years mg ml g kg km m st stycken stk gånger times mal keer veces volte razy dagar days tage
    dagen päivää päeva giorni días dni nap μέρες personer people personen yards miles meter metres
    grader degrees
    """.casefold().split()
)
"""What is counted: a number before it is that of no house."""
