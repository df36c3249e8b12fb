import pytest

from bot.sandbox.client import Control, ControlRefusedError
from bot.sandbox.shapes import Chat, User
from tests.sandbox.conftest import BotClient


@pytest.fixture
async def topic(bot: BotClient, forum: Chat) -> dict[str, int]:
    made = await bot.call("createForumTopic", chat_id=forum["id"], name="Round 12")
    return {"chat_id": forum["id"], "message_thread_id": made["message_thread_id"]}


async def events_of(control: Control, user: int, chat: int) -> list[str]:
    """The kinds of service messages in the chat, oldest first."""
    return [
        next(key for key in message if "topic" in key and key != "is_topic_message")
        for message in await control.messages(user, chat=chat)
        if any(key.startswith(("forum_topic", "general_forum")) for key in message)
    ]


async def test_topics_of_a_forum(
    bot: BotClient, control: Control, alice: User, forum: Chat
) -> None:
    topic = await bot.call("createForumTopic", chat_id=forum["id"], name="Round 12")
    thread = topic["message_thread_id"]
    assert topic["name"] == "Round 12"
    sent = await bot.send(forum["id"], "What came up", message_thread_id=thread)
    assert (sent["message_thread_id"], sent["is_topic_message"]) == (thread, True)
    assert sent["reply_to_message"]["forum_topic_created"]["name"] == "Round 12"
    await control.say(alice["id"], "I agree", chat=forum["id"], reply_to=sent["message_id"])
    await control.say(alice["id"], "In general", chat=forum["id"])
    in_topic, in_general = [update["message"] for update in await bot.updates()]
    assert in_topic["message_thread_id"] == thread
    assert "message_thread_id" not in in_general
    refusal = await bot.refused(
        "sendMessage", chat_id=forum["id"], text="x", message_thread_id=4711
    )
    assert refusal == "400 Bad Request: message thread not found"


async def test_topics_need_a_forum_rights_and_a_name(
    bot: BotClient, control: Control, ward: Chat, forum: Chat
) -> None:
    refusal = await bot.refused("createForumTopic", chat_id=ward["id"], name="x")
    assert refusal == "400 Bad Request: the chat is not a forum"
    for name in ("", " "):
        refusal = await bot.refused("createForumTopic", chat_id=forum["id"], name=name)
        assert refusal == "400 Bad Request: name must be non-empty"
    refusal = await bot.refused("createForumTopic", chat_id=forum["id"], name="x", icon_color=1)
    assert refusal == "400 Bad Request: TOPIC_ICON_COLOR_INVALID"
    await control.promote(forum["id"], bot=bot.username, admin=False)
    refusal = await bot.refused("createForumTopic", chat_id=forum["id"], name="x")
    assert refusal == "400 Bad Request: not enough rights to create a topic"


async def test_a_long_name_is_cut_off(bot: BotClient, control: Control, forum: Chat) -> None:
    made = await bot.call("createForumTopic", chat_id=forum["id"], name="x" * 129)
    assert made["name"] == "x" * 128
    assert [finding["parameter"] for finding in await control.lint()] == ["name"]


async def test_a_topic_is_renamed(
    bot: BotClient, control: Control, alice: User, forum: Chat, topic: dict[str, int]
) -> None:
    assert await bot.call("editForumTopic", name="Round 13", icon_custom_emoji_id="1", **topic)
    event = (await control.messages(alice["id"], chat=forum["id"]))[-1]
    assert event["forum_topic_edited"] == {"name": "Round 13", "icon_custom_emoji_id": "1"}
    assert event["message_thread_id"] == topic["message_thread_id"]
    assert await bot.call("editForumTopic", **topic) is True
    assert (
        await bot.call("editForumTopic", name="Round 13", icon_custom_emoji_id="", **topic) is True
    )
    event = (await control.messages(alice["id"], chat=forum["id"]))[-1]
    assert event["forum_topic_edited"] == {"icon_custom_emoji_id": ""}


