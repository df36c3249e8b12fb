"""How fast a Round's prompts go out, stored before and noted after, and how a plain loop fares."""

import asyncio
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import func, select
from telegram import Bot

from benchmarks.box import box, crowd
from benchmarks.figures import Figure
from benchmarks.installation import add_team, installation
from bot.app import App
from bot.domain.deliveries import DeliveryState
from bot.storage.schema import delivery

FREE_LIMIT = 30
PAID_LIMIT = 1000


async def at_the_free_limit(prompts: int) -> list[Figure]:
    """Telegram's usual limit is the ideal; the sandbox answers 429 to whoever passes it."""
    ideal = prompts / FREE_LIMIT
    took, refused = await _fan_out(prompts, FREE_LIMIT)
    return [
        Figure(
            what=f"fan-out of {prompts} prompts at {FREE_LIMIT}/s",
            goal="within 2% of ideal",
            value=took,
            unit="s",
            ratio=took / ideal,
            met=took <= ideal * 1.02,
        ),
        Figure(what="429 meanwhile", goal="0", value=refused, unit="", met=refused == 0),
    ]


async def at_the_paid_limit(prompts: int) -> list[Figure]:
    took, _ = await _fan_out(prompts, PAID_LIMIT)
    loop = await _plain_loop(prompts)
    speed, peer = prompts / took, prompts / loop
    return [
        Figure(
            what=f"fan-out of {prompts} prompts, durable",
            goal=f"{PAID_LIMIT}/s",
            value=speed,
            unit="/s",
            ratio=speed / peer,
            met=speed >= PAID_LIMIT * 0.98 and speed >= 2 * peer,
        ),
        Figure(what="the same by a plain loop", goal="peer", value=peer, unit="/s", ratio=1.0),
    ]


async def _fan_out(prompts: int, rate: int) -> tuple[float, int]:
    """Seconds from the Schedule's moment to the last prompt noted, and how many 429 came."""
    async with box() as (url, control):
        account = await control.bot("bench_bot")
        await control.limits(messages_per_second=rate)
        people = await crowd(control, prompts)
        with TemporaryDirectory() as folder:
            async with installation(Path(folder), url, account.token, rate) as app:
                await app.settle()
                await add_team(app, people, due=True)
                began = time.perf_counter()
                running = asyncio.create_task(app.run())
                await _all_sent(app, prompts)
                took = time.perf_counter() - began
                running.cancel()
                await asyncio.gather(running, return_exceptions=True)
        calls = await control.calls()
    return took, sum(call["status"] == 429 for call in calls)


async def _all_sent(app: App, prompts: int) -> None:
    query = select(func.count()).where(
        delivery.c.state == DeliveryState.SENT, delivery.c.subject.is_not(None)
    )
    while True:
        async with app.desk.store.look() as tx:
            if (await tx.execute(query)).scalar_one() >= prompts:
                return
        await asyncio.sleep(0.05)


async def _plain_loop(prompts: int) -> float:
    """One message after the other with the stock library, which keeps nothing."""
    async with box() as (url, control):
        account = await control.bot("plain_bot")
        await control.no_limits()
        people = await crowd(control, prompts)
        async with Bot(account.token, base_url=f"{url}/bot") as bot:
            began = time.perf_counter()
            for person in people:
                await bot.send_message(person, "How much room was there this week?")
            return time.perf_counter() - began
