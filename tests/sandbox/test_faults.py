import aiohttp
import pytest
from aiohttp import ClientSession

from bot.sandbox.client import Control, ControlRefusedError
from bot.sandbox.shapes import User
from tests.sandbox.conftest import BotClient


async def test_http_500(bot: BotClient, control: Control, alice: User) -> None:
    await control.faults("sendMessage", "http_500")
    refusal = await bot.refused("sendMessage", chat_id=alice["id"], text="x")
    assert refusal == "500 Internal Server Error: restart"
    await bot.send(alice["id"], "x")


async def test_http_502_is_html_from_the_front(
    bot: BotClient, control: Control, alice: User, http: ClientSession
) -> None:
    await control.faults("sendMessage", "http_502")
    url = f"{bot.url}/bot{bot.token}/sendMessage"
    async with http.post(url, json={"chat_id": alice["id"], "text": "x"}) as response:
        assert response.status == 502
        assert response.content_type == "text/html"
        assert "502 Bad Gateway" in await response.text()


async def test_too_many_says_when_to_come_again(
    bot: BotClient, control: Control, alice: User
) -> None:
    await control.faults("sendMessage", "too_many", retry_after=35)
    answer = await bot.ask("sendMessage", chat_id=alice["id"], text="x")
    assert answer.status == 429
    assert answer.headers["Retry-After"] == "35"
    assert answer.body == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 35",
        "parameters": {"retry_after": 35},
    }


async def test_too_many_without_a_word_of_how_long(
    bot: BotClient, control: Control, alice: User
) -> None:
    await control.faults("sendMessage", "too_many_bare")
    answer = await bot.ask("sendMessage", chat_id=alice["id"], text="x")
    assert answer.status == 429
    assert "Retry-After" not in answer.headers
    assert answer.body == {"ok": False, "error_code": 429, "description": "Too Many Requests"}


async def test_a_token_that_is_refused_for_a_moment(bot: BotClient, control: Control) -> None:
    await control.faults("getMe", "http_401")
    assert await bot.refused("getMe") == "401 Unauthorized"
    await bot.call("getMe")


async def test_an_answer_that_is_not_ok_although_it_says_200(
    bot: BotClient, control: Control
) -> None:
    await control.faults("getMe", "not_ok")
    answer = await bot.ask("getMe")
    assert (answer.status, answer.body) == (200, {"ok": False})


async def test_an_answer_of_which_only_half_arrives(
    bot: BotClient, control: Control, alice: User
) -> None:
    await control.faults("sendMessage", "cut_off")
    with pytest.raises(aiohttp.ClientPayloadError):
        await bot.send(alice["id"], "Did you get this?")
    assert (await control.messages(alice["id"]))[-1]["text"] == "Did you get this?"
    (call,) = [call for call in await control.calls() if call["method"] == "sendMessage"]
    assert call["status"] == 0


async def test_faults_can_be_for_one_chat(
    bot: BotClient, control: Control, alice: User, bob: User
) -> None:
    await control.say(bob["id"], "/start")
    await control.faults("sendMessage", "http_500", chat=bob["id"])
    await bot.send(alice["id"], "x")
    assert (await bot.refused("sendMessage", chat_id=str(bob["id"]), text="x")).startswith("500")
    await bot.send(bob["id"], "x")


@pytest.mark.parametrize(("kind", "done"), [("reset_before", False), ("reset_after", True)])
async def test_a_connection_breaks_before_or_after_the_work(
    bot: BotClient, control: Control, alice: User, kind: str, done: bool
) -> None:
    await control.faults("sendMessage", kind)
    with pytest.raises(aiohttp.ClientConnectionError):
        await bot.send(alice["id"], "Did you get this?")
    texts = [message["text"] for message in await control.messages(alice["id"])]
    assert ("Did you get this?" in texts) is done
    (call,) = [call for call in await control.calls() if call["method"] == "sendMessage"]
    assert call["status"] == 0


