"""Sends the same to everybody with aiogram, one after the other."""

import asyncio
import sys

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from benchmarks.peers.wording import LABELS, QUESTION


async def main(url: str, token: str, *people: str) -> None:
    buttons = [InlineKeyboardButton(text=label, callback_data=label) for label in LABELS]
    session = AiohttpSession(api=TelegramAPIServer.from_base(url))
    async with Bot(token, session=session) as bot:
        for person in people:
            keyboard = InlineKeyboardMarkup(inline_keyboard=[buttons[:5], buttons[5:]])
            await bot.send_message(int(person), QUESTION, parse_mode="HTML", reply_markup=keyboard)


asyncio.run(main(*sys.argv[1:]))
