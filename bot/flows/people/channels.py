"""Channels: chats the bot is added to, linked to a Team by one tap, and lost again.

Nowhere else does a Team's chat change, so that what was promised to one is never told in another.
"""

from collections.abc import Sequence, Set

from bot.domain.base.roles import Role
from bot.domain.messages.hearing.insights import TellWords
from bot.domain.messages.people.channels import ChannelHello, ConfirmLink, LinkChoice, OfferLink
from bot.domain.messages.people.people import Said
from bot.domain.people.channels import Concern, Sight, Standing
from bot.domain.people.members import Caller, Member
from bot.domain.people.teams import Team
from bot.domain.transport.deliveries import Subject
from bot.errors import Refusal
from bot.flows.asking import promises
from bot.flows.asking.promises import promised
from bot.flows.base import access
from bot.flows.base.envelope import unpack
from bot.flows.base.step import Step
from bot.flows.hearing import seals
from bot.storage.asking import answers
from bot.storage.hearing import pool, releases
from bot.storage.people import members, teams
from bot.storage.transport import deliveries

CHOICES = 8
"""Teams offered at once; those without a channel come first."""


async def changed(
    step: Step, caller: Caller, before: Standing, now: Standing, *, forum: bool
) -> None:
    """Telegram tells what the bot may do in a chat from now on; the caller has changed it."""
    if now is Standing.ABLE and before is not Standing.ABLE:
        await _offer_to_adder(step, caller, forum=forum)
    elif now is not Standing.ABLE:
        await lose(step, caller.chat_id)
        if now is Standing.MUTE:
            await _ask_for_right(step, caller)


async def arrived(step: Step, caller: Caller, *, forum: bool) -> None:
    """Somebody has brought the bot into a group. Telegram mostly says so twice."""
    if not await _offered(step, caller):
        await _offer_to_adder(step, caller, forum=forum)


async def offer(step: Step, caller: Caller) -> None:
    """Offer the caller's Teams in the chat, or the topic, where they ask for it."""
    if caller.private:
        raise Refusal("only_in_groups")
    member = await members.by_telegram_id(step.tx, step.house.bot_id, caller.telegram_id)
    led = await access.teams_of(step, member, Role.FACILITATOR) if member else []
    if not led:
        raise Refusal("link_by_facilitator")
    _offer(step, caller, member, led)


async def link(
    step: Step,
    caller: Caller,
    team_id: int,
    sight: Sight | None,
    *,
    is_admin: bool,
    warned: str = "",
) -> None:
    """Make this chat, or this topic of it, the Team's channel.

    What people should know before that is said first; `warned` is what has been.
    """
    if caller.private:
        raise Refusal("only_in_groups")
    member, team = await access.in_team(step, caller, team_id, Role.FACILITATOR)
    if not is_admin:
        raise Refusal("link_by_admin")
    if (team.chat_id, team.thread_id) == (caller.chat_id, caller.thread_id):
        raise Refusal("linked_already", team=team.name)
    if sight is None:
        raise Refusal("channel_unseen")
    concerns = await _concerns(step, team, caller.chat_id, sight)
    if any(concern not in warned for concern in concerns):
        message = ConfirmLink(team_id=team.id, team=team.name, concerns=concerns)
        about = (Subject.CHANNEL, caller.chat_id)
        step.reply(caller, message, member=member, edit=True, about=about)
        return
    linked, told = await attach(step, team, caller.chat_id, caller.thread_id, sight)
    hello = ChannelHello(team=team.name, floor=team.floor, public=sight.public)
    # A warning has had its say; an offer still serves other Teams.
    place = caller.message_id if warned else None
    step.post(linked, hello, edits=place, about=(Subject.CHANNEL, caller.chat_id))
    step.say("channel_linked_here", team=team.name)
    await _tell_linked(step, linked, member, told, everybody=Concern.PUBLIC in concerns)


