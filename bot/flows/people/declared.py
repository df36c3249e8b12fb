"""Teams that the settings declare: made and brought up to date at the start, in one step.

The file owns a Team's name, languages, time zone and floor, and of the Schedules it names all but
the pause. People, their roles, Invites, the channel and further Schedules belong to the chat. What
is no longer in the file is not deleted with it: a Team becomes the chat's own, with its Schedules.
"""

from collections.abc import Iterator, Mapping, Sequence

import structlog

from bot.config.settings import Config
from bot.config.teams import DeclaredSchedule, DeclaredTeam
from bot.domain.asking.builder import Plan, of_schedule
from bot.domain.asking.questions import QuestionBank
from bot.domain.asking.schedules import Schedule
from bot.domain.base.deeds import Deed, DeedFacts, Hand
from bot.domain.people.teams import Team
from bot.errors import OperatorError
from bot.files.yamlfile import Loc, field_name, suggestion
from bot.flows.asking import schedules as scheduling
from bot.flows.asking.promises import promised
from bot.flows.base import register
from bot.flows.base.step import Step
from bot.storage.asking import schedules
from bot.storage.people import teams

log = structlog.get_logger()


def misfits(config: Config, banks: Mapping[str, QuestionBank]) -> Iterator[tuple[Loc, str]]:
    """Where the declared Schedules do not fit the question banks there are."""
    for number, team in enumerate(config.teams):
        for place, schedule in enumerate(team.schedules):
            if schedule.bank not in banks:
                told = f'"{schedule.bank}" is no question bank.' + suggestion(
                    schedule.bank, list(banks)
                )
                yield ("teams", number, "schedules", place, "bank"), told


async def settle(step: Step) -> None:
    """Bring the Teams up to what the settings say, those of the chat up to the installation's
    floor. OperatorError if that cannot be."""
    config = step.house.config
    if wrong := [f"{field_name(loc)}: {told}" for loc, told in misfits(config, step.house.banks)]:
        raise OperatorError("\n".join(wrong))
    known = await teams.all_teams(step.tx, step.house.bot_id)
    for one in config.teams:
        team = await _settled(step, one, known)
        await _settle_schedules(step, team, one)
    wanted = {one.id for one in config.teams}
    for team in await teams.all_teams(step.tx, step.house.bot_id):
        if team.declared is not None and team.declared not in wanted:
            await _let_go(step, team)
        if team.floor < config.privacy.floor:
            floor = config.privacy.floor
            await teams.change(step.tx, team.id, floor=floor)
            await register.note(
                step, team, Deed.FLOOR, Hand.FILE, {"least": team.floor, "floor": floor}
            )


async def _settled(step: Step, wanted: DeclaredTeam, known: Sequence[Team]) -> Team:
    """The Team as declared. One that was made in the chat under the same name is taken over."""
    config = step.house.config
    fields: teams.Fields = {
        "name": wanted.name,
        "languages": wanted.languages or config.languages,
        "zone": wanted.zone,
        "declared": wanted.id,
    }
    floor = wanted.floor or config.privacy.floor
    before = _before(wanted, known)
    if before is None:
        log.info("team.declared", team=wanted.id)
        fields |= {"bot_id": step.house.bot_id, "chat_id": None, "thread_id": None}
        fields |= {"chat_title": "", "floor": floor}
        made = await teams.add(step.tx, **fields)
        await register.note(step, made, Deed.TEAM_MADE, Hand.FILE)
        return made
    if floor < before.floor and await promised(step, before):
        # People have shared trusting in the present one. The next start tries again.
        log.warning("team.floor_kept", team=wanted.id, floor=before.floor)
        floor = before.floor
    fields["floor"] = floor
    await teams.change(step.tx, before.id, **fields)
    after = await teams.by_id(step.tx, before.id) or before
    await _note_changes(step, before, after)
    return after


async def _note_changes(step: Step, before: Team, after: Team) -> None:
    """What the file changes about a Team stands in its Register, as if somebody had done it."""
    what: dict[Deed, DeedFacts] = {}
    if before.declared is None:
        what[Deed.TEAM_DECLARED] = {}
    if before.name != after.name:
        what[Deed.NAMED] = {"before": before.name, "name": after.name}
    if tuple(before.languages) != tuple(after.languages):
        what[Deed.LANGUAGES] = {"languages": ",".join(after.languages)}
    if before.zone != after.zone:
        what[Deed.ZONE] = {"zone": after.zone}
    if before.floor != after.floor:
        what[Deed.FLOOR] = {"least": before.floor, "floor": after.floor}
    for deed, facts in what.items():
        await register.note(step, after, deed, Hand.FILE, facts)


def _before(wanted: DeclaredTeam, known: Sequence[Team]) -> Team | None:
    declared = [team for team in known if team.declared == wanted.id]
    name = wanted.name.casefold()
    alike = [t for t in known if t.declared is None and t.name.casefold() == name]
    return next(iter(declared or alike), None) if len(declared or alike) == 1 else None


async def _settle_schedules(step: Step, team: Team, wanted: DeclaredTeam) -> None:
    there = {one.declared: one for one in await schedules.of_team(step.tx, team.id) if one.declared}
    for one in wanted.schedules:
        before = there.pop(one.key, None)
        plan = _plan(step, team, one, before)
        if before is None or of_schedule(before) != plan:
            await scheduling.saved(step, team, plan, before, Hand.FILE, declared=one.key)
    for gone in there.values():
        await scheduling.removed(step, team, gone, Hand.FILE)


def _plan(step: Step, team: Team, wanted: DeclaredSchedule, before: Schedule | None) -> Plan:
    bank = step.house.banks[wanted.bank]
    return Plan(
        team_id=team.id,
        schedule_id=before.id if before else 0,
        bank_id=bank.id,
        days=wanted.weekdays,
        every_weeks=wanted.every_weeks,
        roles=frozenset(wanted.roles or bank.roles),
        open_hours=wanted.open_hours,
        reminder=wanted.reminder,
    )


async def _let_go(step: Step, team: Team) -> None:
    """The Team is no longer in the file: from now on it is the chat's."""
    log.info("team.let_go", team=team.declared)
    await teams.change(step.tx, team.id, declared=None)
    await register.note(step, team, Deed.TEAM_LET_GO, Hand.FILE)
    for one in await schedules.of_team(step.tx, team.id):
        await schedules.change(step.tx, one.id, declared=None)
