"""setMessageReaction."""

from bot.sandbox import access
from bot.sandbox.calling import Call, method
from bot.sandbox.errors import bad_request


async def set_message_reaction(call: Call) -> object:
    """A bot may set one reaction; nobody but those who watch the box is told."""
    params = call.params
    reactions = params.array("reaction", dict, "can't parse reaction types JSON object") or []
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    for reaction in reactions:
        if reaction.get("type") not in ("emoji", "custom_emoji"):
            raise bad_request("can't parse ReactionType: Unsupported type specified")
    params.flag("is_big")
    chat = access.chat_to_write(call.world, call.bot, params)
    message_id = params.integer("message_id")
    message = access.message_in(chat, message_id, "message to react")
    call.world.events.publish(
        "reaction",
        chat_id=chat.id,
        bot=call.bot.username,
        message_id=message.id,
        reaction=reactions,
    )
    return True


METHODS = (
    method("setMessageReaction", set_message_reaction, "chat_id message_id reaction is_big"),
)
