"""Polls: what is asked, who voted how, and when it ends."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.sandbox.accounts import Account
from bot.sandbox.chats import Message
from bot.sandbox.jsons import JsonObject


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """`text` holds `text` and `text_entities`, `media` a PollMedia."""

    id: str
    text: JsonObject
    media: JsonObject = field(default_factory=dict)


@dataclass(slots=True, kw_only=True, eq=False)
class Poll:
    """`question` and `explanation` hold fields of the Bot API's Poll, text and entities.

    `open_period` is in seconds, `close_date` in unix seconds; 0 where the poll has no end.
    """

    id: str
    owner: Account
    question: JsonObject
    options: Sequence[Option]
    anonymous: bool = True
    several: bool = False
    """Whether one may choose more than one option."""
    revoting: bool = True
    correct: Sequence[int] | None = None
    """Of a quiz."""
    explanation: JsonObject = field(default_factory=dict)
    description: JsonObject = field(default_factory=dict)
    media: JsonObject = field(default_factory=dict)
    """A PollMedia, shown with the question."""
    explaining: JsonObject = field(default_factory=dict)
    """Another one, shown with the explanation."""
    open_period: int = 0
    close_date: int = 0
    closed: bool = False
    votes: dict[int, Sequence[int]] = field(default_factory=dict)
    """By voter."""
    messages: list[Message] = field(default_factory=list)
    """Where it stands: in the message that asked, and in those that forward it."""

    def as_json(self) -> JsonObject:
        """A Poll, as its owner sees it."""
        poll: JsonObject = {"id": self.id, **self.question, "options": self._counted()}
        poll["total_voter_count"] = len(self.votes)
        if self.open_period or self.close_date:
            poll |= {"open_period": self.open_period, "close_date": self.close_date}
        poll |= {
            "is_closed": self.closed,
            "is_anonymous": self.anonymous,
            "allows_multiple_answers": self.several,
            "allows_revoting": self.revoting,
            "members_only": False,
            "type": "regular" if self.correct is None else "quiz",
        }
        if self.correct is not None:
            if len(self.correct) == 1:
                poll["correct_option_id"] = self.correct[0]
            poll |= {"correct_option_ids": list(self.correct), **self.explanation}
            poll |= {"explanation_media": self.explaining} if self.explaining else {}
        return poll

    def in_message(self) -> JsonObject:
        """Content of a message; only there does it show a description, in words and media."""
        media = {"media": self.media} if self.media else {}
        return {"poll": self.as_json() | self.description | media}

    def answer_of(self, voter: Account) -> JsonObject:
        """A PollAnswer."""
        chosen = self.votes.get(voter.id, ())
        return {
            "poll_id": self.id,
            "user": voter.as_json(),
            "option_ids": list(chosen),
            "option_persistent_ids": [self.options[number].id for number in chosen],
        }

    def _counted(self) -> list[JsonObject]:
        counts = [0] * len(self.options)
        for chosen in self.votes.values():
            for number in chosen:
                counts[number] += 1
        return [
            {"persistent_id": option.id, **option.text, "voter_count": count}
            | ({"media": option.media} if option.media else {})
            for option, count in zip(self.options, counts, strict=True)
        ]
