"""A stock python-telegram-bot application, polling, against the box."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from telegram import (
    Bot,
    ChatMemberAdministrator,
    ChatMemberRestricted,
    ChatPermissions,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    ReplyParameters,
    Update,
)
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ContextTypes,
    ExtBot,
    JobQueue,
    MessageHandler,
    filters,
)

from bot.sandbox.client import Control
from bot.sandbox.images import image_size
from bot.sandbox.server import Sandbox
from bot.sandbox.shapes import Chat, Message, User
from tests.sandbox.conftest import BotClient, Until

PNG = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\6\0\0\0\x1f\x15\xc4\x89"
    b"\0\0\0\rIDATx\xdac\xfc\xcf\xf0\x1f\0\5\0\1\xff\x89\x99=\x1d\0\0\0\0IEND\xaeB`\x82"
)

Context = ContextTypes.DEFAULT_TYPE
Data = dict[Any, Any]
Library = Application[ExtBot[None], Context, Data, Data, Data, JobQueue[Context]]
Shown = Callable[[int], Awaitable[list[Message]]]


async def start(update: Update, _: Context) -> None:
    keyboard = InlineKeyboardMarkup(
        [[InlineKeyboardButton(str(n), callback_data=f"scale:{n}") for n in range(1, 6)]]
    )
    assert update.effective_message is not None
    await update.effective_message.reply_html("How was <b>today</b>?", reply_markup=keyboard)


async def tapped(update: Update, _: Context) -> None:
    query = update.callback_query
    assert query is not None
    assert query.message is not None
    await query.answer("Noted")
    await query.edit_message_text(f"You said {query.data}")
    await query.message.chat.send_message("Why?", reply_markup=ForceReply())


async def heard(update: Update, _: Context) -> None:
    if update.message is not None:
        await update.message.reply_text(f"I heard: {update.message.text}", do_quote=True)


async def noted(update: Update, context: Context) -> None:
    assert update.my_chat_member is not None
    context.bot_data["standing"].put_nowait(update.my_chat_member.new_chat_member.status)


HANDLERS = (
    CommandHandler("start", start),
    CallbackQueryHandler(tapped),
    MessageHandler(filters.TEXT, heard),
    ChatMemberHandler(noted),
)


@pytest.fixture
async def application(box: Sandbox, bot: BotClient) -> AsyncIterator[Library]:
    builder = ApplicationBuilder().token(bot.token)
    builder = builder.base_url(f"{box.url}/bot").base_file_url(f"{box.url}/file/bot")
    application = builder.build()
    application.add_handlers(HANDLERS)
    application.bot_data["standing"] = asyncio.Queue()
    async with application:
        yield application


@pytest.fixture
async def running(application: Library) -> AsyncIterator[Library]:
    assert application.updater is not None
    await application.updater.start_polling(allowed_updates=Update.ALL_TYPES)
    await application.start()
    yield application
    await application.updater.stop()
    await application.stop()


@pytest.fixture
def shown(box: Sandbox, bot: BotClient, control: Control, until: Until, bob: User) -> Shown:
    """Waits for so many messages in Bob's chat and shows them."""
    account = box.world.bots[bot.token]
    chat = box.world.private_chat(account, box.world.people[bob["id"]])

    async def wait(count: int) -> list[Message]:
        await until(lambda: len(chat.messages) >= count)
        return await control.messages(bob["id"])

    return wait


async def test_bob_talks_with_a_polling_bot(
    running: Library, control: Control, bob: User, shown: Shown
) -> None:
    await control.say(bob["id"], "/start")
    _, asked = await shown(2)
    assert asked["text"] == "How was today?"
    pressed = await control.press(bob["id"], asked["message_id"], "4")
    assert pressed.answer == "Noted"
    _, edited, why = await shown(3)
    assert edited["text"] == "You said scale:4"
    assert why["reply_markup"] == {"force_reply": True}
    said = await control.say(bob["id"], "A calm day", reply_to=why["message_id"])
    answer = (await shown(5))[-1]
    assert answer["text"] == "I heard: A calm day"
    assert answer["reply_to_message"]["message_id"] == said["message_id"]
    await control.block(bob["id"])
    assert await running.bot_data["standing"].get() == "kicked"
    assert await control.lint() == []


