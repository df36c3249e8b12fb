from datetime import UTC, datetime, timedelta

import pytest

from bot.sandbox.client import Control, ControlRefusedError
from bot.sandbox.jsons import JsonObject
from bot.sandbox.server import Sandbox
from bot.sandbox.shapes import Chat, Message, User
from tests.sandbox.conftest import BotClient

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
OPTIONS = ["Calm", "Busy", "Hard"]


@pytest.fixture
async def poll(bot: BotClient, alice: User) -> Message:
    """Not anonymous, one choice."""
    sent: Message = await bot.call(
        "sendPoll",
        chat_id=alice["id"],
        question="How was tonight?",
        options=OPTIONS,
        is_anonymous=False,
    )
    return sent


async def test_a_poll_as_it_is_sent(bot: BotClient, control: Control, alice: User) -> None:
    sent = await bot.call(
        "sendPoll",
        chat_id=alice["id"],
        question="How *was* it?",
        question_parse_mode="Markdown",
        options=[{"text": "Good"}, "Bad"],
    )
    poll = sent["poll"]
    assert poll["id"].isdecimal()
    assert (poll["question"], poll["type"]) == ("How was it?", "regular")
    assert poll["options"] == [
        {"persistent_id": "0", "text": "Good", "voter_count": 0},
        {"persistent_id": "1", "text": "Bad", "voter_count": 0},
    ]
    assert (poll["is_anonymous"], poll["is_closed"], poll["allows_revoting"]) == (True, False, True)
    assert await control.lint() == []


async def test_votes_reach_the_bot_with_the_names_of_those_who_gave_them(
    bot: BotClient, control: Control, alice: User, poll: Message
) -> None:
    message = await control.vote(alice["id"], poll["message_id"], ["Busy"])
    assert [option["voter_count"] for option in message["poll"]["options"]] == [0, 1, 0]
    state, answer = await bot.updates()
    assert state["poll"]["total_voter_count"] == 1
    assert answer["poll_answer"] == {
        "poll_id": poll["poll"]["id"],
        "user": alice,
        "option_ids": [1],
        "option_persistent_ids": ["1"],
    }
    await control.vote(alice["id"], poll["message_id"], [0])
    await control.vote(alice["id"], poll["message_id"], [])
    *_, changed, _, taken_back = await bot.updates()
    assert changed["poll_answer"]["option_ids"] == [0]
    assert taken_back["poll_answer"]["option_ids"] == []


async def test_of_an_anonymous_poll_the_bot_hears_only_counts(
    bot: BotClient, control: Control, alice: User
) -> None:
    sent = await bot.call("sendPoll", chat_id=alice["id"], question="?", options=OPTIONS)
    await control.vote(alice["id"], sent["message_id"], [2])
    (update,) = await bot.updates()
    assert [option["voter_count"] for option in update["poll"]["options"]] == [0, 0, 1]


async def test_several_people_and_several_choices(
    bot: BotClient, control: Control, alice: User, bob: User, ward: Chat
) -> None:
    sent = await bot.call(
        "sendPoll",
        chat_id=ward["id"],
        question="?",
        options=OPTIONS,
        allows_multiple_answers=True,
    )
    for user, chosen in ((alice, ["Calm", "Busy"]), (bob, ["Busy"])):
        await control.vote(user["id"], sent["message_id"], chosen, chat=ward["id"])
    state = (await bot.updates())[-1]["poll"]
    assert [option["voter_count"] for option in state["options"]] == [1, 2, 0]
    assert state["total_voter_count"] == 2


async def test_a_quiz_is_answered_once(bot: BotClient, control: Control, alice: User) -> None:
    sent = await bot.call(
        "sendPoll",
        chat_id=alice["id"],
        question="?",
        options=OPTIONS,
        type="quiz",
        correct_option_ids=[1],
        explanation="Because",
    )
    assert sent["poll"]["correct_option_ids"] == [1]
    assert sent["poll"]["explanation"] == "Because"
    await control.vote(alice["id"], sent["message_id"], [0])
    with pytest.raises(ControlRefusedError, match="options: votes in this poll cannot be changed"):
        await control.vote(alice["id"], sent["message_id"], [1])


async def test_the_bot_stops_a_poll(
    bot: BotClient, control: Control, alice: User, poll: Message
) -> None:
    await control.vote(alice["id"], poll["message_id"], [1])
    await bot.updates()
    target = {"chat_id": alice["id"], "message_id": poll["message_id"]}
    stopped = await bot.call("stopPoll", **target)
    assert stopped["is_closed"] is True
    assert (await bot.updates())[0]["poll"] == stopped
    refusal = await bot.refused("stopPoll", **target)
    assert refusal == "400 Bad Request: poll has already been closed"
    with pytest.raises(ControlRefusedError, match="message: the poll is closed"):
        await control.vote(alice["id"], poll["message_id"], [0])


