"""New people: what is kept of them at first, and when they will hear from the bot."""

from datetime import datetime
from itertools import islice

from bot.domain.asking.rounds import closing, due_moment
from bot.domain.asking.schedules import Schedule, dates
from bot.domain.base.languages import closest
from bot.domain.base.pace import HOME, WORKING_DAYS
from bot.domain.base.visibility import Visibility
from bot.domain.people.members import Caller, Member
from bot.flows.base.step import Step
from bot.storage.asking import schedules
from bot.storage.people import members

USUAL_TIME = 9 * 60
DIGEST_DAY, DIGEST_AT = 4, 13 * 60
"""Friday, 13:00: what holds until somebody chooses for themself."""

DATES_AHEAD = 8
"""Dates of a Schedule that are looked at for one on which this person can be asked."""


async def add(step: Step, caller: Caller, *, zone: str | None) -> Member:
    """Keep a person, with what suits most people until they choose for themselves."""
    house = step.house.config
    language = closest(caller.language_code, house.languages)
    return await members.add(
        step.tx,
        bot_id=step.house.bot_id,
        telegram_id=caller.telegram_id,
        name=caller.name,
        language=language,
        zone=zone or HOME.get(language, "UTC"),
        days=WORKING_DAYS,
        ask_at=USUAL_TIME,
        quiet_from=house.kindness.quiet_from,
        quiet_to=house.kindness.quiet_to,
        usual_words=Visibility.PRIVATE,
        usual_taps=Visibility.PRIVATE,
        paused_until=None,
        reachable=True,
        owner=named_as_owner(step, caller),
        digest_day=DIGEST_DAY,
        digest_at=DIGEST_AT,
        next_digest_at=None,
    )


async def first_question(step: Step, member: Member) -> datetime | None:
    """When one of the Schedules of the person's Teams would first ask them."""
    held = await members.memberships(step.tx, member.id)
    asking = [
        schedule
        for team_id, roles in held.items()
        for schedule in await schedules.of_team(step.tx, team_id)
        if roles & schedule.roles and not schedule.paused
    ]
    moments = [_first_moment(schedule, member) for schedule in asking]
    return min((moment for moment in moments if moment is not None), default=None)


def named_as_owner(step: Step, caller: Caller) -> bool:
    """Whether the settings of the installation call them an owner."""
    return caller.telegram_id in step.house.config.owners


def _first_moment(schedule: Schedule, member: Member) -> datetime | None:
    ahead = dates(schedule.days, schedule.every_weeks, schedule.starts_on, schedule.next_on)
    for on in islice(ahead, DATES_AHEAD):
        moment = due_moment(member.pace, on, closing([member.pace], on, schedule.open_hours))
        if moment is not None:
            return moment
    return None
