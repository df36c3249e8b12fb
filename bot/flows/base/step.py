"""A Step: one transaction in which rows are loaded, something is decided, rows are saved and
messages are owed. If anything raises, nothing of it happened."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.banks import Banks
from bot.config.settings import Config
from bot.domain.base.languages import closest
from bot.domain.messages.base.message import Message
from bot.domain.people.members import Caller, Member
from bot.domain.people.teams import Team
from bot.domain.transport.deliveries import Delivery, DeliveryState, Priority, Subject
from bot.errors import NotAloneError
from bot.flows.base.envelope import encode
from bot.storage.base.lock_mode import LockMode
from bot.storage.transport import deliveries

SAME_ANSWERS = 5
"""Replies of one kind, each pointing at another message, that wait at once to be sent to a chat."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """One bot, and what stays the same while the program runs. `began`: since when it has;
    `shared`: whether other replicas may send meanwhile."""

    began: datetime
    bot_id: int
    bot_name: str
    banks: Banks
    config: Config
    rng: random.Random
    shared: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Toast:
    """A line that flashes up over the button that was pressed."""

    key: str
    facts: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class Step:
    """What a flow works with. `now` is the moment the step began."""

    tx: AsyncConnection
    now: datetime
    house: Installation
    room: LockMode = LockMode.ALONE
    toast: Toast | None = None
    owed: list[dict[str, Any]] = field(default_factory=list)

    def be_alone(self) -> None:
        """What follows decides by what belongs to others, too. If the step was begun beside theirs,
        NotAloneError undoes it, and it is begun again with everything to itself."""
        if self.room is not LockMode.ALONE:
            raise NotAloneError

    def say(self, key: str, **facts: str | int) -> None:
        """Flash this sentence over the pressed button."""
        self.toast = Toast(key=key, facts=facts)

    def reply(
        self,
        caller: Caller,
        message: Message,
        *,
        member: Member | None = None,
        edit: bool = False,
        quote: bool = False,
        about: tuple[Subject, int] | None = None,
        round_id: int | None = None,
        expires_at: datetime | None = None,
    ) -> None:
        """Owe a message to whoever acts, where they act: in place of the message they pressed
        (`edit`), or pointing at the one they wrote (`quote`)."""
        self._owe(
            message,
            bot_id=self.house.bot_id,
            chat_id=caller.chat_id,
            thread_id=caller.thread_id,
            language=self.language_of(caller, member),
            edits=caller.message_id if edit else None,
            reply_to=caller.message_id if quote else None,
            about=about,
            round_id=round_id,
            expires_at=expires_at,
        )

    def write(
        self,
        member: Member,
        message: Message,
        *,
        language: str | None = None,
        priority: Priority = Priority.REPLY,
        edits: int | None = None,
        about: tuple[Subject, int] | None = None,
        round_id: int | None = None,
        expires_at: datetime | None = None,
    ) -> None:
        """Owe a message to a Member's private chat, unless it is known that nothing gets there."""
        if not member.reachable:
            return
        self._owe(
            message,
            bot_id=member.bot_id,
            chat_id=member.telegram_id,
            language=language or member.language,
            priority=priority,
            edits=edits,
            about=about,
            round_id=round_id,
            expires_at=expires_at,
        )

    def post(
        self,
        team: Team,
        message: Message,
        *,
        edits: int | None = None,
        about: tuple[Subject, int] | None = None,
    ) -> None:
        """Owe a message to the Team's channel, if it has one."""
        if team.chat_id is not None:
            self._owe(
                message,
                bot_id=team.bot_id,
                chat_id=team.chat_id,
                thread_id=team.thread_id,
                language=team.language,
                priority=Priority.DIGEST,
                edits=edits,
                about=about,
            )

    async def change(self, delivery: Delivery, message: Message) -> None:
        """Put a message in place of one that was sent already, or that still waits to be; as
        `deliveries.about` has just found it, since what it finds is not sent meanwhile."""
        if delivery.state is not DeliveryState.SENT:
            await deliveries.reword(self.tx, delivery.id, *encode(message))
            return
        self._owe(
            message,
            bot_id=delivery.bot_id,
            chat_id=delivery.chat_id,
            thread_id=delivery.thread_id,
            language=delivery.language,
            edits=delivery.message_id,
        )

    def language_of(self, caller: Caller, member: Member | None = None) -> str:
        """What a person reads: as they chose, or else as their phone is set."""
        if member is not None:
            return member.language
        return closest(caller.language_code, self.house.config.languages)

    def _owe(
        self,
        message: Message,
        *,
        bot_id: int,
        chat_id: int,
        language: str,
        thread_id: int | None = None,
        priority: Priority = Priority.REPLY,
        edits: int | None = None,
        reply_to: int | None = None,
        about: tuple[Subject, int] | None = None,
        round_id: int | None = None,
        expires_at: datetime | None = None,
    ) -> None:
        kind, body = encode(message)
        subject, subject_id = about or (None, None)
        self.owed.append(
            {
                "bot_id": bot_id,
                "chat_id": chat_id,
                "thread_id": thread_id,
                "priority": priority,
                "kind": kind,
                "body": body,
                "language": language,
                "subject": subject,
                "subject_id": subject_id,
                "round_id": round_id,
                "edits": edits,
                "reply_to": reply_to,
                "state": DeliveryState.OWED,
                "not_before": self.now,
                "expires_at": expires_at,
                "attempts": 0,
                "ordinal": self._ordinal(chat_id, about),
            }
        )

    def _ordinal(self, chat_id: int, about: tuple[Subject, int] | None) -> int | None:
        """Which of a Release's messages to this chat it is: all are owed in one step, in order."""
        if about is None or about[0] is not Subject.RELEASE:
            return None
        so_far = ((row["subject"], row["subject_id"], row["chat_id"]) for row in self.owed)
        return [*so_far].count((*about, chat_id))

    async def finish(self) -> int:
        """Put what is owed into the outbox. How many messages that is.

        Changes to what stands in a chat come last: nobody who waits for the next question waits
        until the one before is tidied up.
        """
        in_turn = sorted(self.owed, key=lambda row: row["edits"] is not None)
        wanted = [row for row in in_turn if not await self._said_enough(row)]
        await deliveries.add_many(self.tx, wanted)
        return len(wanted)

    async def _said_enough(self, row: Mapping[str, Any]) -> bool:
        """Whether somebody writes faster than they can be answered, and has the same answer waiting
        for them a few times already: what they do next must not wait behind a thousand of it."""
        if row["reply_to"] is None:
            return False
        waiting = await deliveries.count_owed(
            self.tx, row["bot_id"], row["chat_id"], row["kind"], SAME_ANSWERS
        )
        return waiting == SAME_ANSWERS
