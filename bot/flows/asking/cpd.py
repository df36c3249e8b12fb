"""A summary for one's own professional file: notes that a person chooses one by one, with the time
that went into them, as two files for them alone. Nothing of it is kept but a Draft, which ends with
it."""

from dataclasses import asdict, dataclass, replace
from datetime import date

from bot.domain.asking.cpd import Period, Span, estimate, period_of, read_minutes, read_period
from bot.domain.asking.notes import Note
from bot.domain.base.actors import Actor
from bot.domain.base.availability import local_day
from bot.domain.base.drafts import Draft, DraftKind
from bot.domain.messages.asking.cpd import (
    AskCpdPeriod,
    AskCpdTime,
    CpdMade,
    CpdSummary,
    GiveCpd,
    GiveCpdPaper,
    PickPieces,
    Piece,
    PieceLine,
    PreviewCpd,
)
from bot.domain.messages.people.people import Said
from bot.domain.people.members import Member
from bot.domain.transport.deliveries import Subject
from bot.errors import Refusal
from bot.flows.asking import guard
from bot.flows.asking import notes as keeping
from bot.flows.asking.mine import PAGE, line, newest_first
from bot.flows.base import access, drafting
from bot.flows.base.paging import page_of
from bot.flows.base.step import Step
from bot.flows.base.told import At, Telling, instead, told

