"""Answers a second, from the press to the next question sent, beside a plain echo bot."""

import asyncio
import statistics
import time
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import Application, ApplicationBuilder, CallbackQueryHandler, ContextTypes

from benchmarks.box import box, crowd
from benchmarks.figures import Figure
from benchmarks.installation import add_team, installation
from bot.sandbox.client import Control

MESSAGES = 3
"""In a chat after the first answer: "/start", the question, the next question."""

AT_ONCE = 50
"""People who press at the same time."""


async def answers(people: int) -> list[Figure]:
    """Everybody answers their first question by a tap."""
    ours, waits = await _ours(people)
    peer = await _echo(people)
    return [
        Figure(
            what=f"durable answers, {people} people, {AT_ONCE} at once",
            goal="at least the echo bot",
            value=ours,
            unit="/s",
            ratio=ours / peer,
            met=ours >= peer,
        ),
        Figure(what="echo bot on the stock library", goal="peer", value=peer, unit="/s", ratio=1.0),
        Figure(
            what=f"press to answer, {AT_ONCE} at once, p50",
            goal="",
            value=statistics.median(waits) * 1000,
            unit="ms",
        ),
    ]


async def _ours(people: int) -> tuple[float, Sequence[float]]:
    async with box() as (url, control):
        account = await control.bot("bench_bot")
        await control.no_limits()
        crowded = await crowd(control, people)
        with TemporaryDirectory() as folder:
            async with installation(Path(folder), url, account.token, 1000) as app:
                await app.settle()
                await add_team(app, crowded, due=True)
                await app.settle()
                async with _running(app.run()):
                    return await _press_all(control, crowded, "4")


async def _echo(people: int) -> float:
    """A bot that answers each press and sends the next message, keeping nothing."""

    async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        query, message = update.callback_query, update.effective_message
        if query is not None and message is not None and update.effective_chat is not None:
            await query.answer()
            await query.edit_message_text("You said 4.")
            await update.effective_chat.send_message("The next question")

    async with box() as (url, control):
        account = await control.bot("echo_bot")
        await control.no_limits()
        crowded = await crowd(control, people)
        application = ApplicationBuilder().token(account.token).base_url(f"{url}/bot").build()
        application.add_handler(CallbackQueryHandler(echo))
        async with _polling(application):
            keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("4", callback_data="4")]])
            for person in crowded:
                await application.bot.send_message(person, "How much?", reply_markup=keyboard)
            speed, _ = await _press_all(control, crowded, "4")
    return speed


async def _press_all(
    control: Control, people: Sequence[int], button: str
) -> tuple[float, Sequence[float]]:
    """Presses a second until all have their next message, and how long each press took."""
    room = asyncio.Semaphore(AT_ONCE)

    async def one(person: int) -> float:
        async with room:
            message = (await control.messages(person))[-1]["message_id"]
            began = time.perf_counter()
            await control.press(person, message, button)
            return time.perf_counter() - began

    began = time.perf_counter()
    waits = await asyncio.gather(*(one(person) for person in people))
    await asyncio.gather(*(_until_asked_again(control, person) for person in people))
    return len(people) / (time.perf_counter() - began), waits


async def _until_asked_again(control: Control, person: int) -> None:
    async with asyncio.timeout(60):
        while len(await control.messages(person)) < MESSAGES:
            await asyncio.sleep(0.01)


@asynccontextmanager
async def _running(work: Coroutine[None, None, None]) -> AsyncIterator[None]:
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


@asynccontextmanager
async def _polling(application: Application) -> AsyncIterator[None]:
    async with application:
        await application.updater.start_polling(drop_pending_updates=True)
        await application.start()
        yield
        await application.updater.stop()
        await application.stop()
