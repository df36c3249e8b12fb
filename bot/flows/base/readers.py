"""Who exactly would see an answer, level by level."""

from bot.domain.members import Member
from bot.domain.messages.answers import Readers
from bot.domain.roles import Role
from bot.domain.teams import Team
from bot.domain.visibility import Visibility
from bot.flows.base.step import Step
from bot.storage import members


async def readers(step: Step, team: Team, author: Member, level: Visibility) -> Readers:
    """The exact readers of an answer kept at this level."""
    if level is Visibility.PRIVATE:
        return Readers(visibility=level)
    if level is Visibility.FRIEND:
        return Readers(visibility=level, names=await _friends(step, team, author))
    people = await members.count(step.tx, team.id)
    return Readers(visibility=level, people=people, floor=team.floor)


async def levels_for_words(step: Step, team: Team, author: Member) -> tuple[Readers, ...]:
    """The levels that make sense now, most private first.

    Nobody is offered critical friends a Team does not have, nor a crowd that is too small to hide
    in.
    """
    levels = [await readers(step, team, author, level) for level in Visibility]
    return tuple(one for one in levels if _makes_sense(one, team))


async def may_share_taps(step: Step, team: Team) -> bool:
    """Whether the Team is large enough for a tapped answer ever to be counted."""
    return await members.count(step.tx, team.id) >= team.floor


def _makes_sense(one: Readers, team: Team) -> bool:
    match one.visibility:
        case Visibility.PRIVATE:
            return True
        case Visibility.FRIEND:
            return bool(one.names)
        case Visibility.TEAM_UNNAMED:
            return one.people >= team.floor
        case Visibility.TEAM_NAMED:
            return one.people > 1


async def _friends(step: Step, team: Team, author: Member) -> tuple[str, ...]:
    friends = await members.holding(step.tx, team.id, Role.CRITICAL_FRIEND)
    return tuple(friend.name for friend in friends if friend.id != author.id)
