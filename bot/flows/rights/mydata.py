"""Giving people what is kept about them."""

from dataclasses import asdict
from datetime import date, datetime

from bot.domain.asking.answers import Answer
from bot.domain.asking.prompts import Prompt
from bot.domain.asking.rounds import Round
from bot.domain.base.actors import Actor
from bot.domain.base.languages import in_language
from bot.domain.hearing.pool import Pooled
from bot.domain.messages.rights.mydata import (
    AnswerHeld,
    DraftHeld,
    GiveMyData,
    GiveMyDataFile,
    InviteHeld,
    MessageHeld,
    MyData,
    NamedHeld,
    NoteHeld,
    PlannedHeld,
    PromptHeld,
    Setting,
    TeamHeld,
    UpdateHeld,
)
from bot.domain.people.members import Member
from bot.domain.transport.deliveries import DeliveryState
from bot.flows.asking.dialogue import chosen_labels
from bot.flows.base import access
from bot.flows.base.step import Step
from bot.flows.base.told import Telling, told
from bot.storage.asking import answers, notes, planned, prompts, rounds
from bot.storage.base import drafts
from bot.storage.hearing import pool, releases
from bot.storage.people import invites, members, teams
from bot.storage.transport import deliveries, inbox

OURS = ("id", "bot_id")
"""What says nothing of the person."""


async def give(step: Step, actor: Actor) -> Telling:
    """Send a person all that is linked to them: to read, and as JSON.

    The files show open answers beside their author, so they must not wait past the next Seal.
    """
    member = await access.member(step, actor)
    data = await _data(step, member)
    in_time = min((prompt.closes_at for prompt in data.open), default=None)
    messages = (GiveMyData(data=data), GiveMyDataFile(data=data))
    return [told(member, message, expires_at=in_time) for message in messages]


async def _data(step: Step, member: Member) -> MyData:
    return MyData(
        made_at=step.now,
        you={name: _setting(value) for name, value in asdict(member).items() if name not in OURS},
        teams=await _teams(step, member),
        open=tuple([await _open(step, m, member) for m in await _prompts(step, member)]),
        notes=tuple(
            NoteHeld(month=note.month, question=note.question, text=note.text)
            for note in await notes.of_member(step.tx, member.id)
        ),
        named=tuple(
            [await _named(step, p, member) for p in await pool.named_by(step.tx, member.id)]
        ),
        draft=await _draft(step, member),
        planned=await _planned(step, member),
        invites=await _invites(step, member),
        messages=await _messages(step, member),
        updates=tuple(
            UpdateHeld(state=one.state, received_on=one.received_on, body=one.body or "")
            for one in await inbox.of_lane(step.tx, step.house.bot_id, member.telegram_id)
        ),
    )


async def _messages(step: Step, member: Member) -> tuple[MessageHeld, ...]:
    held = await deliveries.of_chat(step.tx, step.house.bot_id, member.telegram_id)
    return tuple(
        MessageHeld(
            kind=one.kind,
            state=one.state,
            owed_at=None if one.state is DeliveryState.SENT else one.not_before,
        )
        for one in sorted(held, key=lambda one: one.turn)
    )


def _setting(value: object) -> Setting:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, tuple):
        return tuple(int(day) for day in value)
    return str(value)


async def _teams(step: Step, member: Member) -> tuple[TeamHeld, ...]:
    held = await members.memberships(step.tx, member.id)
    return tuple(
        TeamHeld(team=team.name, roles=tuple(sorted(held[team.id])))
        for team in await teams.by_ids(step.tx, held)
    )


async def _prompts(step: Step, member: Member) -> list[tuple[Prompt, Round]]:
    mine = await prompts.of_member(step.tx, member.id)
    found = [(prompt, await rounds.by_id(step.tx, prompt.round_id)) for prompt in mine]
    return [(prompt, one) for prompt, one in found if one is not None]


async def _open(step: Step, part: tuple[Prompt, Round], member: Member) -> PromptHeld:
    prompt, round_ = part
    bank = step.house.banks.get(round_.bank_id)
    replies = await answers.of_prompt(step.tx, prompt.id)
    return PromptHeld(
        team=await _team_name(step, round_.team_id),
        bank=in_language(bank.title, member.language) if bank else round_.bank_id,
        state=prompt.state,
        due_at=prompt.due_at,
        closes_at=prompt.expires_at,
        answers=tuple([await _answer(step, one, round_, member) for one in replies]),
    )


async def _answer(step: Step, answer: Answer, round_: Round, member: Member) -> AnswerHeld:
    friends = await members.by_ids(step.tx, answer.friends)
    return AnswerHeld(
        question_id=answer.question_id,
        question=_wording(step, round_, round_.bank_id, answer.question_id, member),
        state=answer.state,
        reply=await _reply(step, answer, round_, member),
        visibility=answer.visibility,
        readers=tuple(sorted(one.name for one in friends.values())),
    )


async def _reply(step: Step, answer: Answer, round_: Round, member: Member) -> str:
    if not answer.options:
        return "\n".join(part.text for part in await answers.parts(step.tx, answer.id))
    bank = step.house.banks.get(round_.bank_id)
    question = bank.question(answer.question_id) if bank else None
    if question is None:
        return ", ".join(answer.options)
    return chosen_labels(question, answer.options, member.language)


async def _named(step: Step, pooled: Pooled, member: Member) -> NamedHeld:
    round_ = await rounds.by_id(step.tx, pooled.round_id)
    told = await releases.by_id(step.tx, pooled.release_id) if pooled.release_id else None
    return NamedHeld(
        team=await _team_name(step, pooled.team_id),
        week=pooled.week,
        question=_wording(step, round_, pooled.bank_id, pooled.question_id, member),
        text=pooled.text,
        told_on=told.on_date if told else None,
    )


def _wording(
    step: Step, round_: Round | None, bank_id: str, question_id: str, member: Member
) -> str:
    """The question as this person met it, or its id if the bank has lost it."""
    bank = step.house.banks.get(bank_id)
    question = bank.question(question_id) if bank else None
    if question is None:
        return question_id
    return question.wording(round_.number if round_ else 0, member.language)


async def _draft(step: Step, member: Member) -> DraftHeld | None:
    draft = await drafts.of_member(step.tx, member.id)
    if draft is None:
        return None
    return DraftHeld(kind=draft.kind, fields=dict(draft.fields), touched_at=draft.touched_at)


async def _planned(step: Step, member: Member) -> tuple[PlannedHeld, ...]:
    found = await planned.since(step.tx, date.min, [member.id])
    return tuple(
        PlannedHeld(on=one.on_date, prompts=one.prompts, messages=one.messages)
        for one in found.get(member.id, [])
    )


async def _invites(step: Step, member: Member) -> tuple[InviteHeld, ...]:
    return tuple(
        [
            InviteHeld(
                team=await _team_name(step, one.team_id),
                role=one.role,
                expires_at=one.expires_at,
                uses=one.uses,
                max_uses=one.max_uses,
            )
            for one in await invites.made_by(step.tx, member.id)
        ]
    )


async def _team_name(step: Step, team_id: int | None) -> str:
    team = await teams.by_id(step.tx, team_id) if team_id is not None else None
    return team.name if team else ""
