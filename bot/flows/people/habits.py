"""A Member's settings on screen: the overview, and each setting with its choices.

The same screens lead a new person through the first settings, with a "Next".
"""

from dataclasses import dataclass

from bot.domain.base.drafts import DraftKind
from bot.domain.base.pace import find_zones, likely_zones
from bot.domain.messages.people.settings import Habits, ShowSetting, ShowSettings
from bot.domain.people.members import Caller, Member
from bot.domain.people.settings import STOPS, Setting, Walk
from bot.domain.transport.deliveries import Subject
from bot.flows.base import drafting
from bot.flows.base.step import Step
from bot.flows.hearing import digesting
from bot.storage.base import drafts
from bot.storage.people import members, teams

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


async def overview(step: Step, caller: Caller, member: Member, *, edit: bool) -> None:
    """Show all settings at a glance."""
    await stop_typing(step, member)
    message = ShowSettings(habits=await _habits(step, member))
    step.reply(caller, message, member=member, edit=edit)


async def show(
    step: Step,
    caller: Caller,
    member: Member,
    setting: Setting,
    walk: Walk,
    *,
    edit: bool = True,
    typed: str = "",
) -> None:
    """Show one setting. From now on the person may also write it, where that makes sense."""
    kind = TYPED.get(setting)
    if kind is None:
        await stop_typing(step, member)
    else:
        await drafting.begin(step, member, kind, Typing(walk=walk))
    before, after = _neighbours(step, setting, walk)
    message = ShowSetting(
        setting=setting,
        walk=walk,
        habits=await _habits(step, member),
        before=before,
        after=after,
        languages=step.house.config.languages if setting is Setting.LANGUAGE else (),
        zones=await _zones(step, member, typed) if setting is Setting.ZONE else (),
        typed=typed,
    )
    about = None if kind is None else (Subject.DRAFT, 0)
    step.reply(caller, message, member=member, edit=edit, about=about)


def stops(step: Step, walk: Walk) -> tuple[Setting, ...]:
    """What a new person is asked. Where only one language is spoken, it is no question."""
    one_language = len(step.house.config.languages) == 1
    return tuple(one for one in STOPS[walk] if not (one_language and one is Setting.LANGUAGE))


async def stop_typing(step: Step, member: Member) -> None:
    """Words no longer answer a screen that was left; other Drafts are not touched."""
    draft = await drafts.of_member(step.tx, member.id)
    if draft is not None and draft.kind in TYPED.values():
        await drafting.drop(step, member)


async def _habits(step: Step, member: Member) -> Habits:
    return Habits(
        language=member.language,
        zone=member.zone,
        days=member.days,
        ask_at=member.ask_at,
        quiet_from=member.quiet_from,
        quiet_to=member.quiet_to,
        asks_in_quiet=member.pace.asks_in_quiet,
        usual_words=member.usual_words,
        usual_taps=member.usual_taps,
        paused_until=member.paused_until,
        digest_day=member.digest_day if await digesting.manages(step, member) else None,
        digest_at=member.digest_at,
    )


async def _zones(step: Step, member: Member, typed: str) -> tuple[str, ...]:
    """Those of the city that was typed, or the likely ones: their own, their Teams', the usual."""
    if typed:
        return tuple(find_zones(typed, ZONES))
    own = await teams.by_ids(step.tx, await members.memberships(step.tx, member.id))
    likely = likely_zones(member.zone, step.house.config.languages)
    return tuple(dict.fromkeys([member.zone, *(team.zone for team in own), *likely]))[:ZONES]


def _neighbours(step: Step, setting: Setting, walk: Walk) -> tuple[Setting | None, Setting | None]:
    """What comes before and after on the way through the first settings."""
    way = stops(step, walk)
    if setting not in way:
        return None, None
    at = way.index(setting)
    return (way[at - 1] if at else None), (way[at + 1] if at + 1 < len(way) else None)
