"""Making people, bots and chats; people who turn away."""

from bot.sandbox.chats import Kind
from bot.sandbox.control import bodies, finding
from bot.sandbox.errors import ControlError
from bot.sandbox.jsons import JsonObject
from bot.sandbox.members import ADMINISTRATOR, MEMBER, change_standing, note_block
from bot.sandbox.standings import Standing, Status
from bot.sandbox.world import World


async def add_bot(world: World, body: bodies.NewBot) -> JsonObject:
    if world.bot_named(body.username) is not None:
        raise ControlError(f"username: {body.username} is taken", 409)
    bot_id = int(body.token.partition(":")[0]) if body.token else 0
    if world.account(bot_id) is not None:
        raise ControlError(f"token: the id {bot_id} is taken", 409)
    bot = world.add_bot(
        body.username,
        body.token,
        body.first_name or body.username,
        reads_all=not body.privacy,
        has_topics=body.topics,
    )
    return {"token": bot.token, "id": bot.id, "username": bot.username}


async def add_user(world: World, body: bodies.NewUser) -> JsonObject:
    if body.id is not None and world.account(body.id) is not None:
        raise ControlError(f"id: {body.id} is taken", 409)
    person = world.add_person(
        body.first_name,
        person_id=body.id,
        last_name=body.last_name,
        username=body.username,
        language_code=body.language_code,
    )
    return person.as_json()


async def add_chat(world: World, body: bodies.NewChat) -> JsonObject:
    """Bots that are in the chat are told; the owner brought them."""
    people = [finding.person(world, user) for user in (*body.admins, *body.members)]
    bots = [finding.bot(world, username) for username in body.bots]
    if bots and not people:
        raise ControlError("members: somebody must be in the chat to bring the bots")
    if body.username and (world.chat_named(body.username) or world.bot_named(body.username)):
        raise ControlError(f"username: {body.username} is taken", 409)
    chat = world.add_chat(
        Kind(body.type), body.title, is_forum=body.is_forum, username=body.username
    )
    for person in people:
        world.let_in(chat, person, ADMINISTRATOR if person.id in body.admins else MEMBER)
    if body.admins:
        chat.members[body.admins[0]] = Standing(status=Status.CREATOR)
    standing = ADMINISTRATOR if chat.kind is Kind.CHANNEL else MEMBER
    for bot in bots:
        change_standing(world, chat, bot, standing, by=people[0])
    return chat.as_json()


async def block(world: World, body: bodies.Block) -> JsonObject:
    person, bot = finding.person(world, body.user), finding.bot(world, body.bot)
    if person.id not in bot.blocked_by:
        bot.blocked_by.add(person.id)
        note_block(world, bot, person, blocked=True)
    return {}


async def unblock(world: World, body: bodies.Block) -> JsonObject:
    person, bot = finding.person(world, body.user), finding.bot(world, body.bot)
    if person.id in bot.blocked_by:
        bot.blocked_by.remove(person.id)
        note_block(world, bot, person, blocked=False)
    return {}


async def deactivate(world: World, body: bodies.Deactivate) -> JsonObject:
    """The account is deleted. Nobody is told; sending to it fails."""
    person = finding.person(world, body.user)
    person.deactivated = True
    world.events.publish("user", user=person.as_json())
    return {}
