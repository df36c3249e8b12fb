"""Settings: each person's language, time, quiet, usual choices, pauses and Digest."""

from datetime import date, timedelta

from bot.domain.base.drafts import DraftKind
from bot.domain.base.pace import (
    EVERY_DAY,
    LONGEST_CITY,
    is_zone,
    local_day,
    read_day,
    read_span,
    read_time,
)
from bot.domain.base.visibility import Visibility
from bot.domain.people.members import Caller, Member
from bot.domain.people.settings import LONGEST_PAUSE_DAYS, PAUSE_WEEKS, Setting, Walk
from bot.errors import Refusal
from bot.flows.asking import laidout
from bot.flows.base import access, drafting
from bot.flows.base.step import Step
from bot.flows.hearing import digesting
from bot.flows.people import habits
from bot.storage.people import members

DAY_MINUTES = 24 * 60
TAP_LEVELS = (Visibility.PRIVATE, Visibility.TEAM_UNNAMED)


async def show_all(step: Step, caller: Caller, *, edit: bool = False) -> None:
    """All settings at a glance."""
    member = await _person(step, caller)
    await habits.overview(step, caller, member, edit=edit)


async def show(step: Step, caller: Caller, setting: Setting, walk: Walk) -> None:
    """One setting with its choices."""
    member = await _person(step, caller)
    if setting is Setting.DIGEST:
        await _as_manager(step, member)
    await habits.show(step, caller, member, setting, walk)


async def set_language(step: Step, caller: Caller, language: str, walk: Walk) -> None:
    member = await _person(step, caller)
    if language not in step.house.config.languages:
        raise Refusal("button_unknown")
    changed = await _change(step, member, language=language)
    await habits.show(step, caller, changed, Setting.LANGUAGE, walk)


async def set_zone(step: Step, caller: Caller, zone: str, walk: Walk) -> None:
    """Another clock: what is to come follows it."""
    member = await _person(step, caller)
    if not is_zone(zone):
        raise Refusal("button_unknown")
    changed = await _change(step, member, zone=zone)
    await laidout.move(step, member, changed)
    await digesting.settle(step, member.id)
    await habits.show(step, caller, changed, Setting.ZONE, walk)


async def toggle_day(step: Step, caller: Caller, day: int, walk: Walk) -> None:
    """Ask on this weekday, too, or no more."""
    member = await _person(step, caller)
    days = tuple(sorted({*member.days} ^ {_weekday(day)}))
    if not days:
        raise Refusal("one_day_at_least")
    changed = await _change(step, member, days=days)
    await laidout.move(step, member, changed)
    await habits.show(step, caller, changed, Setting.DAYS, walk)


async def set_time(step: Step, caller: Caller, minutes: int, walk: Walk) -> None:
    member = await _person(step, caller)
    await _set_time(step, caller, member, _minutes(minutes), walk, edit=True)


async def set_quiet(
    step: Step, caller: Caller, *, start: int | None = None, end: int | None = None
) -> None:
    """Change when the quiet hours begin or end."""
    member = await _person(step, caller)
    start = member.quiet_from if start is None else _minutes(start)
    end = member.quiet_to if end is None else _minutes(end)
    await _set_quiet(step, caller, member, start, end, edit=True)


async def set_usual_words(step: Step, caller: Caller, level: Visibility) -> None:
    """What is marked first under an answer in words. It is still chosen each time."""
    member = await _person(step, caller)
    changed = await _change(step, member, usual_words=level)
    await habits.show(step, caller, changed, Setting.WORDS, Walk.FREE)


async def set_usual_taps(step: Step, caller: Caller, level: Visibility, walk: Walk) -> None:
    """What a tap is kept with unless the switch under the question says otherwise."""
    member = await _person(step, caller)
    if level not in TAP_LEVELS:
        raise Refusal("button_unknown")
    changed = await _change(step, member, usual_taps=level)
    await habits.show(step, caller, changed, Setting.TAPS, walk)


async def pause_for(step: Step, caller: Caller, weeks: int) -> None:
    member = await _person(step, caller)
    if weeks not in PAUSE_WEEKS:
        raise Refusal("button_unknown")
    until = local_day(member.zone, step.now) + timedelta(weeks=weeks)
    await _pause(step, caller, member, until, edit=True)


