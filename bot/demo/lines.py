"""What the people of the play say: made up, about home care, and about nobody there is."""

from collections.abc import Mapping, Sequence

Lines = Mapping[str, Sequence[str]]
"""Question id to things somebody may say to it; people and weeks take turns."""

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
    ),
    "discover": (
        "She wanted her hair done before lunch, not after. "
        "We moved one visit, and she hummed all day.",
        "He chose the walk himself. It took twice as long and was worth it.",
        "Two of us had time to talk before a hard visit. It went well because of that.",
    ),
    "dream": (
        "We would plan the week with the person, at their table.",
        "The handover would be about how people are, not about what was ticked off.",
        "New colleagues would meet everybody together with somebody they trust.",
    ),
    "deliver": (
        "Ask one person this week which visit they would move.",
        "Swap one visit a week without asking for leave first.",
        "Start the Monday meeting with something that went well.",
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
    ),
    "so_what": (
        "Vi lämnar över uppgifter, inte människor.",
        "När det finns luft i schemat märks det direkt på dem vi besöker.",
        "Vi följer en rutin som ingen längre vet varför den finns.",
        "Det som hänger på en enda person ramlar när den är ledig.",
        "De som bor hemma märker vår stress före oss.",
    ),
    "now_what": (
        "Prova fem lugna minuter för överlämning klockan tre.",
        "Fråga kvällslaget vad de behöver veta, i stället för att gissa.",
        "Sluta fylla i den röda pärmen en vecka och se om någon saknar den.",
        "Be vårdcentralen om ett enda namn att ringa.",
    ),
    "discover": (
        "Hon fick välja själv när vi skulle komma. Hela dagen blev lugnare.",
        "Vi var två som kände henne väl, och det märktes.",
        "Chefen sa ja på en gång när vi ville byta två besök.",
    ),
    "dream": (
        "Vi planerar veckan vid köksbordet, tillsammans med den det gäller.",
        "Överlämningen handlar om hur folk mår och inte om vad som är avbockat.",
        "Ingen behöver berätta sin historia för fem olika personer på en vecka.",
    ),
    "deliver": (
        "Fråga en person i veckan vilket besök hen vill flytta.",
        "Börja måndagsmötet med något som gick bra.",
        "Byta ett besök i veckan utan att först be om lov.",
    ),
}

BY_LANGUAGE: Mapping[str, Lines] = {"en": ENGLISH, "sv": SWEDISH}


def line(language: str, question_id: str, turn: int) -> str:
    """What somebody says to this question when it is their turn number `turn`."""
    lines = BY_LANGUAGE[language][question_id]
    return lines[turn % len(lines)]
