"""The guard: before any words leave their author, it looks for what tells who they are about, and
lets the author decide: send them otherwise, write them anew, or keep them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.domain.asking.answers import Answer, AnswerState, Part, wording_of
from bot.domain.asking.promises import Promise
from bot.domain.messages.asking.answers import Elsewhere
from bot.domain.messages.asking.guard import AskAnew, CheckWords, Stretch
from bot.domain.people.members import Member
from bot.domain.transport.deliveries import Subject
from bot.flows.asking.dialogue import Dialogue
from bot.flows.asking.questions import elsewhere
from bot.flows.base import redaction
from bot.flows.base.step import Step
from bot.flows.base.told import At, Spot, Told
from bot.storage.asking import answers
from bot.storage.people import members

if TYPE_CHECKING:
    from bot.reading.guard import Found, Guard
    from bot.reading.guard.replacing import Replacing

SHOWN = 6
"""Finds that are shown at once. Nothing is decided about others."""

BETWEEN = "\n"
"""Between two messages that make up one answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """The words of an answer in stretches, message by message."""

    parts: Sequence[Part]
    stretches: Sequence[Sequence[Stretch]]

    @property
    def found(self) -> list[Stretch]:
        return [one for of_part in self.stretches for one in of_part if one.found]

    @property
    def sent(self) -> list[Part]:
        """The parts as they would be sent."""
        return [
            replace(part, text="".join(one.sent for one in of_part))
            for part, of_part in zip(self.parts, self.stretches, strict=True)
        ]

    @property
    def tag(self) -> str:
        """What stands on a button for just these words, and for what would be sent instead."""
        return wording_of([*self.parts, *self.sent])


async def check(step: Step, talk: Dialogue, answer: Answer) -> Checked:
    """Look through the answer's words, but for what its author has said is no name."""
    # Ten megabytes of names, which a bot at rest need not hold.
    from bot.reading.guard import Guard
    from bot.reading.guard.replacing import Replacing

    parts = await answers.parts(step.tx, answer.id)
    names = await members.names(step.tx, talk.team.id)
    text = BETWEEN.join(part.text for part in parts)
    found = look(Guard(names), text, answer.cleared)
    whole = [*_stretches(text, found, Replacing(talk.member.language, names))]
    return Checked(parts=parts, stretches=[*_by_part(parts, whole)])


async def names_somebody(step: Step, team_id: int, text: str) -> bool:
    """Whether a text that everybody in the Team is to read tells who somebody is."""
    # As above.
    from bot.reading.guard import Guard

    found = look(Guard(await members.names(step.tx, team_id)), text)
    return any(not one.kind.hint for one in found)


def look(guard: "Guard", text: str, cleared: Sequence[str] = ()) -> list["Found"]:
    """What the guard finds in a text. Numbers also where they go on in the next line, or message;
    two names beside each other are one person's."""
    found = [*guard.read(text, cleared)]
    for one in guard.read(text.replace("\n", " "), cleared):
        apart = all(one.end <= other.start or other.end <= one.start for other in found)
        if apart and not one.kind.may_be_no_name and "\n" in text[one.start : one.end]:
            found.append(one)
    joined: list[Found] = []
    for one in sorted(found):
        last = joined[-1] if joined else None
        name = one.kind.may_be_no_name and not one.kind.hint
        if last and name and last.kind is one.kind and text[last.end : one.start] == " ":
            joined[-1] = replace(last, end=one.end)
        else:
            joined.append(one)
    return joined


def _stretches(text: str, found: Sequence["Found"], replacing: "Replacing") -> Iterator[Stretch]:
    """What only hints at somebody is shown, and left as it is: it is the sense of the sentence."""
    place = 0
    for one in found:
        if one.start > place:
            yield Stretch(text=text[place : one.start])
        words = text[one.start : one.end]
        instead = None
        if not one.kind.hint:
            instead = replacing.instead(one.kind, words, text[: one.start])
        yield Stretch(text=words, found=True, instead=instead, doubtful=one.kind.may_be_no_name)
        place = one.end
    if place < len(text):
        yield Stretch(text=text[place:])


def _by_part(parts: Sequence[Part], whole: Sequence[Stretch]) -> Iterator[list[Stretch]]:
    """The stretches of each message. One that goes over several is replaced in the first."""
    waiting = [*whole]
    for part in parts:
        room, own = len(part.text), list[Stretch]()
        while room and waiting:
            first = waiting.pop(0)
            own.append(replace(first, text=first.text[:room]))
            if len(first.text) > room:
                rest = first.text[room:]
                gone = None if first.instead is None else ""
                waiting.insert(0, replace(first, text=rest, instead=gone))
            room -= len(own[-1].text)
        _drop_line_end(waiting)
        yield own


