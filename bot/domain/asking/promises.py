"""Promises: who may read an answer, fixed at the moment at which its author chooses."""

from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import TypedDict

from bot.domain.base.visibility import Visibility


class PromiseFields(TypedDict):
    """What a row keeps of a Promise."""

    visibility: Visibility
    friends: tuple[int, ...]
    chat_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A level with those whom its author was shown: `friends` are the ids of the critical friends,
    `chat_id` is the chat in which the Team would read it. Nobody else ever may."""

    visibility: Visibility
    friends: tuple[int, ...] = ()
    chat_id: int | None = None

    def __post_init__(self) -> None:
        if self.visibility.seen_by_team != (self.chat_id is not None):
            raise ValueError("what the team may see is promised to one chat, and nothing else is")
        if self.friends and self.visibility is not Visibility.FRIEND:
            raise ValueError("only what is for friends is promised to any")

    def without(self, friend: int) -> "Promise":
        """What is left of it when this friend reads nothing any more."""
        if friend not in self.friends:
            return self
        others = tuple(one for one in self.friends if one != friend)
        return replace(self, friends=others) if others else PRIVATE

    @property
    def fields(self) -> PromiseFields:
        """As a row keeps it."""
        return {
            "visibility": self.visibility,
            "friends": self.friends,
            "chat_id": self.chat_id,
        }


PRIVATE = Promise(visibility=Visibility.PRIVATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What an author can choose from at this moment, the most private first. `public`: anybody can
    read the Team's chat."""

    promises: tuple[Promise, ...]
    public: bool = False

    def at(self, level: Visibility) -> Promise | None:
        return next((one for one in self.promises if one.visibility is level), None)

    @property
    def tag(self) -> str:
        """Short enough for a button; another as soon as anybody else would read what is shared."""
        shared = [one for one in self.promises if one != PRIVATE]
        readers = sorted((one.visibility, one.friends, one.chat_id) for one in shared)
        told = repr((readers, self.public) if self.public else readers)
        return blake2b(told.encode(), digest_size=4).hexdigest()