async def _concerns(step: Step, team: Team, chat_id: int, sight: Sight) -> tuple[Concern, ...]:
    """What speaks against linking the chat to the Team. In another topic of its channel, the same
    people read the same, unless it has become public meanwhile."""
    turns_public = sight.public and not (team.chat_id == chat_id and team.chat_public)
    found = []
    if team.chat_id is not None and (turns_public or team.chat_id != chat_id):
        found += [Concern.PROMISED] if await promised(step, team) else []
    return (*found, Concern.PUBLIC) if turns_public else tuple(found)


async def to_look_at(step: Step) -> list[Team]:
    """Teams whose people may choose just now who is to read them, and so are told who that is."""
    return await teams.asking_in_chats(step.tx, step.house.bot_id)


async def _offered(step: Step, caller: Caller) -> bool:
    """Whether this bot has said something about the chat's Team there already."""
    said = await deliveries.about(step.tx, Subject.CHANNEL, caller.chat_id)
    return any(one.bot_id == step.house.bot_id for one in said)


async def _offer_to_adder(step: Step, caller: Caller, *, forum: bool) -> None:
    """Offer the Teams of whoever has added the bot; say once to a stranger how it works."""
    member = await members.by_telegram_id(step.tx, step.house.bot_id, caller.telegram_id)
    led = await access.teams_of(step, member, Role.FACILITATOR) if member else []
    if led:
        _offer(step, caller, member, led, forum=forum)
    elif not await _offered(step, caller):
        step.reply(
            caller,
            Said(key="channel_by_invitation"),
            member=member,
            about=(Subject.CHANNEL, caller.chat_id),
        )


def _offer(
    step: Step,
    caller: Caller,
    member: Member | None,
    led: Sequence[Team],
    *,
    forum: bool = False,
) -> None:
    unlinked_first = sorted(led, key=lambda team: team.chat_id is not None)
    choices = tuple(
        LinkChoice(team_id=team.id, name=team.name) for team in unlinked_first[:CHOICES]
    )
    step.reply(
        caller,
        OfferLink(teams=choices, forum=forum),
        member=member,
        about=(Subject.CHANNEL, caller.chat_id),
    )


async def _ask_for_right(step: Step, caller: Caller) -> None:
    """The bot is there but cannot speak: whoever has done that is told in private."""
    member = await members.by_telegram_id(step.tx, step.house.bot_id, caller.telegram_id)
    if member is not None and await access.teams_of(step, member, Role.FACILITATOR):
        step.write(member, Said(key="channel_mute", facts={"chat": caller.chat_title}))


async def _tell_linked(
    step: Step, team: Team, by: Member, knowing: Set[int], *, everybody: bool
) -> None:
    """Where people's words will go is news for everybody who leads the Team; for all its people, if
    others can read it. Some know it already."""
    facts = {"team": team.name, "chat": team.chat_title}
    people = await members.holding(step.tx, team.id, Role.FACILITATOR)
    told = Said(key="channel_linked", facts=facts)
    if everybody:
        people = [one for _, one in await members.of_team(step.tx, team.id)]
        told = Said(key="channel_public", facts=facts)
    for one in {one.id: one for one in (*people, by)}.values():
        if not (everybody and one.id in knowing):
            step.write(one, told)


NOWHERE: teams.Fields = {
    "chat_id": None,
    "thread_id": None,
    "chat_title": "",
    "chat_people": None,
    "chat_public": False,
}


async def attach(
    step: Step, team: Team, chat_id: int, thread_id: int | None, sight: Sight
) -> tuple[Team, frozenset[int]]:
    """Make this chat, or a topic of it, the Team's channel. The Team as it is afterwards, and the
    ids of those to whom something has come back, and who know that.

    Another topic of the same chat is read by the same people. Another chat is not: what was shared
    with the one before is its authors' again, and they are asked anew.
    """
    step.post(team, Said(key="channel_left", facts={"team": team.name}))
    fields: teams.Fields = {
        "chat_id": chat_id,
        "thread_id": thread_id,
        "chat_title": sight.title,
        "chat_people": sight.people,
        "chat_public": sight.public,
    }
    return await _changed(step, team, fields)


