"""English: how people on the front line talk about their work."""

from bot.insights.vocabulary.entry import Entry, Vocabulary

VOCABULARY = Vocabulary(
    common="""
        the and of to it was were we that this is are not with have had they my our you your he she
        from at on what when how but who which there been has as be for
    """,
    entries={
        "being_heard": Entry(
            "Being heard, or not",
            """
            listen, unheard, was heard, were heard, be heard, been heard, feel heard, not heard,
            never heard, was ignored, were ignored, feel ignored, being ignored, talked over,
            spoke over, took me seriously, took her seriously, took him seriously,
            took them seriously, taken seriously, her voice, his voice, their voice,
            asked him what, asked her what, asked them what, nobody asked, no one asked,
            hear her out, hear him out, hear them out
            """,
        ),
        "communication": Entry(
            "Information: who knew, who did not",
            """
            communicate, miscommunication, misunderstanding, misunderstood, =information,
            =informed, uninformed, nobody told, no one told, never told, was not told, wasn't told,
            were not told, weren't told, not been told, out of the loop, in the loop, passed on,
            mixed messages, unclear message, kept in the dark, found out by chance, =email,
            =emails, e mail, newsletter, nobody knew, no one knew
            """,
        ),
        "continuity": Entry(
            "Who comes: familiar or new",
            """
            continuity, familiar face, same worker, same person, same carer, same staff,
            same people, new face, different carer, different worker, different person every,
            someone new every, key worker, keyworker, =consistency, regular carer, regular staff,
            know him well, know her well, know them well, staff changes, =stranger, =strangers
            """,
        ),
        "equipment": Entry(
            "Equipment and aids",
            """
            equipment, hoist, sling, wheelchair, walking frame, mattress, hospital bed, =gloves,
            apron, protective gear, uniform, right tools, the tools, device, hearing aid,
            walking aid, =aids, =supplies, spare part, battery, trolley, out of order, broke down,
            was broken, were broken, is broken, are broken, still broken, work phone, no car,
            the car, the van, pool car, lost key, =the keys, =our keys, key box
            """,
        ),
        "ethics": Entry(
            "What is right",
            """
            ethics, unethical, moral, conscience, dilemma, the right thing, right thing to do,
            feel wrong, felt wrong, felt right, dignity, dignified, undignified, integrity,
            =respect, =respected, disrespect, =unfair, unfairly, fairness, injustice, =consent,
            confidentiality, =privacy
            """,
        ),
        "family": Entry(
            "Families and relatives",
            """
            family, =relative, =relatives, parent, mother, father, =mum, =mums, =dad, =dads,
            daughter, =son, =sons, sister, brother, husband, wife, spouse, grandmother,
            grandfather, grandparent, next of kin, guardian, informal carer
            """,
        ),
        "handover": Entry(
            "Handovers",
            """
            handover, hand over, handoff, hand off, shift report, shift change, change of shift,
            =discharge, =discharged, transfer note, report from the night, night report,
            morning report, previous shift, last shift, next shift, shift before, took over from,
            take over from, between shifts, fell between, falls between
            """,
        ),
        "having_a_say": Entry(
            "Who decides over a person's day",
            """
            self determination, own choice, own decision, more say, had a say, have a say, no say,
            say in, let me choose, let him choose, let her choose, let them choose,
            choose for himself, choose for herself, choose for themselves, chose himself,
            chose herself, chose for himself, chose for herself, decide for himself,
            decide for herself, decide for themselves, autonomy, =independence, =independently,
            on his own terms, on her own terms, on their own terms, co production, coproduction,
            person centred, person centered, what he wanted, what she wanted, what they wanted,
            what matters to
            """,
        ),
        "it_systems": Entry(
            "Computers and systems",
            """
            computer, laptop, software, =app, =apps, password, login, log in, logged out,
            the system, new system, it system, internet, wifi, network down, online, digital,
            database, =server, crashed, printer, scanner, electronic record
            """,
        ),
        "language_culture": Entry(
            "Language and culture",
            """
            interpreter, translate, language, mother tongue, speak english, spoke english, =accent,
            =culture, =cultures, cultural, religion, religious, asylum, migrant, immigrant,
            refugee, easy read
            """,
        ),
        "leadership": Entry(
            "Managers, near or far",
            """
            =manager, =managers, =management, =manager's, =boss, =bosses, =leader, =leaders,
            leadership, supervisor, head teacher, headteacher, deputy head, =director, top down,
            micromanage, the principal
            """,
        ),
        "learning": Entry(
            "Learning and training",
            """
            learn, lesson learned, =training, =trained, a course, the =courses, training course,
            =courses, workshop, =coaching, =mentoring, shadowing, =induction, skill, knowledge,
            =competence, reflect, =supervision, e learning, study circle, study day, refresher,
            role play, eye opener, opened my eyes
            """,
        ),
        "meaningful": Entry(
            "Moments worth it",
            """
            meaningful, worthwhile, rewarding, proud, =pride, =joy, joyful, made a difference,
            make a difference, why i do this, love my job, love this job, smile, laugh, laughter,
            went well, went really well, worked well, worked really well, success, breakthrough,
            made progress, making progress
            """,
        ),
        "money": Entry(
            "Money and resources",
            """
            money, budget, =cost, =costs, costly, expensive, =funding, =funded, =savings, cutback,
            budget cuts, the cuts, more cuts, =resources, low pay, the pay, pay rise, sick pay,
            wage, salary, underpaid, =unpaid, =afford, housing benefit, benefit claim,
            benefits office, =debt, =debts, the rent, poverty
            """,
        ),
        "other_organisation": Entry(
            "Between us and other services",
            """
            other service, another service, other agency, another agency, =agencies,
            partner organisation, other organisation, another organisation, interagency,
            multi agency, multiagency, hospital, police, the council, municipality, housing office,
            housing association, job centre, jobcentre, charity, =gp, =gps, the doctor's,
            health centre, health visitor, referral, referred, sent back and forth, pillar to post,
            primary care, social services, other department, another department, probation,
            the court, mental health team, joined up, psychiatry
            """,
        ),
        "paperwork": Entry(
            "Paperwork and recording",
            """
            paperwork, =fill in a form, =the forms, =another form, =forms, =documentation,
            =documenting, bureaucracy, bureaucratic, =admin, =administration, administrative,
            case notes, writing notes, writing up, wrote up, double entry, tick box, box ticking,
            red tape, filling in, filling out, spreadsheet, recording everything
            """,
        ),
        "planning": Entry(
            "Planning and rotas",
            """
            =plan, =plans, =planned, =planning, unplanned, schedule, rescheduled, rota, roster,
            timetable, last minute, short notice, double booked, calendar, prioritise, prioritize,
            =priority, =priorities, =appointment, =appointments, cancelled, =routine, =routines,
            care plan
            """,
        ),
        "recognition": Entry(
            "Thanks, and the lack of them",
            """
            appreciate, unappreciated, =recognition, recognised for, recognized for, thank you,
            thanked us, thanked me, thanked him, thanked her, thanked them, was thanked, =thankful,
            =said thanks, =say thanks, gratitude, grateful, praise, acknowledged, unnoticed,
            =valued, =undervalued, felt seen, feel seen, being seen, taken for granted, credit for,
            compliment, well done, good feedback, positive feedback, kind words
            """,
        ),
        "rest": Entry(
            "Strength, rest and recovery",
            """
            =tired, =tiring, tiredness, exhaust, worn out, burnt out, burned out, burnout, fatigue,
            =sleep, sleepless, lunch break, no break, a break, my break, our break, get a rest,
            no rest, rest between, recharge, switch off, take it home, took it home, =drained,
            =draining, energy, sick leave, off sick, overtime, extra shift, double shift,
            work life balance, overwhelmed
            """,
        ),
        "roles": Entry(
            "Who does what",
            """
            my role, our role, =roles, whose role, =responsibility, =responsibilities, whose job,
            whose task, not my job, who does what, who should do, who was supposed to,
            who is responsible, who was responsible, who is in charge, unclear who,
            division of labour, job description, mandate, who decides, grey area, delegate,
            accountable, ownership
            """,
        ),
        "rooms": Entry(
            "Rooms and surroundings",
            """
            no room to, meeting room, quiet room, staff room, waiting room, room was too,
            rooms are too, building, our office, office is, premises, corridor, noise, noisy,
            quiet place, crowded, open plan, parking, ventilation, too hot, too cold, draughty,
            playground, private space, nowhere to talk, nowhere to sit, nowhere private
            """,
        ),
        "rule_in_the_way": Entry(
            "Rules that get in the way",
            """
            =rule, =rules, regulation, policy, =procedure, =procedures, guideline, criteria,
            criterion, threshold, eligible, not allowed, aren't allowed, isn't allowed,
            wasn't allowed, weren't allowed, not permitted, permission, forbidden, =rigid,
            inflexible, by the book, =targets, protocol, legislation, the law says, hands tied,
            hands are tied, hands were tied, =restrictions
            """,
        ),
        "safety": Entry(
            "Safety and risk",
            """
            safety, =safe, =safer, =safely, unsafe, =risk, =risks, risky, danger, incident,
            accident, near miss, injury, injured, a fall, fell over, fell down, had fallen, threat,
            threatened, violence, violent, aggressive, attacked, assault, =harm, =harmed, =alarm,
            =alarms, safeguarding, medication error, wrong dose, frightened, scared
            """,
        ),
        "staffing": Entry(
            "How many of us there are",
            """
            =staffing, understaffed, short staffed, short of staff, shortage, lack of staff,
            enough staff, too few staff, not enough people, too few people, one person short,
            two people short, one short, two short, vacancy, recruit, agency staff, bank staff,
            substitute, supply teacher, =temps, cover for, no cover, turnover, alone on the shift,
            alone on shift, worked alone, caseload, staff ratio
            """,
        ),
        "teamwork": Entry(
            "How we work together",
            """
            teamwork, team spirit, as a team, colleague, coworker, co worker, workmate,
            helped me out, helped each other, supported each other, backed me up, stepped in,
            pulled together, worked together, collaborate, cooperation, debrief
            """,
        ),
        "tension": Entry(
            "Tension and disagreement",
            """
            conflict, argument, argue, quarrel, disagree, disagreement, tension, =tense, angry,
            anger, =upset, shout, yell, bully, gossip, blame, frustrated, hostile, complaint,
            complain, resentment
            """,
        ),
        "time_pressure": Entry(
            "Time and pace",
            """
            time pressure, no time, enough time, short of time, lack of time, out of time,
            too little time, more time, little time, pressed for time, had time, have time,
            take the time, took the time, takes time, stress, =hurry, hurried, rush, hectic,
            deadline, behind schedule, running late, running behind, ran late, too busy, so busy,
            very busy, workload, =pace, too much to do, so much to do, back to back, waiting time,
            waiting list, delay
            """,
        ),
        "trust": Entry(
            "Trust",
            """
            trust, mistrust, distrust, relationship, rapport, a bond, connected with, opened up,
            confided, honesty, open and honest, empathy, compassion, kindness, let me in,
            let us in, got to know, get to know, sat with
            """,
        ),
        "trying_new": Entry(
            "Trying something new",
            """
            try something new, new way, new idea, new method, new approach, different way,
            experiment, piloted, tried out, improve, innovation, change the way, =differently,
            suggestion
            """,
        ),
    },
)
