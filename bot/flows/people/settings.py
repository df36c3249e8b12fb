"""Settings: each person's language, time, quiet, usual choices, pauses and Digest. The same screens
lead a new person through the first of them."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Unpack

from bot.domain.base.actors import Actor
from bot.domain.base.availability import (
    EVERY_DAY,
    LONGEST_CITY,
    is_zone,
    likely_zones,
    local_day,
    read_day,
    read_span,
    read_time,
)
from bot.domain.base.drafts import DraftKind
from bot.domain.base.visibility import Visibility
from bot.domain.base.zones import find_places
from bot.domain.messages.people.settings import Habits, ShowSetting, ShowSettings
from bot.domain.people.members import UNTIL_BACK, Member
from bot.domain.people.settings import LONGEST_PAUSE_DAYS, PAUSE_WEEKS, UNTIL_I_SAY, Setting, Walk
from bot.domain.transport.deliveries import Subject
from bot.errors import Refusal
from bot.flows.asking import dialogue, outlook, own_time, rounds, settling
from bot.flows.asking.audience import may_be_asked
from bot.flows.base import access, drafting
from bot.flows.base.step import Step
from bot.flows.base.told import At, Telling, Toast, Told, instead, toast
from bot.flows.hearing import digests
from bot.storage.base import drafts
from bot.storage.people import members, teams
from bot.storage.transport import deliveries

DAY_MINUTES = 24 * 60
TAP_LEVELS = (Visibility.PRIVATE, Visibility.TEAM_UNNAMED)


async def show_all(step: Step, actor: Actor) -> Telling:
    """All settings at a glance."""
    member = await _person(step, actor)
    return await overview(step, member)


async def show(step: Step, actor: Actor, setting: Setting, walk: Walk) -> Telling:
    """One setting with its choices."""
    member = await _person(step, actor)
    if setting is Setting.DIGEST:
        await _as_manager(step, member)
    return await draw(step, member, setting, walk)


async def set_language(step: Step, actor: Actor, language: str, walk: Walk) -> Telling:
    member = await _person(step, actor)
    if language not in step.house.config.languages:
        raise Refusal("button_unknown")
    changed = await _change(step, member, language=language)
    return await draw(step, changed, Setting.LANGUAGE, walk)


async def set_zone(step: Step, actor: Actor, zone: str, walk: Walk) -> Telling:
    """Another clock: what is to come follows it."""
    member = await _person(step, actor)
    if not is_zone(zone):
        raise Refusal("button_unknown")
    changed = await _change(step, member, zone=zone)
    await own_time.move(step, member, changed)
    await digests.settle(step, member.id)
    return await draw(step, changed, Setting.ZONE, walk)


async def toggle_day(step: Step, actor: Actor, day: int, walk: Walk) -> Telling:
    """Ask on this weekday, too, or no more."""
    member = await _person(step, actor)
    days = tuple(sorted({*member.days} ^ {_weekday(day)}))
    if not days:
        raise Refusal("one_day_at_least")
    changed = await _change(step, member, days=days)
    await own_time.move(step, member, changed)
    return await draw(step, changed, Setting.DAYS, walk)


async def set_time(step: Step, actor: Actor, minutes: int, walk: Walk) -> Telling:
    member = await _person(step, actor)
    return await _set_time(step, member, _minutes(minutes), walk)


async def set_quiet(
    step: Step, actor: Actor, *, start: int | None = None, end: int | None = None
) -> Telling:
    """Change when the quiet hours begin or end."""
    member = await _person(step, actor)
    start = member.quiet_from if start is None else _minutes(start)
    end = member.quiet_to if end is None else _minutes(end)
    return await _set_quiet(step, member, start, end)


async def set_usual_words(step: Step, actor: Actor, level: Visibility) -> Telling:
    """What is marked first under an answer in words. It is still chosen each time."""
    member = await _person(step, actor)
    changed = await _change(step, member, usual_words=level)
    return await draw(step, changed, Setting.WORDS, Walk.FREE)


async def keep_usual_taps(step: Step, actor: Actor, level: Visibility) -> Member:
    """What a tap is kept with unless the switch under the question says otherwise."""
    member = await _person(step, actor)
    if level not in TAP_LEVELS:
        raise Refusal("button_unknown")
    return await _change(step, member, usual_taps=level)


async def keep_usual(step: Step, actor: Actor, answer_id: int) -> Telling:
    """What was offered with a Prompt's last word is left as it is."""
    return [toast("usual_kept"), *await _end_offer(step, actor, answer_id)]