async def test_a_timeout_ends_with_the_patience_of_the_bot(
    bot: BotClient, control: Control, alice: User, http: ClientSession
) -> None:
    await control.faults("sendMessage", "timeout")
    with pytest.raises(TimeoutError):
        await http.post(
            f"{bot.url}/bot{bot.token}/sendMessage",
            json={"chat_id": alice["id"], "text": "x"},
            timeout=aiohttp.ClientTimeout(total=0.05),
        )
    assert [message["text"] for message in await control.messages(alice["id"])] == ["/start"]


async def test_latency_only_delays(bot: BotClient, control: Control, alice: User) -> None:
    await control.faults("sendMessage", "latency", seconds=0.01)
    assert (await bot.send(alice["id"], "slow"))["text"] == "slow"


async def test_faults_meet_only_their_method_and_only_so_many_calls(
    bot: BotClient, control: Control, alice: User
) -> None:
    await control.faults("SENDMESSAGE", "http_500", count=2)
    await bot.call("getMe")
    for _ in range(2):
        await bot.refused("sendMessage", chat_id=alice["id"], text="x")
    await bot.send(alice["id"], "x")


async def test_a_star_meets_every_method_and_a_plan_can_be_dropped(
    bot: BotClient, control: Control
) -> None:
    await control.faults("*", "http_500", count=100)
    await bot.refused("getMe")
    await bot.refused("getUpdates")
    await control.no_faults()
    await bot.call("getMe")


async def test_plans_that_make_no_sense(control: Control) -> None:
    with pytest.raises(ControlRefusedError, match="kind: "):
        await control.faults("sendMessage", "earthquake")
    with pytest.raises(ControlRefusedError, match="count: "):
        await control.faults("sendMessage", "timeout", count=0)


async def test_an_update_comes_again_after_it_was_acknowledged(
    bot: BotClient, control: Control, alice: User
) -> None:
    await control.faults(None, "duplicate")
    await control.say(alice["id"], "once")
    await control.say(alice["id"], "twice")
    one, two = await bot.call("getUpdates")
    (again,) = await bot.call("getUpdates", offset=two["update_id"] + 1)
    assert again == one
    assert await bot.call("getUpdates", offset=two["update_id"] + 1) == []


async def test_updates_arrive_in_another_order(
    bot: BotClient, control: Control, alice: User
) -> None:
    await control.faults(None, "reorder")
    await control.say(alice["id"], "first")
    assert await bot.call("getUpdates") == []
    await control.say(alice["id"], "second")
    updates = await bot.call("getUpdates")
    assert [update["message"]["text"] for update in updates] == ["second", "first"]
    assert updates[0]["update_id"] == updates[1]["update_id"] + 1
    again = await bot.call("getUpdates", offset=updates[1]["update_id"] + 1)
    assert [update["message"]["text"] for update in again] == ["second"]
    assert await bot.call("getUpdates", offset=updates[0]["update_id"] + 1) == []


async def test_an_update_that_no_client_can_decode_comes_before_the_next_one(
    bot: BotClient, control: Control, alice: User
) -> None:
    await control.faults(None, "undecodable")
    await control.say(alice["id"], "Hello")
    garbage, hello = await bot.updates()
    assert isinstance(garbage["message"], str)
    assert hello["message"]["text"] == "Hello"
    await control.say(alice["id"], "Hello again")
    assert len(await bot.updates()) == 1


async def test_faults_can_be_for_one_bot(
    bot: BotClient, second_bot: BotClient, control: Control, alice: User
) -> None:
    await control.say(alice["id"], "/start", bot=second_bot.username)
    await second_bot.updates()
    await control.faults("getMe", "http_500", bot=second_bot.username)
    await control.faults(None, "undecodable", bot=second_bot.username)
    await bot.call("getMe")
    await second_bot.refused("getMe")
    for each in (bot, second_bot):
        await control.say(alice["id"], "Hello", bot=each.username)
    assert len(await bot.updates()) == 1
    assert len(await second_bot.updates()) == 2


async def test_faults_of_updates_spare_the_calls(
    bot: BotClient, control: Control, alice: User
) -> None:
    await control.faults("*", "duplicate")
    await bot.call("getMe")
    await control.say(alice["id"], "x")
    await bot.call("getMe")
