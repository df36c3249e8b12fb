"""A person's own: their notes, read, found, changed and deleted by them alone; and where their
answers in open Rounds are.

Somebody else's note is refused in the same words as one that is gone.
"""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from bot.domain.asking.notes import BETWEEN, Note, goes_on, holds, question_tag
from bot.domain.base.actors import Actor
from bot.domain.base.drafts import DraftKind
from bot.domain.base.texts import JOINER
from bot.domain.messages.asking.cpd import GiveCpd, GiveCpdPaper, PickPieces, PreviewCpd
from bot.domain.messages.asking.mine import (
    AskNoteWords,
    AskSearch,
    ConfirmNoteRemoval,
    MonthLine,
    NoteElsewhere,
    NoteLine,
    NoteRemoved,
    PickMonth,
    PickQuestion,
    QuestionLine,
    ShowFound,
    ShowMine,
    ShowNote,
    ShowNotes,
    ShowUnderway,
)
from bot.domain.people.members import Member
from bot.domain.transport.deliveries import Subject
from bot.errors import Refusal
from bot.flows.asking import underway
from bot.flows.asking.notes import reflections
from bot.flows.base import access, drafting, lost, redaction
from bot.flows.base.paging import page_of
from bot.flows.base.step import Step
from bot.flows.base.told import About, At, Correcting, Telling, Told, instead, told
from bot.storage.asking import notes

PAGE = 5
"""Notes, or questions, on one screen of a small phone."""

MONTHS = 12

FOUND = 8
"""Notes that are shown of those found: whoever gets more looks for more words."""

BEGINNING = 200
"""Characters of a note that its line in a list carries."""

FEW = 16
"""Characters of a note that say little by themselves, such as a tap."""

SOON = timedelta(days=31)
"""So long before notes are deleted the list says so."""

SHOWING = (
    *(ShowMine, ShowNotes, ShowFound, ShowNote, AskNoteWords, ConfirmNoteRemoval),
    *(PickPieces, PreviewCpd, GiveCpd, GiveCpdPaper),
)
"""What shows words of notes."""

TYPED = (DraftKind.NOTE_CHANGE, DraftKind.NOTE_MORE, DraftKind.NOTE_SEARCH)