async def change_usual(step: Step, actor: Actor, answer_id: int, setting: Setting) -> Telling:
    """Show one of the usual levels below; the Prompt's last word stays where it stands."""
    if setting not in (Setting.TAPS, Setting.WORDS):
        raise Refusal("button_unknown")
    ended = await _end_offer(step, actor, answer_id)
    member = await _person(step, actor)
    shown = [one for one in await draw(step, member, setting, Walk.FREE) if isinstance(one, Told)]
    return [*ended, *(replace(one, at=At.END) for one in shown)]


async def _end_offer(step: Step, actor: Actor, answer_id: int) -> list[Told]:
    """Refused where the Round is sealed: who answered in it is forgotten."""
    try:
        talk, _ = await dialogue.of_answer(step, actor, answer_id)
    except Refusal as too_late:
        raise Refusal("usual_any_time") from too_late
    return await settling.end_offer(step, talk)


async def pause_for(step: Step, actor: Actor, weeks: int) -> Telling:
    member = await _person(step, actor)
    if weeks == UNTIL_I_SAY:
        return await _pause(step, member, UNTIL_BACK)
    if weeks not in PAUSE_WEEKS:
        raise Refusal("button_unknown")
    until = local_day(member.zone, step.now) + timedelta(weeks=weeks)
    return await _pause(step, member, until)


async def resume(step: Step, actor: Actor) -> Telling:
    """End the pause. What was dropped for it, and is still in time, comes after all."""
    member = await _person(step, actor)
    step.claim(teams=await teams.touching(step.tx, member.id))
    changed = await _change(step, member, paused_until=None)
    await rounds.take_in(step, changed)
    return [
        await _pause_ended(step, changed),
        *await draw(step, changed, Setting.PAUSE, Walk.FREE),
    ]


async def set_digest_day(step: Step, actor: Actor, day: int) -> Telling:
    member = await _person(step, actor)
    return await _set_digest(step, member, digest_day=_weekday(day))


async def set_digest_time(step: Step, actor: Actor, minutes: int) -> Telling:
    member = await _person(step, actor)
    return await _set_digest(step, member, digest_at=_minutes(minutes))


async def words(step: Step, actor: Actor, text: str) -> Telling:
    """Take what was written in place of a button of the screen above."""
    member = await _person(step, actor)
    draft = await drafting.standing(step, actor)
    if draft is None:
        raise Refusal("draft_gone")
    walk = drafting.read(draft, Typing).walk
    match draft.kind:
        case DraftKind.ZONE:
            city = text[:LONGEST_CITY]
            return await draw(step, member, Setting.ZONE, walk, typed=city)
        case DraftKind.ASK_AT:
            return await _set_time(step, member, _read_time(text), walk)
        case DraftKind.QUIET:
            return await _set_quiet(step, member, *_read_span(text))
        case DraftKind.PAUSE:
            today = local_day(member.zone, step.now)
            return await _pause(step, member, _read_day(text, today))
        case DraftKind.DIGEST_AT:
            return await _set_digest(step, member, digest_at=_read_time(text))
        case _:
            raise Refusal("draft_gone")


async def _set_time(step: Step, member: Member, minutes: int, walk: Walk) -> Telling:
    changed = await _change(step, member, ask_at=minutes)
    await own_time.move(step, member, changed)
    return await draw(step, changed, Setting.TIME, walk)


async def _set_quiet(step: Step, member: Member, start: int, end: int) -> Telling:
    if start == end:
        raise Refusal("quiet_all_day")
    changed = await _change(step, member, quiet_from=start, quiet_to=end)
    await own_time.move(step, member, changed)
    return await draw(step, changed, Setting.QUIET, Walk.FREE)


async def _pause(step: Step, member: Member, until: date) -> Telling:
    step.claim(teams=await teams.touching(step.tx, member.id))
    changed = await _change(step, member, paused_until=until)
    await own_time.hush(step, changed)
    # The new end may be sooner than that of a pause they were on.
    await rounds.take_in(step, changed)
    drawn = await draw(step, changed, Setting.PAUSE, Walk.FREE)
    if until != UNTIL_BACK:
        return drawn
    # No row tells that somebody has asked for it: others get it in another way.
    await drafting.drop(step, member)
    there = await deliveries.of_chat(step.tx, member.bot_id, member.telegram_id)
    asking = [one.id for one in there if one.subject is Subject.DRAFT]
    await deliveries.remove(step.tx, asking)
    return [replace(one, about=None) if isinstance(one, Told) else one for one in drawn]


