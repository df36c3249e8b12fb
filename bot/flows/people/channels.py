"""Channels: chats the bot is added to, linked to a Team by one tap, and lost again.

Nowhere else does a Team's chat change, so that what was promised to one is never told in another.
"""

from collections.abc import Sequence, Set

from bot.domain.base.actors import Actor
from bot.domain.base.deeds import Deed, DeedFacts, Hand
from bot.domain.base.roles import Role
from bot.domain.messages.hearing.insights import TellQuotes
from bot.domain.messages.people.channels import ChannelHello, ConfirmLink, LinkChoice, OfferLink
from bot.domain.messages.people.people import Said
from bot.domain.people.channels import Channel, Concern, Sight, Standing
from bot.domain.people.members import Member
from bot.domain.people.teams import Team
from bot.domain.transport.deliveries import Subject
from bot.errors import Refusal
from bot.flows.asking import promises
from bot.flows.asking.promises import promised
from bot.flows.base import access, register
from bot.flows.base.envelope import unpack
from bot.flows.base.step import Step
from bot.flows.base.told import About, At, Telling, instead, toast, told
from bot.flows.hearing import seals
from bot.storage.asking import answers
from bot.storage.hearing import pool, releases
from bot.storage.people import members, teams
from bot.storage.transport import deliveries

CHOICES = 8
"""Teams offered at once; those without a channel come first."""


async def changed(
    step: Step, actor: Actor, chat: Channel, before: Standing, now: Standing, *, forum: bool
) -> Telling:
    """Telegram tells what the bot may do in a chat from now on; the actor has changed it."""
    if now is Standing.ABLE and before is not Standing.ABLE:
        return await _offer_to_adder(step, actor, chat, forum=forum)
    if now is not Standing.ABLE:
        await lose(step, chat.chat_id)
        if now is Standing.MUTE:
            await _ask_for_right(step, actor, chat)
    return ()


async def arrived(step: Step, actor: Actor, chat: Channel, *, forum: bool) -> Telling:
    """Somebody has brought the bot into a group. Telegram mostly says so twice."""
    if await _offered(step, chat):
        return ()
    return await _offer_to_adder(step, actor, chat, forum=forum)


async def offer(step: Step, actor: Actor, chat: Channel) -> Telling:
    """Offer the actor's Teams in the chat, or the topic, where they ask for it."""
    member = await members.by_telegram_id(step.tx, step.house.bot_id, actor.telegram_id)
    led = await access.teams_of(step, member, Role.FACILITATOR) if member else []
    if member is None or not led:
        raise Refusal("link_by_facilitator")
    return _offer(chat, member, led)


async def link(
    step: Step,
    actor: Actor,
    chat: Channel,
    team_id: int,
    sight: Sight | None,
    *,
    is_admin: bool,
    warned: str = "",
) -> Telling:
    """Make this chat, or this topic of it, the Team's channel.

    What people should know before that is said first; `warned` is what has been.
    """
    member, team = await access.in_team(step, actor, team_id, Role.FACILITATOR)
    if not is_admin:
        raise Refusal("link_by_admin")
    if (team.chat_id, team.thread_id) == (chat.chat_id, chat.thread_id):
        raise Refusal("linked_already", team=team.name)
    if sight is None:
        raise Refusal("channel_unseen")
    concerns = await _concerns(step, team, chat.chat_id, sight)
    if any(concern not in warned for concern in concerns):
        message = ConfirmLink(team_id=team.id, team=team.name, concerns=concerns)
        return [instead(member, message, about=_about(chat))]
    linked, knowing = await attach(step, team, chat.chat_id, chat.thread_id, sight)
    facts: DeedFacts = {"chat": sight.title, "public": int(sight.public)}
    await register.note(step, linked, Deed.CHANNEL_LINKED, member, facts)
    await _tell_linked(step, linked, member, knowing, everybody=Concern.PUBLIC in concerns)
    hello = ChannelHello(team=team.name, floor=team.floor, public=sight.public)
    # A warning has had its say; an offer still serves other Teams.
    at = At.PRESSED if warned else At.END
    return [
        toast("channel_linked_here", team=team.name),
        told(linked.language, hello, at, about=_about(chat)),
    ]


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


def _about(chat: Channel) -> About:
    return Subject.CHANNEL, chat.chat_id


async def _offered(step: Step, chat: Channel) -> bool:
    """Whether this bot has said something about the chat's Team there already."""
    said = await deliveries.about(step.tx, *_about(chat))
    return any(one.bot_id == step.house.bot_id for one in said)


async def _offer_to_adder(step: Step, actor: Actor, chat: Channel, *, forum: bool) -> Telling:
    """Offer the Teams of whoever has added the bot; say once to a stranger how it works."""
    member = await members.by_telegram_id(step.tx, step.house.bot_id, actor.telegram_id)
    led = await access.teams_of(step, member, Role.FACILITATOR) if member else []
    if member is not None and led:
        return _offer(chat, member, led, forum=forum)
    if await _offered(step, chat):
        return ()
    language = step.language_of(actor, member)
    return [told(language, Said(key="channel_by_invitation"), about=_about(chat))]


