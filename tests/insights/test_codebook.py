"""The codebook, read with sentences as people on the front line write them."""

import pytest

from bot.insights.codebook import Codebook, concept_ids, label
from bot.insights.vocabulary import VOCABULARIES

ENGLISH = [
    ("We ran out of time and the handover was rushed.", {"time_pressure", "handover"}),
    ("Nobody told us she had been discharged on Friday.", {"communication", "handover"}),
    ("He said it was the first time anyone had really listened to him.", {"being_heard"}),
    ("The rule about two signatures stopped us from helping her.", {"rule_in_the_way"}),
    ("The hoist broke down again and there was no spare part.", {"equipment"}),
    ("We were sent back and forth between the council and the hospital.", {"other_organisation"}),
    ("My manager asked how I was doing. That helped.", {"leadership"}),
    ("It was nice to hear a thank you from the daughter.", {"recognition", "family"}),
    ("Two of us were alone on the shift, we are understaffed.", {"staffing"}),
    ("A near miss with the medication, the wrong dose was in the box.", {"safety"}),
    ("I learned a lot from shadowing Ines.", {"learning"}),
    ("We tried out a new way of starting the morning meeting.", {"trying_new"}),
    ("The rota was changed at the last minute.", {"planning"}),
    ("Forms, forms, forms. I spent two hours on paperwork.", {"paperwork"}),
    ("The system crashed and I could not log in.", {"it_systems"}),
    ("The interpreter did not turn up.", {"language_culture"}),
    ("She decided for herself when to get up.", {"having_a_say"}),
    ("I was so tired that I took it home with me.", {"rest"}),
    ("It is unclear who is responsible for the pills.", {"roles"}),
    ("There is nowhere private to talk in this building.", {"rooms"}),
    ("They shouted at each other in front of the children.", {"tension"}),
    ("He trusts us now, it took a year to get to know him.", {"trust"}),
    ("I am proud of what we did, it made a difference.", {"meaningful"}),
    ("It did not feel right to leave him there. What about his dignity?", {"ethics"}),
    ("Third new face this week for Mrs B., she needs the same person.", {"continuity"}),
    ("My colleagues stepped in and we helped each other.", {"teamwork"}),
    ("There is no budget for it.", {"money"}),
    ("The probation officer and the job centre never speak to each other.", {"other_organisation"}),
    ("We weren't allowed to use the van.", {"rule_in_the_way", "equipment"}),
    ("He couldn’t choose; I wasn’t told why.", {"communication"}),
    ("I'd like more time with each family.", {"time_pressure", "family"}),
    ("SHORT-STAFFED AGAIN!!!", {"staffing"}),
    ("They took her seriously for once.", {"being_heard"}),
    ("A violent pupil threatened the supply teacher.", {"safety", "staffing"}),
]

ENGLISH_NOTHING = [
    "Of course we managed to get there in the end.",
    "In the form of a song.",
    "To be honest I can't remember much of this week.",
    "He was related to nothing I know.",
    "Thanks to the sun we sat outside.",
    "The rest of the day was calm.",
    "He fell asleep in his chair, in any case.",
    "The key thing was the weather.",
    "She takes her tablets with juice.",
    "We took the train to the coast.",
    "Clients benefit from being outdoors.",
    "It was hot and we all had ice cream.",
    "We make soup on Thursdays.",
    "Nothing special.",
    "",
    "👍",
    "12:30",
]