async def _pause_ended(step: Step, member: Member) -> Toast:
    """What comes now, by the rule that lays it out."""
    coming = await outlook.next_question(step, member)
    if coming is None:
        return toast("pause_ended_for_nothing")
    facts = {"at": coming.isoformat(), "zone": member.zone}
    until = await outlook.held_until(step, member)
    if until is not None:
        return toast("pause_ended_held", until=until.isoformat(), **facts)
    return toast("pause_ended", **facts)


async def _set_digest(
    step: Step,
    member: Member,
    **fields: Unpack[members.Fields],
) -> Telling:
    await _as_manager(step, member)
    changed = await _change(step, member, **fields)
    await digests.settle(step, member.id)
    return await draw(step, changed, Setting.DIGEST, Walk.FREE)


async def _person(step: Step, actor: Actor) -> Member:
    """Whose settings these are, in private: nobody else shall read along."""
    return await access.member(step, actor)


async def _change(step: Step, member: Member, **fields: Unpack[members.Fields]) -> Member:
    """The Member as they are afterwards."""
    await members.change(step.tx, member.id, **fields)
    return await members.by_id(step.tx, member.id) or member


async def _as_manager(step: Step, member: Member) -> None:
    if not await digests.manages(step, member):
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


TYPED: dict[Setting, DraftKind] = {
    Setting.ZONE: DraftKind.ZONE,
    Setting.TIME: DraftKind.ASK_AT,
    Setting.QUIET: DraftKind.QUIET,
    Setting.PAUSE: DraftKind.PAUSE,
    Setting.DIGEST: DraftKind.DIGEST_AT,
}
"""Settings that can also be written, and the Draft that waits for the words."""

ZONES = 6
"""Time zones offered at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typing:
    """What a Draft of a setting holds."""

    walk: Walk


async def overview(step: Step, member: Member) -> Telling:
    """Show all settings at a glance."""
    await stop_typing(step, member)
    message = ShowSettings(habits=await _habits(step, member))
    return [instead(member, message)]


async def draw(
    step: Step,
    member: Member,
    setting: Setting,
    walk: Walk,
    *,
    typed: str = "",
) -> Telling:
    """Show one setting. From now on the person may also write it, where that makes sense."""
    kind = TYPED.get(setting)
    if kind is None:
        await stop_typing(step, member)
    else:
        await drafting.begin(step, member, kind, Typing(walk=walk))
    languages = step.house.config.languages
    found = find_places(typed, (member.language, *languages), ZONES)
    zones = found or (await _likely_zones(step, member) if setting is Setting.ZONE else ())
    message = ShowSetting(
        setting=setting,
        walk=walk,
        habits=await _habits(step, member),
        languages=languages if setting is Setting.LANGUAGE else (),
        zones=tuple(zones),
        typed=typed,
        unknown=bool(typed) and not found,
    )
    about = None if kind is None else (Subject.DRAFT, 0)
    return [instead(member, message, about=about)]


async def stop_typing(step: Step, member: Member) -> None:
    """Words no longer answer a screen that was left; other Drafts are not touched."""
    draft = await drafts.of_member(step.tx, member.id)
    if draft is not None and draft.kind in TYPED.values():
        await drafting.drop(step, member)


async def _habits(step: Step, member: Member) -> Habits:
    held = (await members.memberships(step.tx, member.id)).values()
    return Habits(
        language=member.language,
        zone=member.zone,
        days=member.days,
        ask_at=member.ask_at,
        quiet_from=member.quiet_from,
        quiet_to=member.quiet_to,
        asks_in_quiet=member.availability.asks_in_quiet,
        usual_words=member.usual_words,
        usual_taps=member.usual_taps,
        paused_until=member.paused_until,
        digest_day=member.digest_day if await digests.manages(step, member) else None,
        digest_at=member.digest_at,
        asked=not held or any(may_be_asked(step, roles) for roles in held),
    )


async def _likely_zones(step: Step, member: Member) -> tuple[str, ...]:
    """Their own, their Teams', the usual."""
    own = await teams.by_ids(step.tx, await members.memberships(step.tx, member.id))
    likely = likely_zones(member.zone, step.house.config.languages)
    return tuple(dict.fromkeys([member.zone, *(team.zone for team in own), *likely]))[:ZONES]