WORDS = (Subject.DRAFT, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Period:
    """A Draft that waits for its period."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chosen:
    """A Draft of a summary: the ids of the notes chosen for it, and the minutes that the person
    adds. `asks_time`: what they type now is time."""

    first: date
    last: date
    ids: tuple[str, ...] = ()
    own: int = 0
    asks_time: bool = False

    @property
    def period(self) -> Period:
        return Period(first=self.first, last=self.last)


async def begin(step: Step, actor: Actor) -> Telling:
    """Ask for the period, at the end of the chat, as it may be typed."""
    member = await access.member(step, actor)
    if not await newest_first(step, member):
        raise Refusal("cpd_nothing")
    key = await drafting.begin(step, member, DraftKind.CPD_PERIOD, _Period())
    return [told(member, AskCpdPeriod(key=key), about=WORDS)]


async def set_span(step: Step, actor: Actor, key: str, span: Span) -> Telling:
    await drafting.required(step, actor, DraftKind.CPD_PERIOD, key)
    member = await access.member(step, actor)
    return await _set(step, member, period_of(span, local_day(member.zone, step.now)))


async def read_words(step: Step, actor: Actor, text: str) -> Telling:
    """What is typed in place of a press: dates, or time. All else is for no summary."""
    draft = await drafting.standing(step, actor)
    member = await access.member(step, actor)
    if draft is not None and draft.kind is DraftKind.CPD_PERIOD:
        period = read_period(text)
        if period is None:
            raise Refusal("period_unclear")
        return await _set(step, member, period)
    draft = await drafting.required(step, actor, DraftKind.CPD)
    chosen = drafting.read(draft, _Chosen)
    if not chosen.asks_time:
        return await keeping.offer(step, actor)
    minutes = read_minutes(text)
    if minutes is None:
        raise Refusal("hours_unclear")
    return await _preview(step, member, draft, replace(chosen, own=minutes))


async def show_pieces(step: Step, actor: Actor, key: str, page: int) -> Telling:
    """A page of the notes that may be chosen."""
    draft = await drafting.required(step, actor, DraftKind.CPD, key)
    member = await access.member(step, actor)
    chosen = replace(drafting.read(draft, _Chosen), asks_time=False)
    await drafting.fill(step, draft, chosen)
    return await _pieces(step, member, key, chosen, page)


async def toggle(step: Step, actor: Actor, key: str, note_id: str, page: int) -> Telling:
    """Take a note into the summary, or out of it. One that is gone, or is somebody else's, is not
    in the list."""
    draft = await drafting.required(step, actor, DraftKind.CPD, key)
    member = await access.member(step, actor)
    chosen = drafting.read(draft, _Chosen)
    if note_id not in {one.id for one in await _offered(step, member, chosen)}:
        raise Refusal("note_gone")
    ids = [one for one in chosen.ids if one != note_id]
    if len(ids) == len(chosen.ids):
        ids.append(note_id)
    chosen = replace(chosen, ids=tuple(ids), asks_time=False)
    await drafting.fill(step, draft, chosen)
    return await _pieces(step, member, key, chosen, page)


async def ask_time(step: Step, actor: Actor, key: str) -> Telling:
    """Tell the time that the questions take, as far as that is known, and ask for more."""
    draft = await drafting.required(step, actor, DraftKind.CPD, key)
    member = await access.member(step, actor)
    chosen = replace(drafting.read(draft, _Chosen), asks_time=True)
    pieces = await _required(step, member, chosen)
    await drafting.fill(step, draft, chosen)
    known = estimate(pieces, step.house.banks.values())
    message = AskCpdTime(
        key=key,
        estimated=known.minutes,
        pieces=len(pieces),
        unknown=known.unknown,
        own=chosen.own,
    )
    return [instead(member, message, about=WORDS)]


async def add_no_time(step: Step, actor: Actor, key: str) -> Telling:
    draft = await drafting.required(step, actor, DraftKind.CPD, key)
    member = await access.member(step, actor)
    return await _preview(step, member, draft, replace(drafting.read(draft, _Chosen), own=0))


async def make(step: Step, actor: Actor, key: str) -> Telling:
    """Give the two files, and forget about it."""
    draft = await drafting.required(step, actor, DraftKind.CPD, key)
    member = await access.member(step, actor)
    summary = await _summary(step, member, drafting.read(draft, _Chosen))
    await drafting.drop(step, member)
    files = (GiveCpd(summary=summary), GiveCpdPaper(summary=summary))
    return [instead(member, CpdMade()), *(told(member, one, At.END) for one in files)]


async def leave(step: Step, actor: Actor, key: str) -> Telling:
    draft = await drafting.standing(step, actor)
    member = await access.member(step, actor)
    if draft is not None and drafting.key_of(draft) == key:
        await drafting.drop(step, member)
    return [instead(member, Said(key="draft_dropped"))]


async def _set(step: Step, member: Member, period: Period) -> Telling:
    chosen = _Chosen(first=period.first, last=period.last)
    if not await _offered(step, member, chosen):
        raise Refusal("cpd_no_notes")
    key = await drafting.begin(step, member, DraftKind.CPD, chosen)
    return await _pieces(step, member, key, chosen, 0)


async def _pieces(step: Step, member: Member, key: str, chosen: _Chosen, page: int) -> Telling:
    offered = await _offered(step, member, chosen)
    page, shown, more = page_of(offered, page, PAGE)
    lines = tuple(_piece_line(one, chosen) for one in shown)
    message = PickPieces(
        key=key,
        first=chosen.first,
        last=chosen.last,
        lines=lines,
        page=page,
        more=more,
        chosen=sum(one.id in chosen.ids for one in offered),
        notes=len(offered),
    )
    return [instead(member, message)]


def _piece_line(note: Note, chosen: _Chosen) -> PieceLine:
    return PieceLine(**asdict(line(note)), chosen=note.id in chosen.ids)


async def _offered(step: Step, member: Member, chosen: _Chosen) -> list[Note]:
    """The person's own notes of that time, oldest first, as they are to stand in the file."""
    mine = reversed(await newest_first(step, member))
    return [one for one in mine if chosen.period.touches(one.month)]


async def _required(step: Step, member: Member, chosen: _Chosen) -> list[Note]:
    """The notes that were chosen and are still there. Refused if there are none."""
    found = [one for one in await _offered(step, member, chosen) if one.id in chosen.ids]
    if not found:
        raise Refusal("nothing_chosen")
    return found


async def _preview(step: Step, member: Member, draft: Draft, chosen: _Chosen) -> Telling:
    chosen = replace(chosen, asks_time=False)
    summary = await _summary(step, member, chosen)
    await drafting.fill(step, draft, chosen)
    return [instead(member, PreviewCpd(key=drafting.key_of(draft), summary=summary))]


async def _summary(step: Step, member: Member, chosen: _Chosen) -> CpdSummary:
    """All that is shown before, and then stands in the files: each text passes here, and nowhere
    else."""
    found = await _required(step, member, chosen)
    texts, replaced = await guard.without_names(step, member, [one.text for one in found])
    pieces = [
        Piece(month=one.month, question=one.question, text=text)
        for one, text in zip(found, texts, strict=True)
    ]
    return CpdSummary(
        name=member.name,
        first=chosen.first,
        last=chosen.last,
        made_on=local_day(member.zone, step.now),
        pieces=tuple(pieces),
        replaced=replaced,
        estimated=estimate(found, step.house.banks.values()).minutes,
        own=chosen.own,
    )
