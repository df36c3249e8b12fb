"""Asks, and to each press answers, edits and asks again, with python-telegram-bot."""

import asyncio
import sys

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import Application, CallbackQueryHandler, ContextTypes

from benchmarks.peers.wording import LABELS, QUESTION

BUTTONS = [InlineKeyboardButton(label, callback_data=label) for label in LABELS]
KEYBOARD = InlineKeyboardMarkup([BUTTONS[:5], BUTTONS[5:]])


async def answer(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    query, chat = update.callback_query, update.effective_chat
    if query and chat:
        await query.answer()
        await query.edit_message_text(f"You said {query.data}.")
        await chat.send_message(QUESTION, "HTML", reply_markup=KEYBOARD)


async def ask(url: str, token: str, people: list[str]) -> None:
    async with Bot(token, base_url=f"{url}/bot") as bot:
        for person in people:
            await bot.send_message(int(person), QUESTION, "HTML", reply_markup=KEYBOARD)


def main(url: str, token: str, *people: str) -> None:
    asyncio.run(ask(url, token, list(people)))
    asyncio.set_event_loop(asyncio.new_event_loop())
    application = Application.builder().token(token).base_url(f"{url}/bot").build()
    application.add_handler(CallbackQueryHandler(answer))
    application.run_polling()


main(*sys.argv[1:])
