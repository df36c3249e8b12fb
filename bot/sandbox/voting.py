"""What happens to polls: they are asked, answered and closed, and their bot is told."""

from collections.abc import Sequence
from dataclasses import replace

from bot.sandbox.accounts import Account, Bot
from bot.sandbox.chats import Message
from bot.sandbox.jsons import JsonObject
from bot.sandbox.polls import Poll
from bot.sandbox.posting import announce, new_id
from bot.sandbox.world import World


def ask(world: World, poll: Poll, message: Message) -> None:
    """Keep a new poll and where it stands, and close it when its time is over."""
    world.polls[poll.id] = poll
    poll.messages.append(message)
    close_in_time(world, poll)


def close_in_time(world: World, poll: Poll) -> None:
    if poll.close_date and not poll.closed:
        world.clock.at(poll.close_date, lambda: close(world, poll))


def vote(world: World, poll: Poll, voter: Account, chosen: Sequence[int]) -> None:
    """Count this choice in place of the old one; nothing chosen takes the vote back."""
    poll.votes.pop(voter.id, None)
    if chosen:
        poll.votes[voter.id] = tuple(chosen)
    _show(world, poll)
    if isinstance(poll.owner, Bot) and not poll.anonymous:
        line, now = ("poll", int(poll.id)), world.clock.now()
        poll.owner.updates.put("poll_answer", poll.answer_of(voter), line, now)


def close(world: World, poll: Poll) -> None:
    """End it; a poll that was closed before stays as it is."""
    if not poll.closed:
        poll.closed = True
        _show(world, poll)


def copied(world: World, message: Message, owner: Account) -> JsonObject:
    """The content of the message; a poll in it begins anew, as another one of its own."""
    poll = poll_in(world, message)
    if poll is None:
        return message.content
    new = replace(poll, id=new_id(), owner=owner, votes={}, messages=[], closed=False)
    new.open_period = new.close_date = 0
    world.polls[new.id] = new
    return {**message.content, **new.in_message()}


def poll_in(world: World, message: Message) -> Poll | None:
    shown = message.content.get("poll")
    return world.polls.get(str(shown.get("id"))) if isinstance(shown, dict) else None


def _show(world: World, poll: Poll) -> None:
    """Bring every message with the poll up to date and tell the bot that asked."""
    for message in poll.messages:
        if not message.deleted:
            message.content = {**message.content, **poll.in_message()}
            announce(world, "edited_message", message)
    if isinstance(poll.owner, Bot):
        state, line = poll.as_json(), ("poll", int(poll.id))
        poll.owner.updates.put("poll", state, line, world.clock.now())
