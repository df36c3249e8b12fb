"""/forget in the chat. Bob belongs, Charlie is an outsider."""

from bot.chat.buttons.rights.forgetting import AskForgetting, Forget
from bot.storage.transport import deliveries, inbox
from tests.stage import Stage, labels


async def test_bob_is_forgotten_and_comes_to_the_door_like_a_stranger(stage: Stage) -> None:
    team = await stage.team()
    bob = await stage.member("Bob", team)
    await bob.says("/forget")
    seen = await bob.sees()
    assert "What goes" in seen
    assert "You leave North." in seen
    assert "nobody's any more" in seen
    await bob.taps("Forget me")
    assert "really forget you" in await bob.sees()
    await bob.taps("Yes, forget me for good")
    assert "I have forgotten you" in await bob.sees()
    assert await bob.buttons() == []
    async with stage.app.unit_of_work.look() as step:
        assert await deliveries.of_chat(step.tx, step.house.bot_id, bob.id) == []
        assert await inbox.of_lane(step.tx, step.house.bot_id, bob.id) == []
    await bob.says("/mydata")
    assert "by invitation" in await bob.sees()


async def test_bob_stays(stage: Stage) -> None:
    bob = await stage.member("Bob", await stage.team())
    await bob.says("/forget")
    await bob.taps("Forget me")
    await bob.taps("‹ No, I stay")
    assert "Good that you stay" in await bob.sees()
    assert (await bob.member()).name == "Bob"


async def test_charlie_the_outsider_has_nothing_to_forget(stage: Stage) -> None:
    charlie = await stage.person("Charlie")
    await charlie.says("/forget")
    assert "by invitation" in await charlie.sees()
    for press in (AskForgetting(10**9), Forget(10**9)):
        assert "by invitation" in await stage.forged(charlie, press)


async def test_nobody_is_forgotten_in_a_group(stage: Stage) -> None:
    team = await stage.team()
    bob = await stage.member("Bob", team)
    channel = await stage.channel(team, bob)
    await bob.says("/forget", chat=channel)
    assert "in private" in (await stage.said_in(channel, bob))[-1]
    assert "in private" in await stage.forged(bob, Forget(10**9), chat=channel)
    assert (await bob.member()).name == "Bob"


async def test_a_stale_button_says_so(stage: Stage) -> None:
    bob = await stage.member("Bob", await stage.team())
    await bob.says("/forget")
    (message,) = [m for m in await bob.chat() if "Forget me" in labels(m)]
    await stage.later(minutes=20)
    pressed = await bob.taps("Forget me", message=message["message_id"])
    assert "That was a while ago" in (pressed.answer or "")
