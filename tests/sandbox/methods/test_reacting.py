import pytest

from bot.sandbox.client import Control, ControlRefusedError
from bot.sandbox.shapes import Chat, User
from tests.sandbox.conftest import BotClient

THUMB = {"type": "emoji", "emoji": "👍"}
ALL = ["message", "message_reaction", "message_reaction_count"]


async def test_a_bot_reacts_and_changes_its_mind(
    bot: BotClient, control: Control, alice: User
) -> None:
    said = await control.say(alice["id"], "We did it")
    target = {"chat_id": alice["id"], "message_id": said["message_id"]}
    assert await bot.call("setMessageReaction", reaction=[THUMB], is_big=True, **target) is True
    shown = (await control.messages(alice["id"]))[-1]
    assert shown["reactions"] == [{"type": THUMB, "total_count": 1}]
    assert await bot.call("setMessageReaction", **target) is True
    assert "reactions" not in (await control.messages(alice["id"]))[-1]


@pytest.mark.parametrize(
    ("reaction", "complaint"),
    [
        ([THUMB, THUMB], "REACTIONS_TOO_MANY"),
        ([{"type": "emoji", "emoji": "x"}], "REACTION_INVALID"),
        (["👍"], "can't parse ReactionType: expected an Object"),
        ([{"type": "paid"}], "can't parse ReactionType: invalid reaction type specified"),
        (
            [{"type": "custom_emoji"}],
            "can't parse ReactionType: can't find field \"custom_emoji_id\"",
        ),
        ("{", "can't parse reaction types JSON object"),
    ],
)
async def test_reactions_that_telegram_refuses(
    bot: BotClient, control: Control, alice: User, reaction: object, complaint: str
) -> None:
    said = await control.say(alice["id"], "x")
    target = {"chat_id": alice["id"], "message_id": said["message_id"]}
    refusal = await bot.refused("setMessageReaction", reaction=reaction, **target)
    assert refusal == f"400 Bad Request: {complaint}"


async def test_a_message_that_is_not_there(bot: BotClient, alice: User) -> None:
    refusal = await bot.refused("setMessageReaction", chat_id=alice["id"], message_id=4711)
    assert refusal == "400 Bad Request: message to react not found"


async def test_a_bot_is_told_of_reactions_only_if_it_asked(
    bot: BotClient, control: Control, alice: User
) -> None:
    sent = await bot.send(alice["id"], "Thank you")
    await control.react(alice["id"], sent["message_id"], "❤")
    assert await bot.updates(allowed_updates=ALL) == []
    await control.react(alice["id"], sent["message_id"], "👍")
    (update,) = await bot.updates()
    assert update["message_reaction"] == {
        "chat": sent["chat"],
        "message_id": sent["message_id"],
        "date": update["message_reaction"]["date"],
        "user": alice,
        "old_reaction": [{"type": "emoji", "emoji": "❤"}],
        "new_reaction": [THUMB],
    }
    await control.react(alice["id"], sent["message_id"], None)
    assert (await bot.updates())[0]["message_reaction"]["new_reaction"] == []


async def test_in_a_group_only_administrators_are_told(
    bot: BotClient, control: Control, alice: User, bob: User, ward: Chat
) -> None:
    await bot.updates(allowed_updates=ALL)
    said = await control.say(alice["id"], "Hello", chat=ward["id"])
    await bot.updates()
    await control.react(bob["id"], said["message_id"], "🔥", chat=ward["id"])
    (update,) = await bot.updates()
    assert update["message_reaction"]["user"] == bob
    await control.promote(ward["id"], bot=bot.username, admin=False)
    await bot.updates()
    await control.react(bob["id"], said["message_id"], None, chat=ward["id"])
    assert await bot.updates() == []


async def test_in_a_channel_reactions_are_only_counted(
    bot: BotClient, control: Control, alice: User, bob: User, channel: Chat
) -> None:
    await bot.updates(allowed_updates=ALL)
    await control.join(channel["id"], user=bob["id"])
    sent = await bot.send(channel["id"], "News")
    for person in (alice, bob):
        await control.react(person["id"], sent["message_id"], "👍", chat=channel["id"])
    counted = (await bot.updates())[-1]["message_reaction_count"]
    assert counted["reactions"] == [{"type": THUMB, "total_count": 2}]


async def test_a_moderator_takes_reactions_away(
    bot: BotClient, control: Control, alice: User, bob: User, ward: Chat
) -> None:
    said = [await control.say(alice["id"], text, chat=ward["id"]) for text in ("one", "two")]
    for message in said:
        await control.react(bob["id"], message["message_id"], "💩", chat=ward["id"])
    about_bob = {"chat_id": ward["id"], "user_id": bob["id"]}
    await bot.call("deleteMessageReaction", message_id=said[0]["message_id"], **about_bob)
    one, two = (await control.messages(alice["id"], chat=ward["id"]))[-2:]
    assert "reactions" not in one
    assert "reactions" in two
    await bot.call("deleteAllMessageReactions", **about_bob)
    assert "reactions" not in (await control.messages(alice["id"], chat=ward["id"]))[-1]


async def test_people_react_with_what_telegram_offers(control: Control, alice: User) -> None:
    said = await control.say(alice["id"], "x")
    with pytest.raises(ControlRefusedError, match="emoji: 'x' is none of Telegram's"):
        await control.react(alice["id"], said["message_id"], "x")


async def test_who_may_not_react(control: Control, bob: User, ward: Chat) -> None:
    said = await control.say(bob["id"], "x", chat=ward["id"])
    await control.restrict(ward["id"], user=bob["id"], forbid=["can_react_to_messages"])
    with pytest.raises(ControlRefusedError, match="user: Bob may not react"):
        await control.react(bob["id"], said["message_id"], "👍", chat=ward["id"])
