from collections.abc import Awaitable, Callable

import pytest

from bot.sandbox.client import Control
from bot.sandbox.jsons import JsonObject
from bot.sandbox.shapes import Chat, User
from tests.sandbox.conftest import BotClient, Upload


@pytest.fixture
def to_bob(bot: BotClient, control: Control, bob: User) -> Callable[[], Awaitable[dict[str, int]]]:
    """What goes to Bob, who has started the bot."""

    async def target() -> dict[str, int]:
        await control.say(bob["id"], "/start")
        await bot.updates()
        return {"chat_id": bob["id"]}

    return target


async def test_a_forward_tells_where_it_came_from(
    bot: BotClient,
    control: Control,
    alice: User,
    bob: User,
    to_bob: Callable[[], Awaitable[dict[str, int]]],
) -> None:
    said = await control.say(alice["id"], "We *did* it")
    target = {**await to_bob(), "from_chat_id": alice["id"]}
    sent = await bot.call("forwardMessage", message_id=said["message_id"], **target)
    assert sent["text"] == "We *did* it"
    assert sent["from"]["id"] == bot.id
    assert sent["forward_origin"] == {"type": "user", "date": said["date"], "sender_user": alice}
    again = await bot.call(
        "forwardMessage",
        chat_id=alice["id"],
        from_chat_id=bob["id"],
        message_id=sent["message_id"],
    )
    assert again["forward_origin"] == sent["forward_origin"]
    refusal = await bot.refused(
        "editMessageText", chat_id=bob["id"], message_id=sent["message_id"], text="x"
    )
    assert refusal == "400 Bad Request: message can't be edited"


async def test_a_post_of_a_channel_is_forwarded(
    bot: BotClient, control: Control, alice: User, channel: Chat
) -> None:
    post = await control.say(alice["id"], "News", chat=channel["id"])
    sent = await bot.call(
        "forwardMessage",
        chat_id=alice["id"],
        from_chat_id=channel["id"],
        message_id=post["message_id"],
    )
    origin = sent["forward_origin"]
    assert (origin["type"], origin["chat"], origin["message_id"]) == (
        "channel",
        channel,
        post["message_id"],
    )


async def test_a_copy_tells_nothing(
    bot: BotClient, control: Control, alice: User, to_bob: Callable[[], Awaitable[dict[str, int]]]
) -> None:
    markup = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}
    asked = await bot.send(alice["id"], "<b>Well?</b>", parse_mode="HTML", reply_markup=markup)
    target = {**await to_bob(), "from_chat_id": alice["id"]}
    copied = await bot.call("copyMessage", message_id=asked["message_id"], **target)
    assert copied.keys() == {"message_id"}
    shown = (await control.messages(target["chat_id"]))[-1]
    assert (shown["text"], shown["entities"]) == (asked["text"], asked["entities"])
    assert "reply_markup" not in shown
    assert "forward_origin" not in shown


async def test_a_copy_with_another_caption(
    bot: BotClient, control: Control, alice: User, upload: Upload, picture: bytes
) -> None:
    sent = await upload("sendPhoto", {"photo": picture}, chat_id=alice["id"], caption="old")
    target = {"chat_id": alice["id"], "from_chat_id": alice["id"]}
    await bot.call("copyMessage", message_id=sent["message_id"], caption="new", **target)
    await bot.call("copyMessages", message_ids=[sent["message_id"]], remove_caption=True, **target)
    _, _, renamed, bare = await control.messages(alice["id"])
    assert renamed["caption"] == "new"
    assert "caption" not in bare
    assert renamed["photo"] == sent["photo"]


async def test_several_are_forwarded_in_order_and_albums_stay_together(
    bot: BotClient,
    control: Control,
    alice: User,
    upload: Upload,
    to_bob: Callable[[], Awaitable[dict[str, int]]],
) -> None:
    media = [{"type": "document", "media": f"attach://{n}"} for n in range(2)]
    album = await upload("sendMediaGroup", {"0": b"x", "1": b"y"}, chat_id=alice["id"], media=media)
    ids = [message["message_id"] for message in album]
    target = {**await to_bob(), "from_chat_id": alice["id"]}
    sent = await bot.call("forwardMessages", message_ids=[*ids, 4711], **target)
    assert len(sent) == 2
    one, two = (await control.messages(target["chat_id"]))[-2:]
    assert one["media_group_id"] == two["media_group_id"] != album[0]["media_group_id"]