_BACK = re.compile(r"[0-9]{4}-[0-9]{2}|[0-9a-f]{8}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfNote:
    """A Draft of a note that waits for words. `asked`: what the message that asks is about."""

    note_id: str
    asked: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Search:
    """A Draft that waits for a word to look for."""


async def ask_for(step: Step, actor: Actor, words: str) -> Telling:
    """What is typed: all, or what holds these words."""
    return await search(step, actor, words) if words else await show(step, actor)


async def show(step: Step, actor: Actor, page: int = 0, at: At = At.PRESSED) -> Telling:
    """A page of the actor's own notes, newest first."""
    member = await _reader(step, actor)
    mine = await newest_first(step, member)
    page, shown, more = page_of(mine, page, PAGE)
    open_now = await underway.found(step, member)
    going, going_on = _going(step, mine)
    message = ShowMine(
        lines=_lines(shown),
        notes=len(mine),
        page=page,
        more=more,
        underway=sum(len(given) for _, given in open_now),
        going=going,
        going_on=going_on,
        may_begin=bool(await reflections(step, member)),
    )
    closes = min((talk.prompt.expires_at for talk, _ in open_now), default=None)
    return [told(member, message, at, expires_at=closes)]


async def show_months(step: Step, actor: Actor, page: int) -> Telling:
    """The months in which the actor has notes."""
    member = await _reader(step, actor)
    mine = await newest_first(step, member)
    months = [
        MonthLine(month=month, notes=len(list(found)))
        for month, found in groupby(mine, key=lambda one: one.month)
    ]
    page, shown, more = page_of(months, page, MONTHS)
    return [instead(member, PickMonth(months=tuple(shown), page=page, more=more))]


async def show_month(step: Step, actor: Actor, month: str, page: int) -> Telling:
    try:
        wanted = date.fromisoformat(f"{month}-01")
    except ValueError as unknown:
        raise Refusal("button_unknown") from unknown
    member = await _reader(step, actor)
    mine = [one for one in await newest_first(step, member) if one.month == wanted]
    return await _some(step, actor, member, mine, page, month=wanted)


async def show_questions(step: Step, actor: Actor, page: int) -> Telling:
    """The questions to which the actor has notes, and how many; what answers none is together."""
    member = await _reader(step, actor)
    counted: dict[str, int] = {}
    for one in await newest_first(step, member):
        counted[one.question] = counted.get(one.question, 0) + 1
    lines = [
        QuestionLine(tag=question_tag(question), question=question, notes=count)
        for question, count in counted.items()
    ]
    page, shown, more = page_of(lines, page, PAGE)
    return [instead(member, PickQuestion(questions=tuple(shown), page=page, more=more))]


async def show_question(step: Step, actor: Actor, tag: str, page: int) -> Telling:
    member = await _reader(step, actor)
    mine = [one for one in await newest_first(step, member) if question_tag(one.question) == tag]
    return await _some(step, actor, member, mine, page, tag=tag)


async def _some(
    step: Step,
    actor: Actor,
    member: Member,
    mine: Sequence[Note],
    page: int,
    *,
    month: date | None = None,
    tag: str = "",
) -> Telling:
    """A page of these; all, where none of them is left."""
    if not mine:
        return await show(step, actor)
    page, shown, more = page_of(mine, page, PAGE)
    message = ShowNotes(
        lines=_lines(shown),
        notes=len(mine),
        page=page,
        more=more,
        month=month,
        question=mine[0].question if tag else "",
        tag=tag,
    )
    return [instead(member, message)]


async def ask_search(step: Step, actor: Actor) -> Telling:
    member = await access.member(step, actor)
    await drafting.begin(step, member, DraftKind.NOTE_SEARCH, _Search())
    return [told(member, AskSearch(), about=(Subject.DRAFT, 0))]


async def search(step: Step, actor: Actor, words: str) -> Telling:
    """Look for notes that hold all of these words. They are not kept."""
    member = await _reader(step, actor)
    mine = [one for one in await newest_first(step, member) if holds(one, words)]
    return [instead(member, ShowFound(words=words, lines=_lines(mine[:FOUND]), notes=len(mine)))]


async def read(step: Step, actor: Actor, note_id: str, page: int, back: str) -> Telling:
    """Show one note whole, or a page of a long one."""
    member, note = await _own(step, actor, note_id)
    await drafting.drop(step, member, *TYPED)
    back = back if _BACK.fullmatch(back) else ""
    return [instead(member, await _shown(step, member, note, page=page, back=back))]


async def ask_change(step: Step, actor: Actor, note_id: str) -> Telling:
    """Ask for other words, at the end of the chat, so that what is typed there is meant for it."""
    member, note = await _own(step, actor, note_id)
    asked = 1 + secrets.randbelow(2**31)
    value = _OfNote(note_id=note.id, asked=asked)
    await drafting.begin(step, member, DraftKind.NOTE_CHANGE, value)
    message = AskNoteWords(note_id=note.id, reply=note.text, more=False)
    return [
        instead(member, NoteElsewhere(changed=False)),
        told(member, message, about=(Subject.DRAFT, asked)),
    ]


async def ask_more(step: Step, actor: Actor, note_id: str) -> Telling:
    """Ask for words that are to stand below those of a note."""
    member, note = await _own(step, actor, note_id)
    await drafting.begin(step, member, DraftKind.NOTE_MORE, _OfNote(note_id=note.id))
    message = AskNoteWords(note_id=note.id, reply="", more=True)
    return [told(member, message, about=(Subject.DRAFT, 0))]


async def change(step: Step, actor: Actor, text: str) -> Telling:
    """Put these words in place of those of the note. The old ones are gone at once."""
    asked, (member, note) = await _drafted(step, actor, DraftKind.NOTE_CHANGE)
    about: About = (Subject.DRAFT, asked)
    moved = told(
        member, NoteElsewhere(changed=True), Correcting(subject=about[0], id=asked), about=about
    )
    return [moved, *await _rewrite(step, member, note, _written(text))]


async def add(step: Step, actor: Actor, text: str) -> Telling:
    """Put these words below those of the note, with a line between."""
    _, (member, note) = await _drafted(step, actor, DraftKind.NOTE_MORE)
    return await _rewrite(step, member, note, f"{note.text}{BETWEEN}{_written(text)}")


async def ask_removal(step: Step, actor: Actor, note_id: str) -> Telling:
    member, note = await _own(step, actor, note_id)
    return [instead(member, ConfirmNoteRemoval(note_id=note.id, reply=note.text[:BEGINNING]))]


async def remove(step: Step, actor: Actor, note_id: str) -> Telling:
    """Delete a note for good."""
    member, note = await _own(step, actor, note_id)
    await drafting.drop(step, member, *TYPED)
    await notes.remove(step.tx, note.id)
    await _clear(step, member)
    return [instead(member, NoteRemoved())]


async def show_underway(step: Step, actor: Actor) -> Telling:
    """The actor's answers in open Rounds. As soon as one of those closes, the list is wrong."""
    member = await _reader(step, actor)
    open_now = await underway.found(step, member)
    if not open_now:
        raise Refusal("nothing_underway")
    rounds = tuple(underway.told_of(talk, given) for talk, given in open_now)
    closes = min(one.closes_at for one in rounds)
    message = ShowUnderway(rounds=rounds, zone=member.zone)
    return [told(member, message, At.PRESSED, expires_at=closes)]


async def _reader(step: Step, actor: Actor) -> Member:
    """Who looks around. Words they type from now on are not for a note that they have left."""
    member = await access.member(step, actor)
    await drafting.drop(step, member, *TYPED)
    return member


async def _own(step: Step, actor: Actor, note_id: str) -> tuple[Member, Note]:
    member = await access.member(step, actor)
    note = await notes.by_id(step.tx, note_id)
    if note is None or note.member_id != member.id:
        raise await lost.refusal(step, actor, "note_gone")
    return member, note


async def _drafted(step: Step, actor: Actor, kind: DraftKind) -> tuple[int, tuple[Member, Note]]:
    value = drafting.read(await drafting.required(step, actor, kind), _OfNote)
    return value.asked, await _own(step, actor, value.note_id)


async def _rewrite(step: Step, member: Member, note: Note, text: str) -> list[Told]:
    await notes.rewrite(step.tx, note.id, text)
    await drafting.drop(step, member, *TYPED)
    await _clear(step, member)
    return [told(member, await _shown(step, member, replace(note, text=text), just=True))]


async def _clear(step: Step, member: Member) -> None:
    """What stood in a note is gone: also out of what was about to show it, and of the files."""
    kinds = [kind.__name__ for kind in SHOWING]
    await notes.leave_unsaid(step.tx, member.bot_id, member.telegram_id, kinds)
    await redaction.want(step)


def _written(text: str) -> str:
    """Words as they are kept: without what the bot puts between the letters of what it shows."""
    written = text.replace(JOINER, "").strip()
    if not written:
        raise Refusal("nothing_readable")
    return written


async def _shown(
    step: Step, member: Member, note: Note, *, page: int = 0, back: str = "", just: bool = False
) -> ShowNote:
    days = step.house.config.retention.private_notes
    return ShowNote(
        note_id=note.id,
        month=note.month,
        question=note.question,
        text=note.text,
        page=page,
        back=back,
        goes_on=None if days is None else goes_on(note.month, days),
        may_begin=bool(await reflections(step, member)),
        just=just,
    )


async def newest_first(step: Step, member: Member) -> list[Note]:
    """Within a month in the order of their ids, which tells nothing: no day is kept."""
    mine = await notes.of_member(step.tx, member.id)
    return sorted(mine, key=lambda one: one.month, reverse=True)


def _lines(mine: Sequence[Note]) -> tuple[NoteLine, ...]:
    return tuple(line(one) for one in mine)


def line(note: Note) -> NoteLine:
    """The note in a list."""
    return NoteLine(
        note_id=note.id,
        month=note.month,
        question=note.question if len(note.text) < FEW else "",
        text=note.text[:BEGINNING],
    )


def _going(step: Step, mine: Sequence[Note]) -> tuple[int, date | None]:
    """How many notes are deleted next, and when, if that is soon."""
    days = step.house.config.retention.private_notes
    if days is None or not mine:
        return 0, None
    oldest = mine[-1].month
    on = goes_on(oldest, days)
    if on > step.now.date() + SOON:
        return 0, None
    return sum(one.month == oldest for one in mine), on
