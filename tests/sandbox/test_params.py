import json
from collections.abc import Awaitable, Callable

import pytest
from aiohttp import ClientSession

from bot.sandbox.client import Control
from bot.sandbox.params import Params
from bot.sandbox.shapes import Chat, User
from tests.sandbox.conftest import BotClient


@pytest.fixture
def said(alice: User, control: Control) -> Callable[[], Awaitable[list[str | None]]]:
    """The texts that Alice got."""

    async def texts() -> list[str | None]:
        return [message.get("text") for message in await control.messages(alice["id"])][1:]

    return texts


async def test_parameters_come_from_query_form_and_json(
    bot: BotClient,
    http: ClientSession,
    alice: User,
    said: Callable[[], Awaitable[list[str | None]]],
) -> None:
    url = f"{bot.url}/bot{bot.token}/sendMessage"
    chat = {"chat_id": str(alice["id"])}
    async with http.get(url, params={**chat, "text": "query é"}):
        pass
    async with http.post(url, data={**chat, "text": "form &é"}):
        pass
    async with http.post(url, json={**chat, "text": "json"}):
        pass
    async with http.post(url, params=chat, json={"chat_id": 1, "text": "query first"}):
        pass
    assert await said() == ["query é", "form &é", "json", "query first"]


@pytest.mark.parametrize(
    "body", ["", "--x", "--x\r\nno part\r\n", "--x\r\n\r\nhalf", "--x\r\n\r\nno name\r\n--x--"]
)
async def test_forms_that_are_broken(bot: BotClient, http: ClientSession, body: str) -> None:
    url = f"{bot.url}/bot{bot.token}/getChat"
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    async with http.post(url, data=body, headers=headers) as response:
        assert response.status == 400
        assert (await response.json())["description"] in (
            "Bad Request: chat_id is empty",
            "Bad Request: can't parse multipart/form-data",
        )


@pytest.mark.parametrize(
    ("body", "refusal"),
    [("{", "can't parse JSON object"), ("[]", "object expected"), ("", "chat_id is empty")],
)
async def test_bodies_that_are_no_object(
    bot: BotClient, http: ClientSession, body: str, refusal: str
) -> None:
    url = f"{bot.url}/bot{bot.token}/getChat"
    headers = {"Content-Type": "application/json"}
    async with http.post(url, data=body, headers=headers) as response:
        assert response.status == 400
        assert (await response.json())["description"] == f"Bad Request: {refusal}"


async def test_what_telegram_ignores_is_linted(
    bot: BotClient, control: Control, alice: User
) -> None:
    await bot.send(alice["id"], "x", disable_web_page_preview=True, disable_notification="maybe")
    await bot.call("getUpdates", limit="many", timeout=0)
    findings = {
        (finding["method"], finding["parameter"]): finding["problem"]
        for finding in await control.lint()
    }
    assert findings.keys() == {
        ("sendMessage", "disable_web_page_preview"),
        ("sendMessage", "disable_notification"),
        ("getUpdates", "limit"),
    }


async def test_clean_calls_leave_no_lint(bot: BotClient, control: Control, alice: User) -> None:
    markup = {"inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}]]}
    await bot.send(
        alice["id"],
        "x",
        disable_notification=True,
        reply_markup=json.dumps(markup),
        link_preview_options={"is_disabled": True},
        protect_content="false",
    )
    await bot.call("getUpdates", offset=0, timeout="0", allowed_updates=json.dumps(["message"]))
    assert await control.lint() == []


@pytest.mark.parametrize(
    ("value", "number", "odd"),
    [
        (5, 5, False),
        ("5", 5, False),
        ("-5", 0, True),
        ("5 apples", 5, True),
        ("apples", 0, True),
        (True, 0, True),
        (99, 10, True),
        (None, 3, False),
    ],
)
def test_integers_are_read_as_telegram_reads_them(value: object, number: int, odd: bool) -> None:
    reports = []
    params = Params({} if value is None else {"n": value}, lambda *report: reports.append(report))
    assert params.integer("n", 3, 0, 10) == number
    assert bool(reports) is odd


@pytest.mark.parametrize(
    ("value", "flag", "odd"),
    [
        (True, True, False),
        ("true", True, False),
        ("True", True, False),
        ("1", True, False),
        (1, True, False),
        ("false", False, False),
        (0, False, False),
        ("on", False, True),
    ],
)
def test_flags_are_read_as_telegram_reads_them(value: object, flag: bool, odd: bool) -> None:
    reports = []
    params = Params({"f": value}, lambda *report: reports.append(report))
    assert params.flag("f") is flag
    assert bool(reports) is odd


@pytest.mark.parametrize(
    "content_type", ["multipart/form-data", "multipart/x; boundary=", "x/y; b"]
)
async def test_a_form_whose_parts_cannot_be_told_apart(bot: BotClient, content_type: str) -> None:
    url = f"{bot.url}/bot{bot.token}/getChat"
    headers = {"Content-Type": content_type}
    async with bot.http.post(url, data=b"--x\r\n", headers=headers) as response:
        assert response.status == 400


@pytest.mark.parametrize("opening", ["[", '{"a":'])
@pytest.mark.parametrize("depth", [101, 100_000])
async def test_what_is_too_deep_is_no_json(bot: BotClient, opening: str, depth: int) -> None:
    closing = "]" if opening == "[" else "}"
    deep = opening * depth + "1" + closing * depth
    refusal = await bot.refused("sendMessage", chat_id=1, text="x", reply_markup=deep)
    assert refusal == "400 Bad Request: can't parse reply keyboard markup JSON object"
    url = f"{bot.url}/bot{bot.token}/sendMessage"
    headers = {"Content-Type": "application/json"}
    async with bot.http.post(url, data=f'{{"text": {deep}}}', headers=headers) as response:
        assert (await response.json())["description"] == "Bad Request: can't parse JSON object"


async def test_brackets_in_words_are_not_deep(bot: BotClient, alice: User) -> None:
    words = '[{"' * 200
    assert (await bot.send(alice["id"], words))["text"] == words


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "9" * 5000])
async def test_numbers_that_json_does_not_have(bot: BotClient, number: str) -> None:
    refusal = await bot.refused(
        "sendMessage", chat_id=1, text="x", reply_markup=f'{{"a": {number}}}'
    )
    assert refusal == "400 Bad Request: can't parse reply keyboard markup JSON object"


