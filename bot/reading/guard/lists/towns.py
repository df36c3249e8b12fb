"""Towns of the countries of the eleven languages, by which a bare number is known as a postcode."""

from functools import cache

from bot.reading.guard.listed import listed


@cache
def _towns() -> frozenset[str]:
    return frozenset(TOWNS.casefold().split())


def is_town(word: str) -> bool:
    """Whether a word, with its capital, begins the name of a town."""
    return word[:1].isupper() and (
        word.casefold() in _towns() or word.casefold() in listed().places
    )


TOWNS = """
Stockholm Göteborg Malmö Uppsala Västerås Örebro Linköping Helsingborg Jönköping Norrköping Lund
Umeå Gävle Borås Eskilstuna
Södertälje Karlstad Täby Växjö Halmstad Sundsvall Luleå Trollhättan Östersund Borlänge Falun Kalmar
Skövde Kristianstad Karlskrona
Skellefteå Uddevalla Lidingö Varberg Nyköping Landskrona Motala Trelleborg Örnsköldsvik Alingsås
Karlskoga Sandviken Kungälv
Enköping Lidköping Härnösand Ängelholm Visby Kiruna Mora Arvika Ystad Solna Nacka Huddinge Haninge
Botkyrka Tumba Kista Märsta
Mölndal Partille Hisings Västra Kungsbacka Falkenberg Katrineholm Västervik Oskarshamn Piteå Boden
Hudiksvall Bollnäs Ludvika
Tallinn Tartu Narva Pärnu Kohtla-Järve Viljandi Rakvere Maardu Kuressaare Sillamäe Valga Võru Jõhvi
Haapsalu Keila Paide Elva
Tapa Põlva Türi Rapla Saue Otepää Põltsamaa Sindi Kunda Kärdla Tallinna Tartus Tallinnas
Helsinki Helsingissä Espoo Tampere Vantaa Oulu Turku Jyväskylä Lahti Kuopio Pori Kouvola Joensuu
Lappeenranta Hämeenlinna Vaasa
Seinäjoki Rovaniemi Mikkeli Kotka Salo Porvoo Kokkola Hyvinkää Lohja Järvenpää Rauma Kajaani Kerava
Savonlinna Nokia Kaarina
Ylöjärvi Kangasala Raisio Imatra Riihimäki Raahe Tornio Hamina Iisalmi Kemi Varkaus Åbo Helsingfors
Amsterdam Rotterdam Den Utrecht Eindhoven Groningen Tilburg Almere Breda Nijmegen Apeldoorn Arnhem
Haarlem Enschede Amersfoort
Zaandam Den 's-Hertogenbosch Hoofddorp Zwolle Leiden Leeuwarden Maastricht Dordrecht Ede Alphen
Alkmaar Emmen Delft Venlo Deventer
Sittard Helmond Oss Hilversum Heerlen Purmerend Hengelo Schiedam Lelystad Roosendaal Gouda
Zoetermeer Vlaardingen Assen Bergen Capelle
Veenendaal Katwijk Zeist Nieuwegein Roermond Hoorn Antwerpen Gent Brugge Leuven Mechelen Aalst
Hasselt Kortrijk Oostende Genk Brussel
Roma Milano Napoli Torino Palermo Genova Bologna Firenze Bari Catania Venezia Verona Messina Padova
Trieste Brescia Parma Prato Taranto
Modena Reggio Perugia Ravenna Livorno Rimini Cagliari Foggia Ferrara Salerno Latina Giugliano Monza
Sassari Bergamo Pescara Trento
Forlì Siracusa Vicenza Terni Bolzano Piacenza Novara Ancona Udine Andria Arezzo Cesena Lecce Pesaro
Barletta Alessandria Lucca Pistoia
Pisa Brindisi Treviso Como Catanzaro Grosseto Varese Asti Ragusa Pavia Cremona Cosenza Imola
Trapani Viterbo Matera Cuneo Potenza
Caserta Avellino Benevento Savona Sanremo Merano Brixen Bressanone Aosta L'Aquila Campobasso Mestre
Warszawa Kraków Łódź Wrocław Poznań Gdańsk Szczecin Bydgoszcz Lublin Białystok Katowice Gdynia
Częstochowa Radom Rzeszów Toruń Sosnowiec
Kielce Gliwice Olsztyn Zabrze Bielsko-Biała Bytom Zielona Rybnik Ruda Opole Tychy Elbląg Płock
Dąbrowa Gorzów Wałbrzych Włocławek
Tarnów Chorzów Koszalin Kalisz Legnica Grudziądz Jaworzno Słupsk Jastrzębie Nowy Jelenia Siedlce
Mysłowice Konin Piła Lubin Inowrocław
Ostrów Suwałki Gniezno Stargard Ostrołęka Sopot Zakopane Przemyśl Chełm Zamość Łomża Pruszków
Otwock Piaseczno
Madrid Barcelona Valencia Sevilla Zaragoza Málaga Murcia Palma Bilbao Alicante Córdoba Valladolid
Vigo Gijón Hospitalet Vitoria
Vitoria-Gasteiz Coruña Granada Elche Oviedo Badalona Cartagena Terrassa Jerez Sabadell Móstoles
Alcalá Pamplona Fuenlabrada Almería
Leganés Santander Burgos Castellón Albacete Getafe Alcorcón Logroño Badajoz Salamanca Huelva Lleida
Tarragona León Cádiz Jaén Ourense
Girona Lugo Cáceres Santiago Ceuta Melilla Toledo Guadalajara Pontevedra Palencia Ávila Segovia
Zamora Cuenca Huesca Soria Teruel
Ferrol Avilés Donostia San Las Reus Mataró Gandía Elda Torrevieja Marbella Algeciras Dos Torrejón
Parla Coslada
Berlin Hamburg München Köln Frankfurt Stuttgart Düsseldorf Leipzig Dortmund Essen Bremen Dresden
Hannover Nürnberg Duisburg Bochum
Wuppertal Bielefeld Bonn Münster Mannheim Karlsruhe Augsburg Wiesbaden Mönchengladbach
Gelsenkirchen Aachen Braunschweig Chemnitz Kiel
Halle Magdeburg Freiburg Krefeld Mainz Lübeck Erfurt Oberhausen Rostock Kassel Hagen Potsdam
Saarbrücken Hamm Ludwigshafen Oldenburg
Mülheim Osnabrück Leverkusen Heidelberg Darmstadt Solingen Herne Regensburg Neuss Paderborn
Ingolstadt Offenbach Fürth Würzburg Ulm
Heilbronn Pforzheim Wolfsburg Göttingen Bottrop Reutlingen Koblenz Bremerhaven Erlangen Bergisch
Remscheid Trier Recklinghausen Jena
Moers Salzgitter Siegen Gütersloh Hildesheim Hanau Cottbus Kaiserslautern Schwerin Witten Gera
Iserlohn Ludwigsburg Flensburg Zwickau
Wien Graz Linz Salzburg Innsbruck Klagenfurt Villach Wels Dornbirn Zürich Basel Bern Genf Lausanne
Winterthur Luzern St
Αθήνα Θεσσαλονίκη Πάτρα Ηράκλειο Λάρισα Βόλος Ιωάννινα Χανιά Καβάλα Καλαμάτα Πειραιάς Αγρίνιο
Χαλκίδα Σέρρες Αλεξανδρούπολη Ξάνθη
Κατερίνη Κομοτηνή Τρίκαλα Λαμία Κόρινθος Ρόδος Κέρκυρα Δράμα Βέροια Κοζάνη Καρδίτσα Μυτιλήνη
Ρέθυμνο Περιστέρι Καλλιθέα Νίκαια
Γλυφάδα Αχαρνές Ίλιον Κερατσίνι Ζωγράφου Μαρούσι Χαλάνδρι Αιγάλεω Κηφισιά Εύοσμος Κυψέλη Παγκράτι
Αθηνα Θεσσαλονίκης Αθήνας
Budapest Debrecen Szeged Miskolc Pécs Győr Nyíregyháza Kecskemét Székesfehérvár Szombathely Szolnok
Tatabánya Kaposvár Érd Sopron
Veszprém Békéscsaba Zalaegerszeg Eger Nagykanizsa Dunaújváros Hódmezővásárhely Salgótarján Cegléd
Ózd Baja Vác Gödöllő Szekszárd
Pápa Gyula Esztergom Ajka Kazincbarcika Gyöngyös Szentes Budaörs Dunakeszi Orosháza Mosonmagyaróvár
Siófok Kiskunfélegyháza Budapesten
London Birmingham Manchester Leeds Liverpool Sheffield Bristol Glasgow Edinburgh Leicester Coventry
Bradford Cardiff Belfast Nottingham
Hull Newcastle Stoke Southampton Derby Portsmouth Brighton Plymouth Northampton Reading Luton
Wolverhampton Bolton Bournemouth Norwich
Swindon Swansea Southend Middlesbrough Peterborough Cambridge Doncaster York Poole Gloucester
Burnley Huddersfield Telford Dundee
Blackpool Aberdeen Ipswich Oxford Warrington Slough Exeter Bury Rochdale Oldham Stockport Wigan
Preston Dublin Cork Galway Limerick
Waterford Derry Inverness Perth Stirling Bath Lincoln Chester Worcester Lancaster Durham Carlisle
Hereford Salford Sunderland Wakefield
"""
