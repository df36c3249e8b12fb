"""The doctor tells how everything is, and what to do about what is not as it should be."""

import pytest

from bot.operating.doctor import Verdict, machine
from tests.databases import on_sqlite
from tests.operating.doctor.practice import Practice

OK, LOOK, WRONG = Verdict


async def test_a_healthy_installation_has_nothing_wrong(practice: Practice) -> None:
    found = await practice.all()
    told = {one.what: one.verdict for one in found if one.what != "discretion"}
    assert set(told.values()) == {OK}
    assert {"token", "webhook", "clock", "database", "files", "running"} <= told.keys()
    assert all(bool(one.do) == (one.verdict is not OK) for one in found)
    assert f"@{practice.stage.app.bot.username}" in (await practice.finds("token")).says


@on_sqlite
async def test_it_changes_nothing(practice: Practice) -> None:
    before = len(await practice.stage.control.calls())
    await practice.all()
    asked = {call["method"] for call in (await practice.stage.control.calls())[before:]}
    assert asked == {"getMe", "getWebhookInfo", "getMyCommands"}


@on_sqlite
async def test_what_cannot_be_looked_at_does_not_hide_the_rest(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: object) -> None:
        raise ValueError("kvistelbark")

    monkeypatch.setattr(machine, "check_banks", broken)
    found = await practice.finds("questions")
    assert (found.verdict, found.says) == (WRONG, "could not be looked at: ValueError")
    assert (await practice.finds("running")).verdict is OK
