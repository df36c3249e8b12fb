"""A box is saved and put back: through the control API, and in a file."""

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession

from bot.sandbox.client import Control, ControlRefusedError
from bot.sandbox.server import Sandbox
from bot.sandbox.shapes import Chat, User
from bot.sandbox.state.keeping import StateFile, StateFileError
from tests.sandbox.conftest import BotClient, Until, Upload

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
async def lively(
    bot: BotClient,
    control: Control,
    alice: User,
    bob: User,
    ward: Chat,
    upload: Upload,
    picture: bytes,
) -> None:
    """A box in which a bit of everything has happened."""
    await control.clock(MONDAY)
    await control.limits(messages_per_second=7)
    await upload("sendPhoto", {"photo": picture}, chat_id=alice["id"], caption="Week 12")
    asked = await bot.send(alice["id"], "Well?", reply_markup={"force_reply": True})
    said = await control.say(alice["id"], "Fine", reply_to=asked["message_id"])
    await control.react(alice["id"], asked["message_id"], "👍")
    await bot.call(
        "setMessageReaction", chat_id=alice["id"], message_id=said["message_id"], reaction=[]
    )
    poll = await bot.call(
        "sendPoll",
        chat_id=ward["id"],
        question="?",
        options=["a", "b"],
        is_anonymous=False,
        open_period=600,
    )
    await control.vote(bob["id"], poll["message_id"], ["b"], chat=ward["id"])
    await bot.call("setMyCommands", commands=[{"command": "help", "description": "Help"}])
    await bot.call("setMyDescription", description="Listens", language_code="sv")
    link = await bot.call("createChatInviteLink", chat_id=ward["id"], creates_join_request=True)
    await control.join(user=(await control.user("Carol"))["id"], link=link["invite_link"])
    await bot.call("banChatMember", chat_id=ward["id"], user_id=bob["id"], until_date=_in(3600))
    await control.block(alice["id"])
    await control.faults("sendMessage", "http_500", count=3, bot=bot.username)


def _in(seconds: int) -> int:
    return int(MONDAY.timestamp()) + seconds


async def test_what_is_saved_is_put_back_as_it_was(control: Control, lively: None) -> None:
    saved = await control.state()
    await control.reset()
    assert await control.users() == []
    await control.restore(saved)
    assert await control.state() == saved
    assert json.loads(json.dumps(saved)) == saved


async def test_another_box_goes_on_from_there(
    bot: BotClient, control: Control, http: ClientSession, alice: User, ward: Chat, lively: None
) -> None:
    saved = await control.state()
    before = await bot.call("getUpdates", limit=100)
    async with Sandbox() as other, Control(other.url) as elsewhere:
        await elsewhere.restore(saved)
        there = type(bot)(http, other.url, bot.id, bot.token, bot.username)
        assert await there.call("getUpdates", limit=100) == before
        assert await elsewhere.messages(alice["id"]) == await control.messages(alice["id"])
        refusal = await there.refused("sendMessage", chat_id=ward["id"], text="x")
        assert refusal == "500 Internal Server Error: restart"
        file_id = (await elsewhere.messages(alice["id"]))[1]["photo"][0]["file_id"]
        assert (await there.call("getFile", file_id=file_id))["file_size"] == 70
        assert (await there.call("getMyCommands"))[0]["command"] == "help"


async def test_time_goes_on_for_what_was_to_end(
    bot: BotClient, control: Control, bob: User, ward: Chat, lively: None
) -> None:
    await control.restore(await control.state())
    await bot.updates()
    await control.clock(MONDAY + timedelta(hours=1))
    (update,) = await bot.updates()
    assert update["poll"]["is_closed"] is True
    member = await bot.call("getChatMember", chat_id=ward["id"], user_id=bob["id"])
    assert member["status"] == "left"


async def test_a_press_can_still_be_answered(bot: BotClient, control: Control, alice: User) -> None:
    markup = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}
    asked = await bot.send(alice["id"], "?", reply_markup=markup)
    await control.press(alice["id"], asked["message_id"], "Yes", timeout=0)
    (update,) = await bot.updates()
    await control.restore(await control.state())
    query = update["callback_query"]["id"]
    assert await bot.call("answerCallbackQuery", callback_query_id=query) is True


