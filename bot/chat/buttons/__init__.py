"""What the buttons carry: small records in at most 64 bytes, one file per noun.

A button proves nothing. Whoever presses it is asked for their right by the flow behind it.
"""

from typing import Any, TypeVar, get_type_hints

from bot.chat.buttons.asking import (
    answers,
    builder,
    cpd,
    guard,
    hints,
    mine,
    notes,
    prompts,
    readers,
    schedules,
)
from bot.chat.buttons.base.base import Buttons, UnderWords
from bot.chat.buttons.hearing import digests, receipts
from bot.chat.buttons.people import (
    channels,
    danger,
    founding,
    invites,
    joining,
    members,
    oversight,
    settings,
    support,
    teams,
)
from bot.chat.buttons.rights import forgetting, mydata, register
from bot.domain.base.numbers import whole

LIMIT = 64
"""Bytes of callback data that Telegram takes."""

BUTTONS: Buttons = {
    **prompts.BUTTONS,
    **answers.BUTTONS,
    **guard.BUTTONS,
    **notes.BUTTONS,
    **mine.BUTTONS,
    **cpd.BUTTONS,
    **readers.BUTTONS,
    **hints.BUTTONS,
    **schedules.BUTTONS,
    **builder.BUTTONS,
    **receipts.BUTTONS,
    **digests.BUTTONS,
    **founding.BUTTONS,
    **teams.BUTTONS,
    **channels.BUTTONS,
    **support.BUTTONS,
    **danger.BUTTONS,
    **invites.BUTTONS,
    **joining.BUTTONS,
    **settings.BUTTONS,
    **members.BUTTONS,
    **oversight.BUTTONS,
    **mydata.BUTTONS,
    **forgetting.BUTTONS,
    **register.BUTTONS,
}
"""The code that stands first in the data of each button. A code is never used for another again."""

_CODES = {kind: code for code, kind in BUTTONS.items()}
_FIELDS = {kind: get_type_hints(kind) for kind in _CODES}

Press = TypeVar("Press")


def encode(press: Any) -> str:
    """The data of a button. ValueError if it would not fit, or could be read as another's."""
    values = [str(getattr(press, name)) for name in _FIELDS[type(press)]]
    data = ":".join([_CODES[type(press)], *values])
    if not _fits(data) or any(":" in value for value in values[:-1]):
        raise ValueError(f"the data of a button may have {LIMIT} signs of ASCII: {data}")
    return data


def decode(kind: type[Press], data: str) -> Press:
    """The record again. ValueError if the data is no such record (an old or a forged button).

    Nothing comes of it that no button could carry: each record has one way to be written, and a
    number fits every column.
    """
    types = _FIELDS[kind].values()
    values = data.split(":", len(types))[1:]
    if not _fits(data) or len(values) != len(types):
        raise ValueError("not the data of this button")
    fields = [made(value) for made, value in zip(types, values, strict=True)]
    press = kind(*fields)
    too_large = any(isinstance(one, int) and not whole(one) for one in fields)
    if too_large or encode(press) != data:
        raise ValueError("not how this button is written")
    return press


def _fits(data: str) -> bool:
    return len(data) <= LIMIT and data.isascii() and data.isprintable()


def carries_receipt(data: str) -> bool:
    """Whether the data of a button holds a Receipt, which belongs to one person alone."""
    kind = kind_of(data)
    return kind is not None and "receipt" in _FIELDS[kind]


def answer_of(data: str) -> int | None:
    """The answer that a button belongs to, if it does to one."""
    kind = kind_of(data)
    if kind is None or "answer" not in _FIELDS[kind]:
        return None
    try:
        return int(decode(kind, data).answer)
    except ValueError:
        return None


def reads_words(data: str) -> bool:
    """Whether a button means the words that the message it stands under points at."""
    kind = kind_of(data)
    return kind is not None and issubclass(kind, UnderWords)


def kind_of(data: str) -> type[Any] | None:
    """The record that the data of a button is; None for an old or a forged one."""
    return BUTTONS.get(data.partition(":")[0])


def pattern(kind: type) -> str:
    """A regular expression for the data of such buttons."""
    return f"^{_CODES[kind]}(:|$)"
