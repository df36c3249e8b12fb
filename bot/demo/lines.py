"""What the people of the play say: made up, about home care, and about nobody there is."""

from collections import Counter
from collections.abc import Mapping, Sequence

Lines = Mapping[str, Sequence[str]]
"""Question id to things somebody may say to it: at least as many as the people who speak that
language, so that nobody says in a Round what somebody else has said."""

ENGLISH: Lines = {
    "what": (
        "The handover took two minutes in the stairwell, so "
        "I met a new person without knowing what she likes.",
        "A daughter thanked me for sitting down for once. I had nine minutes.",
        "The lift was broken again and nobody had told the evening team.",
        "We swapped two visits so that one man "
        "could have his breakfast when he is actually hungry.",
        "I rang the district nurse three times. Each "
        "of us thought the other had ordered the bandages.",
        "Someone I visit asked why five different people come in one week. I had no good answer.",
        "A new colleague asked what the red folder is for. None of us could say.",
    ),
    "so_what": (
        "We hand over tasks, not people.",
        "When the schedule has air in it, people notice at once.",
        "Our rule about the order of visits is older than most of the people we visit.",
        "Between us and the clinic there is a gap, and the person falls into it.",
        "We know more than we write down.",
        "What matters to people is who comes, and that they know who it will be.",
    ),
    "now_what": (
        "Ask the evening team whether five quiet minutes at three o'clock would help the handover.",
        "Write one line about what the person enjoys, at the top of the plan.",
        "Stop filling in the red folder for a week and see whether anybody misses it.",
        "Ask the clinic for one name to ring.",
        "Try keeping the same two of us for her for a month.",
        "Ring the daughter before we change a time, and not after.",
    ),
    "discover": (
        "She wanted her hair done before lunch, not after. "
        "We moved one visit, and she hummed all day.",
        "He chose the walk himself. It took twice as long and was worth it.",
        "Two of us had time to talk before a hard visit. It went well because of that.",
        "The evening team left us a note about his knee. He did not have to explain it again.",
    ),
    "dream": (
        "We would plan the week with the person, at their table.",
        "The handover would be about how people are, not about what was ticked off.",
        "New colleagues would meet everybody together with somebody they trust.",
        "Somebody would ask me what I saw on my round, and write it down.",
    ),
    "deliver": (
        "Ask one person this week which visit they would move.",
        "Swap one visit a week without asking for leave first.",
        "Start the Monday meeting with something that went well.",
        "Leave one note for the evening team about what made somebody smile.",
    ),
}

SWEDISH: Lines = {
    "what": (
        "Överlämningen blev två minuter i trapphuset, så jag mötte "
        "en ny person utan att veta vad hon tycker om.",
        "En anhörig ringde tre gånger för att få tag "
        "i rätt person. Ingen av oss visste vem det var.",
        "Vi hann dricka kaffe tillsammans efter besöket. Han berättade om sin båt.",
        "Schemat ändrades klockan sju och två besök blev för sent.",
        "Hissen var trasig igen och kvällslaget hade inte fått veta det.",
        "En ny kollega frågade varför vi gör på det viset. Det var en bra fråga.",
        "Jag fick veta av grannen att hon hade ramlat i helgen.",
        "Han ville gå ut, men det fanns ingen tid till det i planen.",
    ),
    "so_what": (
        "När det finns luft i schemat märks det direkt på dem vi besöker.",
        "Vi lämnar över uppgifter, inte människor.",
        "Vi följer en rutin som ingen längre vet varför den finns.",
        "Det som bara en av oss kan faller när den är ledig.",
        "De som bor hemma märker vår stress före oss.",
        "Det vi ser ute hos folk kommer sällan tillbaka till dem som planerar.",
        "Tiden räcker till uppgiften, men inte till samtalet.",
        "När vi känner varandra vågar vi be om hjälp.",
    ),
    "now_what": (
        "Sluta fylla i den röda pärmen en vecka och se om någon saknar den.",
        "Fråga kvällslaget vad de behöver veta, i stället för att gissa.",
        "Prova fem lugna minuter för överlämning klockan tre.",
        "Be vårdcentralen om ett enda namn att ringa.",
        "Skriva upp vem som är kontakt för varje person, och låta den få ringa.",
        "Lägga två besök efter varandra hos dem som bor grannar.",
        "Ta fem minuter på måndagen för det som inte får plats i planen.",
        "Fråga henne själv vilken dag hon helst vill ha hjälp.",
    ),
    "discover": (
        "Hon fick välja själv när vi skulle komma. Hela dagen blev lugnare.",
        "Vi var två som kände henne väl, och det märktes.",
        "Chefen sa ja på en gång när vi ville byta två besök.",
        "Kvällslaget hade ställt fram allt, så vi kunde sitta ner en stund.",
        "Han lagade maten själv och jag höll sällskap.",
        "Vi ringde den anhöriga i förväg, och alla var lugna när vi kom.",
    ),
    "dream": (
        "Vi planerar veckan vid köksbordet, tillsammans med den det gäller.",
        "Överlämningen handlar om hur folk mår och inte om vad som är avbockat.",
        "Ingen behöver berätta sin historia för fem olika personer på en vecka.",
        "Vi har tid att gå ut med den som vill gå ut.",
        "Den som är ny får gå bredvid i en hel vecka.",
        "Sköterskan och vi ser samma plan.",
    ),
    "deliver": (
        "Fråga en person i veckan vilket besök hen vill flytta.",
        "Börja måndagsmötet med något som gick bra.",
        "Byta ett besök i veckan utan att först be om lov.",
        "Skriva en rad om vad som gjorde någon glad.",
        "Dricka kaffet tillsammans på onsdagen, allihop.",
        "Låta den som känner personen bäst få bestämma ordningen.",
    ),
}

BY_LANGUAGE: Mapping[str, Lines] = {"en": ENGLISH, "sv": SWEDISH}


class Script:
    """Hands out lines, each after the others, whoever asks."""

    def __init__(self) -> None:
        self._said: Counter[tuple[str, str]] = Counter()

    def line(self, language: str, question_id: str) -> str:
        """What the next one says to this question; "" where nobody has anything to say."""
        lines = BY_LANGUAGE[language].get(question_id, ())
        turn = self._said[language, question_id]
        self._said[language, question_id] += 1
        return lines[turn % len(lines)] if lines else ""
