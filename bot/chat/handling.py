"""From Telegram's updates to steps: each kind of handler is made here, once.

A handler is a function of a Step, an Actor and what was said or pressed. It runs in one transaction
that also marks the update as handled, and what it returns is owed in the same transaction to the
place where they act; if it refuses, nothing of it happened and the person is told why. Our commands
and buttons stand in private chats; only what is made with `anywhere` or `asking` works in groups.

It begins with nothing to itself but whoever acts, and claims on the way what it decides about; see
docs/locks.md.
"""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar, cast

import structlog
from telegram import CallbackQuery, Message, Update
from telegram.error import TelegramError
from telegram.ext import (
    BaseHandler,
    CallbackQueryHandler,
    CommandHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot.chat.acting import actor_of, channel_of, in_private, place_of
from bot.chat.application import EftertankeApplication, EftertankeBot, Turn
from bot.chat.buttons import decode, pattern
from bot.chat.safe import clean
from bot.chat.translator import translator
from bot.chat.views import sentence
from bot.domain.base.actors import Actor
from bot.domain.messages.people.people import Refused
from bot.domain.people.channels import Channel
from bot.errors import Refusal
from bot.flows.base import access
from bot.flows.base.step import Installation, Step
from bot.flows.base.told import At, Telling, Toast, Told, sealed, told
from bot.flows.base.unit_of_work import Claim
from bot.flows.people import members
from bot.flows.transport import inbox

Press = TypeVar("Press")
Seen = TypeVar("Seen")
Handler = BaseHandler[Any, Any, Any]
Body = Callable[[Step], Awaitable[Telling]]
Flash = tuple[str, bool]
"""What flashes up over a button, and whether it stays until it is closed."""
Ask = Callable[[EftertankeBot, Actor, Channel], Awaitable[Seen]]

TOAST_LIMIT = 200
"""Characters over a button; Telegram takes no more."""

SPINNER_SECONDS = 5
"""How long a person's next update may wait for the answer to their last press to get through."""

log = structlog.get_logger()


def command(name: str, handle: Callable[[Step, Actor, str], Awaitable[Telling]]) -> Handler:
    """`/name argument` in a private chat. The argument is what follows the command."""

    async def privately(
        step: Step, actor: Actor, channel: Channel | None, argument: str
    ) -> Telling:
        if channel is not None:
            raise Refusal("only_in_private")
        return await handle(step, actor, argument)

    return command_anywhere(name, privately)


def command_anywhere(
    name: str,
    handle: Callable[[Step, Actor, Channel | None, str], Awaitable[Telling]],
) -> Handler:
    """`/name argument` in any chat: in a private one (None), or in a group."""

    async def run(update: Update, turn: Turn) -> None:
        argument = clean(" ".join(turn.args or []))
        actor = actor_of(update)
        channel = None if in_private(update) else channel_of(update)
        await _in_step(turn, update, lambda step: handle(step, actor, channel, argument))

    return CommandHandler(name, run, filters=filters.UpdateType.MESSAGE)


def press(kind: type[Press], handle: Callable[[Step, Actor, Press], Awaitable[Telling]]) -> Handler:
    """A button of this kind."""
    return _button(kind, lambda step, update, it: handle(step, actor_of(update), it))


def press_at(
    kind: type[Press], handle: Callable[[Step, Actor, Press, int], Awaitable[Telling]]
) -> Handler:
    """A button whose meaning lies in where its message stands in the chat."""

    async def pressed(step: Step, update: Update, it: Press) -> Telling:
        message_id = place_of(update, step.house.bot_id).message or 0
        return await handle(step, actor_of(update), it, message_id)

    return _button(kind, pressed)


def press_with(
    kind: type[Press], handle: Callable[[Step, Actor, Press, Message], Awaitable[Telling]]
) -> Handler:
    """A button whose meaning lies in the message it stands under."""

    async def pressed(step: Step, update: Update, it: Press) -> Telling:
        under = update.effective_message
        if under is None:
            raise Refusal("button_unknown")
        return await handle(step, actor_of(update), it, under)

    return _button(kind, pressed)


def _button(
    kind: type[Press], handle: Callable[[Step, Update, Press], Awaitable[Telling]]
) -> Handler:
    """A button in a private chat."""

    async def run(update: Update, turn: Turn) -> None:
        async def pressed(step: Step) -> Telling:
            return await handle(step, update, _read_in_private(update, kind))

        await _in_step(turn, update, pressed)

    return CallbackQueryHandler(run, pattern=pattern(kind))


def press_asking(
    kind: type[Press],
    ask: Ask[Seen],
    handle: Callable[[Step, Actor, Channel, Press, Seen], Awaitable[Telling]],
) -> Handler:
    """A button in groups, for which Telegram has to be asked something before the step."""

    async def run(update: Update, turn: Turn) -> None:
        actor, channel = actor_of(update), channel_of(update)
        # Nobody is asked on account of a button that there is not.
        pressed = _read(update, kind)
        if pressed is None:
            await _in_step(turn, update, _unknown)
            return
        if in_private(update):
            await _in_step(turn, update, _only_in_groups)
            return
        seen = await ask(turn.bot, actor, channel)
        await _in_step(turn, update, lambda step: handle(step, actor, channel, pressed, seen))

    return CallbackQueryHandler(run, pattern=pattern(kind))


def message(
    wanted: filters.BaseFilter,
    handle: Callable[[Step, Actor, Message], Awaitable[Telling]],
) -> Handler:
    """A message, new or edited, that passes the filter."""

    async def run(update: Update, turn: Turn) -> None:
        content = update.effective_message
        if content is not None:
            actor = actor_of(update)
            await _in_step(turn, update, lambda step: handle(step, actor, content))

    return MessageHandler(wanted, run)


def message_telling_first(
    wanted: filters.BaseFilter,
    read: Callable[[Installation, Message], Awaitable[Seen | None]],
    tell: Callable[[Step, Actor, Message, Seen], Awaitable[Told | None]],
    handle: Callable[[Step, Actor, Message], Awaitable[Telling]],
) -> Handler:
    """A message to which something may have to be said before anything is done with it: it must get
    there, and must not be kept. Until it does, the update waits for its turn. Most tell nothing
    when they are `read`, which takes no database."""

    async def run(update: Update, turn: Turn) -> None:
        content, application = update.effective_message, _application(turn)
        if content is None:
            return
        actor, house = actor_of(update), application.unit_of_work.house
        seen = await read(house, content)
        if seen is not None:
            async with application.unit_of_work.look() as step:
                first = await tell(step, actor, content, seen)
            if first is not None:
                await application.say_first(place_of(update, house.bot_id), first)
        await _in_step(turn, update, lambda step: handle(step, actor, content))

    return MessageHandler(wanted, run)


def message_asking(
    wanted: filters.BaseFilter,
    ask: Ask[Seen],
    handle: Callable[[Step, Actor, Channel, Message, Seen], Awaitable[Telling]],
) -> Handler:
    """A message for which Telegram has to be asked something before the step."""

    async def run(update: Update, turn: Turn) -> None:
        content = update.effective_message
        if content is not None:
            actor, channel = actor_of(update), channel_of(update)
            seen = await ask(turn.bot, actor, channel)
            await _in_step(turn, update, lambda step: handle(step, actor, channel, content, seen))

    return MessageHandler(wanted, run)


def anything(
    fits: Callable[[Update], bool],
    handle: Callable[[Step, Update], Awaitable[Telling]],
) -> Handler:
    """Any other update that fits."""

    async def run(update: Update, turn: Turn) -> None:
        await _in_step(turn, update, lambda step: handle(step, update))

    class Fitting(TypeHandler[Update, Turn, None]):
        def check_update(self, update: object) -> bool:
            return isinstance(update, Update) and fits(update)

    return Fitting(Update, run)


async def _unknown(_: Step) -> Telling:
    raise Refusal("button_unknown")


async def _only_in_groups(_: Step) -> Telling:
    raise Refusal("only_in_groups")


def _read_in_private(update: Update, kind: type[Press]) -> Press:
    """What the pressed button carries. In a group a changed client could press any of ours under a
    message of ours, and the answer would be put in that message's place."""
    if not in_private(update):
        raise Refusal("only_in_private")
    pressed = _read(update, kind)
    if pressed is None:
        raise Refusal("button_unknown")
    return pressed


def _read(update: Update, kind: type[Press]) -> Press | None:
    """What the pressed button carries; None if it is an old or a forged one."""
    query = update.callback_query
    try:
        return decode(kind, query.data or "" if query else "")
    except ValueError:
        return None


async def _in_step(turn: Turn, update: Update, body: Body) -> None:
    """Run a handler's step, and answer the button that was pressed."""
    try:
        flash = await _handle(turn, update, body)
    except Refusal as refusal:
        flash = await _handle(turn, update, _refusing(turn, update, refusal))
    if update.callback_query is not None:
        await _stop_spinner(turn.bot, update.callback_query, flash)


async def _handle(turn: Turn, update: Update, body: Body) -> Flash | None:
    """What is to flash up over the pressed button, in the person's language."""
    application = _application(turn)
    actor = actor_of(update)
    place = place_of(update, application.unit_of_work.house.bot_id)
    own = Claim(people=frozenset({(place.bot_id, actor.telegram_id)}))

    async def handle(step: Step) -> tuple[Telling, Flash | None]:
        telling: Telling = ()
        if (passing := application.passing.get(update.update_id)) is not None:
            await inbox.in_turn(step, passing)
            telling = await body(step)
        # An update that another step has handled meanwhile is left alone.
        elif await inbox.handled(step, update.update_id):
            telling = await _as_somebody_who_is_here(step, actor, update, body)
        await step.outbox.put(place, telling)
        return telling, await _flash(step, actor, telling)

    telling, flash = await application.unit_of_work.run(handle, own, lane=actor.telegram_id)
    for one in telling:
        if isinstance(one, Told) and one.sealed:
            application.say(place, one)
    return flash


def _application(turn: Turn) -> EftertankeApplication:
    return cast(EftertankeApplication, turn.application)


async def _as_somebody_who_is_here(step: Step, actor: Actor, update: Update, body: Body) -> Telling:
    """Whoever was thought to be gone goes on where they were, whatever they do first. What Telegram
    says of them is no deed of theirs."""
    acts = in_private(update) and update.my_chat_member is None
    was_away = acts and await members.arrives(step, actor)
    telling = await body(step)
    if was_away:
        return [*telling, *await members.resume(step, actor, telling)]
    return telling


async def _flash(step: Step, actor: Actor, telling: Telling) -> Flash | None:
    toasts = [one for one in telling if isinstance(one, Toast)]
    if not toasts:
        return None
    say = translator(await access.language(step, actor))
    last = toasts[-1]
    return sentence(say, last.key, last.facts).unescape()[:TOAST_LIMIT], last.alert


def _refusing(turn: Turn, update: Update, refusal: Refusal) -> Body:
    """A step that only tells why: over the button that was pressed, or in a message."""

    async def tell(step: Step) -> Telling:
        if update.callback_query is not None:
            return [Toast(key=refusal.key, facts=refusal.facts, alert=True)]
        why = Refused(key=refusal.key, facts=refusal.facts)
        language = await access.language(step, actor_of(update))
        if update.update_id in _application(turn).passing:
            return [sealed(language, why, At.POINTING)]
        return [told(language, why)]

    return tell


async def _stop_spinner(bot: EftertankeBot, query: CallbackQuery, flash: Flash | None) -> None:
    """Best effort: the work is done, and Telegram forgets old presses by itself."""
    wish: dict[str, Any] = {"callback_query_id": query.id}
    if flash is not None:
        text, alert = flash
        wish |= {"text": text, "show_alert": alert}
    try:
        await bot.call("answerCallbackQuery", wish, SPINNER_SECONDS)
    except TelegramError as error:
        log.info("press.not_answered", error=type(error).__name__)
