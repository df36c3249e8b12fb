"""Which chat is a Team's channel: the one place where that changes, so that what was promised to
one chat is never told in another."""

from collections.abc import Mapping

from bot.domain.base.roles import Role
from bot.domain.messages.hearing.insights import TellWords
from bot.domain.messages.people.people import Said
from bot.domain.people.channels import Sight
from bot.domain.people.teams import Team
from bot.flows.asking import promises
from bot.flows.base.envelope import unpack
from bot.flows.base.step import Step
from bot.storage.asking import answers
from bot.storage.hearing import pool, releases
from bot.storage.people import members, teams
from bot.storage.transport import deliveries

NOWHERE = {
    "chat_id": None,
    "thread_id": None,
    "chat_title": "",
    "chat_people": None,
    "chat_public": False,
}


async def link(
    step: Step, team: Team, chat_id: int, thread_id: int | None, sight: Sight
) -> tuple[Team, frozenset[int]]:
    """Make this chat, or a topic of it, the Team's channel. The Team as it is afterwards, and the
    ids of those to whom something has come back, and who know that.

    Another topic of the same chat is read by the same people. Another chat is not: what was shared
    with the one before is its authors' again, and they are asked anew.
    """
    step.post(team, Said(key="channel_left", facts={"team": team.name}))
    fields = {"chat_id": chat_id, "thread_id": thread_id, **sight.fields}
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


async def _changed(
    step: Step, team: Team, fields: Mapping[str, object]
) -> tuple[Team, frozenset[int]]:
    await teams.change(step.tx, team.id, **fields)
    linked = await teams.by_id(step.tx, team.id) or team
    turned_public = linked.chat_public and not team.chat_public
    if team.chat_id is not None and (turned_public or linked.chat_id != team.chat_id):
        return linked, await promises.chat_gone(step, linked)
    if team.chat_id is None:
        await promises.chat_come(step, linked)
    return linked, frozenset()
