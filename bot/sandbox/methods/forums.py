"""Topics: of a forum, and of private chats with a bot that has them."""

from collections.abc import Awaitable, Callable

from bot.sandbox import access
from bot.sandbox.calling import Call, method
from bot.sandbox.chats import Chat
from bot.sandbox.cleaning import clean_name
from bot.sandbox.errors import bad_request
from bot.sandbox.posting import delete, post
from bot.sandbox.topics import COLORS, GENERAL, Topic

LONGEST_NAME = 128
"""Characters; what is longer is cut off."""

Run = Callable[[Call], Awaitable[object]]


async def create_forum_topic(call: Call) -> object:
    params = call.params
    color = params.integer("icon_color", COLORS[0])
    chat = _forum(call)
    access.require_right(chat, call.bot, "can_manage_topics", "create a topic")
    topic = Topic(name=_name(call), icon_color=color, icon=params.text("icon_custom_emoji_id"))
    if not topic.name:
        raise bad_request("name must be non-empty")
    if color not in COLORS:
        raise bad_request("TOPIC_ICON_COLOR_INVALID")
    thread = chat.last_message_id + 1
    chat.topics[thread] = topic
    look = topic.as_json()
    post(call.world, chat, call.bot, {"forum_topic_created": look}, thread=thread)
    return {"message_thread_id": thread, **look}


async def edit_forum_topic(call: Call) -> object:
    chat = _forum(call)
    thread, topic = topic_in(chat, call)
    _require_right(call, chat, thread, "can_manage_topics", "edit the topic")
    wanted = {"name": name} if (name := _name(call)) else {}
    if call.params.has("icon_custom_emoji_id"):
        wanted["icon_custom_emoji_id"] = call.params.text("icon_custom_emoji_id")
    is_now = {"name": topic.name, "icon_custom_emoji_id": topic.icon}
    changes = {field: value for field, value in wanted.items() if value != is_now[field]}
    if wanted and not changes:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.name = changes.get("name", topic.name)
    topic.icon = changes.get("icon_custom_emoji_id", topic.icon)
    if changes:
        post(call.world, chat, call.bot, {"forum_topic_edited": changes}, thread=thread)
    return True


async def delete_forum_topic(call: Call) -> object:
    """With all that was said in it."""
    chat = _forum(call)
    thread, _ = topic_in(chat, call)
    _require_right(call, chat, thread, "can_delete_messages", "delete the topic")
    if thread is None:
        raise bad_request("TOPIC_ID_INVALID")
    del chat.topics[thread]
    for message in [each for each in chat.messages.values() if each.thread == thread]:
        delete(call.world, message)
    return True


def _opens(general: bool, closed: bool) -> Run:
    """Closes a topic, or opens it again, which also shows a general one that was hidden."""

    async def run(call: Call) -> object:
        chat = _supergroup_forum(call)
        thread, topic = (None, chat.general) if general else topic_in(chat, call)
        _require_right(call, chat, thread, "can_manage_topics", "close or open the topic")
        if topic.closed is closed:
            raise bad_request("TOPIC_NOT_MODIFIED")
        topic.closed = closed
        if topic.hidden and not closed:
            topic.hidden = False
            post(call.world, chat, call.bot, {"general_forum_topic_unhidden": {}})
        kind = "forum_topic_closed" if closed else "forum_topic_reopened"
        post(call.world, chat, call.bot, {kind: {}}, thread=thread)
        return True

    return run


def _hides(hidden: bool) -> Run:
    """Hides the general topic, which closes it as well; shown again, it stays closed."""

    async def run(call: Call) -> object:
        chat = _supergroup_forum(call)
        access.require_right(chat, call.bot, "can_manage_topics", "close or open the topic")
        if chat.general.hidden is hidden:
            raise bad_request("TOPIC_NOT_MODIFIED")
        chat.general.hidden = hidden
        chat.general.closed = chat.general.closed or hidden
        kind = "general_forum_topic_hidden" if hidden else "general_forum_topic_unhidden"
        post(call.world, chat, call.bot, {kind: {}})
        return True

    return run


async def edit_general_forum_topic(call: Call) -> object:
    chat = _forum(call)
    access.require_right(chat, call.bot, "can_manage_topics", "edit the topic")
    name = _name(call)
    if name and chat.is_forum:
        if name == chat.general.name:
            raise bad_request("TOPIC_NOT_MODIFIED")
        chat.general.name = name
        post(call.world, chat, call.bot, {"forum_topic_edited": {"name": name}})
    return True


def topic_in(chat: Chat, call: Call) -> tuple[int | None, Topic]:
    """The one that `message_thread_id` names, with its thread; None for the general one."""
    thread = call.params.integer("message_thread_id")
    if thread == GENERAL and chat.is_forum:
        return None, chat.general
    if thread <= 0:
        raise bad_request("invalid forum topic identifier specified")
    if thread not in chat.topics:
        raise bad_request("TOPIC_ID_INVALID")
    return thread, chat.topics[thread]


def _forum(call: Call) -> Chat:
    chat = access.chat_to_write(call.world, call.bot, call.params)
    if not chat.has_topics:
        raise bad_request("the chat is not a forum")
    return chat


def _supergroup_forum(call: Call) -> Chat:
    chat = _forum(call)
    if chat.private:
        raise bad_request("the chat is not a supergroup forum")
    return chat


def _require_right(call: Call, chat: Chat, thread: int | None, right: str, deed: str) -> None:
    """Whoever made the topic needs none."""
    opened = None if thread is None else chat.messages.get(thread)
    if opened is None or opened.sender is not call.bot:
        access.require_right(chat, call.bot, right, deed)


def _name(call: Call) -> str:
    """As Telegram cleans it."""
    given = call.params.text("name")
    name = clean_name(given)
    if given and not name:
        raise bad_request("name must be non-empty")
    if len(name) > LONGEST_NAME:
        call.params.remark("name", f"it is cut off after {LONGEST_NAME} characters")
    return name[:LONGEST_NAME]


_TOPIC = "chat_id message_thread_id"
_LOOK = "name icon_custom_emoji_id"

METHODS = (
    method("createForumTopic", create_forum_topic, f"chat_id {_LOOK} icon_color"),
    method("editForumTopic", edit_forum_topic, f"{_TOPIC} {_LOOK}"),
    method("closeForumTopic", _opens(general=False, closed=True), _TOPIC),
    method("reopenForumTopic", _opens(general=False, closed=False), _TOPIC),
    method("deleteForumTopic", delete_forum_topic, _TOPIC),
    method("editGeneralForumTopic", edit_general_forum_topic, "chat_id name"),
    method("closeGeneralForumTopic", _opens(general=True, closed=True), "chat_id"),
    method("reopenGeneralForumTopic", _opens(general=True, closed=False), "chat_id"),
    method("hideGeneralForumTopic", _hides(True), "chat_id"),
    method("unhideGeneralForumTopic", _hides(False), "chat_id"),
)
