"""Asks, and to each press answers, edits and asks again, with aiogram."""

import asyncio
import sys

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from benchmarks.peers.wording import LABELS, QUESTION

BUTTONS = [InlineKeyboardButton(text=label, callback_data=label) for label in LABELS]
KEYBOARD = InlineKeyboardMarkup(inline_keyboard=[BUTTONS[:5], BUTTONS[5:]])


async def answer(query: CallbackQuery) -> None:
    await query.answer()
    if isinstance(query.message, Message):
        await query.message.edit_text(f"You said {query.data}.")
        await query.message.answer(QUESTION, parse_mode="HTML", reply_markup=KEYBOARD)


async def main(url: str, token: str, *people: str) -> None:
    session = AiohttpSession(api=TelegramAPIServer.from_base(url))
    async with Bot(token, session=session) as bot:
        for person in people:
            await bot.send_message(int(person), QUESTION, parse_mode="HTML", reply_markup=KEYBOARD)
        dispatcher = Dispatcher()
        dispatcher.callback_query.register(answer)
        await dispatcher.start_polling(bot)


asyncio.run(main(*sys.argv[1:]))
