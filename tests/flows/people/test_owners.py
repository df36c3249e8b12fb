"""Who runs the installation: by a link that the log prints once, or because the settings say so."""

from dataclasses import replace

from bot.domain.base.roles import Role
from bot.flows.people import invites as making
from bot.storage.people import members
from tests.stage import Person, Stage, set_stage


async def test_the_claim_link_makes_the_first_owner(stage: Stage) -> None:
    async with stage.app.unit_of_work.step() as step:
        claim = await making.claim_link(step)
    olga = await stage.person("Olga")
    await follow(olga, claim or "")
    assert "owner of this installation" in await olga.sees()
    assert not await here(stage, olga), "nothing is kept before a yes"
    await olga.taps("Yes, I am in")
    assert "/newteam" in await olga.sees()
    assert (await olga.member()).owner

    charlie = await stage.person("Charlie")
    await follow(charlie, claim or "")
    assert "have joined" in await charlie.sees()


async def test_an_owner_who_claims_again_is_told_so(stage: Stage) -> None:
    olga = await stage.member("Olga", await stage.team(), owner=True)
    async with stage.app.unit_of_work.step() as step:
        claim = await making.invite_by_operator(step, None, Role.OWNER, 1, 1)
    await follow(olga, claim)
    assert "owner already" in await olga.sees()


async def test_alice_becomes_an_owner_too(stage: Stage) -> None:
    alice = await stage.member("Alice", await stage.team(), Role.FACILITATOR)
    async with stage.app.unit_of_work.step() as step:
        claim = await making.invite_by_operator(step, None, Role.OWNER, 1, 1)
    await follow(alice, claim)
    await alice.taps("Yes, I am in")
    assert "You are an owner" in await alice.sees()
    assert (await alice.member()).owner


async def test_whom_the_settings_name_becomes_owner_by_start(database: str) -> None:
    async with set_stage(database, owners=[4711]) as stage:
        olga = Person(stage, dict(await stage.control.user("Olga", user_id=4711)))
        await olga.says("/start")
        assert "/newteam" in await olga.sees()
        assert (await olga.member()).owner


async def test_a_member_whom_the_settings_name_becomes_owner_by_start(stage: Stage) -> None:
    alice = await stage.member("Alice", await stage.team())
    named = stage.config.model_copy(update={"owners": (alice.id,)})
    unit_of_work = stage.app.unit_of_work
    object.__setattr__(unit_of_work, "house", replace(unit_of_work.house, config=named))
    await alice.says("/start")
    assert "You are an owner" in await alice.sees()


async def follow(who: Person, link: str) -> None:
    await who.says(f"/start {link.partition('start=')[2]}")


async def here(stage: Stage, who: Person) -> bool:
    async with stage.app.unit_of_work.store.look() as tx:
        return await members.by_telegram_id(tx, stage.app.bot.id, who.id) is not None
