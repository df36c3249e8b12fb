"""`eftertanke try`: a bot and a box for a room of people, each with one phone."""

import asyncio
import random
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial
from pathlib import Path

from bot.app import App, opened
from bot.chat.buttons.people.channels import LinkTeam
from bot.chat.menus import set_menus
from bot.config.settings import Config
from bot.demo import founding
from bot.demo.actors import Player
from bot.demo.cast import CastMember
from bot.demo.clock import StageClock
from bot.demo.due import next_due, round_closes
from bot.demo.lines import Script
from bot.demo.living import Living
from bot.demo.playing import BOT, emptied, settings
from bot.demo.telling import ZONE
from bot.demo.trainer import Trainer
from bot.domain.base.roles import Role
from bot.flows.people import invites
from bot.host.logs import set_up_logs
from bot.sandbox.accounts import Person
from bot.sandbox.client import Control
from bot.sandbox.page.room import Room
from bot.sandbox.phones import Phone
from bot.sandbox.server import Sandbox, is_loopback

TEAM = "The room"
TRAINER = "Trainer"
# fmt: off
NAMES = (
    "Ada", "Bo", "Cem", "Dina", "Erik", "Farah", "Gus", "Hanna", "Ivan", "Jun",
    "Karin", "Lena", "Milo", "Nora", "Omar", "Pia", "Quinn", "Ruth", "Sami", "Tova",
    "Uma", "Vera", "Wim", "Xenia", "Yann", "Zoe", "Ali", "Bea", "Cleo", "Dag",
)
# fmt: on
"""Whose phones they are; nobody has to use their own name."""

BANK, TUESDAY, HOURS = "weekly-check", "1", 24
BEGINS = time(10)
"""By the clock of the box, on a Monday: the team is asked within a day, by day."""

WITHIN_DAYS = 30
ANYWHERE = ("0.0.0.0", "::")  # noqa: S104 - only where somebody asks for it


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """What can be chosen about a room."""

    people: int = 12
    language: str = "en"
    host: str = "127.0.0.1"
    port: int = 0


async def train(folder: Path, setup: Setup) -> None:
    """Open a room, say where it is, and keep it until cancelled."""
    set_up_logs("console", quiet=True)
    async with opened_room(folder, setup) as room:
        print(f"Open this yourself, and show it to the room: {room.address}", flush=True)  # noqa: T201
        print("(Ctrl-C ends it, and what was said is gone with it.)", flush=True)  # noqa: T201
        await asyncio.Event().wait()


@asynccontextmanager
async def opened_room(folder: Path, setup: Setup) -> AsyncIterator[Room]:
    """The box, the bot, and a team that waits for those who come."""
    await asyncio.to_thread(emptied, folder)
    box = Sandbox()
    world = box.world
    world.limits.turn_off()
    StageClock(world.clock).set(_monday())
    room = box.shelf.room = Room(world.events)
    await box.start(setup.host, setup.port)
    try:
        port = box.url.rpartition(":")[2]
        room.url = f"http://{_reached_at(setup.host)}:{port}"
        inside = f"http://127.0.0.1:{port}" if setup.host in ANYWHERE else box.url
        async with _living(box, room, folder, inside, setup):
            yield room
    finally:
        await box.stop()


@asynccontextmanager
async def _living(
    box: Sandbox, room: Room, folder: Path, url: str, setup: Setup
) -> AsyncIterator[None]:
    """The bot at work, and whoever leads with the clock in their hands."""
    world, clock = box.world, StageClock(box.world.clock)
    trainer = box.shelf.guide = Trainer(clock, partial(world.events.publish, "guide"))
    leader = world.add_person(TRAINER, language_code=setup.language)
    names = NAMES[: setup.people]
    people = [world.add_person(name, language_code=setup.language) for name in names]
    account = world.add_bot(BOT, None, "Eftertanke", reads_all=False)
    config = Config.model_validate(settings(folder, url, account.token))
    async with Control(url, room.leads) as control, opened(config, clock, random.Random()) as app:
        living = Living(app, clock, world.events)
        await set_menus(app.bot, ("en", "sv"))
        link = await _found(app, control, living, leader, people)
        for person in people:
            box.shelf.screen(person).start = founding.token(link)
            room.add(person)
        store = app.unit_of_work.store
        trainer.begin(
            living.rest,
            lambda: next_due(store, clock.now()),
            lambda: round_closes(store, clock.now()),
        )
        leading = asyncio.create_task(trainer.lead())
        try:
            yield
        finally:
            leading.cancel()
            await asyncio.gather(leading, return_exceptions=True)


async def _found(
    app: App, control: Control, living: Living, leader: Person, people: list[Person]
) -> str:
    """A team with a group and a rhythm; the link by which all get in."""
    part = CastMember(
        name=leader.first_name, role=Role.FACILITATOR, language=leader.language_code or "en"
    )
    user = next(one for one in await control.users() if one["id"] == leader.id)
    player = Player(part, Phone(control, user, living.settle), 0, Script())
    await founding.claim(app, player)
    await founding.say_who_helps(player)
    await founding.found_team(player, TEAM, city=ZONE.key.rpartition("/")[2])
    group = await control.chat(
        "supergroup",
        f"{TEAM}, together",
        members=[person.id for person in (leader, *people)],
        admins=[leader.id],
    )
    await control.join(group["id"], user=leader.id, bot=app.bot.username)
    await living.settle()
    await player.press(LinkTeam, chat=group["id"])
    await founding.schedule(player, BANK, TUESDAY, "1", hours=HOURS)
    async with app.unit_of_work.step() as step:
        return await invites.invite_by_operator(step, TEAM, Role.STAFF, len(people), WITHIN_DAYS)


def _monday() -> datetime:
    """Of the week that it is, so that dates look familiar."""
    today = datetime.now(ZONE).date()
    return datetime.combine(today - timedelta(days=today.weekday()), BEGINS, tzinfo=ZONE)


def _reached_at(host: str) -> str:
    """How others in the network call this machine."""
    if host not in ANYWHERE:
        return f"[{host}]" if ":" in host else host
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        # Nothing is sent: the address is one of those kept free for documentation.
        probe.connect(("192.0.2.1", 9))
        name: str = probe.getsockname()[0]
        return name


def warning(host: str) -> str:
    """What whoever is in the network could do; "" where only this machine reaches the room."""
    if is_loopback(host):
        return ""
    return (
        f"WARNING: {host} can be reached from other machines. Whoever is in this network and has,"
        " or sees, the address of a phone reads what stands on it and answers in that person's"
        " name. Whoever has your address reads every phone, acts as everybody and sets the clock."
        " Nothing is encrypted: whoever listens in the network reads along, and learns the"
        " addresses. Use it where you trust those who are connected, and say there nothing that"
        " has really happened."
    )
