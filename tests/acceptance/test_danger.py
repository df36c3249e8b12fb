"""Words that sound as if something is wrong, from the phone's side: the card comes before anything
else, also when Telegram fails, and the question goes on when its reader wants it to."""

from sqlalchemy import select

from bot.sandbox.faults import Fault, Kind
from bot.storage.base.schema import delivery, inbox, member
from tests.stage import Person, Stage, visible

ALONE = "Jag orkar inte leva längre"


async def asked(stage: Stage) -> Person:
    """Bob has tapped, and is asked for words."""
    team = await stage.team("North")
    bob, *_ = [await stage.member(n, team) for n in ("Bob", "Bea", "Cid", "Dora", "Eve")]
    await stage.channel(team, bob)
    await stage.schedule(team)
    await stage.at(stage.clock.moment.replace(hour=8))
    await bob.taps("4")
    return bob


async def cards(bob: Person) -> list[str]:
    return [visible(one) for one in await bob.chat() if "112" in visible(one)]


async def paused(stage: Stage) -> bool:
    async with stage.app.unit_of_work.store.look() as tx:
        query = select(member.c.paused_until).where(member.c.name == "Bob")
        return (await tx.execute(query)).scalar_one() is not None


async def test_the_card_comes_and_the_question_goes_on_when_bob_does(stage: Stage) -> None:
    bob = await asked(stage)
    await bob.says(ALONE)
    (card,) = await cards(bob)
    assert "I ask you nothing until you want to go on" in " ".join(card.split())
    assert await paused(stage)
    await bob.taps("I have reported it")
    await bob.taps("Go on")
    assert "2 of 4" in await bob.sees()
    assert not await paused(stage)
    (card,) = await cards(bob)
    assert "We have gone on" in card


async def test_if_it_is_not_that_kind_of_thing_one_tap_goes_on(stage: Stage) -> None:
    bob = await asked(stage)
    await bob.says(ALONE)
    await bob.taps("It is not that kind of thing")
    assert "2 of 4" in await bob.sees()


async def test_nothing_is_done_with_the_words_before_the_card_has_come(stage: Stage) -> None:
    bob = await asked(stage)
    stage.world.faults.add(Fault(method="sendMessage", kind=Kind.HTTP_500, left=1))
    await bob.says(ALONE)
    while not await cards(bob):
        assert not await paused(stage)
        await stage.later(seconds=30)
    assert len(await cards(bob)) == 1
    assert await paused(stage)


async def test_no_row_ever_holds_the_card(stage: Stage) -> None:
    bob = await asked(stage)
    async with stage.app.unit_of_work.store.look() as tx:
        before = (await tx.execute(select(delivery.c.kind))).scalars().all()
    await bob.says(ALONE)
    async with stage.app.unit_of_work.store.look() as tx:
        after = (await tx.execute(select(delivery.c.kind))).scalars().all()
        bodies = (await tx.execute(select(inbox.c.body))).scalars().all()
    assert sorted(after) == sorted(before)
    assert [body for body in bodies if body] == []


async def test_something_is_wrong_is_a_tap_away_and_needs_no_words(stage: Stage) -> None:
    bob = await asked(stage)
    await bob.says("/help")
    await bob.taps("Something is wrong")
    seen = await bob.sees()
    assert "In danger now, call: 112" in seen
    assert "telling me is not a report" in seen
    assert not await paused(stage)
