"""What was asked, and nothing could be shown of it: whoever leads the Team hears why that may be.

It is reckoned from what the channel has got alone, so it tells nothing of who answered.
"""

from collections.abc import Sequence
from datetime import date

from bot.domain.asking.questions import Kind, Question, QuestionBank
from bot.domain.asking.rounds import Round
from bot.domain.base.languages import in_language
from bot.domain.base.roles import Role
from bot.domain.hearing.unshown import WEEKS_OF_SILENCE, WEEKS_WITHOUT, comes_due
from bot.domain.messages.base.message import Message
from bot.domain.messages.hearing.insights import TellQuotes, insights_in
from bot.domain.messages.hearing.unshown import NothingShown
from bot.domain.people.members import Member
from bot.domain.people.teams import Team
from bot.flows.base.envelope import unpack
from bot.flows.base.step import Step
from bot.storage.hearing import releases
from bot.storage.people import members

LOOKED_AT = 60
"""Releases of a bank: more than four weeks of what is asked every day."""


async def hint(
    step: Step, team: Team, bank: QuestionBank, ended: Round, told: Sequence[Message]
) -> None:
    """After a Round has been told: say what has shown nothing for weeks, once it is so many."""
    lacking = [one for one in bank.questions if one.when is None and not _shows(told, one)]
    if ended.self_started or not lacking:
        return
    earlier = await releases.of_bank(step.tx, team.id, bank.id, LOOKED_AT)
    before = [(one.on_date, [unpack(each) for each in one.told]) for one in earlier]
    silent = _run(before, bank.questions) if not _any(told, bank.questions) else []
    if silent and comes_due(ended.on_date, silent, WEEKS_OF_SILENCE, again=False):
        await _tell(step, team, bank, ended, silent[-1], [])
        return
    runs = {one.id: _run(before, [one]) for one in lacking}
    due = [
        one for one in lacking if comes_due(ended.on_date, runs[one.id], WEEKS_WITHOUT, again=True)
    ]
    if due:
        await _tell(step, team, bank, ended, max(runs[one.id][-1] for one in due), due)


async def _tell(
    step: Step,
    team: Team,
    bank: QuestionBank,
    ended: Round,
    since: date,
    questions: Sequence[Question],
) -> None:
    for one in await members.holding(step.tx, team.id, Role.FACILITATOR):
        step.write(one, _message(one, team, bank, ended, since, questions))


def _message(
    reader: Member,
    team: Team,
    bank: QuestionBank,
    ended: Round,
    since: date,
    questions: Sequence[Question],
) -> NothingShown:
    return NothingShown(
        team=team.name,
        bank=in_language(bank.title, reader.language),
        since=since,
        floor=team.floor,
        questions=tuple(one.wording(ended.number, reader.language) for one in questions),
    )


def _run(
    before: Sequence[tuple[date, Sequence[Message]]], questions: Sequence[Question]
) -> list[date]:
    """The days of the Releases, newest first, up to the last that showed something of these, or
    that asked none of them: the bank may have changed."""
    days = []
    for on, told in before:
        if _any(told, questions) or not _asked(told, questions):
            break
        days.append(on)
    return days


def _asked(told: Sequence[Message], questions: Sequence[Question]) -> bool:
    asked = {id_ for insight in insights_in(told) for id_ in insight.asked}
    return not asked or any(one.id in asked for one in questions)


def _any(told: Sequence[Message], questions: Sequence[Question]) -> bool:
    return any(_shows(told, one) for one in questions)


def _shows(told: Sequence[Message], question: Question) -> bool:
    """Whether a figure, words or (as nobody knows of which question it came) a theme was shown."""
    if question.kind is not Kind.TEXT:
        return any(
            figure.question_id == question.id
            for insight in insights_in(told)
            for figure in insight.figures
        )
    quoted = [
        group.question_id
        for page in told
        if isinstance(page, TellQuotes)
        for group in (*page.seen, *page.folded)
    ]
    # An earlier version has not kept of which question they were.
    return question.id in quoted or "" in quoted or any(one.themes for one in insights_in(told))