async def test_a_poll_ends_by_itself(bot: BotClient, control: Control, alice: User) -> None:
    await control.clock(MONDAY)
    sent = await bot.call(
        "sendPoll", chat_id=alice["id"], question="?", options=OPTIONS, open_period=600
    )
    assert sent["poll"]["close_date"] == int(MONDAY.timestamp()) + 600
    await control.clock(MONDAY + timedelta(seconds=599))
    assert await bot.updates() == []
    await control.clock(MONDAY + timedelta(seconds=600))
    (update,) = await bot.updates()
    assert update["poll"]["is_closed"] is True


async def test_a_poll_ends_in_real_time_too(
    bot: BotClient, control: Control, box: Sandbox, alice: User
) -> None:
    await control.clock(MONDAY, speed=10)
    await bot.call("sendPoll", chat_id=alice["id"], question="?", options=["x"], open_period=5)
    (update,) = await bot.call("getUpdates", timeout=50)
    assert update["poll"]["is_closed"] is True


@pytest.mark.parametrize(
    ("parameters", "complaint"),
    [
        ({"question": ""}, "message text is empty"),
        ({"question": "x" * 301}, "poll question length must not exceed 300"),
        ({"options": []}, "poll must have at least one answer option"),
        ({"options": ["x"] * 13}, "poll can't have more than 12 options"),
        ({"options": ["x" * 101]}, "poll options length must not exceed 100"),
        ({"options": [1]}, "expected an option to be of type String"),
        ({"options": [{}]}, 'can\'t find field "text"'),
        ({"options": "{"}, "can't parse options JSON object"),
        ({"options": {}}, "expected an Array of String as options"),
        ({"type": "guess"}, "unsupported poll type specified"),
        ({"type": "quiz"}, "correct quiz option list must be non-empty"),
        (
            {"type": "quiz", "correct_option_ids": [1, 0]},
            "correct quiz option list must be increasing",
        ),
        ({"type": "quiz", "correct_option_ids": [3]}, "wrong quiz correct_option_id"),
    ],
)
async def test_polls_that_telegram_refuses(
    bot: BotClient, alice: User, parameters: JsonObject, complaint: str
) -> None:
    asked = {"question": "?", "options": OPTIONS, **parameters}
    refusal = await bot.refused("sendPoll", chat_id=alice["id"], **asked)
    assert refusal == f"400 Bad Request: {complaint}"


async def test_in_a_channel_polls_are_anonymous(bot: BotClient, channel: Chat) -> None:
    asked = {"chat_id": channel["id"], "question": "?", "options": OPTIONS}
    refusal = await bot.refused("sendPoll", is_anonymous=False, **asked)
    assert refusal == "400 Bad Request: non-anonymous polls can't be sent to channel chats"
    await bot.call("sendPoll", **asked)


async def test_an_end_that_telegram_does_not_take_is_linted(
    bot: BotClient, control: Control, alice: User
) -> None:
    asked = {"chat_id": alice["id"], "question": "?", "options": OPTIONS}
    for end in ({"open_period": 4}, {"close_date": 1}):
        assert "close_date" not in (await bot.call("sendPoll", **asked, **end))["poll"]
    assert [finding["parameter"] for finding in await control.lint()] == [
        "open_period",
        "close_date",
    ]


async def test_what_cannot_be_voted_for(
    bot: BotClient, control: Control, alice: User, poll: Message
) -> None:
    said = await control.say(alice["id"], "no poll")
    for message, options, complaint in (
        (said["message_id"], [0], "message: it is no poll"),
        (poll["message_id"], ["Dull"], "options: there is no 'Dull'; there are 'Calm', 'Busy'"),
        (poll["message_id"], [3], "options: there is no 3"),
        (poll["message_id"], [0, 1], "options: only one can be chosen"),
    ):
        with pytest.raises(ControlRefusedError, match=complaint):
            await control.vote(alice["id"], message, options)


async def test_a_reply_to_one_option(bot: BotClient, alice: User, poll: Message) -> None:
    reply = {"message_id": poll["message_id"], "poll_option_id": "2"}
    sent = await bot.send(alice["id"], "What made it hard?", reply_parameters=reply)
    assert sent["reply_to_poll_option_id"] == "2"


async def test_voters_are_chosen_only_in_channels_and_not_in_the_box(
    bot: BotClient, alice: User, channel: Chat
) -> None:
    asked = {"question": "?", "options": OPTIONS, "members_only": True}
    refusal = await bot.refused("sendPoll", chat_id=alice["id"], **asked)
    assert refusal == "400 Bad Request: poll voters can be restricted only in channel chats"
    refusal = await bot.refused("sendPoll", chat_id=channel["id"], **asked)
    assert refusal == "501 Not Implemented: the sandbox does not play members_only"
