"""What is seen of a chat: how many are in it, and whether anybody can read it."""

from typing import Any, cast

import pytest
from telegram.error import BadRequest, NetworkError

from bot.chat.application import EftertankeBot
from bot.chat.lookout import sight

GROUP, CHANNEL, HIDDEN, AWAY = -100, -200, -300, -400


class Telegram:
    """Tells of a group what it was made with."""

    def __init__(self, **group: Any) -> None:
        self.group = {"id": GROUP, "title": "Nightshift"} | group

    async def call(self, method: str, parameters: dict[str, Any]) -> Any:
        if method == "getChatMemberCount":
            return 10
        match parameters["chat_id"]:
            case -100:
                return self.group
            case -200:
                return {"id": CHANNEL, "username": "news"}
            case -300:
                raise BadRequest("Bad Request: chat not found")
        raise NetworkError("nothing gets through")


@pytest.mark.parametrize(
    ("group", "public"),
    [
        ({}, False),
        ({"username": "nightshift"}, True),
        ({"active_usernames": ["nightshift"]}, True),
        ({"location": {"address": "High Street"}}, True),
        ({"linked_chat_id": CHANNEL}, True),
        ({"linked_chat_id": HIDDEN}, True),
        ({"linked_chat_id": GROUP}, False),
    ],
)
async def test_a_chat_that_anybody_can_read_is_told_from_others(
    group: dict[str, Any], public: bool
) -> None:
    seen = await sight(cast("EftertankeBot", Telegram(**group)), GROUP)
    assert seen is not None
    assert (seen.title, seen.people, seen.public) == ("Nightshift", 9, public)


async def test_where_something_cannot_be_seen_just_now_nothing_is_told() -> None:
    assert await sight(cast("EftertankeBot", Telegram(linked_chat_id=AWAY)), GROUP) is None