async def unlink(step: Step, team: Team) -> None:
    """Post no more in the Team's channel. What was shared with it is its authors' again."""
    step.post(team, Said(key="channel_left", facts={"team": team.name}))
    await _changed(step, team, NOWHERE)


async def move(step: Step, old: int, new: int) -> None:
    """A group became a supergroup: the same chat by another id. Its Teams, all that is owed to it
    and all that was promised to it follow."""
    await deliveries.move_chat(step.tx, step.house.bot_id, old, new)
    for team in await teams.linked_to(step.tx, step.house.bot_id, old):
        await teams.change(step.tx, team.id, chat_id=new)
        await answers.move_chat(step.tx, team.id, old, new)
        await pool.move_chat(step.tx, team.id, old, new)


async def lose(step: Step, chat_id: int, thread_id: int | None = None) -> None:
    """The bot may not post there (or in this topic) any more: let go of it, tell the facilitators.

    What was to be told there and nobody has seen is given up: who shared it had chosen that chat.
    """
    for team in await teams.linked_to(step.tx, step.house.bot_id, chat_id):
        if thread_id in (None, team.thread_id):
            await _lose(step, team, Said(key="channel_lost", facts={"team": team.name}))
    await deliveries.drop_owed(step.tx, step.house.bot_id, chat_id, thread_id)


async def seen(step: Step, chat_id: int, sight: Sight) -> None:
    """Keep what was seen of a chat. One that has become public is let go of: nobody who shares
    something was told that."""
    for team in await teams.linked_to(step.tx, step.house.bot_id, chat_id):
        if sight.public and not team.chat_public:
            facts = {"team": team.name, "chat": team.chat_title}
            step.post(team, Said(key="channel_left", facts={"team": team.name}))
            await _lose(step, team, Said(key="channel_now_public", facts=facts))
        elif not sight.shows(team):
            await teams.change(step.tx, team.id, **sight.fields)


async def _lose(step: Step, team: Team, told: Said) -> None:
    if team.chat_id is None:
        return
    unseen = await deliveries.unseen_releases(step.tx, team.id, team.chat_id)
    await _take_out_unsaid(step, team, team.chat_id)
    await deliveries.drop_releases(step.tx, team.id, team.chat_id)
    for release_id in unseen:
        await pool.take_out(step.tx, release_id)
        await releases.remove(step.tx, release_id)
    await _changed(step, team, NOWHERE)
    for facilitator in await members.holding(step.tx, team.id, Role.FACILITATOR):
        step.write(facilitator, told)


async def _take_out_unsaid(step: Step, team: Team, chat_id: int) -> None:
    """Words that were to be told in the chat, and have not been, wait as if for another Release."""
    unsaid = await deliveries.releases_owed(step.tx, team.id, chat_id)
    for release_id, ordinals in unsaid.items():
        release = await releases.by_id(step.tx, release_id)
        told = [unpack(release.told[one]) for one in ordinals] if release else []
        pages = [one for one in told if isinstance(one, TellWords)]
        said = [quote.said_id for page in pages for quote in (*page.unnamed, *page.named)]
        await pool.take_out(step.tx, release_id, said)


async def _changed(step: Step, team: Team, fields: teams.Fields) -> tuple[Team, frozenset[int]]:
    await teams.change(step.tx, team.id, **fields)
    linked = await teams.by_id(step.tx, team.id) or team
    turned_public = linked.chat_public and not team.chat_public
    if team.chat_id is not None and (turned_public or linked.chat_id != team.chat_id):
        await seals.give_up_waiting(step, linked)
        return linked, await promises.chat_gone(step, linked)
    if team.chat_id is None:
        await promises.chat_come(step, linked)
    return linked, frozenset()
