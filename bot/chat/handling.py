"""From Telegram's updates to steps: each kind of handler is made here, once.

A handler is a function of a Step, a Caller and what was said or pressed. It runs in one transaction
that also marks the update as handled; if it refuses, nothing of it happened and the person is told
why. What it returns is told past the outbox: it shows something sealed.

One that is registered as `beside` reads and changes only what belongs to whoever acts (what belongs
to all it may read, since nobody changes that meanwhile). So on PostgreSQL it runs beside those of
other people; all others have everything to themselves. See docs/decisions/0011.
"""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeVar, cast

import structlog
from telegram import CallbackQuery, Chat, MaybeInaccessibleMessage, Message, Update, User
from telegram.constants import ChatType
from telegram.error import TelegramError
from telegram.ext import (
    BaseHandler,
    CallbackQueryHandler,
    CommandHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot.chat.application import EftertankeApplication, EftertankeBot, Turn
from bot.chat.buttons import decode, pattern
from bot.chat.safe import clean
from bot.chat.translator import translator
from bot.chat.views.base.sentences import sentence
from bot.domain.messages.people.people import Refused
from bot.domain.people.members import Caller
from bot.errors import NotAloneError, Refusal
from bot.flows.base import access
from bot.flows.base.step import Step, Toast
from bot.flows.base.told import Told
from bot.flows.base.unit_of_work import LockMode
from bot.flows.people import members
from bot.flows.transport import inbox

Press = TypeVar("Press")
Handler = BaseHandler[Any, Any, Any]
Seen = TypeVar("Seen")
Outcome = Sequence[Told] | None
"""What is told past the outbox, if anything is."""

Body = Callable[[Step], Awaitable[Outcome]]
Ask = Callable[[EftertankeBot, Caller], Awaitable[Seen]]

TOAST_LIMIT = 200
"""Characters over a button; Telegram takes no more."""

SPINNER_SECONDS = 5
"""How long a person's next update may wait for the answer to their last press to get through."""

log = structlog.get_logger()


def command(
    name: str, handle: Callable[[Step, Caller, str], Awaitable[Outcome]], *, beside: bool = False
) -> Handler:
    """`/name argument` in any chat. The argument is what follows the command."""

    async def run(update: Update, turn: Turn) -> None:
        argument = clean(" ".join(turn.args or []))
        await _in_step(turn, update, lambda step: handle(step, caller_of(update), argument), beside)

    return CommandHandler(name, run, filters=filters.UpdateType.MESSAGE)


def press(
    kind: type[Press],
    handle: Callable[[Step, Caller, Press], Awaitable[Outcome]],
    *,
    beside: bool = False,
) -> Handler:
    """A button of this kind."""

    async def run(update: Update, turn: Turn) -> None:
        await _in_step(turn, update, lambda step: _pressed(step, update, kind, handle), beside)

    return CallbackQueryHandler(run, pattern=pattern(kind))


def press_with(
    kind: type[Press],
    handle: Callable[[Step, Caller, Press, Message], Awaitable[Outcome]],
    *,
    beside: bool = False,
) -> Handler:
    """A button whose meaning lies in the message it stands under."""

    async def run(update: Update, turn: Turn) -> None:
        under = update.effective_message

        async def told(step: Step, caller: Caller, pressed: Press) -> Outcome:
            if under is None:
                raise Refusal("button_unknown")
            return await handle(step, caller, pressed, under)

        await _in_step(turn, update, lambda step: _pressed(step, update, kind, told), beside)

    return CallbackQueryHandler(run, pattern=pattern(kind))


def press_asking(
    kind: type[Press],
    ask: Ask[Seen],
    handle: Callable[[Step, Caller, Press, Seen], Awaitable[Outcome]],
) -> Handler:
    """A button, also in groups, for which Telegram has to be asked something before the step."""

    async def run(update: Update, turn: Turn) -> None:
        # Nobody is asked on account of a button that there is not.
        if _read(update, kind) is None:
            await _in_step(turn, update, _unknown)
            return
        seen = await ask(turn.bot, caller_of(update))

        async def told(step: Step, caller: Caller, pressed: Press) -> Outcome:
            return await handle(step, caller, pressed, seen)

        await _in_step(
            turn, update, lambda step: _pressed(step, update, kind, told, in_groups=True)
        )

    return CallbackQueryHandler(run, pattern=pattern(kind))


def message(
    wanted: filters.BaseFilter,
    handle: Callable[[Step, Caller, Message], Awaitable[Outcome]],
    *,
    beside: bool = False,
) -> Handler:
    """A message, new or edited, that passes the filter."""

    async def run(update: Update, turn: Turn) -> None:
        content = update.effective_message
        if content is not None:
            caller = caller_of(update)
            await _in_step(turn, update, lambda step: handle(step, caller, content), beside)

    return MessageHandler(wanted, run)


def message_asking(
    wanted: filters.BaseFilter,
    ask: Ask[Seen],
    handle: Callable[[Step, Caller, Message, Seen], Awaitable[Outcome]],
) -> Handler:
    """A message for which Telegram has to be asked something before the step."""

    async def run(update: Update, turn: Turn) -> None:
        content = update.effective_message
        if content is not None:
            caller = caller_of(update)
            answer = await ask(turn.bot, caller)
            await _in_step(turn, update, lambda step: handle(step, caller, content, answer))

    return MessageHandler(wanted, run)


def anything(
    fits: Callable[[Update], bool],
    handle: Callable[[Step, Update], Awaitable[None]],
    *,
    beside: bool = False,
) -> Handler:
    """Any other update that fits."""

    async def run(update: Update, turn: Turn) -> None:
        await _in_step(turn, update, lambda step: handle(step, update), beside)

    class Fitting(TypeHandler[Update, Turn, None]):
        def check_update(self, update: object) -> bool:
            return isinstance(update, Update) and fits(update)

    return Fitting(Update, run)


def caller_of(update: Update) -> Caller:
    """Who is behind an update. Posts in channels are the channel's own."""
    chat, person = update.effective_chat, update.effective_user
    content = update.effective_message or _under(update)
    return Caller(
        telegram_id=person.id if person else (chat.id if chat else 0),
        name=_name(person, chat),
        language_code=person.language_code if person else None,
        chat_id=chat.id if chat else (person.id if person else 0),
        private=chat is None or chat.type == ChatType.PRIVATE,
        message_id=content.message_id if content else 0,
        thread_id=content.message_thread_id
        if isinstance(content, Message) and content.is_topic_message
        else None,
        chat_title=clean(chat.title or "") if chat else "",
    )


def _under(update: Update) -> MaybeInaccessibleMessage | None:
    """The message of a pressed button, also where it is too old for Telegram to show it."""
    return update.callback_query.message if update.callback_query is not None else None


def _name(person: User | None, chat: Chat | None) -> str:
    return clean(person.full_name if person else (chat.title or "" if chat else ""))


async def _pressed(
    step: Step,
    update: Update,
    kind: type[Press],
    handle: Callable[[Step, Caller, Press], Awaitable[Outcome]],
    *,
    in_groups: bool = False,
) -> Outcome:
    # Our buttons stand in private chats. In a group a changed client could press any of them under
    # a message of ours, and the answer would be put in that message's place.
    if not (in_groups or caller_of(update).private):
        raise Refusal("only_in_private")
    pressed = _read(update, kind)
    if pressed is None:
        raise Refusal("button_unknown")
    return await handle(step, caller_of(update), pressed)


async def _unknown(_: Step) -> Outcome:
    raise Refusal("button_unknown")


def _read(update: Update, kind: type[Press]) -> Press | None:
    """What the pressed button carries; None if it is an old or a forged one."""
    query = update.callback_query
    try:
        return decode(kind, query.data or "" if query else "")
    except ValueError:
        return None


async def _in_step(turn: Turn, update: Update, body: Body, beside: bool = False) -> None:
    """Run a handler's step, and answer the button that was pressed."""
    refused = False
    try:
        toast = await _handle(turn, update, body, beside)
    except Refusal as refusal:
        refused = True
        toast = await _handle(turn, update, _telling(turn, update, refusal), beside)
    if update.callback_query is not None:
        await _stop_spinner(turn.bot, update.callback_query, toast, alert=refused)


async def _handle(turn: Turn, update: Update, body: Body, beside: bool) -> str | None:
    """What is to flash up over the pressed button, in the person's language."""
    if beside:
        try:
            return await _handle_in(LockMode.BESIDE, turn, update, body)
        except NotAloneError:
            pass
    return await _handle_in(LockMode.ALONE, turn, update, body)


async def _handle_in(room: LockMode, turn: Turn, update: Update, body: Body) -> str | None:
    application = _application(turn)
    caller = caller_of(update)
    told: Sequence[Told] = ()
    async with application.desk.step(room, lane=caller.telegram_id) as step:
        if (passing := application.passing.get(update.update_id)) is not None:
            await inbox.in_turn(step, passing)
            told = await body(step) or ()
        # An update that another step has handled meanwhile is left alone.
        elif await inbox.handled(step, update.update_id):
            told = await _as_somebody_who_is_here(step, caller, update, body) or ()
        toast = await _flash(step, caller, step.toast) if step.toast else None
        language = await _language(step, caller) if told else ""
    for one in told:
        application.say(caller, language, one)
    return toast


def _application(turn: Turn) -> EftertankeApplication:
    return cast(EftertankeApplication, turn.application)


async def _as_somebody_who_is_here(
    step: Step, caller: Caller, update: Update, body: Body
) -> Outcome:
    """Whoever was thought to be gone goes on where they were, whatever they do first. What Telegram
    says of them is no deed of theirs."""
    acts = caller.private and update.my_chat_member is None
    was_away = acts and await members.arrives(step, caller)
    told = await body(step)
    if was_away:
        await members.resume(step, caller)
    return told


async def _language(step: Step, caller: Caller) -> str:
    return step.language_of(caller, await access.known(step, caller))


async def _flash(step: Step, caller: Caller, toast: Toast) -> str:
    say = translator(await _language(step, caller))
    return sentence(say, toast.key, toast.facts).unescape()[:TOAST_LIMIT]


def _telling(turn: Turn, update: Update, refusal: Refusal) -> Body:
    """A step that only tells why: over the button that was pressed, or in a message."""

    async def tell(step: Step) -> Outcome:
        why = Refused(key=refusal.key, facts=refusal.facts)
        if update.callback_query is not None:
            step.say(refusal.key, **refusal.facts)
        elif update.update_id in _application(turn).passing:
            return (Told(message=why),)
        else:
            caller = caller_of(update)
            step.reply(caller, why, member=await access.known(step, caller))
        return None

    return tell


async def _stop_spinner(
    bot: EftertankeBot, query: CallbackQuery, toast: str | None, *, alert: bool
) -> None:
    """Best effort: the work is done, and Telegram forgets old presses by itself."""
    wish: dict[str, Any] = {"callback_query_id": query.id}
    if toast:
        wish |= {"text": toast, "show_alert": alert}
    try:
        await bot.call("answerCallbackQuery", wish, SPINNER_SECONDS)
    except TelegramError as error:
        log.info("press.not_answered", error=type(error).__name__)
