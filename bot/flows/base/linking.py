"""Which chat is a Team's channel, as Telegram changes it: chats move, and bots are put out."""

from bot.domain.messages.people import Said
from bot.domain.roles import Role
from bot.flows.base.step import Step
from bot.storage import deliveries, members, releases, teams


async def move(step: Step, old: int, new: int) -> None:
    """A group became a supergroup: its Teams and all that is owed to it follow."""
    await deliveries.move_chat(step.tx, step.house.bot_id, old, new)
    for team in await teams.linked_to(step.tx, step.house.bot_id, old):
        await teams.change(step.tx, team.id, chat_id=new)


async def lose(step: Step, chat_id: int, thread_id: int | None = None) -> None:
    """The bot may not post there (or in this topic) any more: let go of it, tell the facilitators.

    What was to be told there and nobody has seen waits again, for another channel.
    """
    for release_id in await deliveries.unseen_releases(
        step.tx, step.house.bot_id, chat_id, thread_id
    ):
        await releases.remove(step.tx, release_id)
    await deliveries.drop_owed(step.tx, step.house.bot_id, chat_id, thread_id)
    for team in await teams.linked_to(step.tx, step.house.bot_id, chat_id):
        if thread_id in (None, team.thread_id):
            await teams.change(step.tx, team.id, chat_id=None, thread_id=None, chat_title="")
            for facilitator in await members.holding(step.tx, team.id, Role.FACILITATOR):
                step.write(facilitator, Said(key="channel_lost", facts={"team": team.name}))
