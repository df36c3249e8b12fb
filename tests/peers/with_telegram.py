"""The bot of `dialogue.py` on python-telegram-bot: its stock Application, run as it comes.

python -m tests.peers.with_telegram BOX_URL TOKEN [PORT]; with a port, it is told by webhook.
"""

import sys

from telegram import (
    ChatMember,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    Update,
)
from telegram.constants import ParseMode
from telegram.ext import (
    ApplicationBuilder,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    PollAnswerHandler,
    filters,
)

SHIFTS = ["Early", "Late"]
CAUSES = ["The people", "The work"]

Context = ContextTypes.DEFAULT_TYPE


async def start(update: Update, context: Context) -> None:
    buttons = [
        InlineKeyboardButton(label, callback_data=f"day:{label.lower()}")
        for label in ("Calm", "Busy")
    ]
    assert update.message is not None
    await update.message.reply_text(
        "How was <b>today</b>?",
        parse_mode=ParseMode.HTML,
        reply_markup=InlineKeyboardMarkup.from_row(buttons),
    )


async def pressed(update: Update, context: Context) -> None:
    query = update.callback_query
    assert query is not None
    assert query.data is not None
    assert isinstance(query.message, Message)
    await query.answer("Noted")
    await query.edit_message_text(f"You said {query.data.removeprefix('day:')}")
    keyboard = ReplyKeyboardMarkup.from_row(CAUSES, resize_keyboard=True)
    await query.message.reply_text("What made it so?", reply_markup=keyboard)


async def poll(update: Update, context: Context) -> None:
    assert update.message is not None
    await update.message.reply_poll("Which shift?", SHIFTS, is_anonymous=False)


async def voted(update: Update, context: Context) -> None:
    answer = update.poll_answer
    assert answer is not None
    assert answer.user is not None
    (chosen,) = answer.option_ids
    await context.bot.send_message(answer.user.id, f"You chose {SHIFTS[chosen]}")


async def joined(update: Update, context: Context) -> None:
    change = update.my_chat_member
    assert change is not None
    was_out = change.old_chat_member.status in (ChatMember.LEFT, ChatMember.BANNED)
    if was_out and change.chat.type != change.chat.PRIVATE:
        await change.chat.send_message(f"Hello, {change.chat.title}")


async def who(update: Update, context: Context) -> None:
    assert update.message is not None
    count = await update.message.chat.get_member_count()
    await update.message.reply_text(f"We are {count}", do_quote=True)


async def topic(update: Update, context: Context) -> None:
    assert update.message is not None
    chat = update.message.chat
    made = await chat.create_forum_topic(" ".join(context.args or ()))
    await chat.send_message(
        f"Talk about {made.name} here", message_thread_id=made.message_thread_id
    )


async def here(update: Update, context: Context) -> None:
    assert update.message is not None
    await update.message.reply_text("I am here", do_quote=False)


async def photo(update: Update, context: Context) -> None:
    assert update.message is not None
    file = await update.message.photo[-1].get_file()
    picture = bytes(await file.download_as_bytearray())
    await update.message.reply_photo(picture, caption=f"{len(picture)} bytes")


async def heard(update: Update, context: Context) -> None:
    assert update.message is not None
    text = f"I heard: {update.message.text}"
    await update.message.reply_text(text, reply_markup=ReplyKeyboardRemove(), do_quote=True)


async def edited(update: Update, context: Context) -> None:
    assert update.edited_message is not None
    await update.edited_message.reply_text(f"Now I hear: {update.edited_message.text}")


NEW = filters.UpdateType.MESSAGE
HANDLERS = (
    CommandHandler("start", start),
    CallbackQueryHandler(pressed, "^day:"),
    CommandHandler("poll", poll),
    PollAnswerHandler(voted),
    ChatMemberHandler(joined),
    CommandHandler("who", who),
    CommandHandler("topic", topic),
    CommandHandler("here", here),
    MessageHandler(NEW & filters.PHOTO, photo),
    MessageHandler(NEW & filters.TEXT, heard),
    MessageHandler(filters.UpdateType.EDITED_MESSAGE & filters.TEXT, edited),
)


def main(url: str, token: str, port: str = "") -> None:
    builder = ApplicationBuilder().token(token)
    builder = builder.base_url(f"{url}/bot").base_file_url(f"{url}/file/bot")
    application = builder.build()
    application.add_handlers(HANDLERS)
    if port:
        application.run_webhook(
            listen="127.0.0.1",
            port=int(port),
            url_path="hook",
            webhook_url=f"http://127.0.0.1:{port}/hook",
            secret_token="telegram-secret",
        )
    else:
        application.run_polling()


if __name__ == "__main__":
    main(*sys.argv[1:])
