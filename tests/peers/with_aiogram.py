"""The bot of `dialogue.py` on aiogram, as its own guide builds one.

python -m tests.peers.with_aiogram BOX_URL TOKEN [PORT]; with a port, it is told by webhook.
"""

import asyncio
import sys

from aiogram import Bot, Dispatcher, F, Router
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import JOIN_TRANSITION, ChatMemberUpdatedFilter, Command, CommandStart
from aiogram.filters.command import CommandObject
from aiogram.methods import SendMessage
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    ChatMemberUpdated,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    Message,
    PollAnswer,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web

SECRET = "aiogram-secret"
SHIFTS = ["Early", "Late"]
CAUSES = ["The people", "The work"]

router = Router()


@router.message(CommandStart())
async def start(message: Message) -> SendMessage:
    """Returned, not sent: on a webhook the answer to the update carries it."""
    buttons = [
        InlineKeyboardButton(text=label, callback_data=f"day:{label.lower()}")
        for label in ("Calm", "Busy")
    ]
    keyboard = InlineKeyboardMarkup(inline_keyboard=[buttons])
    return message.answer("How was <b>today</b>?", reply_markup=keyboard)


@router.callback_query(F.data.startswith("day:"))
async def pressed(query: CallbackQuery) -> None:
    assert query.data is not None
    assert isinstance(query.message, Message)
    await query.answer("Noted")
    await query.message.edit_text(f"You said {query.data.removeprefix('day:')}")
    keyboard = ReplyKeyboardMarkup(
        keyboard=[[KeyboardButton(text=cause) for cause in CAUSES]], resize_keyboard=True
    )
    await query.message.answer("What made it so?", reply_markup=keyboard)


@router.message(Command("poll"))
async def poll(message: Message) -> None:
    await message.answer_poll("Which shift?", [*SHIFTS], is_anonymous=False)


@router.poll_answer()
async def voted(answer: PollAnswer, bot: Bot) -> None:
    assert answer.user is not None
    (chosen,) = answer.option_ids
    await bot.send_message(answer.user.id, f"You chose {SHIFTS[chosen]}")


@router.my_chat_member(
    ChatMemberUpdatedFilter(JOIN_TRANSITION), F.chat.type.in_({"group", "supergroup"})
)
async def joined(change: ChatMemberUpdated) -> None:
    await change.answer(f"Hello, {change.chat.title}")


@router.message(Command("who"))
async def who(message: Message) -> None:
    await message.reply(f"We are {await message.chat.get_member_count()}")


@router.message(Command("topic"))
async def topic(message: Message, command: CommandObject, bot: Bot) -> None:
    made = await bot.create_forum_topic(message.chat.id, command.args or "")
    await bot.send_message(
        message.chat.id, f"Talk about {made.name} here", message_thread_id=made.message_thread_id
    )


@router.message(Command("here"))
async def here(message: Message) -> None:
    await message.answer("I am here")


@router.message(F.photo)
async def photo(message: Message, bot: Bot) -> None:
    assert message.photo is not None
    downloaded = await bot.download(message.photo[-1])
    assert downloaded is not None
    picture = downloaded.read()
    await message.answer_photo(
        BufferedInputFile(picture, "back.png"), caption=f"{len(picture)} bytes"
    )


@router.message(F.text)
async def heard(message: Message) -> None:
    await message.reply(f"I heard: {message.text}", reply_markup=ReplyKeyboardRemove())


@router.edited_message(F.text)
async def edited(message: Message) -> None:
    await message.answer(f"Now I hear: {message.text}")


def serve(dispatcher: Dispatcher, bot: Bot, port: int) -> None:
    async def hook(bot: Bot) -> None:
        await bot.set_webhook(f"http://127.0.0.1:{port}/hook", secret_token=SECRET)

    dispatcher.startup.register(hook)
    app = web.Application()
    SimpleRequestHandler(dispatcher, bot, secret_token=SECRET, handle_in_background=False).register(
        app, path="/hook"
    )
    setup_application(app, dispatcher, bot=bot)
    web.run_app(app, host="127.0.0.1", port=port, print=None)


def main(url: str, token: str, port: str = "") -> None:
    session = AiohttpSession(api=TelegramAPIServer.from_base(url))
    bot = Bot(token, session=session, default=DefaultBotProperties(parse_mode="HTML"))
    dispatcher = Dispatcher()
    dispatcher.include_router(router)
    if port:
        serve(dispatcher, bot, int(port))
    else:
        asyncio.run(dispatcher.start_polling(bot))


if __name__ == "__main__":
    main(*sys.argv[1:])
