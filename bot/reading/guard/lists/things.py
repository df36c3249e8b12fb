"""What is written with a capital and is nobody: medicines, scales, brands, authorities, feasts."""

THINGS = frozenset(
    (
        # Medicines and what they are given for
        """
        alvedon ipren panodil paracetamol ibuprofen diklofenak voltaren morfin oxycontin oxynorm
        oxycodone haldol haloperidol zyprexa olanzapin risperdal risperidon seroquel quetiapin
        theralen imovane zopiklon zopiclone stesolid diazepam valium oxazepam sobril xanor xanax
        lorazepam tavor temesta rivotril lyrica gabapentin pregabalin sertralin sertraline
        citalopram escitalopram mirtazapin mirtazapine venlafaxin cipralex prozac zoloft lithium
        litium metformin insulin lantus novorapid tresiba humalog toujeo actrapid waran warfarin
        marevan eliquis xarelto heparin fragmin klexane clexane furix furosemid furosemide lasix
        spironolakton metoprolol atenolol bisoprolol amlodipin ramipril enalapril losartan
        simvastatin atorvastatin omeprazol omeprazole nexium movicol laxoberal cilaxoral microlax
        dulcolax levaxin levothyroxine ventolin ventoline bricanyl symbicort madopar sinemet
        levodopa exelon aricept memantin memantine donepezil rivastigmin subutex suboxone metadon
        methadone buprenorfin buvidal naloxon naloxone narcan antabus campral naltrexon fentanyl
        tramadol tramal nobligan codeine kodein citodon panadol burana kirjakka disperin
        tachipirina aspirin aspirina moment ketodol novalgin metamizol nolotil apap ketonal
        pyralgina polopiryna enterol nurofen enelbin depon ponstan algopyrin cataflam rubophen
        frontin rivotril medikinet concerta ritalin strattera elvanse mepilex inkontinens
        dexametason prednisolon cortison betapred amoxicillin penicillin kåvepenin selexid
        nitrofurantoin heracillin alzheimer alzheimers alzheimer's parkinson parkinsons parkinson's
        huntington lewy asperger asperger's tourette down crohn crohn's korsakoff wernicke covid
        corona korona norovirus mrsa als ms kol kols adhd
        """
        # Scales and methods
        """
        barthel norton waterlow braden glasgow morse katz tinetti apgar pfeiffer zarit lawton abbey
        news must moca mmse mini-mental bpsd gds madrs audit dudit bosscore asi kasam sbar bps
        miller rollnick maslow bobath kinaesthetics
        """
        # Brands and shops
        """
        kipling who sarah-lyft stedy πρόνοια εφορία αστυνομία εισαγγελία πολεοδομία εκκλησία
        station mappe akte akten alexa siri cortana zimmer velcro arjo liko molift foley macmillan
        mac babel tex tena abena ikea volvo saab toyota skoda škoda ford opel audi bmw mercedes
        fiat renault peugeot seat kia samsung apple iphone ipad google android microsoft teams
        outlook excel word zoom skype facebook instagram insta snapchat whatsapp messenger telegram
        tiktok youtube spotify netflix signal viber linkedin discord reddit ica coop willys lidl
        aldi rewe edeka kaufland rossmann dm penny netto tesco asda sainsbury's sainsburys
        morrisons boots lloyds barclays natwest argos primark greggs costa starbucks mcdonald's
        mcdonalds subway jumbo albert heijn kruidvat hema etos rimi selver prisma maxima konsum
        kesko alepa citymarket sale esselunga conad mercadona carrefour eroski corte inglés dia
        biedronka żabka rossmanna lewiatan spar tesco penny σκλαβενίτης apoteket kronans hjärtat
        swedbank nordea handelsbanken seb klarna bankid swish bizum bolt uber tiktok dixie dixi
        lipton nescafé nutella fanta pepsi cola coca red bull monopoly memory wordfeud candy crush
        lifvs treserva procapita combine cosmic lifecare ons nedap medimo liferay vivendi snap
        connext medifox dan
        """
        # Authorities, organisations and what they are called for short
        """
        försäkringskassan arbetsförmedlingen kronofogden socialtjänsten soc ivo bup lss lov sol hsl
        polisen kriminalvården frivården migrationsverket skatteverket socialstyrelsen regionen
        kommunen stadsmissionen röda korset barnardo's barnardos shelter mencap mind samaritans cqc
        nhs dwp ofsted crisis turn2us citizens advice council caritas diakonie awo drk asb malteser
        johanniter jobcenter sozialamt jugendamt finanzamt amtsgericht ams kela hus tays taysin oys
        kys thl valvira hyvinvointialue hyvinvointialueen töissä vantti attendo esperi mehiläinen
        ska sotsiaalkindlustusamet töötukassa tervisekassa haigekassa perh itk wmo wlz zvw ciz svb
        uwv cak ggz ggd inps asl usl ats sert serd inail caf zus nfz mops gops ops pfron pcpr sepe
        imserso inss ivass δήμος εφκα εοππυ οκανα κεθεα ικα οαεδ εκαβ εσυ κκπα κεα nav efka máv
        nyugdíjfolyósító kormányhivatal guardia civil mossos ertzaintza carabinieri ris samu sae aa
        na alanon unionen kommunal vision verdi
        """
        # Feasts, and those who are in every song
        """
        jul påsk midsommar nyår lucia valborg advent trettondagen kristi christmas xmas easter
        boxing bonfire halloween diwali eid ramadan ramadán ramadã ramazan pascua semana hanukkah
        holi nowruz newroz purim yule pentecost weihnachten ostern pfingsten silvester heiligabend
        fasching karneval nikolaus kerst kerstmis pasen pinksteren sinterklaas koningsdag joulu
        pääsiäinen vappu juhannus jõulud jaanipäev jaanipäeval lihavõtted natale pasqua ferragosto
        capodanno epifania navidad reyes wielkanoc boże narodzenie wigilia sylwester χριστούγεννα
        πάσχα πρωτοχρονιά δεκαπενταύγουστο αλτσχάιμερ πάρκινσον ευαγγελισμό ευαγγελισμός covid
        μάρτιο απρίλιο μάιο ιούνιο ιούλιο αύγουστο σεπτέμβριο οκτώβριο νοέμβριο δεκέμβριο ιανουάριο
        φεβρουάριο τρίτη κυριακή δευτέρα τετάρτη πέμπτη karácsony húsvét pünkösd szilveszter
        mikulás gud jesus kristus god jesus christ allah gott jesus jézus isten jumala jeesus jumal
        jeesus dio gesù madonna dios jesús virgen bóg jezus matka θεέ θεός παναγία χριστός santa
        claus father xmas abba elvis beatles beethoven mozart bach brexit google bingo allsång
        melodifestivalen eurovision bellman taube taubes evert cornelis vreeswijk pippi emil
        lönneberga muumi mumin moomin nalle bamse disney mickey barbie holle sven-ingvars housing
        first care case key team leader plan act lean agile housing online meeting burnout
        debriefing zoom
        """
        # Months and days, where they are written with a capital
        """
        monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds thu thur
        thurs fri sat january february march april may june july august september october november
        december jan feb mar apr jun jul aug sep sept oct nov dec montag dienstag mittwoch
        donnerstag freitag samstag sonntag sonnabend januar februar märz mai juni juli oktober
        dezember måndag tisdag onsdag torsdag fredag lördag söndag mån tis ons tors tor fre lör sön
        januari februari mars maj augusti maandag dinsdag woensdag donderdag vrijdag zaterdag
        zondag maart mei Δευτέρα Τρίτη Τετάρτη Πέμπτη Παρασκευή Σάββατο Κυριακή Ιανουάριος
        Φεβρουάριος Μάρτιος Απρίλιος Μάιος Ιούνιος Ιούλιος Αύγουστος Σεπτέμβριος Οκτώβριος
        Νοέμβριος Δεκέμβριος Ιανουαρίου Φεβρουαρίου Μαρτίου Απριλίου Μαΐου Ιουνίου Ιουλίου
        Αυγούστου Σεπτεμβρίου Οκτωβρίου Νοεμβρίου Δεκεμβρίου
        """
    )
    .casefold()
    .split()
) - {
    "may",
    "april",
    "june",
    "august",
    "albert",
    "jan",
    "dan",
    "emil",
    "jesús",
    "evert",
    "cornelis",
    "dia",
    "mai",
    "tor",
}
"""What is left over is a name as well, and is asked for what stands beside it."""
