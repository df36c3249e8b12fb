"""Who exactly would see an answer, level by level: what people are shown before they choose is what
their answer is then bound to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.asking.promises import PRIVATE, Offer, Promise
from bot.domain.asking.questions import Kind
from bot.domain.base.actors import Actor
from bot.domain.base.roles import IN_TEAM, Role
from bot.domain.base.visibility import Visibility
from bot.domain.hearing.insights import shown_from
from bot.domain.messages.asking.answers import Readers
from bot.domain.messages.asking.readers import PickTeamForReaders, ReadersChoice, ShowReaders
from bot.domain.people.members import Member, Membership
from bot.domain.people.teams import Team
from bot.errors import Refusal
from bot.flows.base import access
from bot.flows.base.step import Step
from bot.flows.base.told import Telling, instead
from bot.storage.people import members, teams


async def begin(step: Step, actor: Actor) -> Telling:
    """Show the actor's Team, or ask which if they are in several."""
    member = await access.member(step, actor)
    mine = await _own_teams(step, member)
    if not mine:
        raise Refusal("in_no_team")
    if len(mine) == 1:
        return await show(step, actor, mine[0].id)
    choices = tuple(ReadersChoice(team_id=team.id, name=team.name) for team in mine)
    return [instead(member, PickTeamForReaders(teams=choices))]


async def show(step: Step, actor: Actor, team_id: int) -> Telling:
    """Show who would read what the actor shares in this Team."""
    member, team = await access.in_team(step, actor, team_id)
    held = await members.roles(step.tx, member.id, team.id)
    people = await members.count(step.tx, team.id)
    there = await around(step, team)
    promises = [
        PRIVATE,
        Promise(visibility=Visibility.FRIEND, friends=there.friends_for(member)),
        *in_chat(team, Visibility.TEAM_UNNAMED),
        *in_chat(team, Visibility.TEAM_NAMED),
    ]
    message = ShowReaders(
        team=team.name,
        roles=tuple(role for role in IN_TEAM if role in held),
        people=people,
        floor=team.floor,
        levels=tuple(there.readers(one) for one in promises),
        facilitators=await _names(step, team, Role.FACILITATOR),
        managers=await _names(step, team, Role.MANAGER),
        several=len(await _own_teams(step, member)) > 1,
        team_id=team.id,
    )
    return [instead(member, message)]


async def _own_teams(step: Step, member: Member) -> list[Team]:
    return await teams.by_ids(step.tx, await members.memberships(step.tx, member.id))


async def _names(step: Step, team: Team, role: Role) -> tuple[str, ...]:
    return tuple(one.name for one in await members.holding(step.tx, team.id, role))


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """Who is there to read what is shared in a Team, at this moment."""

    team: Team
    people: Sequence[tuple[Membership, Member]] = ()

    @property
    def friends(self) -> list[Member]:
        return [one for tie, one in self.people if Role.CRITICAL_FRIEND in tie.roles]

    def friends_for(self, author: Member) -> tuple[int, ...]:
        """The ids of those who would read what its author shows to critical friends."""
        return tuple(one.id for one in self.friends if one.id != author.id)

    def kept(self, promise: Promise) -> Promise:
        """The promise, as long as somebody is there who may read what was promised so."""
        friends = {one.id for one in self.friends}
        nobody = promise.visibility is Visibility.FRIEND and friends.isdisjoint(promise.friends)
        elsewhere = promise.visibility.seen_by_team and promise.chat_id != self.team.chat_id
        return PRIVATE if nobody or elsewhere else promise

    def managers(self, on: date) -> tuple[str, ...]:
        """Who gets what comes of a Round of that date in their letter."""
        return tuple(one.name for tie, one in self.people if tie.manages(on))

    def offer(self, author: Member, people: int, crowd: int) -> Offer:
        """What its author can choose for an answer in words. `people` are in the Team.

        Nobody is offered critical friends a Team does not have, a chat that it does not have, nor a
        crowd (of so many who might share this way) that is too small to hide in.
        """
        friends = self.friends_for(author)
        promises = [PRIVATE]
        if friends:
            promises.append(Promise(visibility=Visibility.FRIEND, friends=friends))
        if crowd >= self.team.floor:
            promises += in_chat(self.team, Visibility.TEAM_UNNAMED)
        if people > 1:
            promises += in_chat(self.team, Visibility.TEAM_NAMED)
        return Offer(promises=tuple(promises), public=self.team.chat_public)

    def tag(self, promise: Promise) -> str:
        """What stands for this promise alone in a button."""
        return Offer(promises=(promise,), public=self.team.chat_public).tag

    def readers(self, promise: Promise, on: date = date.max, *, of: Kind = Kind.TEXT) -> Readers:
        """Exactly who reads what is kept with this promise in a Round of that date, of those who
        still may, in reply to such a question. Without a date: in a Round to come."""
        level = promise.visibility
        if level is Visibility.PRIVATE:
            return Readers(visibility=level)
        if level is Visibility.FRIEND:
            named = tuple(one.name for one in self.friends if one.id in promise.friends)
            return Readers(visibility=level, names=named)
        return Readers(
            visibility=level,
            floor=shown_from(of, self.team.floor),
            chat=self.team.chat_title,
            chat_people=self.team.chat_people,
            public=self.team.chat_public,
            managers=self.managers(on),
            tapped=of.tapped,
        )


def in_chat(team: Team, level: Visibility) -> list[Promise]:
    """The promise to let the Team read something in its chat; none if it has no chat."""
    return [] if team.chat_id is None else [Promise(visibility=level, chat_id=team.chat_id)]


async def around(step: Step, team: Team) -> Around:
    return Around(team=team, people=await members.reading(step.tx, team.id))
