"""What the buttons carry: small records in at most 64 bytes, one file per noun.

A button proves nothing. Whoever presses it is asked for their right by the flow behind it.
"""

from dataclasses import fields
from typing import Any, TypeVar, get_type_hints

from bot.chat.callbacks import answers, notes, prompts, receipts

LIMIT = 64
"""Bytes of callback data that Telegram takes."""

CALLBACKS: dict[str, type] = {
    "o": answers.TapOption,
    "t": answers.ToggleOption,
    "d": answers.DoneChoosing,
    "v": answers.PickReaders,
    "q": prompts.ShowQuestion,
    "x": prompts.SkipQuestion,
    "z": prompts.OfferSnooze,
    "Z": prompts.SnoozeQuestion,
    "u": prompts.TakeUp,
    "e": prompts.AskExample,
    "f": receipts.FollowAnswer,
    "w": receipts.AskWithdrawal,
    "W": receipts.WithdrawAnswer,
    "n": notes.KeepNote,
    "r": notes.StartReflection,
    "R": notes.PickReflection,
    "i": notes.IgnoreWords,
}
"""The code that stands first in the data of each button. A code is never used for another again."""

_CODES = {kind: code for code, kind in CALLBACKS.items()}

Press = TypeVar("Press")


def encode(press: Any) -> str:
    """The data of a button. ValueError if it would not fit."""
    values = [str(getattr(press, field.name)) for field in fields(press)]
    data = ":".join([_CODES[type(press)], *values])
    if len(data.encode()) > LIMIT:
        raise ValueError(f"the data of a button may have {LIMIT} bytes: {data}")
    return data


def decode(kind: type[Press], data: str) -> Press:
    """The record again. ValueError if the data is no such record (an old or a forged button)."""
    hints = get_type_hints(kind)
    names = list(hints)
    values = data.split(":", len(names))[1:]
    if len(values) != len(names):
        raise ValueError("not the data of this button")
    return kind(*(hints[name](value) for name, value in zip(names, values, strict=True)))


def carries_receipt(data: str) -> bool:
    """Whether the data of a button holds a Receipt, which belongs to one person alone."""
    kind = CALLBACKS.get(data.partition(":")[0])
    return kind is not None and any(field.name == "receipt" for field in fields(kind))


def pattern(kind: type) -> str:
    """A regular expression for the data of such buttons."""
    return f"^{_CODES[kind]}(:|$)"