async def test_a_closed_topic_is_for_administrators(
    bot: BotClient,
    second_bot: BotClient,
    control: Control,
    bob: User,
    forum: Chat,
    topic: dict[str, int],
) -> None:
    await control.join(chat=forum["id"], bot=second_bot.username)
    await bot.call("closeForumTopic", **topic)
    chat, thread = forum["id"], topic["message_thread_id"]
    with pytest.raises(ControlRefusedError, match="thread: the topic is closed"):
        await control.say(bob["id"], "Hello?", chat=chat, thread=thread)
    await bot.send(forum["id"], "the bot rules", message_thread_id=topic["message_thread_id"])
    await control.promote(forum["id"], bot=bot.username, rights=["can_manage_chat"])
    refusal = await bot.refused("sendMessage", text="x", **topic)
    assert refusal == "400 Bad Request: TOPIC_CLOSED"
    refusal = await second_bot.refused("reopenForumTopic", **topic)
    assert refusal == "400 Bad Request: not enough rights to close or open the topic"
    await bot.call("reopenForumTopic", **topic)
    await control.say(bob["id"], "Hello!", chat=chat, thread=thread)
    refusal = await bot.refused("reopenForumTopic", **topic)
    assert refusal == "400 Bad Request: TOPIC_NOT_MODIFIED"


async def test_whoever_made_a_topic_may_change_it_without_the_right(
    bot: BotClient,
    second_bot: BotClient,
    control: Control,
    forum: Chat,
    topic: dict[str, int],
) -> None:
    await control.join(chat=forum["id"], bot=second_bot.username)
    for each in (bot, second_bot):
        await control.promote(forum["id"], bot=each.username, admin=False)
    refusals = {
        "editForumTopic": "edit the topic",
        "closeForumTopic": "close or open the topic",
        "deleteForumTopic": "delete the topic",
    }
    for method, deed in refusals.items():
        refusal = await second_bot.refused(method, name="Mine", **topic)
        assert refusal == f"400 Bad Request: not enough rights to {deed}"
    for method in refusals:
        assert await bot.call(method, name="Round 13", **topic) is True


async def test_a_topic_is_deleted_with_all_that_was_said_in_it(
    bot: BotClient, control: Control, alice: User, forum: Chat, topic: dict[str, int]
) -> None:
    await bot.send(forum["id"], "in it", message_thread_id=topic["message_thread_id"])
    await bot.send(forum["id"], "beside it")
    assert await bot.call("deleteForumTopic", **topic) is True
    texts = [m.get("text") for m in await control.messages(alice["id"], chat=forum["id"])]
    assert "in it" not in texts
    assert "beside it" in texts
    refusal = await bot.refused("deleteForumTopic", **topic)
    assert refusal == "400 Bad Request: TOPIC_ID_INVALID"
    refusal = await bot.refused("deleteForumTopic", chat_id=forum["id"])
    assert refusal == "400 Bad Request: invalid forum topic identifier specified"


async def test_the_general_topic(
    bot: BotClient, control: Control, alice: User, bob: User, forum: Chat
) -> None:
    target = {"chat_id": forum["id"]}
    await bot.call("editGeneralForumTopic", name="Everything else", **target)
    await bot.call("closeGeneralForumTopic", **target)
    with pytest.raises(ControlRefusedError, match="thread: the topic is closed"):
        await control.say(bob["id"], "Hello?", chat=forum["id"])
    await bot.call("reopenGeneralForumTopic", **target)
    await bot.call("hideGeneralForumTopic", **target)
    refusal = await bot.refused("hideGeneralForumTopic", **target)
    assert refusal == "400 Bad Request: TOPIC_NOT_MODIFIED"
    await bot.call("unhideGeneralForumTopic", **target)
    assert await events_of(control, alice["id"], forum["id"]) == [
        "forum_topic_edited",
        "forum_topic_closed",
        "forum_topic_reopened",
        "general_forum_topic_hidden",
        "general_forum_topic_unhidden",
    ]


