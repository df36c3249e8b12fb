"""createForumTopic."""

from bot.sandbox import access
from bot.sandbox.calling import Call, method
from bot.sandbox.errors import bad_request
from bot.sandbox.posting import post

COLORS = (7322096, 16766590, 13338331, 9367192, 16749490, 16478047)
LONGEST_NAME = 128
"""Characters."""


async def create_forum_topic(call: Call) -> object:
    params = call.params
    name = params.text("name").strip()
    color = params.integer("icon_color", COLORS[0])
    chat = access.chat_to_write(call.world, call.bot, params)
    if not chat.is_forum:
        raise bad_request("the chat is not a forum")
    access.require_rule(chat, call.bot, "create a topic")
    if not name:
        raise bad_request("TOPIC_TITLE_EMPTY")
    if len(name) > LONGEST_NAME:
        raise bad_request("TOPIC_TITLE_TOO_LONG")
    if color not in COLORS:
        raise bad_request("TOPIC_ICON_COLOR_INVALID")
    thread = chat.last_message_id + 1
    chat.topics[thread] = name
    topic = {"name": name, "icon_color": color}
    post(call.world, chat, call.bot, {"forum_topic_created": topic}, thread=thread)
    return {"message_thread_id": thread, **topic}


METHODS = (method("createForumTopic", create_forum_topic, "chat_id name icon_color"),)