def _drop_line_end(waiting: list[Stretch]) -> None:
    """What stands between two messages is in neither."""
    if waiting:
        first = waiting.pop(0)
        if rest := first.text[len(BETWEEN) :]:
            waiting.insert(0, replace(first, text=rest))


async def without_names(step: Step, member: Member, texts: Sequence[str]) -> tuple[list[str], int]:
    """The member's own texts with what would be suggested in place of all that is found in them,
    and how often that is."""
    # As above.
    from bot.reading.guard import Guard
    from bot.reading.guard.replacing import Replacing

    held = await members.memberships(step.tx, member.id)
    names = [name for team_id in held for name in await members.names(step.tx, team_id)]
    guard, replacing = Guard(names), Replacing(member.language, names)
    told = [[*_stretches(text, look(guard, text), replacing)] for text in texts]
    replaced = sum(one.instead is not None for of_text in told for one in of_text)
    return ["".join(one.sent for one in of_text) for of_text in told], replaced


def ask(talk: Dialogue, answer: Answer, checked: Checked, promise: Promise, at: Spot) -> list[Told]:
    """Show what was found, and let the author decide. Until then nobody else reads it.

    What stands as it is until then keeps its own message, with the Receipt that it carries.
    """
    given = answer.state is AnswerState.GIVEN
    shown, more = _first(checked)
    message = CheckWords(
        answer_id=answer.id,
        stretches=tuple(shown),
        readers=talk.readers(promise),
        more=more,
        doubtful=len(doubtful(checked)),
        wording=wording_of(checked.parts),
        sent=checked.tag,
        offer=talk.offer.tag,
    )
    outdates = None if given else elsewhere(talk, answer, Elsewhere.BELOW)
    spot = At.END if given else at
    return [talk.told(message, spot, about=(Subject.READERS, answer.id), outdates=outdates)]


def _first(checked: Checked) -> tuple[list[Stretch], int]:
    """All messages as one text, up to the last find that is shown; and how many more there are."""
    joined: list[Stretch] = []
    for of_part in checked.stretches:
        joined += [Stretch(text=BETWEEN), *of_part] if joined else of_part
    places = [n for n, one in enumerate(joined) if one.found]
    if len(places) <= SHOWN:
        return joined, 0
    return [*joined[: places[SHOWN]], Stretch(text="…")], len(places) - SHOWN


def doubtful(checked: Checked) -> set[str]:
    """What is shown, and may be no name, or point at nobody."""
    return {one.text.casefold() for one in checked.found[:SHOWN] if one.doubtful}


async def replace_words(step: Step, answer: Answer, checked: Checked) -> None:
    """Let nothing stay of what was found: not in a row, and soon in no byte of a file."""
    for before, after in zip(checked.parts, checked.sent, strict=True):
        if before.text != after.text:
            await answers.rewrite_part(step.tx, answer.id, after)
    await redaction.want(step)


async def clear(step: Step, answer: Answer, checked: Checked) -> Answer:
    """The author says that what they were shown is no name. It is not asked again in this
    answer."""
    names = doubtful(checked)
    cleared = {*answer.cleared, *names, *(part for name in names for part in name.split())}
    return await answers.change(step.tx, answer.id, cleared=tuple(sorted(cleared)))


def ask_anew(talk: Dialogue, answer: Answer, wording: str) -> list[Told]:
    """Wait for the author's new words. What they have written stays as it is until then."""
    message = AskAnew(
        answer_id=answer.id,
        question=talk.wording(talk.question(answer)),
        wording=wording,
        offer=talk.offer.tag,
    )
    return [talk.told(message, At.PRESSED, about=(Subject.READERS, answer.id))]


async def make_room(step: Step, answer: Answer, written_as: int, text: str) -> None:
    """Before new words come: what they take the place of goes, and what was said of words that are
    gone. A message that was edited takes only its own place."""
    parts = await answers.parts(step.tx, answer.id)
    edited = any(part.message_id == written_as for part in parts)
    if answer.anew and not edited:
        await answers.drop_parts(step.tx, answer.id)
        await redaction.want(step)
        parts = []
    kept = [part.text for part in parts if part.message_id != written_as]
    there = BETWEEN.join([*kept, text]).casefold()
    cleared = tuple(word for word in answer.cleared if word in there)
    if answer.anew or cleared != answer.cleared:
        await answers.change(step.tx, answer.id, anew=False, cleared=cleared)