async def test_a_forwarded_poll_shares_its_votes_and_a_copied_one_does_not(
    bot: BotClient, control: Control, alice: User
) -> None:
    asked = await bot.call("sendPoll", chat_id=alice["id"], question="?", options=["a", "b"])
    target = {"chat_id": alice["id"], "from_chat_id": alice["id"]}
    await bot.call("forwardMessage", message_id=asked["message_id"], **target)
    await bot.call("copyMessage", message_id=asked["message_id"], **target)
    await control.vote(alice["id"], asked["message_id"], ["b"])
    polls = [message["poll"] for message in (await control.messages(alice["id"]))[1:]]
    assert [poll["total_voter_count"] for poll in polls] == [1, 1, 0]
    assert polls[0]["id"] == polls[1]["id"] != polls[2]["id"]


async def test_what_is_protected_can_be_copied_by_its_bot_and_not_forwarded(
    bot: BotClient, alice: User
) -> None:
    sent = await bot.send(alice["id"], "for you alone", protect_content=True)
    target = {"chat_id": alice["id"], "from_chat_id": alice["id"]}
    ids = {"message_id": sent["message_id"]}
    refusal = await bot.refused("forwardMessage", **ids, **target)
    assert refusal == "400 Bad Request: message can't be forwarded"
    await bot.call("copyMessage", **ids, **target)
    refusal = await bot.refused("forwardMessages", message_ids=[sent["message_id"]], **target)
    assert refusal == "400 Bad Request: there are no messages to forward"


async def test_what_tells_of_an_event_stays_where_it_is(
    bot: BotClient, control: Control, alice: User, bob: User, ward: Chat
) -> None:
    await control.leave(ward["id"], user=bob["id"])
    event = (await control.messages(alice["id"], chat=ward["id"]))[-1]
    target = {"chat_id": ward["id"], "from_chat_id": ward["id"]}
    for method, done in (("forwardMessage", "forwarded"), ("copyMessage", "copied")):
        refusal = await bot.refused(method, message_id=event["message_id"], **target)
        assert refusal == f"400 Bad Request: message can't be {done}"


@pytest.mark.parametrize(
    ("method", "parameters", "complaint"),
    [
        ("forwardMessage", {}, 'parameter "from_chat_id" is required'),
        ("forwardMessage", {"from_chat_id": "{alice}"}, "message to forward not found"),
        ("copyMessage", {"from_chat_id": "{alice}", "message_id": 99}, "message to copy not found"),
        ("copyMessages", {"from_chat_id": "{alice}"}, "message identifiers are not specified"),
        (
            "copyMessages",
            {"from_chat_id": "{alice}", "message_ids": [1] * 101},
            "too many message identifiers specified",
        ),
        (
            "forwardMessages",
            {"from_chat_id": "{alice}", "message_ids": [2, 1]},
            "message identifiers must be in a strictly increasing order",
        ),
        (
            "forwardMessages",
            {"from_chat_id": "{alice}", "message_ids": ["x"]},
            "can't parse message identifier as a Number",
        ),
        (
            "forwardMessages",
            {"from_chat_id": "{alice}", "message_ids": [True]},
            "message identifier must be a Number",
        ),
        (
            "forwardMessages",
            {"from_chat_id": "{alice}", "message_ids": [0]},
            "invalid message identifier specified",
        ),
        (
            "forwardMessages",
            {"from_chat_id": "{alice}", "message_ids": [99]},
            "there are no messages to forward",
        ),
        ("copyMessage", {"from_chat_id": 4711, "message_id": 1}, "chat not found"),
    ],
)
async def test_what_cannot_be_passed_on(
    bot: BotClient, alice: User, method: str, parameters: JsonObject, complaint: str
) -> None:
    known = {"{alice}": alice["id"]}
    filled = {
        name: known.get(value, value) if isinstance(value, str) else value
        for name, value in parameters.items()
    }
    refusal = await bot.refused(method, chat_id=alice["id"], **filled)
    assert refusal == f"400 Bad Request: {complaint}"
