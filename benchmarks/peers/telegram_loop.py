"""Sends the same to everybody with python-telegram-bot, one after the other."""

import asyncio
import sys

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup

from benchmarks.peers.wording import LABELS, QUESTION


async def main(url: str, token: str, *people: str) -> None:
    buttons = [InlineKeyboardButton(label, callback_data=label) for label in LABELS]
    async with Bot(token, base_url=f"{url}/bot") as bot:
        for person in people:
            keyboard = InlineKeyboardMarkup([buttons[:5], buttons[5:]])
            await bot.send_message(int(person), QUESTION, "HTML", reply_markup=keyboard)


asyncio.run(main(*sys.argv[1:]))
