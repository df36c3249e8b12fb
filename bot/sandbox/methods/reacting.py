"""Reactions: a bot's own, and those of others that it takes away."""

from bot.sandbox import access
from bot.sandbox.calling import Call, method
from bot.sandbox.errors import bad_request
from bot.sandbox.jsons import JsonObject
from bot.sandbox.posting import react
from bot.sandbox.reactions import EMOJI


async def set_message_reaction(call: Call) -> object:
    """A bot may set one reaction; other bots are not told."""
    params = call.params
    reactions = _reactions(call)
    params.flag("is_big")
    chat = access.chat_to_read(call.world, call.bot, params)
    message = access.message_in(chat, params.integer("message_id"), "message to react")
    if not chat.permits(call.bot.id, "can_react_to_messages"):
        raise bad_request("not enough rights to react to messages in the chat")
    react(call.world, message, call.bot, reactions)
    return True


async def delete_message_reaction(call: Call) -> object:
    chat = access.chat_to_write(call.world, call.bot, call.params)
    message_id = call.params.integer("message_id")
    message = access.message_in(chat, message_id, "message to delete reactions")
    access.require_right(chat, call.bot, "can_delete_messages", "delete reactions")
    user = call.world.account(call.params.user_id())
    if user is not None and message.reactions and message.reactions.of(user.id):
        react(call.world, message, user, [])
    return True


async def delete_all_message_reactions(call: Call) -> object:
    """Those of one person to every message of the chat."""
    chat = access.chat_to_write(call.world, call.bot, call.params)
    access.require_right(chat, call.bot, "can_delete_messages", "delete reactions")
    user = call.world.account(call.params.user_id())
    for message in chat.messages.values():
        if user is not None and message.reactions and message.reactions.of(user.id):
            react(call.world, message, user, [])
    return True


def _reactions(call: Call) -> list[JsonObject]:
    given = call.params.array("reaction", object, "can't parse reaction types JSON object") or []
    reactions = [_reaction(item) for item in given]
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    return reactions


def _reaction(item: object) -> JsonObject:
    refusal = "can't parse ReactionType: "
    if not isinstance(item, dict):
        raise bad_request(f"{refusal}expected an Object")
    match item.get("type"):
        case "emoji":
            if item.get("emoji") not in EMOJI:
                raise bad_request("REACTION_INVALID")
            return {"type": "emoji", "emoji": item["emoji"]}
        case "custom_emoji":
            if not str(item.get("custom_emoji_id", "")).isdecimal():
                raise bad_request(f'{refusal}can\'t find field "custom_emoji_id"')
            return {"type": "custom_emoji", "custom_emoji_id": str(item["custom_emoji_id"])}
    raise bad_request(f"{refusal}invalid reaction type specified")


METHODS = (
    method("setMessageReaction", set_message_reaction, "chat_id message_id reaction is_big"),
    method("deleteMessageReaction", delete_message_reaction, "chat_id message_id user_id"),
    method("deleteAllMessageReactions", delete_all_message_reactions, "chat_id user_id"),
)