async def test_errors_arrive_as_the_librarys_own(
    monkeypatch: pytest.MonkeyPatch,
    application: Library,
    control: Control,
    bot: BotClient,
    alice: User,
    bob: User,
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    library = application.bot
    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        await library.send_message(bob["id"], "x")
    with pytest.raises(BadRequest, match="Chat not found"):
        await library.send_message(4711, "x")
    keyboard = InlineKeyboardMarkup.from_button(InlineKeyboardButton("x", callback_data="x" * 65))
    with pytest.raises(BadRequest, match="Button_data_invalid"):
        await library.send_message(alice["id"], "x", reply_markup=keyboard)
    await control.faults("sendMessage", "too_many", retry_after=7)
    with pytest.raises(RetryAfter) as flooded:
        await library.send_message(alice["id"], "x")
    assert flooded.value.retry_after == timedelta(seconds=7)
    chat = await control.chat("group", "Ward", admins=[alice["id"]], bots=[bot.username])
    new = await control.migrate(chat["id"])
    with pytest.raises(ChatMigrated) as migrated:
        await library.send_message(chat["id"], "x")
    assert migrated.value.new_chat_id == new["id"]


async def test_an_unknown_token_is_the_librarys_invalid_token(box: Sandbox) -> None:
    with pytest.raises(InvalidToken):
        async with Bot("1:x", base_url=f"{box.url}/bot"):
            pass


async def test_files_go_there_and_back(application: Library, control: Control, alice: User) -> None:
    library = application.bot
    sent = await library.send_photo(alice["id"], PNG, caption="<i>one</i>", parse_mode="HTML")
    assert (sent.photo[-1].width, sent.photo[-1].height) == image_size(PNG)
    await library.edit_message_media(
        InputMediaPhoto(PNG, caption="two"), chat_id=alice["id"], message_id=sent.message_id
    )
    document = await library.send_document(
        alice["id"],
        b"a,b",
        filename="my.csv",
        reply_parameters=ReplyParameters(sent.message_id),
    )
    assert document.reply_to_message is not None
    assert document.reply_to_message.caption == "two"
    assert document.document is not None
    file = await document.document.get_file()
    assert bytes(await file.download_as_bytearray()) == b"a,b"
    assert await control.lint() == []


async def test_every_kind_of_message_is_read(
    application: Library, control: Control, alice: User, ward: Chat
) -> None:
    await control.no_limits()
    library, chat = application.bot, alice["id"]
    sent = [
        await library.send_video(chat, b"mp4", width=640, height=360, thumbnail=PNG),
        await library.send_audio(chat, b"mp3", performer="Alice", title="Handover"),
        await library.send_animation(chat, b"gif"),
        await library.send_video_note(chat, b"mp4", length=240),
        await library.send_sticker(chat, b"webp", emoji="👍"),
        await library.send_location(chat, 59.33, 18.07),
        await library.send_venue(chat, 59.33, 18.07, "Ward 7", "Main road 1"),
        await library.send_contact(chat, "+46701234567", "Bob"),
        await library.send_dice(chat),
        await library.send_poll(chat, "How was tonight?", ["Calm", "Busy"], is_anonymous=False),
        *await library.send_media_group(chat, [InputMediaPhoto(PNG), InputMediaPhoto(PNG)]),
    ]
    assert [message.id for message in sent] == list(range(2, 14))
    await library.forward_message(chat, chat, sent[-1].id)
    await library.copy_messages(chat, chat, [message.id for message in sent])
    poll = await library.stop_poll(chat, sent[9].id)
    assert poll.is_closed
    link = await library.create_chat_invite_link(ward["id"], name="Poster", member_limit=3)
    assert link.member_limit == 3
    info = await library.get_chat(ward["id"])
    assert info.permissions is not None
    assert info.permissions.can_send_polls is True
    assert await control.lint() == []


async def test_every_kind_of_member_is_read(
    application: Library, alice: User, bob: User, ward: Chat
) -> None:
    library, chat = application.bot, ward["id"]
    about_bob = (chat, bob["id"])
    assert (await library.get_chat_member(chat, alice["id"])).status == "creator"
    await library.restrict_chat_member(*about_bob, ChatPermissions(can_send_messages=False))
    silent = await library.get_chat_member(*about_bob)
    assert isinstance(silent, ChatMemberRestricted)
    assert silent.can_send_messages is False
    await library.ban_chat_member(*about_bob)
    assert (await library.get_chat_member(*about_bob)).status == "kicked"
    await library.unban_chat_member(*about_bob)
    assert (await library.get_chat_member(*about_bob)).status == "left"
    mine = await library.get_chat_member(chat, library.id)
    assert isinstance(mine, ChatMemberAdministrator)
    assert mine.can_promote_members is True
