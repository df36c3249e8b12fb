"""Two bots in one installation: one database, and nothing of the one is the other's."""

import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import aiohttp
import pytest
from sqlalchemy import select

from bot.app import App, opened_all, taking_posts
from bot.config.settings import WEBHOOK_PATH, Config
from bot.domain.base.roles import Role
from bot.domain.people.members import Member
from bot.flows.people import invites
from bot.operating.watch import Watch
from bot.sandbox.client import Control
from bot.sandbox.server import Sandbox
from bot.sandbox.world import World
from bot.storage.base.schema import delivery, inbox
from bot.storage.people import members, teams
from bot.web.webhook import SECRET_HEADER
from tests.factories import add_team
from tests.faults.town import free_port
from tests.stage import MONDAY, Stage, StandingClock, visible

NAMES = ("northern_bot", "southern_bot")


class Pair:
    """Two bots of one installation, and the box they live in."""

    def __init__(
        self,
        world: World,
        control: Control,
        clock: StandingClock,
        config: Config,
        apps: list[App],
    ) -> None:
        self.world = world
        self.control = control
        self.clock = clock
        self.config = config
        self.apps = apps
        self.north, self.south = apps

    async def settle(self) -> None:
        for app in self.apps:
            await app.settle()

    async def follows(self, person: int, link: str, bot: str) -> None:
        await self.control.say(person, f"/start {link.rpartition('=')[2]}", bot=bot)
        await self.settle()

    async def texts(self, person: int, bot: str) -> list[str]:
        seen = await self.control.messages(person, bot=bot)
        return [visible(one) for one in seen if one["from"]["is_bot"]]

    async def known(self, app: App, person: int) -> Member | None:
        async with app.unit_of_work.store.look() as tx:
            return await members.by_telegram_id(tx, app.bot.id, person)


@asynccontextmanager
async def opened_pair(database: str, **sections: object) -> AsyncIterator[Pair]:
    clock = StandingClock(MONDAY)
    async with Sandbox() as box, Control(box.url) as control:
        await control.no_limits()
        await control.clock(clock.moment)
        first, second = [(await control.bot(name)).token for name in NAMES]
        telegram = {
            "token": first,
            "more_tokens": [second],
            "base_url": box.url,
            "messages_per_second": 1000,
            "per_chat_per_second": 1000,
        }
        told = {"telegram": telegram, "database": {"url": database}, **sections}
        config = Config.model_validate(told)
        async with opened_all(config.each_bot(), clock, random.Random(7)) as apps:
            yield Pair(box.world, control, clock, config, apps)
        assert await control.lint() == []


@pytest.fixture
async def pair(database: str) -> AsyncIterator[Pair]:
    async with opened_pair(database) as ready:
        yield ready


async def test_each_bot_has_an_owner_of_its_own(pair: Pair) -> None:
    links = []
    for app in pair.apps:
        async with app.unit_of_work.step() as step:
            links.append(await invites.claim_link(step))
    assert [name in str(link) for name, link in zip(NAMES, links, strict=True)] == [True, True]
    alice = await pair.control.user("Alice", language_code="en")
    await pair.follows(alice["id"], str(links[0]), NAMES[1])
    assert await pair.known(pair.south, alice["id"]) is None, "the link of one opened the other"
    await pair.follows(alice["id"], str(links[0]), NAMES[0])
    async with pair.north.unit_of_work.store.look() as tx:
        assert await members.owners(tx, pair.north.bot.id) == []
    assert len(await pair.texts(alice["id"], NAMES[0])) == 1


async def test_somebody_may_know_both_and_neither_knows_of_the_other(pair: Pair) -> None:
    alice = await pair.control.user("Alice", language_code="en")
    for app, team in zip(pair.apps, ("North", "South"), strict=True):
        async with app.unit_of_work.store.step() as tx:
            await add_team(tx, app.bot.id, team)
        async with app.unit_of_work.step() as step:
            link = await invites.invite_by_operator(step, team, Role.STAFF, 1, 7)
        await pair.follows(alice["id"], link, app.bot.username)
    for name, own, other in (NAMES[0], "North", "South"), (NAMES[1], "South", "North"):
        told = "\n".join(await pair.texts(alice["id"], name))
        assert own in told
        assert other not in told
    async with pair.south.unit_of_work.step() as step:
        assert await teams.all_teams(step.tx, pair.south.bot.id) != []
        assert [t.name for t in await teams.all_teams(step.tx, pair.north.bot.id)] == ["North"]