@pytest.mark.parametrize("given", [None, "null", [], "[]", 1, "x{"])
@pytest.mark.parametrize(
    ("method", "parameter", "called", "refusal"),
    [
        ("sendMessage", "reply_markup", "reply keyboard markup", "object expected as reply markup"),
        ("sendMessage", "reply_parameters", "reply parameters", ""),
        ("sendMessage", "link_preview_options", "link preview options", ""),
        ("setChatPermissions", "permissions", "permissions", ""),
        (
            "setChatMenuButton",
            "menu_button",
            "menu button",
            "can't parse menu button: MenuButton must be an Object",
        ),
        (
            "getMyCommands",
            "scope",
            "BotCommandScope",
            "can't parse BotCommandScope: BotCommandScope must be an Object",
        ),
    ],
)
async def test_where_an_object_is_required_nothing_else_will_do(
    bot: BotClient,
    ward: Chat,
    method: str,
    parameter: str,
    called: str,
    refusal: str,
    given: object,
) -> None:
    target = {} if method.endswith(("Button", "Commands")) else {"chat_id": ward["id"], "text": "x"}
    answer = await bot.refused(method, **{parameter: given}, **target)
    complaint = refusal or f"object expected as {called}"
    if given == "x{":
        complaint = f"can't parse {called} JSON object"
    assert answer == f"400 Bad Request: {complaint}"


@pytest.mark.parametrize(
    ("method", "parameter", "complaint"),
    [
        ("setChatMenuButton", "menu_button", "can't parse menu button: Can't find field \"type\""),
        ("getMyCommands", "scope", "can't parse BotCommandScope: Can't find field \"type\""),
        ("setMyCommands", "commands", "expected an Array of BotCommand"),
        ("sendMessage", "reply_parameters", ""),
        ("sendMessage", "reply_markup", ""),
        ("sendMessage", "link_preview_options", ""),
    ],
)
async def test_an_empty_object_lacks_what_is_required(
    bot: BotClient, alice: User, method: str, parameter: str, complaint: str
) -> None:
    target = {"chat_id": alice["id"], "text": "x"} if method == "sendMessage" else {}
    if complaint:
        answer = await bot.refused(method, **{parameter: {}}, **target)
        assert answer == f"400 Bad Request: {complaint}"
    else:
        await bot.call(method, **{parameter: {}}, **target)


@pytest.mark.parametrize("kinds", [None, "x", {"message": 1}, 7])
async def test_kinds_of_updates_that_are_no_list_are_ignored_and_linted(
    bot: BotClient, control: Control, alice: User, kinds: object
) -> None:
    await bot.call("getUpdates", allowed_updates=kinds)
    assert [finding["parameter"] for finding in await control.lint()] == ["allowed_updates"]
    await control.say(alice["id"], "Hello")
    assert len(await bot.updates()) == 1


@pytest.mark.parametrize(
    ("method", "given", "ignored"),
    [
        (
            "sendPoll",
            {"question": "?", "options": ["a"], "shuffle_options": True},
            "shuffle_options",
        ),
        ("sendPoll", {"question": "?", "options": ["a"], "shuffle_options": False}, None),
        ("sendMessage", {"text": "x", "disable_notification": True}, None),
    ],
)
async def test_what_is_taken_and_makes_no_difference_is_linted(
    bot: BotClient,
    control: Control,
    alice: User,
    method: str,
    given: dict[str, object],
    ignored: str | None,
) -> None:
    await bot.call(method, chat_id=alice["id"], **given)
    found = [finding["parameter"] for finding in await control.lint()]
    assert found == ([ignored] if ignored else [])
