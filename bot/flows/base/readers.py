"""Who exactly would see an answer, level by level."""

from bot.domain.members import Member
from bot.domain.messages.answers import Readers
from bot.domain.roles import Role
from bot.domain.teams import Team
from bot.domain.visibility import Visibility
from bot.flows.base.step import Step
from bot.storage import members


async def readers(
    step: Step, team: Team, author: Member, people: int, level: Visibility
) -> Readers:
    """The exact readers of an answer kept at this level. `people` is how many are in the Team."""
    if level is Visibility.PRIVATE:
        return Readers(visibility=level)
    if level is Visibility.FRIEND:
        return Readers(visibility=level, names=await _friends(step, team, author))
    return Readers(visibility=level, people=people, floor=team.floor)


async def levels_for_words(
    step: Step, team: Team, author: Member, people: int, crowd: int
) -> tuple[Readers, ...]:
    """The levels that make sense now, most private first.

    Nobody is offered critical friends a Team does not have, nor a crowd (of so many who might share
    this way) that is too small to hide in.
    """
    levels = [await readers(step, team, author, people, level) for level in Visibility]
    return tuple(one for one in levels if _makes_sense(one, team, crowd))


def _makes_sense(one: Readers, team: Team, crowd: int) -> bool:
    match one.visibility:
        case Visibility.PRIVATE:
            return True
        case Visibility.FRIEND:
            return bool(one.names)
        case Visibility.TEAM_UNNAMED:
            return crowd >= team.floor
        case Visibility.TEAM_NAMED:
            return one.people > 1


async def _friends(step: Step, team: Team, author: Member) -> tuple[str, ...]:
    friends = await members.holding(step.tx, team.id, Role.CRITICAL_FRIEND)
    return tuple(friend.name for friend in friends if friend.id != author.id)
