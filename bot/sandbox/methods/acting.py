"""sendChatAction."""

from bot.sandbox import access
from bot.sandbox.calling import Call, method
from bot.sandbox.errors import bad_request
from bot.sandbox.sends import TEXT, thread_in

_ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
        "record_audio",
        "upload_audio",
        "cancel",
    }
)


async def send_chat_action(call: Call) -> object:
    action = call.params.text("action").lower()
    if action not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = access.chat_to_write(call.world, call.bot, call.params)
    access.require_right_to_post(chat, call.bot, TEXT.permission, TEXT.plural)
    thread_in(chat, call)
    call.world.events.publish("chat_action", chat_id=chat.id, bot=call.bot.username, action=action)
    return True


METHODS = (method("sendChatAction", send_chat_action, "chat_id message_thread_id action"),)