async def test_the_general_topic_stays_closed_until_it_is_opened(
    bot: BotClient, control: Control, bob: User, forum: Chat
) -> None:
    target = {"chat_id": forum["id"]}
    for method in ("closeGeneralForumTopic", "hideGeneralForumTopic", "unhideGeneralForumTopic"):
        await bot.call(method, **target)
        with pytest.raises(ControlRefusedError, match="thread: the topic is closed"):
            await control.say(bob["id"], "Hello?", chat=forum["id"])
    refusal = await bot.refused("closeGeneralForumTopic", **target)
    assert refusal == "400 Bad Request: TOPIC_NOT_MODIFIED"
    await bot.call("hideGeneralForumTopic", **target)
    await control.restore(await control.state())
    await bot.call("reopenGeneralForumTopic", **target)
    await control.say(bob["id"], "Hello!", chat=forum["id"])
    refusal = await bot.refused("unhideGeneralForumTopic", **target)
    assert refusal == "400 Bad Request: TOPIC_NOT_MODIFIED"


async def test_a_topic_cannot_be_given_the_name_that_it_has(
    bot: BotClient, control: Control, forum: Chat, topic: dict[str, int]
) -> None:
    await bot.call("editGeneralForumTopic", chat_id=forum["id"], name="Everything else")
    await control.restore(await control.state())
    for method, given in (
        ("editGeneralForumTopic", {"chat_id": forum["id"], "name": " Everything  else"}),
        ("editForumTopic", {"name": "Round 12", **topic}),
    ):
        refusal = await bot.refused(method, **given)
        assert refusal == "400 Bad Request: TOPIC_NOT_MODIFIED"


async def test_pins_of_one_topic_come_off_together(
    bot: BotClient, forum: Chat, topic: dict[str, int]
) -> None:
    thread = topic["message_thread_id"]
    there = await bot.send(forum["id"], "there", message_thread_id=thread)
    here = await bot.send(forum["id"], "here")
    for message in (there, here):
        await bot.call("pinChatMessage", chat_id=forum["id"], message_id=message["message_id"])
    await bot.call("unpinAllForumTopicMessages", **topic)
    assert (await bot.call("getChat", chat_id=forum["id"]))["pinned_message"]["text"] == "here"
    await bot.call("unpinAllGeneralForumTopicMessages", chat_id=forum["id"])
    assert "pinned_message" not in await bot.call("getChat", chat_id=forum["id"])


@pytest.fixture
async def topical(control: Control, alice: User, bot: BotClient) -> BotClient:
    """A second bot, whose private chats have topics; Alice has started it."""
    made = await control.bot("topic_bot", topics=True)
    await control.say(alice["id"], "/start", bot="topic_bot")
    return type(bot)(bot.http, bot.url, made.id, made.token, made.username)


async def test_a_private_chat_can_have_topics(
    control: Control, topical: BotClient, alice: User
) -> None:
    assert (await topical.call("getMe"))["has_topics_enabled"] is True
    made = await topical.call("createForumTopic", chat_id=alice["id"], name="Session 1")
    thread = made["message_thread_id"]
    sent = await topical.send(alice["id"], "Let us begin", message_thread_id=thread)
    assert sent["message_thread_id"] == thread
    said = await control.say(alice["id"], "Yes", thread=thread, bot="topic_bot")
    assert said["message_thread_id"] == thread
    topic = {"chat_id": alice["id"], "message_thread_id": thread}
    assert await topical.call("editForumTopic", name="Session 2", **topic) is True
    refusal = await topical.refused("closeForumTopic", **topic)
    assert refusal == "400 Bad Request: the chat is not a supergroup forum"
    assert await topical.call("deleteForumTopic", **topic) is True


async def test_without_that_it_has_none(bot: BotClient, alice: User) -> None:
    refusal = await bot.refused("createForumTopic", chat_id=alice["id"], name="x")
    assert refusal == "400 Bad Request: the chat is not a forum"
