"""What was said, what was called, and what looked odd."""

from bot.sandbox.control import bodies, finding
from bot.sandbox.jsons import JsonObject
from bot.sandbox.world import World


async def messages(world: World, body: bodies.Transcript) -> JsonObject:
    """The chat as this person sees it, oldest first."""
    person = finding.person(world, body.user)
    chat = finding.chat_as_seen(world, person, body.chat, body.bot)
    return {"items": [message.as_json(phone=True) for message in chat.messages.values()]}


async def bots(world: World, _: bodies.Nothing) -> JsonObject:
    """The bots, without their tokens."""
    return {"items": [bot.as_json() for bot in world.bots.values()]}


async def users(world: World, _: bodies.Nothing) -> JsonObject:
    return {"items": [person.as_json() for person in world.people.values()]}


async def chats(world: World, body: bodies.ChatsOf) -> JsonObject:
    """The groups and channels this person is in."""
    person = finding.person(world, body.user)
    inside = [chat for chat in world.chats.values() if chat.status_of(person.id).inside]
    return {"items": [chat.as_json() for chat in inside]}


async def calls(world: World, body: bodies.Since) -> JsonObject:
    return {"items": [call.as_json() for call in world.calls.since(body.since)]}


async def lint(world: World, _: bodies.Nothing) -> JsonObject:
    return {"items": [finding.as_json() for finding in world.calls.findings()]}
