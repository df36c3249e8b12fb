"""Bots of other makes live in the sandbox as they would in Telegram."""

from pathlib import Path

import pytest

from bot.sandbox.client import Control
from bot.sandbox.server import Sandbox
from tests.peers import javascript
from tests.peers.dialogue import CALLED, USERNAME, Talk
from tests.peers.peer import PEERS, Peer, running

ways = pytest.mark.parametrize("webhook", [False, True], ids=["polling", "webhook"])
peers = pytest.mark.parametrize("peer", PEERS, ids=lambda peer: peer.library)


@ways
@peers
async def test_people_talk_with_a_bot_of_another_make(
    peer: Peer, webhook: bool, unused_port: int
) -> None:
    async with Sandbox() as box, Control(box.url) as control:
        await control.no_limits()
        account = await control.bot(USERNAME)
        where = (str(unused_port),) if webhook else ()
        async with running(peer, box.url, account.token, *where):
            await Talk(control).play()
        calls = await control.calls()
        assert {call["status"] for call in calls} <= {200, 0}
        assert {call["method"] for call in calls if call["status"] == 0} <= {"getUpdates"}
        assert {call["method"] for call in calls} >= CALLED | {
            "setWebhook" if webhook else "getUpdates"
        }
        assert await control.lint() == []


def test_what_the_bot_in_javascript_needs_is_locked_without_an_address() -> None:
    lock = (javascript.FOLDER / "package-lock.json").read_text(encoding="utf-8")
    assert "grammy" in lock
    assert "resolved" not in lock
    assert "//" not in lock


def test_it_is_said_how_to_get_the_bot_in_javascript(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(javascript, "INSTALLED", tmp_path / "nothing")
    with pytest.raises(FileNotFoundError, match="`make peers` does it"):
        javascript.bot()