def _offer(chat: Channel, member: Member, led: Sequence[Team], *, forum: bool = False) -> Telling:
    unlinked_first = sorted(led, key=lambda team: team.chat_id is not None)
    choices = tuple(
        LinkChoice(team_id=team.id, name=team.name) for team in unlinked_first[:CHOICES]
    )
    return [told(member, OfferLink(teams=choices, forum=forum), about=_about(chat))]


async def _ask_for_right(step: Step, actor: Actor, chat: Channel) -> None:
    """The bot is there but cannot speak: whoever has done that is told in private."""
    member = await members.by_telegram_id(step.tx, step.house.bot_id, actor.telegram_id)
    if member is not None and await access.teams_of(step, member, Role.FACILITATOR):
        step.write(member, Said(key="channel_mute", facts={"chat": chat.title}))


async def _tell_linked(
    step: Step, team: Team, by: Member, knowing: Set[int], *, everybody: bool
) -> None:
    """Where people's words will go is news for everybody who leads the Team; for all its people, if
    others can read it. Some know it already."""
    facts = {"team": team.name, "chat": team.chat_title}
    people = await members.holding(step.tx, team.id, Role.FACILITATOR)
    news = Said(key="channel_linked", facts=facts)
    if everybody:
        people = [one for _, one in await members.of_team(step.tx, team.id)]
        news = Said(key="channel_public", facts=facts)
    for one in {one.id: one for one in (*people, by)}.values():
        if not (everybody and one.id in knowing):
            step.write(one, news)


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
    linked = await _linked(step, old)
    await deliveries.move_chat(step.tx, step.house.bot_id, old, new)
    for team in linked:
        await teams.change(step.tx, team.id, chat_id=new)
        await answers.move_chat(step.tx, team.id, old, new)
        await pool.move_chat(step.tx, team.id, old, new)


async def lose(step: Step, chat_id: int, thread_id: int | None = None) -> None:
    """The bot may not post there (or in this topic) any more: let go of it, tell the facilitators.

    What was to be told there and nobody has seen is given up: who shared it had chosen that chat.
    """
    for team in await _linked(step, chat_id):
        if thread_id in (None, team.thread_id):
            await _lose(step, team, Said(key="channel_lost", facts={"team": team.name}))
    await deliveries.drop_owed(step.tx, step.house.bot_id, chat_id, thread_id)


async def seen(step: Step, chat_id: int, sight: Sight) -> None:
    """Keep what was seen of a chat. One that has become public is let go of: nobody who shares
    something was told that."""
    for team in await _linked(step, chat_id):
        if sight.public and not team.chat_public:
            facts = {"team": team.name, "chat": team.chat_title}
            step.post(team, Said(key="channel_left", facts={"team": team.name}))
            await _lose(step, team, Said(key="channel_now_public", facts=facts))
        elif not sight.shows(team):
            await teams.change(step.tx, team.id, **sight.fields)


async def _linked(step: Step, chat_id: int) -> list[Team]:
    """The Teams whose channel the chat is, to be changed."""
    found = await teams.linked_to(step.tx, step.house.bot_id, chat_id)
    step.claim(teams={team.id for team in found})
    return found


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
    facts: DeedFacts = {"chat": team.chat_title, "public": int(told.key == "channel_now_public")}
    await register.note(step, team, Deed.CHANNEL_LOST, Hand.BOT, facts)
    for facilitator in await members.holding(step.tx, team.id, Role.FACILITATOR):
        step.write(facilitator, told)


async def _take_out_unsaid(step: Step, team: Team, chat_id: int) -> None:
    """Words that were to be told in the chat, and have not been, wait as if for another Release."""
    unsaid = await deliveries.releases_owed(step.tx, team.id, chat_id)
    for release_id, ordinals in unsaid.items():
        release = await releases.by_id(step.tx, release_id)
        told = [unpack(release.told[one]) for one in ordinals] if release else []
        pages = [one for one in told if isinstance(one, TellQuotes)]
        said = [quote.said_id for page in pages for quote in page.quotes]
        await pool.take_out(step.tx, release_id, said)


async def _changed(step: Step, team: Team, fields: teams.Fields) -> tuple[Team, frozenset[int]]:
    step.claim(teams={team.id})
    await teams.change(step.tx, team.id, **fields)
    linked = await teams.by_id(step.tx, team.id) or team
    turned_public = linked.chat_public and not team.chat_public
    if team.chat_id is not None and (turned_public or linked.chat_id != team.chat_id):
        await seals.give_up_waiting(step, linked)
        return linked, await promises.chat_gone(step, linked)
    if team.chat_id is None:
        await promises.chat_come(step, linked)
    return linked, frozenset()
