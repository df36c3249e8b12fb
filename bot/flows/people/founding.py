"""Founding a Team: its name, its languages, its time zone, one question after the other."""

from dataclasses import replace

from bot.domain.base.actors import Actor
from bot.domain.base.availability import LONGEST_CITY, is_zone, likely_zones
from bot.domain.base.deeds import Deed
from bot.domain.base.drafts import Draft, DraftKind
from bot.domain.base.roles import Role
from bot.domain.base.zones import find_places
from bot.domain.messages.people.founding import (
    AskTeamName,
    PickTeamLanguages,
    PickTeamZone,
    TeamFounded,
)
from bot.domain.messages.people.people import Said
from bot.domain.people.founding import Founding, FoundingStage
from bot.domain.people.members import Member
from bot.domain.people.teams import NAME_LIMIT, team_name
from bot.domain.transport.deliveries import Subject
from bot.errors import Refusal
from bot.flows.base import access, drafting, register
from bot.flows.base.step import Step
from bot.flows.base.told import Telling, instead, told
from bot.storage.people import members, teams


async def begin(step: Step, actor: Actor) -> Telling:
    """Ask for the name of a new Team."""
    owner = await access.owner(step, actor)
    own = [one for one in step.house.config.languages if one == owner.language]
    key = await drafting.begin(step, owner, DraftKind.TEAM, Founding(languages=tuple(own)))
    return [told(owner, AskTeamName(key=key), about=(Subject.DRAFT, 0))]


async def words(step: Step, actor: Actor, text: str) -> Telling:
    """Take what was typed as the name, or as a city to look for."""
    owner, draft, founding = await _standing(step, actor)
    match founding.stage:
        case FoundingStage.NAME:
            name = team_name(text)
            if name is None:
                raise Refusal("team_name_length", most=NAME_LIMIT)
            return await _ask_languages(step, owner, draft, replace(founding, name=name))
        case FoundingStage.LANGUAGES:
            return await _ask_languages(step, owner, draft, founding)
        case FoundingStage.ZONE:
            return _show_zones(owner, draft, founding, typed=text[:LONGEST_CITY])


async def toggle_language(step: Step, actor: Actor, key: str, code: str) -> Telling:
    """Choose a language, or take the choice back. They count in the order of choosing."""
    owner, draft, founding = await _standing(step, actor, key)
    if code not in step.house.config.languages:
        raise Refusal("button_unknown")
    others = tuple(one for one in founding.languages if one != code)
    chosen = others if code in founding.languages else (*others, code)
    changed = replace(founding, stage=FoundingStage.LANGUAGES, languages=chosen)
    return await _ask_languages(step, owner, draft, changed)


async def languages_chosen(step: Step, actor: Actor, key: str) -> Telling:
    owner, draft, founding = await _standing(step, actor, key)
    if not founding.languages:
        raise Refusal("language_first")
    return await _ask_zone(step, owner, draft, founding)


async def back(step: Step, actor: Actor, key: str) -> Telling:
    """Ask again what was asked before."""
    owner, draft, founding = await _standing(step, actor, key)
    if founding.stage is FoundingStage.ZONE and len(step.house.config.languages) > 1:
        return await _ask_languages(step, owner, draft, founding)
    await drafting.fill(step, draft, replace(founding, stage=FoundingStage.NAME))
    message = AskTeamName(key=key)
    return [instead(owner, message, about=(Subject.DRAFT, 0))]


async def leave(step: Step, actor: Actor, key: str) -> Telling:
    """Found no Team after all."""
    owner, _, _ = await _standing(step, actor, key)
    await drafting.drop(step, owner)
    return [instead(owner, Said(key="draft_dropped"))]


async def found(step: Step, actor: Actor, key: str, zone: str) -> Telling:
    """Make the Team; whoever founds it is its first facilitator."""
    owner, _, founding = await _standing(step, actor, key)
    if founding.stage is not FoundingStage.ZONE or not is_zone(zone):
        raise Refusal("button_unknown")
    step.claim(sharing=await members.memberships(step.tx, owner.id))
    team = await teams.add(
        step.tx,
        bot_id=step.house.bot_id,
        name=founding.name,
        languages=founding.languages,
        zone=zone,
        floor=step.house.config.privacy.floor,
        chat_id=None,
        thread_id=None,
        chat_title="",
    )
    await members.set_roles(step.tx, owner.id, team.id, {Role.FACILITATOR})
    await register.note(step, team, Deed.TEAM_MADE, owner, whom=owner)
    await drafting.drop(step, owner)
    message = TeamFounded(team_id=team.id, name=team.name, bot_name=step.house.bot_name)
    return [instead(owner, message)]


async def _standing(
    step: Step, actor: Actor, key: str | None = None
) -> tuple[Member, Draft, Founding]:
    owner = await access.owner(step, actor)
    draft = await drafting.required(step, actor, DraftKind.TEAM, key)
    return owner, draft, drafting.read(draft, Founding)


async def _ask_languages(step: Step, owner: Member, draft: Draft, founding: Founding) -> Telling:
    """Where the installation speaks only one language, there is nothing to choose."""
    offered = step.house.config.languages
    if len(offered) == 1:
        only = replace(founding, languages=offered)
        return await _ask_zone(step, owner, draft, only)
    await drafting.fill(step, draft, replace(founding, stage=FoundingStage.LANGUAGES))
    message = PickTeamLanguages(
        key=drafting.key_of(draft),
        name=founding.name,
        offered=offered,
        chosen=founding.languages,
    )
    return [instead(owner, message, about=(Subject.DRAFT, 0))]


async def _ask_zone(step: Step, owner: Member, draft: Draft, founding: Founding) -> Telling:
    asking = replace(founding, stage=FoundingStage.ZONE)
    await drafting.fill(step, draft, asking)
    return _show_zones(owner, draft, asking)


def _show_zones(
    owner: Member,
    draft: Draft,
    founding: Founding,
    *,
    typed: str = "",
) -> Telling:
    """Those of the place that was typed; if it is none, or nothing was, the likely ones."""
    likely = likely_zones(owner.zone, founding.languages)
    found = find_places(typed, (owner.language, *founding.languages))
    message = PickTeamZone(
        key=drafting.key_of(draft),
        name=founding.name,
        zones=tuple(found or likely),
        typed=typed,
        unknown=bool(typed) and not found,
    )
    return [instead(owner, message, about=(Subject.DRAFT, 0))]