SWEDISH = [
    ("Vi hann inte med och överlämningen blev stressig.", {"time_pressure", "handover"}),
    ("Arbetsbelastningen är för hög.", {"time_pressure"}),
    ("Ingen berättade att hon var utskriven.", {"communication", "handover"}),
    ("Det var första gången någon lyssnade på honom.", {"being_heard"}),
    ("Regelverket gjorde att vi inte kunde hjälpa henne.", {"rule_in_the_way"}),
    ("Taklyften gick sönder igen.", {"equipment"}),
    ("Vi bollades mellan vårdcentralen och kommunen.", {"other_organisation"}),
    ("Chefen frågade hur jag mådde.", {"leadership"}),
    ("Enhetschefen kom förbi på morgonen.", {"leadership"}),
    ("Dottern sa att hon var tacksam.", {"family", "recognition"}),
    ("Vi är underbemannade, jag var ensam på passet.", {"staffing"}),
    ("Personalbristen märks mest på kvällarna.", {"staffing"}),
    ("Ett tillbud med medicinen, det blev fel dos.", {"safety"}),
    ("Jag lärde mig mycket på utbildningsdagen.", {"learning"}),
    ("Vi provade ett nytt sätt att börja mötet.", {"trying_new"}),
    ("Schemat ändrades i sista minuten.", {"planning"}),
    ("Två timmar gick åt till dokumentationen och alla blanketter.", {"paperwork"}),
    ("Journalsystemet kraschade och jag kunde inte logga in.", {"it_systems"}),
    ("Vi hade telefontolk men det gick inte.", {"language_culture"}),
    ("Hon fick bestämma själv när hon ville gå upp.", {"having_a_say"}),
    ("Jag var så trött att jag tog med mig jobbet hem.", {"rest"}),
    ("Ingen rast på hela dagen.", {"rest"}),
    ("Det är oklart vem som ansvarar för medicinen.", {"roles"}),
    ("Ansvarsfördelningen mellan oss är otydlig.", {"roles"}),
    ("Det finns inget samtalsrum där man kan vara ostörd.", {"rooms"}),
    ("Det blev bråk och en förälder skrek åt oss.", {"tension", "family"}),
    ("Han litar på oss nu, relationen har tagit ett år.", {"trust"}),
    ("Jag är stolt, vi gjorde skillnad.", {"meaningful"}),
    ("Det kändes fel att lämna honom. Var finns värdigheten?", {"ethics"}),
    ("Tredje nya ansiktet, hon behöver samma personal.", {"continuity"}),
    ("Kollegorna ställde upp och vi hjälptes åt.", {"teamwork"}),
    ("Det finns inga pengar, bara besparingskrav.", {"money"}),
    ("Anhörigstödet är viktigt för familjerna.", {"family"}),
    ("Kommunikationen mellan oss brister.", {"communication"}),
    ("Arbetslöshet och bostadsbrist gör det svårt för frivården.", {"other_organisation"}),
    ("Det är tungt men meningsfullt.", {"meaningful"}),
    ("Kvällsrapporten uteblev.", {"handover"}),
    ("Vikariepoolen var tom.", {"staffing"}),
    ("Det var kö till allting.", {"time_pressure"}),
    ("Ingen frågade mig.", {"being_heard"}),
    ("Jag borde låta honom välja kläder.", {"having_a_say"}),
]

SWEDISH_NOTHING = [
    "Tidningen kom sent till dagrummet.",
    "Av den anledningen gick vi ut.",
    "Det spelar ingen roll.",
    "De sjöng respektive dansade.",
    "Läraren och barnen åt glass.",
    "Hennes tillstånd är stabilt.",
    "Hon är säker på att det var i maj.",
    "En informell fika på hotellet.",
    "Utvärderingen är inte klar.",
    "Vi tittade på bilder från resan.",
    "Barnen sparkade boll i solen.",
    "I alla fall var det varmt.",
    "Utvecklingssamtalen är i november.",
    "Systematiskt och bra.",
    "Han är regissör och leder kören.",
    "Nyckelpersonen heter Kim.",
    "Han ringer hela tiden att fråga om vädret.",
    "Inget särskilt.",
]


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return Codebook(["sv", "en"])


@pytest.mark.parametrize(("sentence", "concepts"), ENGLISH + SWEDISH)
def test_a_sentence_touches_on_what_it_is_about(
    codebook: Codebook, sentence: str, concepts: set[str]
) -> None:
    assert codebook.touched(sentence) == concepts


@pytest.mark.parametrize("sentence", ENGLISH_NOTHING + SWEDISH_NOTHING)
def test_a_sentence_about_something_else_touches_on_nothing(
    codebook: Codebook, sentence: str
) -> None:
    assert codebook.touched(sentence) == frozenset()


def test_words_are_read_in_the_language_of_the_sentence(codebook: Codebook) -> None:
    assert codebook.touched("It was hot and the log was wet") == frozenset()
    assert codebook.touched("Det var hot och ett log") == {"safety", "meaningful"}


def test_a_language_the_team_does_not_use_is_not_read() -> None:
    assert Codebook(["en"]).touched("Personalbrist") == frozenset()
    assert Codebook(["fi"]).touched("Understaffed") == frozenset()
    assert Codebook([]).touched("Understaffed") == frozenset()


def test_a_letter_may_be_written_in_two_ways(codebook: Codebook) -> None:
    assert codebook.touched("O\u0308verla\u0308mningen") == {"handover"}


def test_every_concept_has_a_label_in_every_language() -> None:
    labels = [label(concept_id, code) for concept_id in concept_ids() for code in VOCABULARIES]

    assert all(labels)
    assert len(labels) == len(set(labels)) >= 50


def test_a_label_in_a_language_without_a_vocabulary_is_english() -> None:
    assert label("handover", "fi") == "Handovers"
    assert label("handover", "sv-SE") == "Överlämningar"
