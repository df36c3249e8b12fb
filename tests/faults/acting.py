"""How a Part is played: somebody reads what is there, does what is theirs to do, and waits for what
they should get to see."""

from bot.chat.buttons.asking.answers import PickReaders, TapOption
from bot.chat.buttons.asking.notes import KeepNote
from bot.chat.buttons.asking.prompts import (
    OfferSnooze,
    ShowQuestion,
    SkipQuestion,
    SnoozeQuestion,
    TakeUp,
)
from bot.chat.buttons.hearing.receipts import FollowAnswer
from bot.chat.buttons.people.joining import SayYes
from bot.chat.buttons.people.members import LeaveTeam
from bot.chat.buttons.people.settings import SetUsualTaps
from bot.chat.buttons.rights.forgetting import AskForgetting, Forget
from bot.domain.asking.prompts import Snooze
from bot.domain.base.visibility import Visibility
from bot.sandbox.phones import visible
from tests.faults.people import Person, buttons, read
from tests.faults.script import Ending, LeftOut, Part, Reply, Tapped, Written
from tests.faults.town import INVITE


async def join(person: Person) -> None:
    """Follow the link, say yes, and let their taps count."""
    await person.says(f"/start {INVITE}")
    await person.taps(SayYes)
    await person.taps(SetUsualTaps, level=Visibility.TEAM_UNNAMED)
    await person.reads("Good to have you here")


async def put_off(person: Person, part: Part) -> None:
    """Be asked; whoever has no time now wants to be asked again in an hour."""
    asked = await question(person, 1)
    if part.asked_later:
        await person.taps(OfferSnooze, answer=asked)
        await person.taps(SnoozeQuestion, answer=asked, wish=Snooze.HOUR)
        await person.reads("I will ask again")


async def reply_to_all(person: Person, part: Part) -> None:
    """Answer question after question, as they come."""
    for number, name in enumerate(part.replies, start=1):
        reply = part.replies[name]
        await _reply(person, await question(person, number), reply)
    await person.sees(
        "a closing summary",
        lambda: person.text("This is what I keep") or person.text("Nothing is kept"),
    )


async def think_again(person: Person, part: Part) -> None:
    """Change what was said, and who may see it; note something beside; go."""
    for reply in part.replies.values():
        match reply:
            case Tapped():
                await _tap_again(person, reply)
            case Written():
                await _choose_again(person, reply)
    if part.note is not None:
        await person.says(part.note)
        await person.taps(KeepNote)
        await person.reads("Kept among your own notes")
    await _end(person, part.ending)


async def question(person: Person, number: int) -> int:
    """Wait for the question with this number in its heading; the id of its answer."""

    def asked() -> int | None:
        for message in reversed(person.chat()):
            if f"{number} of 4" in visible(message):
                for data in buttons(message):
                    if (skip := read(SkipQuestion, data)) is not None:
                        return skip.answer
        return None

    return await person.sees(f"question {number} of 4", asked)


async def _reply(person: Person, answer: int, reply: Reply) -> None:
    match reply:
        case Tapped():
            await _tap(person, answer, reply)
        case Written():
            await _write(person, answer, reply)
        case LeftOut():
            await person.taps(SkipQuestion, answer=answer)
            if reply.hesitated:
                await person.taps(TakeUp, answer=answer)
                await person.taps(SkipQuestion, answer=answer)
            await person.finds(TakeUp, answer=answer)


async def _tap(person: Person, answer: int, reply: Tapped) -> None:
    option, level = reply.first or reply.option, _level(reply)
    if level is Visibility.PRIVATE:
        await person.taps(ShowQuestion, answer=answer, visibility=level)
    await person.finds(TapOption, answer=answer, option=option, visibility=level)
    if reply.typed:
        await person.says(option)
    else:
        await person.taps(TapOption, answer=answer, option=option, visibility=level)
    await _kept(person, option)


async def _tap_again(person: Person, reply: Tapped) -> None:
    if reply.first is not None:
        level = _level(reply)
        await person.insists(
            FollowAnswer, reply.first, TapOption, option=reply.option, visibility=level
        )
        await person.taps(TapOption, option=reply.option, visibility=level)
        await _kept(person, reply.option)


async def _write(person: Person, answer: int, reply: Written) -> None:
    texts = [reply.first or reply.texts[0], *reply.texts[1:]]
    ids = []
    for text in texts:
        ids.append(await person.says(text))
        await person.finds(PickReaders, text)
    await person.taps(PickReaders, answer=answer, visibility=reply.first_level or reply.level)
    await _kept(person, texts[-1])
    if reply.first is not None:
        await person.edits(ids[0], reply.texts[0])
        await person.taps(PickReaders, reply.texts[0], visibility=reply.first_level or reply.level)
        await _kept(person, reply.texts[0])


async def _choose_again(person: Person, reply: Written) -> None:
    if reply.first_level is not None:
        words = reply.texts[-1]
        await person.insists(FollowAnswer, words, PickReaders, words, visibility=reply.level)
        await person.taps(PickReaders, words, visibility=reply.level)
        await _kept(person, words)


async def _end(person: Person, ending: Ending) -> None:
    match ending:
        case Ending.LEAVES:
            await person.says("/leave")
            await person.taps(LeaveTeam)
            await person.reads("You have left")
        case Ending.FORGETS:
            await person.says("/forget")
            await person.taps(AskForgetting)
            await person.taps(Forget)
            await person.reads("I have forgotten you")


async def _kept(person: Person, words: str) -> None:
    """Wait for the confirmation of an answer with these words."""
    await person.finds(FollowAnswer, words)


def _level(reply: Tapped) -> Visibility:
    return Visibility.TEAM_UNNAMED if reply.shared else Visibility.PRIVATE
