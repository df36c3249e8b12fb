"""What the doctor asks Telegram: the token, the webhook, the menus, the time."""

from datetime import UTC, datetime, timedelta

import pytest
from pydantic import SecretStr

from bot.config.settings import WEBHOOK_PATH
from bot.operating.doctor import Verdict, account
from tests.databases import on_sqlite
from tests.faults.town import until
from tests.operating.doctor.practice import Practice
from tests.stage import StandingClock

OK, LOOK, WRONG = Verdict
NOWHERE = "http://127.0.0.1:9"


@on_sqlite
async def test_a_token_that_nobody_knows(practice: Practice) -> None:
    practice.set("telegram", token=SecretStr("7:hush-hush"))
    found = await practice.finds("token")
    assert (found.verdict, found.says) == (WRONG, "Telegram does not know it")


@on_sqlite
async def test_no_token(practice: Practice) -> None:
    practice.set("telegram", token=None)
    found = await practice.finds("token")
    assert (found.verdict, found.says) == (WRONG, "there is none")


@on_sqlite
async def test_no_way_to_telegram(practice: Practice) -> None:
    practice.set("telegram", base_url=NOWHERE)
    found = await practice.finds("telegram")
    assert (found.verdict, found.says) == (
        WRONG,
        "127.0.0.1 cannot be reached (UnreachedError)",
    )


@on_sqlite
async def test_a_bot_that_is_sent_all_that_is_said_in_groups(practice: Practice) -> None:
    other = await practice.stage.control.bot("nosy_bot", privacy=False)
    practice.set("telegram", token=SecretStr(other.token))
    found = await practice.finds("privacy mode")
    assert found.verdict is LOOK
    assert "/setprivacy" in found.do


@on_sqlite
async def test_menus_that_nobody_has_set(practice: Practice) -> None:
    scope = {"type": "all_private_chats"}
    await practice.stage.call("deleteMyCommands", scope=scope)
    assert (await practice.finds("menus")).verdict is LOOK


@on_sqlite
async def test_a_webhook_while_the_bot_wants_to_poll(practice: Practice) -> None:
    await practice.stage.call("setWebhook", url=f"{NOWHERE}/hush-hush")
    found = await practice.finds("webhook")
    assert (found.verdict, found.says) == (
        WRONG,
        "one is set (127.0.0.1), but telegram.mode is polling",
    )


@on_sqlite
async def test_a_webhook_that_is_not_the_bots(practice: Practice) -> None:
    practice.set("telegram", mode="webhook")
    practice.set("webhook", url="https://bot.example.org")
    assert "none is set" in (await practice.finds("webhook")).says
    await practice.stage.call("setWebhook", url=f"{NOWHERE}/hush-hush")
    found = await practice.finds("webhook")
    assert (found.verdict, found.says) == (
        WRONG,
        "Telegram posts to 127.0.0.1, not to webhook.url",
    )


@on_sqlite
async def test_a_webhook_that_telegram_does_not_get_through_to(practice: Practice) -> None:
    practice.set("telegram", mode="webhook")
    practice.set("webhook", url=NOWHERE)
    practice.clock = practice.stage.clock
    await practice.stage.call("setWebhook", url=NOWHERE + WEBHOOK_PATH)
    assert (await practice.finds("webhook")).verdict is OK
    alice = await practice.stage.person("Alice")
    await practice.stage.control.say(alice.id, "/start")

    async def told() -> bool:
        return (await practice.finds("webhook")).verdict is LOOK

    await until(told, "Telegram to have trouble")


@on_sqlite
async def test_updates_that_nobody_takes(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(account, "MANY", 1)
    alice = await practice.stage.person("Alice")
    for _ in range(2):
        await practice.stage.control.say(alice.id, "/start")
    found = await practice.finds("webhook")
    assert (found.verdict, found.says) == (LOOK, "2 updates wait at Telegram")


@pytest.mark.parametrize(
    ("ahead", "verdict", "says"),
    [
        (timedelta(seconds=30), LOOK, "ahead of"),
        (timedelta(minutes=-5), WRONG, "behind"),
        (timedelta(minutes=5), WRONG, "ahead of"),
    ],
)
async def test_a_clock_that_is_wrong_by_all_others(
    practice: Practice, ahead: timedelta, verdict: Verdict, says: str
) -> None:
    practice.clock = StandingClock(datetime.now(UTC) + ahead)
    told = [one for one in await practice.all() if one.what == "clock"]
    assert {one.verdict for one in told} == {verdict}
    assert all(says in one.says for one in told)
    others = {one.says.rsplit(maxsplit=1)[-1] for one in told}
    on_file = practice.stage.app.unit_of_work.store.on_sqlite
    assert others == ({"Telegram's"} if on_file else {"Telegram's", "database's"})
