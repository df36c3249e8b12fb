"""sendMessage and sendMessageDraft."""

from bot.sandbox import access
from bot.sandbox.calling import Call, method
from bot.sandbox.errors import bad_request
from bot.sandbox.previews import with_preview
from bot.sandbox.sends import HEEDED, TEXT, send, thread_in
from bot.sandbox.text import draft_text, message_text


async def send_message(call: Call) -> object:
    content = with_preview(call, message_text(call.world, call.params))
    return send(call, TEXT, lambda _: content).as_json()


async def send_message_draft(call: Call) -> object:
    """A text while it is being written. Phones show it until the message comes, or for a while."""
    params = call.params
    content = draft_text(call.world, params)
    can_stop, kept = params.flag("can_stop"), params.flag("keep_on_stop")
    chat = access.chat_to_write(call.world, call.bot, params)
    if not chat.private:
        raise bad_request("PEER_ID_INVALID")
    draft_id = params.integer("draft_id")
    if not draft_id:
        raise bad_request("RANDOM_ID_INVALID")
    thread = thread_in(chat, call)
    if can_stop:
        call.bot.drafts[chat.id, draft_id] = thread
    call.world.events.publish(
        "draft",
        chat_id=chat.id,
        bot=call.bot.username,
        draft_id=draft_id,
        thread=thread,
        can_stop=can_stop,
        keep_on_stop=kept,
        **content,
    )
    return True


METHODS = (
    method(
        "sendMessage",
        send_message,
        f"{HEEDED} reply_markup text parse_mode entities link_preview_options",
    ),
    method(
        "sendMessageDraft",
        send_message_draft,
        "chat_id message_thread_id draft_id text parse_mode entities can_stop keep_on_stop",
    ),
)
