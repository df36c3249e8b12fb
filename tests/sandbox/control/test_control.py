"""What the control API refuses, and what it shows."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from aiohttp import ClientSession

from bot.sandbox.client import Control, ControlRefusedError
from bot.sandbox.jsons import JsonObject
from bot.sandbox.server import Sandbox
from bot.sandbox.shapes import Chat, User
from tests.sandbox.conftest import BotClient, Until

Post = Callable[[str, object], Awaitable[tuple[int, Any]]]


@pytest.fixture
def post(box: Sandbox, http: ClientSession) -> Post:
    """Posts a raw body to the control API; status and error."""

    async def send(path: str, body: object) -> tuple[int, Any]:
        async with http.post(f"{box.url}/sandbox/{path}", json=body) as response:
            return response.status, (await response.json()).get("error")

    return send


@pytest.mark.parametrize(
    ("path", "body", "complaint"),
    [
        ("bots", {}, "username: Field required"),
        ("bots", {"username": "a b"}, "username: String should match pattern"),
        ("bots", {"username": "abc_bot", "token": "x"}, "token: String should match pattern"),
        ("bots", {"username": "abc_bot", "colour": 1}, "colour: Extra inputs are not permitted"),
        ("users", {}, "first_name: Field required"),
        ("users", {"first_name": ""}, "first_name: String should have at least 1 character"),
        ("users", {"first_name": "A", "id": -1}, "id: Input should be greater than 0"),
        ("chats", {"type": "private", "title": "x"}, "type: Input should be"),
        ("chats", {"type": "group", "title": "x", "is_forum": True}, "is_forum: only a supergroup"),
        ("say", {"user": "Alice", "text": "x"}, "user: Input should be a valid integer"),
        ("press", {"user": 1, "message": 1}, "button: Field required"),
        ("press", {"user": 1, "message": 1, "button": "x", "timeout": -1}, "timeout: "),
        ("faults", {"kind": "timeout"}, "method: it is missing"),
        ("faults", {"method": "getMe"}, "kind: it is missing"),
        ("limits", {"messages_per_second": 0}, "messages_per_second: Input should be greater"),
        ("join", {"chat": "x"}, "chat: Input should be a valid integer"),
        ("bots", [], "body: Input should be"),
    ],
)
async def test_bad_input_is_refused_and_the_field_named(
    post: Post, path: str, body: object, complaint: str
) -> None:
    status, error = await post(path, body)
    assert status == 400
    assert complaint in error


async def test_what_is_no_json_is_refused(box: Sandbox, http: ClientSession) -> None:
    headers = {"Content-Type": "application/json"}
    async with http.post(f"{box.url}/sandbox/say", data="{", headers=headers) as response:
        assert response.status == 400
        assert await response.json() == {"error": "the body is no JSON"}


@pytest.mark.parametrize(
    ("path", "body", "complaint"),
    [
        ("say", {"user": 4711, "text": "x"}, "user: there is no user 4711"),
        ("say", {"bot": "no_bot", "text": "x"}, "bot: there is no bot no_bot"),
        ("say", {"chat": -4711, "text": "x"}, "chat: there is no chat -4711"),
        ("say", {"text": "x", "reply_to": 4711}, "reply_to: there is no message 4711"),
        ("say", {"text": "x", "thread": 4711}, "thread: there is no topic 4711"),
        ("say", {"text": " "}, "text: it is blank"),
        ("say", {"text": "x" * 4097}, "text: it is longer than 4096 characters"),
        ("say", {}, "text: say something"),
        ("say", {"photo": {}, "voice": {}}, "photo: a message is either"),
        ("say", {"photo": {"data": "bm8="}}, "photo: Bad Request: IMAGE_PROCESS_FAILED"),
        ("edit", {"message": 4711, "text": "x"}, "message: there is no message 4711"),
        ("press", {"message": 1, "button": "x"}, "button: there is no 'x'; there are none"),
    ],
)
async def test_what_does_not_exist_is_named(
    post: Post, alice: User, path: str, body: JsonObject, complaint: str
) -> None:
    status, error = await post(path, {"user": alice["id"]} | body)
    assert status in (400, 404)
    assert error.startswith(complaint)


async def test_charlie_may_not_speak_in_a_group_he_is_not_in(
    control: Control, bot: BotClient, alice: User, bob: User
) -> None:
    chat = await control.chat("group", "Ward", admins=[alice["id"]])
    for deed in (
        control.say(bob["id"], "Hello", chat=chat["id"]),
        control.messages(bob["id"], chat=chat["id"]),
    ):
        with pytest.raises(ControlRefusedError, match="user: Bob is not in the chat") as refused:
            await deed
        assert refused.value.status == 403


async def test_only_admins_post_in_a_channel(
    control: Control, bot: BotClient, alice: User, bob: User
) -> None:
    channel = await control.chat("channel", "News", members=[bob["id"]], admins=[alice["id"]])
    with pytest.raises(ControlRefusedError, match="user: Bob may not post"):
        await control.say(bob["id"], "Hello", chat=channel["id"])


async def test_alice_cannot_write_to_a_bot_she_has_blocked(control: Control, alice: User) -> None:
    await control.block(alice["id"])
    with pytest.raises(ControlRefusedError, match="user: Alice has blocked the bot"):
        await control.say(alice["id"], "Hello")


async def test_bob_cannot_edit_what_alice_said(
    control: Control, bot: BotClient, alice: User, bob: User
) -> None:
    chat = await control.chat("group", "Ward", members=[bob["id"]], admins=[alice["id"]])
    said = await control.say(alice["id"], "Hello", chat=chat["id"])
    with pytest.raises(ControlRefusedError, match="message: only one's own"):
        await control.edit(bob["id"], said["message_id"], "Goodbye", chat=chat["id"])


async def test_nobody_writes_in_a_group_that_went_on_elsewhere(
    control: Control, bot: BotClient, alice: User
) -> None:
    chat = await control.chat("group", "Ward", admins=[alice["id"]])
    new = await control.migrate(chat["id"])
    with pytest.raises(ControlRefusedError, match=f"chat: it went on as {new['id']}"):
        await control.say(alice["id"], "Hello", chat=chat["id"])
    with pytest.raises(ControlRefusedError, match="chat: only a group"):
        await control.migrate(new["id"])


async def test_joining_twice_and_leaving_twice(
    control: Control, bot: BotClient, alice: User, bob: User
) -> None:
    chat = await control.chat("group", "Ward", admins=[alice["id"]])
    await control.join(chat["id"], user=bob["id"])
    with pytest.raises(ControlRefusedError, match="user: is in the chat already"):
        await control.join(chat["id"], user=bob["id"])
    await control.leave(chat["id"], user=bob["id"])
    for deed in (control.leave, control.promote):
        with pytest.raises(ControlRefusedError, match="user: is not in the chat"):
            await deed(chat["id"], user=bob["id"])
    with pytest.raises(ControlRefusedError, match="user: name a user or a bot"):
        await control.join(chat["id"])


async def test_names_and_ids_are_taken_once(control: Control, bot: BotClient, alice: User) -> None:
    with pytest.raises(ControlRefusedError, match="username: Thinking_Bot is taken"):
        await control.bot("Thinking_Bot")
    with pytest.raises(ControlRefusedError, match=f"token: the id {bot.id} is taken"):
        await control.bot("third_bot", token=f"{bot.id}:abc")
    with pytest.raises(ControlRefusedError, match=f"id: {alice['id']} is taken"):
        await control.user("Eve", user_id=alice["id"])


async def test_a_bot_with_a_token_of_ones_own(
    control: Control, box: Sandbox, http: ClientSession
) -> None:
    made = await control.bot("third_bot", token="4711:abc-DEF_1")
    assert (made.id, made.token) == (4711, "4711:abc-DEF_1")
    async with http.get(f"{box.url}/bot4711:abc-DEF_1/getMe") as response:
        assert (await response.json())["result"]["id"] == 4711


async def test_with_two_bots_one_must_be_named(
    control: Control, bot: BotClient, second_bot: BotClient, bob: User
) -> None:
    with pytest.raises(ControlRefusedError, match="bot: there are 2 bots, say which one"):
        await control.say(bob["id"], "/start")
    await control.say(bob["id"], "/start", bot="@Other_Bot")
    assert await bot.updates() == []
    (update,) = await second_bot.updates()
    assert update["message"]["text"] == "/start"
    assert await control.messages(bob["id"], bot=bot.username) == []
    assert len(await control.messages(bob["id"], bot=second_bot.username)) == 1


async def test_a_deep_link_is_a_start_with_its_payload(
    control: Control, bot: BotClient, bob: User
) -> None:
    await control.say(bob["id"], "/start join_Ab-3_x")
    (update,) = await bot.updates()
    assert update["message"]["text"] == "/start join_Ab-3_x"
    assert update["message"]["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]


async def test_deleted_messages_are_left_out_of_the_transcript(
    control: Control, bot: BotClient, alice: User
) -> None:
    sent = await bot.send(alice["id"], "x")
    await bot.call("deleteMessage", chat_id=alice["id"], message_id=sent["message_id"])
    assert [message["text"] for message in await control.messages(alice["id"])] == ["/start"]


async def test_every_call_is_noted(control: Control, bot: BotClient, bob: User) -> None:
    await bot.call("GetMe")
    await bot.refused("sendMessage", chat_id=bob["id"], text="x")
    me, send = await control.calls()
    assert (me["n"], me["bot"], me["method"], me["status"]) == (1, bot.username, "getMe", 200)
    assert (send["method"], send["status"]) == ("sendMessage", 403)
    assert send["parameters"] == {"chat_id": bob["id"], "text": "x"}
    assert send["time"] >= me["time"] > 1_500_000_000
    assert await control.calls(since=1) == [send]
    assert await control.calls(since=2) == []
    assert await control.calls(since=99) == []


async def test_what_happens_is_streamed(control: Control, bot: BotClient, alice: User) -> None:
    async with control.events() as events:
        said = await control.say(alice["id"], "Hello")
        heard = await events.receive_json(timeout=5)
        assert heard == {
            "type": "message",
            "chat_id": alice["id"],
            "bot": bot.username,
            "message": said,
        }
        await bot.call("sendChatAction", chat_id=alice["id"], action="typing")
        heard = [await events.receive_json(timeout=5) for _ in range(2)]
    assert [event["type"] for event in heard] == ["chat_action", "call"]


async def test_nobody_is_told_when_nobody_listens(
    box: Sandbox, until: Until, control: Control, bot: BotClient, alice: User
) -> None:
    async with control.events():
        assert box.world.events.heard
    await until(lambda: not box.world.events.heard)
    await bot.send(alice["id"], "x")


async def test_people_delete_what_they_said(
    control: Control, bot: BotClient, alice: User, bob: User, ward: Chat
) -> None:
    said = await control.say(bob["id"], "Hello", chat=ward["id"])
    await control.delete(bob["id"], said["message_id"], chat=ward["id"])
    said = await control.say(alice["id"], "Hello", chat=ward["id"])
    with pytest.raises(ControlRefusedError, match="message: only one's own"):
        await control.delete(bob["id"], said["message_id"], chat=ward["id"])
    sent = await bot.send(ward["id"], "x")
    await control.delete(alice["id"], sent["message_id"], chat=ward["id"])
    seen = await control.messages(bob["id"], chat=ward["id"])
    assert [message["text"] for message in seen if "text" in message] == ["Hello"]


async def test_nobody_writes_in_a_deleted_group(
    control: Control, bot: BotClient, alice: User
) -> None:
    chat = await control.chat("group", "Ward", admins=[alice["id"]])
    await control.dissolve(chat["id"])
    with pytest.raises(ControlRefusedError, match="chat: it was deleted"):
        await control.say(alice["id"], "Hello", chat=chat["id"])


@pytest.mark.parametrize(
    ("path", "body", "complaint"),
    [
        ("start", {"user": 1, "payload": "a b"}, "payload: String should match pattern"),
        ("start", {"user": 1, "payload": "x" * 65}, "payload: String should match pattern"),
        ("chats", {"type": "group", "title": "x", "username": "abc"}, "username: only supergroups"),
        ("join", {"user": 1}, "chat: name either a chat or a link"),
        ("join", {"user": 1, "chat": 1, "link": "x"}, "chat: name either a chat or a link"),
        ("join", {"link": "x"}, "user: say who"),
        ("faults", {"kind": "duplicate", "bot": "no_bot"}, "bot: there is no bot no_bot"),
        ("vote", {"user": 1, "message": 1}, "options: Field required"),
        ("say", {"user": 1, "location": {"latitude": 91, "longitude": 0}}, "location.latitude: "),
    ],
)
async def test_the_field_is_named_here_too(
    post: Post, path: str, body: object, complaint: str
) -> None:
    status, error = await post(path, body)
    assert status in (400, 404)
    assert complaint in error


async def test_a_public_name_is_taken_once(control: Control, bot: BotClient) -> None:
    await control.chat("channel", "News", username="ward_news")
    for name in ("WARD_NEWS", bot.username):
        with pytest.raises(ControlRefusedError, match=f"username: {name} is taken"):
            await control.chat("supergroup", "Other", username=name)
