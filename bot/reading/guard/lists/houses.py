"""Words that make of a name what a house, a street or a scale is called."""

HOUSES = frozenset(
    """
    ii iii xxiii palsy frame stedy hoist sponge pudding bear jacket borealis poppins nightingale
    curie seacole potter frestelse anka hospital infirmary hospice station street road house ward
    school college court church cathedral park clinic centre center lodge manor foundation trust
    bank prison airport square university institute award day scale score test syndrome disease
    index act law cathedral theatre hall hostel shelter line sjukhus sjukhuset skola skolan kyrka
    kyrkan station stationen gatan torg huset hemmet stiftelse stiftelsen universitet sjukdom skala
    skalan vårdcentral boende äldreboende krankenhaus klinik klinikum schule kirche straße platz
    haus heim stiftung bahnhof universität milch skala stift ziekenhuis kliniek school kerk straat
    plein huis stichting station universiteit mc umc schaal sairaala sairaalassa sairaalaan koulu
    kirkko katu talo säätiö asema yliopisto haigla haiglas haiglasse kool kirik tänav maja
    sihtasutus jaam ülikool ülikooli haiglast keskhaigla ospedale clinica scuola chiesa fondazione
    stazione università szpital szpitala szpitalu szkoła kościół ulica fundacja dworzec uniwersytet
    dom hospital clínica escuela iglesia fundación estación universidad residencia νοσοκομείο
    σχολείο οδός ίδρυμα σταθμός híd hídon hídnál hídig utcai utcában utcán téren téri úti úton
    kórház kórházban kórházba iskola templom utca alapítvány pályaudvar egyetem otthon tér
    """.casefold().split()
)
"""After a name."""

BEFORE_HOUSE = frozenset(
    """
    lex sint saint st sankt sant santa san santo são sainte st. s:t szent święty święta svatý άγιος
    αγία άγιο αγίου αγίας virgen ospedale ospedal hospital clinica clínica klinik klinikum szpital
    szpitalu fundación fondazione stiftung stichting residencia rsa via viale piazza calle avenida
    plaza ulica ulicy ul colegio instituto istituto scuola mount lake port fort metro café cafe
    restaurang restaurant hotel hotell bar pub ave maria's hurricane storm operation rúa νοσοκομείο
    οδός πλατεία κόμη
    """.casefold().split()
)
"""Before a name."""