async def test_a_webhook_that_was_set_goes_on(
    bot: BotClient, control: Control, box: Sandbox, alice: User
) -> None:
    await bot.call("setWebhook", url="http://127.0.0.1:9/hook", secret_token="s")
    await control.restore(await control.state())
    info = await bot.call("getWebhookInfo")
    assert info["url"] == "http://127.0.0.1:9/hook"
    webhook = box.world.bots[bot.token].webhook
    assert webhook is not None
    assert webhook.sender is not None
    assert not webhook.sender.done()


async def test_a_poller_goes_on_though_the_box_is_put_back(
    bot: BotClient, box: Sandbox, control: Control, until: Until, alice: User
) -> None:
    poll = asyncio.create_task(bot.ask("getUpdates", timeout=50))
    await until(lambda: box.world.bots[bot.token].updates.watched)
    saved = await control.state()
    await control.restore(saved)
    assert (await poll).body == {"ok": True, "result": []}
    await control.say(alice["id"], "Here again")
    assert len(await bot.updates()) == 1


def said_in(state: dict[str, Any]) -> dict[str, Any]:
    """The content of the first message that is there."""
    found: dict[str, Any] = state["chats"][0]["messages"][0]["content"]
    return found


@pytest.mark.parametrize(
    ("spoil", "complaint"),
    [
        (lambda state: state.pop("people"), "people: Field required"),
        (lambda state: state.update(version=2), "version: Input should be 1"),
        (lambda state: state.update(colour=1), "colour: Extra inputs are not permitted"),
        (lambda state: state["people"].clear(), "state: it names something that is not in it"),
        (lambda state: state["chats"][0]["pinned"].append(99), "state: it names something"),
        (lambda state: state["rates"].update(per_chat_per_second=0), "a rate has to be between"),
        (lambda state: state["clock"].update(now=1e300), "clock.now: Input should be less"),
        (lambda state: state["polls"][0].update(id="x"), "id: String should match"),
        (lambda state: state["polls"][0].update(correct=[2]), "options: there are not so many"),
        (lambda state: state["files"][0]["content"][0].pop("file_unique_id"), "Field required"),
        (lambda state: said_in(state).update(text=7), "text: Input should be a valid string"),
        (
            lambda state: said_in(state).update(entities=[{"type": "bold"}]),
            "offset: Field required",
        ),
        (
            lambda state: state["chats"][0]["messages"][0].update(markup={"keyboard": [[{}]]}),
            "text: Field required",
        ),
    ],
)
async def test_what_is_no_saved_box_changes_nothing(
    control: Control, lively: None, spoil: Callable[[dict[str, Any]], object], complaint: str
) -> None:
    before = await control.state()
    spoiled = json.loads(json.dumps(before))
    spoil(spoiled)
    with pytest.raises(ControlRefusedError, match=complaint):
        await control.restore(spoiled)
    assert await control.state() == before


async def test_reset_empties_the_box(bot: BotClient, control: Control, lively: None) -> None:
    await control.reset()
    assert (await control.users(), await control.bots(), await control.calls()) == ([], [], [])
    assert await bot.refused("getMe") == "401 Unauthorized"


async def test_bots_can_stay(bot: BotClient, control: Control, alice: User, lively: None) -> None:
    await control.reset(keep_bots=True)
    assert await control.users() == []
    assert (await bot.call("getMyCommands"))[0]["command"] == "help"
    assert await bot.call("getUpdates") == []
    assert await control.lint() == []
    new = await control.user("Alice", user_id=alice["id"])
    refusal = await bot.refused("sendMessage", chat_id=new["id"], text="x")
    assert refusal == "403 Forbidden: bot can't initiate conversation with a user"


async def test_a_file_keeps_the_box_from_one_run_to_the_next(
    tmp_path: Path, box: Sandbox, control: Control, lively: None
) -> None:
    path = tmp_path / "box.json"
    file = StateFile(path, box.world)
    file.read()
    keeping = asyncio.create_task(file.keep())
    await asyncio.sleep(0)
    keeping.cancel()
    await asyncio.wait([keeping])
    async with Sandbox() as other, Control(other.url) as elsewhere:
        StateFile(path, other.world).read()
        assert await elsewhere.state() == await control.state()
    assert [found.name for found in path.parent.iterdir()] == ["box.json"]


@pytest.mark.parametrize("text", ["", "{}", "[", "\ufffe"])
async def test_a_file_of_something_else(tmp_path: Path, box: Sandbox, text: str) -> None:
    path = tmp_path / "box.json"
    path.write_text(text, encoding="utf-16")
    with pytest.raises(StateFileError, match=r"box\.json: it holds no saved box"):
        StateFile(path, box.world).read()
