"""Swedish: how people on the front line talk about their work."""

from bot.insights.vocabulary.entry import Entry, Vocabulary

VOCABULARY = Vocabulary(
    common="""
        och att det som är vi jag på en ett av för med inte har hade var till den de dem om när så
        från kan fick får vad hur blev mig sig vid eller också där mycket utan
    """,
    entries={
        "being_heard": Entry(
            "Att bli lyssnad på, eller inte",
            """
            lyssna, lyhörd, hörsammad, bli hörd, blev hörd, blir hörd, känna sig hörd,
            kände sig hörd, inte hörd, gehör, ingen hörde, överkörd, över huvudet på,
            togs på allvar, tas på allvar, tog mig på allvar, tog henne på allvar,
            tog honom på allvar, tagen på allvar, nonchalerad, ignorerad, frågade vad hon,
            frågade vad han, frågade vad de, ingen frågade, göra sin röst hörd, komma till tals,
            kom till tals, tala till punkt
            """,
        ),
        "communication": Entry(
            "Information: vem som visste och inte",
            """
            kommunikation, kommunicera, information, =informerad, =informerade, =informerat,
            =informera, missförstånd, missförstod, missförstått, missuppfattning, otydligt besked,
            olika besked, inga besked, fick inte veta, ingen berättade, ingen sa något,
            ingen sade något, ingen visste, nådde inte fram, når inte fram, nådde fram, mejl,
            veckobrev, föra vidare, fördes vidare, meddela, återkoppling, återkoppla
            """,
        ),
        "continuity": Entry(
            "Vem som kommer: känd eller ny",
            """
            kontinuitet, samma personal, samma person, samma ansikte, samma människor,
            nya ansikten, nytt ansikte, kända ansikten, känt ansikte, ny personal, olika personal,
            olika personer, ny handläggare, byte av handläggare, bytt handläggare, kontaktperson,
            fast kontakt, omsorgskontakt, känner henne väl, känner honom väl, känner dem väl,
            främling, främmande människor, personalbyte
            """,
        ),
        "equipment": Entry(
            "Utrustning och hjälpmedel",
            """
            utrustning, hjälpmedel, hjälpmedlet, hjälpmedlen, taklyft, personlyft, lyftsele,
            mobil lyft, lyften gick, lyften är, rullstol, rollator, rollatorer, madrass, =handskar,
            förkläde, skyddskläder, arbetskläder, verktyg, materialet, =förråd, =förrådet,
            tjänstebil, ingen bil, bilen startade, bilen är, arbetstelefon, jobbtelefon,
            tappade nyckeln, =nycklar, =nycklarna, nyckelskåp, =trasig, =trasigt, =trasiga,
            gick sönder, gått sönder, är sönder, reservdel, batteri, hörapparat, hörapparater
            """,
        ),
        "ethics": Entry(
            "Vad som är rätt",
            """
            etik, etisk, oetisk, etiksamtal, moral, moralisk, samvete, dilemma, det rätta,
            kändes fel, känns fel, kändes rätt, känns rätt, värdighet, =värdigt, ovärdig,
            integritet, =respekt, =respekten, respektera, respektlös, orättvis, orättvist,
            =rättvist, samtycke, sekretess, tystnadsplikt, bemötande
            """,
        ),
        "family": Entry(
            "Familj och anhöriga",
            """
            familj, anhörig, närstående, förälder, =föräldrar, =föräldrarna, föräldramöte,
            föräldrasamtal, mamma, pappa, dotter, döttrar, =son, =sonen, söner, syskon, syster,
            =bror, =brodern, =maken, =makan, hustru, mormor, morfar, farmor, farfar, god man,
            gode män, vårdnadshavare
            """,
        ),
        "handover": Entry(
            "Överlämningar",
            """
            överlämning, överlämna, överrapportering, överrapportera, rapportering mellan,
            muntlig rapport, tyst rapport, läste rapporten, skiftbyte, passbyte, byte av pass,
            mellan passen, förra passet, nästa pass, passet före, nattens rapport,
            rapport från natten, morgonrapport, kvällsrapport, nattrapport, utskrivning,
            =utskriven, =utskrivna, hemgång, ta över efter, tog över efter, lämna över,
            mellan stolarna
            """,
        ),
        "having_a_say": Entry(
            "Vem som bestämmer över en persons dag",
            """
            självbestämmande, medbestämmande, inflytande, delaktig, bestämma själv, bestämde själv,
            själv bestämma, själv få bestämma, fick bestämma, få bestämma, får bestämma,
            välja själv, valde själv, själv välja, fick välja, låta mig välja, låta henne välja,
            låta honom välja, låta dem välja, få välja, får välja, eget val, egna val, eget beslut,
            egna beslut, =självständigt, självständighet, på egna villkor, på sina villkor,
            på hans villkor, på hennes villkor, vad hon ville, vad han ville, vad de ville,
            vad hen vill, personcentrerad, samskapande
            """,
        ),
        "it_systems": Entry(
            "Datorer och system",
            """
            dator, datorer, surfplatta, läsplatta, programvara, =app, =appen, =appar, lösenord,
            inloggning, logga in, utloggad, =systemet, =systemen, -system, internet, wifi,
            nätet låg nere, digital, databas, =skärmen, kraschade, =skrivaren, bank id, bankid,
            uppkoppling, it support
            """,
        ),
        "language_culture": Entry(
            "Språk och kultur",
            """
            en tolk, utan tolk, med tolk, boka tolk, via tolk, =tolken, telefontolk, tolksamtal,
            översätta, översatte, översättning, språk, modersmål, prata svenska, talar svenska,
            =kultur, =kulturen, =kulturer, kulturell, kulturkrock, kulturskillnad, religion,
            religiös, asylsökande, invandrare, flykting, nyanländ, lättläst, klarspråk
            """,
        ),
        "leadership": Entry(
            "Cheferna",
            """
            chef, -chef, chefs-, =ledning, =ledningen, ledningsgrupp, =ledaren, ledarskap, rektor,
            arbetsledare, arbetsledning, =arbetsgivaren, uppifrån, detaljstyrning, detaljstyrd,
            teamledare, gruppledare, samordnare
            """,
        ),
        "learning": Entry(
            "Lärande och utbildning",
            """
            =lära, =lär, =lärde, =lärt, lärdom, =lärande, =lärandet, utbildning, utbildad, =kurs,
            =kursen, =kurser, fortbildning, kompetens, workshop, handledning, coachning, mentor,
            introduktion, inskolning, bredvidgång, kunskap, färdighet, reflektera, reflektion,
            studiecirkel, studiedag, tankeställare, ögonöppnare
            """,
        ),
        "meaningful": Entry(
            "Stunder som var värda det",
            """
            meningsfull, givande, stolt, glädje, arbetsglädje, =glad, =glada, gjorde skillnad,
            göra skillnad, älskar mitt jobb, älskar jobbet, bra känsla, leende, =log, skratt,
            gick bra, gick jättebra, gick riktigt bra, fungerade bra, fungerade jättebra,
            funkade bra, lyckades, lyckats, framgång, genombrott, framsteg
            """,
        ),
        "money": Entry(
            "Pengar och resurser",
            """
            pengar, budget, ekonomi, ekonomisk, =kostnad, =kostnader, kostar, =dyrt, =dyra,
            finansiering, försörjningsstöd, ekonomiskt bistånd, besparing, spara pengar,
            nedskärning, neddragning, =resurs, =resurser, =resurserna, resursbrist, =lön, =lönen,
            =löner, obetald, råd att, =skulder, skuldsatt, =hyran, fattigdom
            """,
        ),
        "other_organisation": Entry(
            "Mellan oss och andra verksamheter",
            """
            andra verksamheter, annan verksamhet, myndighet, annan förvaltning,
            andra förvaltningar, annan enhet, andra enheter, andra organisationer,
            annan organisation, samverkan, samverka, =sjukhus, =sjukhuset, polis, =kommunen,
            =kommunens, =regionen, =regionens, vårdcentral, hälsocentral, primärvård, psykiatri,
            =bup, socialtjänst, =soc, försäkringskassan, arbetsförmedlingen, kriminalvården,
            frivård, hyresvärd, föreningslivet, =remiss, =remissen, =remisser, hänvisad,
            bollas mellan, bollas runt, kastas mellan, runt mellan, stuprör, vårdkedja, =sip,
            sip möte
            """,
        ),
        "paperwork": Entry(
            "Dokumentation och pappersarbete",
            """
            dokumentation, dokumentera, pappersarbete, =papper, =pappren, =papperen, blankett,
            formulär, byråkrati, byråkratisk, administration, administrativ, administrera,
            journalföring, journalanteckning, anteckning, skriva rapport, fylla i, fyllde i,
            dubbelarbete, krysslista, excel, signering, signeringslista
            """,
        ),
        "planning": Entry(
            "Planering och schema",
            """
            planering, planera, oplanerad, =plan, =planen, =planer, schema, schemaläggning,
            schemalagd, sista minuten, kort varsel, dubbelbokad, dubbelbokning, kalender,
            prioritera, prioritering, =inställt, ställdes in, ställas in, avbokad, avbokning,
            rutin, genomförandeplan, vårdplan, framförhållning, körschema
            """,
        ),
        "recognition": Entry(
            "Uppskattning, eller brist på den",
            """
            uppskattad, uppskattning, =uppskattar, bekräftelse, erkännande, ett tack, fick tack,
            få tack, tack för, tackade, tacksam, beröm, =sedd, =sedda, osedd, osynlig, värdesatt,
            tas för given, tagen för given, tagits för given, komplimang, bra jobbat, bra gjort,
            fina ord, positiv feedback, klapp på axeln
            """,
        ),
        "rest": Entry(
            "Ork, vila och återhämtning",
            """
            =trött, =trötta, trötthet, utmattad, utmattning, slutkörd, utbränd, =sömn, sömnlös,
            =sova, =rast, =raster, =rasten, lunchrast, matrast, fikarast, =vila, =vilade,
            återhämtning, återhämta, ladda om, koppla av, släppa jobbet, tar med mig hem,
            tog med mig hem, med jobbet hem, =orka, =orkar, =orkade, =orken, energi, dränerad,
            sjukskriven, sjukskrivning, övertid, extrapass, dubbelpass, överväldigad
            """,
        ),
        "roles": Entry(
            "Vem gör vad",
            """
            min roll, vår roll, olika roller, =rollerna, rollfördelning, ansvar, ansvarsfördelning,
            arbetsfördelning, arbetsuppgift, vems jobb, vems uppgift, inte mitt jobb,
            inte min uppgift, vem gör vad, vem som gör, vem som ska, vem ska göra,
            vem som bestämmer, oklart vem, otydligt vem, gränsdragning, gråzon, mandat, uppdraget,
            delegera, delegering
            """,
        ),
        "rooms": Entry(
            "Rum och omgivning",
            """
            =lokal, =lokaler, =lokalen, =lokalerna, grupprum, klassrum, personalrum, samtalsrum,
            väntrum, mötesrum, litet rum, byggnad, kontorslandskap, korridor, buller, bullrigt,
            ljudnivå, =ostörd, =ostört, trångt, trångbodd, parkering, ventilation, för varmt,
            för kallt, dragigt, utemiljö, skolgård, ingenstans att prata, ingenstans att sitta
            """,
        ),
        "rule_in_the_way": Entry(
            "Regler som hindrar",
            """
            =regel, =regeln, =regler, =reglerna, regelverk, regelstyrd, riktlinje, policy,
            föreskrift, kriterier, kriteriet, tröskel, beviljad, biståndsbeslut, biståndsbedömning,
            avslag, inte tillåtet, förbjudet, får inte göra, fick inte göra, få tillstånd att,
            söka tillstånd, stelbent, fyrkantig, rigid, enligt boken, måltal, lagen säger,
            lagstiftning, bakbunden, begränsning, =hinder, hindrar oss
            """,
        ),
        "safety": Entry(
            "Trygghet och risk",
            """
            trygg, otrygg, trygghets-, =säkerhet, =säkerheten, patientsäkerhet, osäkert läge,
            osäker situation, =risk, =risken, =risker, riskabelt, riskbedömning, fallrisk, =fara,
            farlig, incident, olycka, tillbud, avvikelse, =skada, =skadad, =skadade, =skadades,
            =skador, ramlade, fallolycka, =hot, =hotad, =hotade, =hotfull, =hotfullt, =våld,
            våldsam, aggressiv, överfall, =larm, =larmet, larmknapp, felmedicinering,
            läkemedelsfel, fel dos, självskada, självskadebeteende, =rädd, =rädda, orosanmälan
            """,
        ),
        "staffing": Entry(
            "Bemanningen",
            """
            bemanning, underbemannad, underbemanning, personalbrist, för lite personal,
            för få personal, brist på personal, saknas personal, fattas personal, mer personal,
            för lite folk, för få på plats, en man kort, en person kort, vakant, vakans, rekrytera,
            rekrytering, vikarie, timanställd, hyrpersonal, ensam på passet, ensam på avdelningen,
            ensamarbete, arbetar ensam, jobbar ensam, personalomsättning, personaltäthet,
            ärendemängd, många ärenden
            """,
        ),
        "teamwork": Entry(
            "Hur vi jobbar ihop",
            """
            samarbete, teamarbete, teamkänsla, =kollega, =kollegan, =kollegor, =kollegorna,
            kollegial, arbetskamrat, hjälpas åt, hjälptes åt, hjälpte varandra, hjälper varandra,
            stötta varandra, stöd av varandra, backade upp, ställde upp, ställer upp för,
            =gemenskap, =gemenskapen, sammanhållning, laganda, avlastningssamtal, debriefing
            """,
        ),
        "tension": Entry(
            "Spänningar och motsättningar",
            """
            konflikt, =gräl, grälade, =bråk, =bråkar, =bråkade, bråkigt, =oense, oenighet,
            spänning, spänd stämning, dålig stämning, motsättning, =arg, =arga, =argt, =ilska,
            ilsken, upprörd, skrek, =skriker, =skrika, skällde, skäller, utskälld, mobbning,
            mobbad, skvaller, skitsnack, skyllde, skyller, frustrerad, frustration, irriterad,
            irritation, klagomål, klagade, missnöje, missnöjd
            """,
        ),
        "time_pressure": Entry(
            "Tid och tempo",
            """
            tidspress, tidsbrist, tidsnöd, ont om tid, brist på tid, ingen tid, inte tid,
            hinner inte, hann inte, hinner vi inte, hann vi inte, hinner jag inte, hann jag inte,
            inte hinna, inte hann, inte hunnit, hinna med, för lite tid, mer tid, gott om tid,
            =tid att, får tid, fick tid, tog sig tid, tagit sig tid, ta sig tid, ta tid, tar tid,
            stress, jäktad, bråttom, skynda, hektisk, =tempo, =tempot, deadline, försenad,
            försening, arbetsbelastning, arbetsbörda, mycket att göra, springa mellan,
            sprang mellan, väntetid, =kö, =köer, =kön, vårdköer, kötid, lång väntan
            """,
        ),
        "trust": Entry(
            "Tilliten",
            """
            tillit, tillitsfull, förtroende, misstro, misstänksam, relation, god kontakt,
            bra kontakt, öppnade sig, anförtro, anförtrodde, ärlighet, empati, empatisk, medkänsla,
            medmänsklig, vänlighet, släppte in, släppa in, lära känna, lärt känna, lärde känna,
            litar på
            """,
        ),
        "trying_new": Entry(
            "Att prova nytt",
            """
            prova nytt, testa nytt, något nytt, nytt sätt, nya sätt, annat sätt, =annorlunda,
            ny metod, arbetssätt, ny idé, nya idéer, idé, experiment, pilotprojekt, provade att,
            testa att, förbättra, förbättring, =utvecklar, =utvecklat, utvecklingsarbete,
            innovation, =förändra, =förändrade, =förändring, =förändringar, kreativ, =förslag
            """,
        ),
    },
)
