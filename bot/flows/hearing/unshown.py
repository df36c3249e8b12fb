"""What was asked, and nothing could be shown of it: whoever leads the Team hears why that may be.

It is reckoned from what the channel has got alone, so it tells nothing of who answered.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.asking.questions import Kind, Question, QuestionBank
from bot.domain.asking.rounds import Round
from bot.domain.base.availability import is_quiet, local_day
from bot.domain.base.languages import in_language
from bot.domain.base.roles import Role
from bot.domain.hearing.releases import Release
from bot.domain.hearing.unshown import WEEKS_OF_SILENCE, WEEKS_WITHOUT, comes_due
from bot.domain.messages.base.message import Message
from bot.domain.messages.hearing.insights import TellInsight, TellQuotes, insights_in
from bot.domain.messages.hearing.unshown import NothingShown
from bot.domain.people.members import Member
from bot.domain.people.teams import Team
from bot.flows.base.step import Step
from bot.flows.hearing.insights import Past
from bot.storage.hearing import releases
from bot.storage.people import members

LOOKED_BACK = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class _Run:
    """Releases in a row that showed nothing of some questions, newest first: their dates, and when
    they were told."""

    days: Sequence[date]
    moments: Sequence[datetime]

    @property
    def since(self) -> date:
        return self.days[-1]

    def due(self, on: date, reader: Member, weeks: int, *, again: bool) -> bool:
        """Whether this reader is told of it now. At a bad moment nobody is; then the next tells."""
        told = zip(self.days, self.moments, strict=True)
        previous = next((day for day, at in told if _kind(reader, at)), None)
        return comes_due(on, self.since, previous, weeks, again=again)


async def tell(
    step: Step, team: Team, bank: QuestionBank, ended: Round, told: Sequence[Message]
) -> None:
    """After a Round has been told: say what has shown nothing for weeks, once it is so many."""
    lacking = [one for one in bank.questions if one.when is None and not _shows(told, one)]
    if ended.self_started or not lacking:
        return
    since = ended.on_date - LOOKED_BACK
    earlier = await releases.of_bank_since(step.tx, team.id, bank.id, since)
    before = [Past(one) for one in earlier]
    silent = _run(before, bank.questions) if not _any(told, bank.questions) else None
    runs = [(one, _run(before, [one])) for one in lacking]
    for reader in await members.holding(step.tx, team.id, Role.FACILITATOR):
        if not _kind(reader, step.now):
            continue
        if silent and silent.due(ended.on_date, reader, WEEKS_OF_SILENCE, again=False):
            step.write(reader, _message(reader, team, bank, ended, silent.since, []))
            continue
        due = [
            (one, run)
            for one, run in runs
            if run and run.due(ended.on_date, reader, WEEKS_WITHOUT, again=True)
        ]
        if due:
            latest = max(run.since for _, run in due)
            asked = [one for one, _ in due]
            step.write(reader, _message(reader, team, bank, ended, latest, asked))


def _kind(reader: Member, moment: datetime) -> bool:
    """Whether the reader may be written to then: it is not urgent."""
    away = reader.paused_on(local_day(reader.zone, moment))
    return not away and not is_quiet(reader.availability, moment)


def _message(
    reader: Member,
    team: Team,
    bank: QuestionBank,
    ended: Round,
    since: date,
    questions: Sequence[Question],
) -> NothingShown:
    return NothingShown(
        team_id=team.id,
        team=team.name,
        bank=in_language(bank.title, reader.language),
        since=since,
        floor=team.floor,
        questions=tuple(one.wording(ended.number, reader.language) for one in questions),
    )


def _run(before: Sequence[Past], questions: Sequence[Question]) -> _Run | None:
    """Up to the last that showed something of these, or that asked none of them: the bank may have
    changed."""
    found: list[Release] = []
    for past in before:
        if _any(past.told, questions) or not _asked(past.shown, questions):
            break
        found.append(past.release)
    if not found:
        return None
    return _Run([one.on_date for one in found], [one.released_at for one in found])


def _asked(shown: Sequence[TellInsight], questions: Sequence[Question]) -> bool:
    asked = {id_ for insight in shown for id_ in insight.asked}
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
