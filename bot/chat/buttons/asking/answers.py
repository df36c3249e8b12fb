"""Buttons that answer, and that choose who may see an answer."""

from dataclasses import dataclass

from bot.chat.buttons.base.base import Buttons, UnderWords
from bot.domain.base.visibility import Visibility


@dataclass(frozen=True, slots=True)
class TapOption:
    answer: int
    option: str
    visibility: Visibility


@dataclass(frozen=True, slots=True)
class ToggleOption:
    answer: int
    option: str
    visibility: Visibility


@dataclass(frozen=True, slots=True)
class DoneChoosing:
    answer: int
    visibility: Visibility


@dataclass(frozen=True, slots=True)
class PickReaders:
    """`words` stands for those that are shown beside the button, and `offer` for the readers."""

    answer: int
    visibility: Visibility
    words: str
    offer: str


@dataclass(frozen=True, slots=True)
class PickReadersOfOld:
    """As it was before the button knew of which words and readers it spoke. It stands in chats
    still."""

    answer: int
    visibility: Visibility


@dataclass(frozen=True, slots=True)
class ExplainReaders:
    """All that can be chosen, and what it means."""

    answer: int


@dataclass(frozen=True, slots=True)
class AddWords(UnderWords):
    """The words that this message answers to belong to the answer."""

    answer: int


BUTTONS: Buttons = {
    "o": TapOption,
    "t": ToggleOption,
    "d": DoneChoosing,
    "v": PickReadersOfOld,
    "V": PickReaders,
    "E": ExplainReaders,
    "a": AddWords,
}
