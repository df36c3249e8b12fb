"""The guard: before any words leave their author, it looks for what tells who they are about, and
lets the author decide: send them otherwise, write them anew, or keep them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.domain.asking.answers import Answer, Part, wording_of
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
    from bot.reading.guard import Found
    from bot.reading.guard.replacing import Replacing


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """The words of an answer, part by part, with what was found in each and what would stand there
    instead. `words`: what was found, as it stands there."""

    parts: Sequence[Part]
    found: Sequence[Sequence["Found"]]
    pieces: Sequence[Sequence[Stretch]]

    @property
    def anything(self) -> bool:
        return any(self.found)

    @property
    def replaced(self) -> list[Part]:
        """The parts as they would be sent."""
        return [
            replace(part, text="".join(one.sent for one in pieces))
            for part, pieces in zip(self.parts, self.pieces, strict=True)
        ]

    @property
    def tag(self) -> str:
        """What stands for just this version on a button."""
        return wording_of(self.replaced)

    @property
    def doubtful(self) -> list[str]:
        """What was found and may be no name at all."""
        return [
            part.text[one.start : one.end]
            for part, found in zip(self.parts, self.found, strict=True)
            for one in found
            if one.kind.may_be_no_name
        ]


async def check(step: Step, talk: Dialogue, answer: Answer) -> Checked:
    """Look through the answer's words, but for what its author has said is no name."""
    # Ten megabytes of names, which a bot at rest need not hold.
    from bot.reading.guard import Guard
    from bot.reading.guard.replacing import Replacing

    parts = await answers.parts(step.tx, answer.id)
    names = await members.names(step.tx, talk.team.id)
    guard = Guard(names)
    found = [guard.read(part.text, answer.cleared) for part in parts]
    replacing = Replacing(talk.member.language, names)
    pieces = [
        [*_pieces(part.text, spans, replacing)] for part, spans in zip(parts, found, strict=True)
    ]
    return Checked(parts=parts, found=found, pieces=pieces)


async def without_names(step: Step, member: Member, texts: Sequence[str]) -> tuple[list[str], int]:
    """The member's own texts with what would be suggested in place of all that is found in them,
    hints apart, and how often that is."""
    # As above.
    from bot.reading.guard import Guard
    from bot.reading.guard.replacing import Replacing

    held = await members.memberships(step.tx, member.id)
    names = [name for team_id in held for name in await members.names(step.tx, team_id)]
    guard, replacing = Guard(names), Replacing(member.language, names)
    pieces = [
        _pieces(text, [one for one in guard.read(text) if not one.kind.hint], replacing)
        for text in texts
    ]
    told = ["".join(piece.sent for piece in of_text) for of_text in pieces]
    return told, sum(one.instead is not None for of_text in pieces for one in of_text)


def _pieces(text: str, found: Sequence["Found"], replacing: "Replacing") -> list[Stretch]:
    pieces, place = [], 0
    for one in found:
        if one.start > place:
            pieces.append(Stretch(text=text[place : one.start]))
        words = text[one.start : one.end]
        instead = replacing.instead(one.kind, words, text[: one.start])
        pieces.append(Stretch(text=words, instead=instead))
        place = one.end
    return [*pieces, Stretch(text=text[place:])] if place < len(text) else pieces


def ask(talk: Dialogue, answer: Answer, checked: Checked, promise: Promise, at: Spot) -> list[Told]:
    """Show what was found, and let the author decide. Until then nobody else reads it."""
    message = CheckWords(
        answer_id=answer.id,
        pieces=tuple(_joined(checked.pieces)),
        readers=talk.readers(promise),
        certain=len(checked.doubtful) < sum(map(len, checked.found)),
        doubtful=len(set(map(str.casefold, checked.doubtful))),
        hint=all(one.kind.hint for found in checked.found for one in found),
        wording=wording_of(checked.parts),
        sent=checked.tag,
        offer=talk.offer.tag,
    )
    outdates = elsewhere(talk, answer, Elsewhere.BELOW)
    return [talk.told(message, at, about=(Subject.READERS, answer.id), outdates=outdates)]


def _joined(parts: Sequence[Sequence[Stretch]]) -> list[Stretch]:
    """All parts as one text, each on a line of its own."""
    joined: list[Stretch] = []
    for pieces in parts:
        joined += [Stretch(text="\n"), *pieces] if joined else pieces
    return joined


async def replace_words(step: Step, answer: Answer, checked: Checked) -> None:
    """Let nothing stay of what was found: not in a row, and soon in no byte of a file."""
    for before, after in zip(checked.parts, checked.replaced, strict=True):
        if before.text != after.text:
            await answers.rewrite_part(step.tx, answer.id, after)
    await redaction.want(step)


async def clear(step: Step, answer: Answer, checked: Checked) -> Answer:
    """The author says that what may be no name is none. It is not asked again in this answer."""
    cleared = {*answer.cleared, *(one.casefold() for one in checked.doubtful)}
    return await answers.change(step.tx, answer.id, cleared=tuple(sorted(cleared)))


def ask_anew(talk: Dialogue, answer: Answer, checked: Checked) -> list[Told]:
    """Wait for the author's new words. What they have written stays theirs alone until then."""
    message = AskAnew(
        answer_id=answer.id,
        question=talk.wording(talk.question(answer)),
        wording=wording_of(checked.parts),
        offer=talk.offer.tag,
    )
    return [talk.told(message, At.PRESSED, about=(Subject.READERS, answer.id))]


async def make_room(step: Step, answer: Answer, written_as: int) -> None:
    """Before new words come: what they take the place of goes. A message that was edited takes only
    its own."""
    if not answer.anew:
        return
    parts = await answers.parts(step.tx, answer.id)
    if all(part.message_id != written_as for part in parts):
        await answers.drop_parts(step.tx, answer.id)
        await redaction.want(step)
    await answers.change(step.tx, answer.id, anew=False)
