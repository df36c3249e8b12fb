"""Notes: words that answered nothing, and reflections people start themselves."""

import secrets

from bot.domain.asking.notes import Note, NoteHeld
from bot.domain.asking.questions import QuestionBank
from bot.domain.base.actors import Actor
from bot.domain.base.availability import local_day, month_of
from bot.domain.base.languages import gettext_noop, in_language
from bot.domain.messages.asking.notes import (
    NoteKept,
    NothingOpen,
    OfferReflections,
    Reflection,
    WordsLeft,
)
from bot.domain.people.members import Member
from bot.domain.people.teams import Team
from bot.flows.asking import rounds
from bot.flows.asking.audience import may_start
from bot.flows.base import access
from bot.flows.base.personal import GOES, Consent, DataSection, PersonalData, days_ago
from bot.flows.base.step import Step
from bot.flows.base.told import Telling, instead, pointing, told
from bot.storage.asking import notes
from bot.storage.people import members, teams


async def offer(step: Step, actor: Actor) -> Telling:
    """Say what can be done with words that came while nothing was asked. They are not kept yet:
    the message that asks points at them, and so the phone holds them until the person decides."""
    member = await access.member(step, actor)
    can_reflect = bool(await reflections(step, member))
    return [pointing(member, NothingOpen(can_reflect=can_reflect))]


async def keep(step: Step, actor: Actor, text: str) -> Telling:
    """Keep words as a private note."""
    member = await access.member(step, actor)
    await add(step, member, text)
    return [instead(member, NoteKept())]


async def add(step: Step, member: Member, text: str) -> None:
    """One more note of theirs."""
    note = Note(
        id=secrets.token_hex(8),
        member_id=member.id,
        month=month_of(local_day(member.zone, step.now)),
        question="",
        text=text,
    )
    await notes.add_many(step.tx, [note])


async def ignore(step: Step, actor: Actor) -> Telling:
    member = await access.member(step, actor)
    return [instead(member, WordsLeft())]


async def offer_reflections(step: Step, actor: Actor) -> Telling:
    """Offer what the person may reflect on by themself."""
    member = await access.member(step, actor)
    choices = await reflections(step, member)
    in_team = bool(await members.memberships(step.tx, member.id))
    waits = not choices and bool(await _open_to(step, member))
    return [told(member, OfferReflections(choices=choices, in_team=in_team, waits=waits))]


async def begin(step: Step, actor: Actor) -> Telling:
    """Begin a reflection; if there are several, ask which."""
    member = await access.member(step, actor)
    match await reflections(step, member):
        case (only,):
            return await rounds.start_reflection(step, actor, only.team_id, only.bank_id)
    return await offer_reflections(step, actor)


async def reflections(step: Step, member: Member) -> tuple[Reflection, ...]:
    """Every bank that can be started by oneself, for each Team in which the person has its role."""
    choices = [
        Reflection(
            team_id=team.id,
            team=team.name,
            bank_id=bank.id,
            bank=in_language(bank.title, member.language),
            purpose=in_language(bank.purpose, member.language),
        )
        for team, bank in await _open_to(step, member)
        if await may_start(step, team, bank)
    ]
    return tuple(choices)


async def _open_to(step: Step, member: Member) -> list[tuple[Team, QuestionBank]]:
    """What the person could start, if it is clear who helps."""
    held = await members.memberships(step.tx, member.id)
    return [
        (team, bank)
        for team in await teams.by_ids(step.tx, held)
        for bank in step.house.banks.values()
        if bank.self_start and bank.roles & held[team.id]
    ]


async def _held(step: Step, member: Member) -> list[NoteHeld]:
    return [
        NoteHeld(month=note.month, question=note.question, text=note.text)
        for note in await notes.of_member(step.tx, member.id)
    ]


async def _private_notes(step: Step) -> int:
    """A whole month of them at a time, once all of it is old enough."""
    days = step.house.config.retention.private_notes
    return 0 if days is None else await notes.remove_before(step.tx, month_of(days_ago(step, days)))


RECORDS = (
    PersonalData(
        tables=("note",),
        holds="private notes: author, month, question, text",
        kept="until /forget, or `retention.private_notes` (a whole month at a time, once all of it"
        " is old enough)",
        mydata=DataSection(
            name="notes",
            explained={
                "notes": "private notes: `month`, `question` (in its first wording), `text`"
            },
            of=_held,
        ),
        forget=GOES,
        retention=(_private_notes,),
        consent=(
            Consent(
                text=gettext_noop("• What only you see: {time}"),
                period=lambda house: house.private_notes,
                for_good=gettext_noop("• What only you see: until you delete it"),
            ),
        ),
    ),
)