async def resume(step: Step, caller: Caller) -> None:
    """End the pause. What was dropped meanwhile does not come back."""
    member = await _person(step, caller)
    changed = await _change(step, member, paused_until=None)
    step.say("pause_ended")
    await habits.show(step, caller, changed, Setting.PAUSE, Walk.FREE)


async def set_digest_day(step: Step, caller: Caller, day: int) -> None:
    member = await _person(step, caller)
    await _set_digest(step, caller, member, digest_day=_weekday(day))


async def set_digest_time(step: Step, caller: Caller, minutes: int) -> None:
    member = await _person(step, caller)
    await _set_digest(step, caller, member, digest_at=_minutes(minutes))


async def words(step: Step, caller: Caller, text: str) -> None:
    """Take what was written in place of a button of the screen above."""
    member = await _person(step, caller)
    draft = await drafting.standing(step, caller)
    if draft is None:
        raise Refusal("draft_gone")
    walk = drafting.read(draft, habits.Typing).walk
    match draft.kind:
        case DraftKind.ZONE:
            city = text[:LONGEST_CITY]
            await habits.show(step, caller, member, Setting.ZONE, walk, edit=False, typed=city)
        case DraftKind.ASK_AT:
            await _set_time(step, caller, member, _read_time(text), walk, edit=False)
        case DraftKind.QUIET:
            await _set_quiet(step, caller, member, *_read_span(text), edit=False)
        case DraftKind.PAUSE:
            today = local_day(member.zone, step.now)
            await _pause(step, caller, member, _read_day(text, today), edit=False)
        case DraftKind.DIGEST_AT:
            await _set_digest(step, caller, member, edit=False, digest_at=_read_time(text))
        case _:
            raise Refusal("draft_gone")


async def _set_time(
    step: Step, caller: Caller, member: Member, minutes: int, walk: Walk, *, edit: bool
) -> None:
    changed = await _change(step, member, ask_at=minutes)
    await laidout.move(step, member, changed)
    await habits.show(step, caller, changed, Setting.TIME, walk, edit=edit)


async def _set_quiet(
    step: Step, caller: Caller, member: Member, start: int, end: int, *, edit: bool
) -> None:
    if start == end:
        raise Refusal("quiet_all_day")
    changed = await _change(step, member, quiet_from=start, quiet_to=end)
    await habits.show(step, caller, changed, Setting.QUIET, Walk.FREE, edit=edit)


async def _pause(step: Step, caller: Caller, member: Member, until: date, *, edit: bool) -> None:
    changed = await _change(step, member, paused_until=until)
    await laidout.hush(step, changed)
    await habits.show(step, caller, changed, Setting.PAUSE, Walk.FREE, edit=edit)


async def _set_digest(
    step: Step, caller: Caller, member: Member, *, edit: bool = True, **fields: int
) -> None:
    await _as_manager(step, member)
    changed = await _change(step, member, **fields)
    await digesting.settle(step, member.id)
    await habits.show(step, caller, changed, Setting.DIGEST, Walk.FREE, edit=edit)


async def _person(step: Step, caller: Caller) -> Member:
    """Whose settings these are, in private: nobody else shall read along."""
    access.in_private(caller)
    return await access.member(step, caller)


async def _change(step: Step, member: Member, **fields: object) -> Member:
    """The Member as they are afterwards."""
    await members.change(step.tx, member.id, **fields)
    return await members.by_id(step.tx, member.id) or member


async def _as_manager(step: Step, member: Member) -> None:
    if not await digesting.manages(step, member):
        raise Refusal("digest_for_managers")


def _weekday(day: int) -> int:
    if day not in EVERY_DAY:
        raise Refusal("button_unknown")
    return day


def _minutes(minutes: int) -> int:
    if not 0 <= minutes < DAY_MINUTES:
        raise Refusal("button_unknown")
    return minutes


def _read_time(text: str) -> int:
    minutes = read_time(text)
    if minutes is None:
        raise Refusal("time_unclear")
    return minutes


def _read_span(text: str) -> tuple[int, int]:
    span = read_span(text)
    if span is None:
        raise Refusal("span_unclear")
    return span


def _read_day(text: str, today: date) -> date:
    day = read_day(text, today)
    if day is None:
        raise Refusal("day_unclear")
    if day <= today:
        raise Refusal("day_past")
    if day > today + timedelta(days=LONGEST_PAUSE_DAYS):
        raise Refusal("day_far", days=LONGEST_PAUSE_DAYS)
    return day