async def test_what_one_owes_the_other_does_not_send(pair: Pair) -> None:
    alice = await pair.control.user("Alice", language_code="en")
    for name in NAMES:
        await pair.control.say(alice["id"], "/help", bot=name)
    for app in pair.apps:
        await app.receiver.poll(0)
        await app.dispatcher.work()
    await pair.north.sender.work()
    assert len(await pair.texts(alice["id"], NAMES[0])) == 1
    assert await pair.texts(alice["id"], NAMES[1]) == []
    await pair.south.sender.work()
    assert len(await pair.texts(alice["id"], NAMES[1])) == 1
    async with pair.north.unit_of_work.store.look() as tx:
        of_updates = set((await tx.execute(select(inbox.c.bot_id))).scalars())
        owed = (await tx.execute(select(delivery).where(delivery.c.state == "owed"))).all()
    assert of_updates == {app.bot.id for app in pair.apps}
    assert owed == []


async def test_whose_post_it_is_is_told_by_its_secret(database: str) -> None:
    port = free_port()
    webhook = {"url": f"http://127.0.0.1:{port}", "listen_port": port}
    async with opened_pair(database, webhook=webhook) as pair:
        posted = pair.config.model_copy(
            update={"telegram": pair.config.telegram.model_copy(update={"mode": "webhook"})}
        )
        assert len({app.webhook_secret for app in pair.apps}) == 2
        async with taking_posts(posted, pair.apps), aiohttp.ClientSession() as http:
            for number, app in enumerate(pair.apps, 1):
                answer = await http.post(
                    f"http://127.0.0.1:{port}{WEBHOOK_PATH}",
                    json={"update_id": number},
                    headers={SECRET_HEADER: app.webhook_secret},
                )
                assert answer.status == 200
            stranger = await http.post(
                f"http://127.0.0.1:{port}{WEBHOOK_PATH}",
                json={"update_id": 3},
                headers={SECRET_HEADER: "guessed"},
            )
            assert stranger.status == 403
        async with pair.north.unit_of_work.store.look() as tx:
            rows = await tx.execute(select(inbox.c.bot_id, inbox.c.update_id))
            kept = {row.update_id: row.bot_id for row in rows}
        assert kept == {1: pair.north.bot.id, 2: pair.south.bot.id}


async def test_trouble_of_one_is_told_with_its_name_and_that_of_all_without(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = Watch()
    watch.apps = pair.apps
    pair.north.receiver.heard = True
    (told,) = [one for one in await watch.ready() if "poll" in one]
    assert told.startswith("@southern_bot: ")
    pair.north.receiver.heard = False
    (told,) = [one for one in await watch.ready() if "poll" in one]
    assert "@" not in told
    assert [one.bot for one in await watch.vitals()] == list(NAMES)


async def test_what_falls_due_is_asked_by_the_bot_whose_team_it_is(pair: Pair) -> None:
    south = Stage(pair.world, pair.control, pair.clock, pair.config)
    south.app = pair.south
    team = await south.team("South")
    people = [await south.member(name, team) for name in ("Alice", "Bob", "Cid", "Dora", "Eve")]
    await south.schedule(team)
    pair.clock.moment = MONDAY + timedelta(hours=4)
    await pair.control.clock(pair.clock.moment)
    await pair.north.heartbeat.beat()
    for app in pair.apps:
        await app.sender.work()
    for person in people:
        assert "Three small questions and a tap" in (await pair.texts(person.id, NAMES[1]))[-1]
        assert await pair.texts(person.id, NAMES[0]) == []
