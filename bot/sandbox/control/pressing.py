"""People press buttons."""

import asyncio

from bot.sandbox.accounts import Bot, Person
from bot.sandbox.chats import Chat, Message
from bot.sandbox.control import bodies, finding, talk
from bot.sandbox.errors import ControlError
from bot.sandbox.jsons import JsonObject
from bot.sandbox.posting import new_id
from bot.sandbox.queries import ANSWERABLE_SECONDS, Answer
from bot.sandbox.world import World


async def press(world: World, body: bodies.Press) -> JsonObject:
    """An inline button asks the bot, whose answer is awaited; one of a keyboard says its label."""
    person = finding.person(world, body.user)
    chat = finding.chat_as_seen(world, person, body.chat, body.bot)
    message = finding.message(chat, body.message)
    button = _button(message, body.button)
    if message.markup and "keyboard" in message.markup:
        said = await _say(world, body, button)
        return {"answer": None, "alert": False, "message": said}
    told = await _ask(world, chat, message, person, button, body.timeout)
    world.events.publish("pressed", user=person.id, **told)
    return told


async def _ask(
    world: World, chat: Chat, message: Message, person: Person, button: JsonObject, seconds: float
) -> JsonObject:
    data, bot = button.get("callback_data"), message.sender
    if not isinstance(data, str) or not isinstance(bot, Bot):
        raise ControlError(f"button: {button['text']!r} asks nothing of the bot")
    query_id = new_id()
    answered = bot.queries.ask(query_id, expires_at=world.clock.now() + ANSWERABLE_SECONDS)
    query: JsonObject = {
        "id": query_id,
        "from": person.as_json(),
        "message": message.as_json(),
        "chat_instance": str(chat.instance_for(bot)),
        "data": data,
    }
    bot.updates.put("callback_query", query, ("tap", person.id), world.clock.now())
    try:
        return _answered(await asyncio.wait_for(asyncio.shield(answered), seconds))
    except TimeoutError:
        return {"answer": None, "alert": False, "unanswered": True}


def _answered(answer: Answer) -> JsonObject:
    told: JsonObject = {"answer": answer.text, "alert": answer.alert}
    return told if answer.url is None else {**told, "url": answer.url}


async def _say(world: World, body: bodies.Press, button: JsonObject) -> JsonObject:
    """What a button of a reply keyboard sends: its words, a phone number or a place."""
    sent: JsonObject = {"text": button["text"]}
    if button.get("request_contact"):
        sent = {"contact": {}}
    elif button.get("request_location"):
        sent = {"location": {"latitude": 59.3293, "longitude": 18.0686}}
    where = {"user": body.user, "chat": body.chat, "bot": body.bot}
    return await talk.say(world, bodies.Say.model_validate({**where, **sent}))


def _button(message: Message, wanted: str) -> JsonObject:
    """The button with this label, or else with this callback data."""
    markup = message.markup or {}
    rows = markup.get("inline_keyboard") or markup.get("keyboard")
    buttons = [button for row in rows for button in row] if isinstance(rows, list) else []
    for key in ("text", "callback_data"):
        for button in buttons:
            if isinstance(button, dict) and button.get(key) == wanted:
                return button
    labels = ", ".join(repr(button["text"]) for button in buttons) or "none"
    raise ControlError(f"button: there is no {wanted!r}; there are {labels}", 404)
