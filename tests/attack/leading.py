"""What those who lead a Team do, some of it to learn more than they were promised."""

from dataclasses import replace

from bot.domain.base.roles import Role
from bot.domain.messages.people.invites import InvitePicture
from bot.domain.people import channels as chats
from bot.domain.people.invites import LIFETIMES, USES
from bot.domain.people.teams import Team
from bot.flows.asking import rounds, schedules
from bot.flows.people import channels, invites, joining, oversight
from bot.storage.asking import schedules as stored
from bot.storage.people import teams
from tests.attack.cast import NORTH_CHAT, PUBLIC_CHAT, Actor
from tests.attack.history import History

SOMETIMES = 0.2


async def lead(h: History) -> None:
    """Now and then, one of these."""
    if h.rng.random() < SOMETIMES:
        await h.rng.choice(DEEDS)(h)


async def sends_now(h: History) -> None:
    """A Schedule is fired beside its dates."""
    team = h.rng.choice(h.cast.teams)
    async with h.office.unit_of_work.store.look() as tx:
        known = await stored.running(tx, [team.id])
    if known:
        chosen = h.rng.choice(known)
        h.tell(f"Fia sends {chosen.bank_id} of {team.name} now")
        await h.dare(h.cast.leader.phone.does(rounds.send_now, chosen.id))


async def pauses_or_resumes(h: History) -> None:
    async with h.office.unit_of_work.store.look() as tx:
        known = await stored.of_team(tx, h.cast.north.id)
    chosen = h.rng.choice(known)
    does = schedules.resume if chosen.paused else schedules.pause
    h.tell(f"Fia lets {chosen.bank_id} {does.__name__}")
    await h.dare(h.cast.leader.phone.does(does, chosen.id))


async def links_another_chat(h: History) -> None:
    """North's words are to go where an outsider reads; or back again."""
    await links(h, h.cast.north, h.rng.choice((PUBLIC_CHAT, PUBLIC_CHAT, NORTH_CHAT)))


async def links(h: History, team: Team, chat: int) -> bool:
    h.tell(f"Fia links chat {chat} to {team.name}")
    title = {PUBLIC_CHAT: "Everybody in town", NORTH_CHAT: "North together"}[chat]
    leader = h.cast.leader.phone
    there = chats.Channel(chat_id=chat, title=title)
    seen = chats.Sight(title=title, people=12, public=True)
    # Whoever links it goes on whatever they are warned of.
    warned = "".join(chats.Concern)
    linked = h.office.act(
        replace(leader.presses(None), chat_id=chat),
        lambda step: channels.link(
            step, leader.actor, there, team.id, seen, is_admin=True, warned=warned
        ),
    )
    done = await h.dare(linked)
    await h.office.deliver()
    await h.notice()
    return done


async def takes_a_friends_link(h: History) -> None:
    """The manager, or whoever leads, becomes one of those whom single answers go to."""
    await joins(h, h.rng.choice((h.cast.manager, h.cast.leader)), Role.CRITICAL_FRIEND)


async def becomes_manager(h: History) -> None:
    """Somebody of the staff gets the letters from now on."""
    await joins(h, h.rng.choice(h.cast.staff), Role.MANAGER)


async def joins(h: History, actor: Actor, role: Role) -> bool:
    """Fia makes a link, and the person follows it."""
    h.tell(f"{actor.name} takes a link as {role}")
    leader = h.cast.leader.phone
    made = leader.does(invites.make, h.cast.north.id, role, USES[0], LIFETIMES[0])
    if not await h.dare(made):
        return False
    token = leader.last(InvitePicture).link.rpartition("=")[2]
    return await h.dare(actor.phone.does(joining.accept, token))


async def holds_or_lets_go(h: History) -> None:
    """A representative pauses what North is asked, whatever is open; or ends that."""
    rita, north = h.cast.representative, h.cast.north
    if rita is None or rita.gone:
        return
    async with h.office.unit_of_work.store.look() as tx:
        team = await teams.by_id(tx, north.id)
    if team is not None and team.held(h.now):
        h.tell("Rita ends her pause")
        await h.dare(rita.phone.does(oversight.end_hold, north.id))
    else:
        h.tell("Rita pauses what North is asked")
        if await h.dare(rita.phone.does(oversight.ask_reason, north.id)):
            await h.dare(rita.phone.writes("No agreement yet"))


DEEDS = (
    sends_now,
    pauses_or_resumes,
    links_another_chat,
    takes_a_friends_link,
    becomes_manager,
    holds_or_lets_go,
)
