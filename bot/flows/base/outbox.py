"""The outbox as a step fills it: what is owed to chats when the step is committed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.base.places import Place
from bot.domain.messages.base.message import Message
from bot.domain.transport.deliveries import (
    TELLING_READERS,
    Delivery,
    DeliveryState,
    Priority,
    Subject,
)
from bot.flows.base.envelope import encode
from bot.flows.base.told import About, At, Correcting, Everywhere, InPlaceOf, Telling, Told
from bot.storage.transport import deliveries, noted

SAME_ANSWERS = 5
"""Replies of one kind, each pointing at another message, that wait at once to be sent to a chat."""


Fit = Callable[[Message], Sequence[Message]]
"""Cuts a message into as many as an edge needs to show it. What fits already stays as it is."""


def as_one(message: Message) -> Sequence[Message]:
    """For an edge without limits."""
    return (message,)


@dataclass(slots=True, kw_only=True)
class Outbox:
    """Collects the rows; `finish` writes them."""

    tx: AsyncConnection
    now: datetime
    fit: Fit = as_one
    owed: list[deliveries.Fields] = field(default_factory=list)

    async def put(self, place: Place, telling: Telling) -> None:
        """Owe to this place what somebody is told there, but for what is never kept. Where nothing
        new gets there, only what waits to be sent is changed."""
        for one in telling:
            if isinstance(one, Told) and not one.sealed:
                await self._put(place, one)

    async def _put(self, place: Place, told: Told) -> None:
        match told.at:
            case Everywhere() as spot:
                await self._put_everywhere(place, told, spot)
            case Correcting() as spot:
                await self._correct(place, told, spot)
            case At.COPY if await self._known(place):
                return
            case _:
                await self._put_once(place, told)

    def owe(
        self,
        place: Place,
        message: Message,
        *,
        language: str,
        priority: Priority = Priority.REPLY,
        edits: int | None = None,
        reply_to: int | None = None,
        about: About | None = None,
        ordinal: int | None = None,
        round_id: int | None = None,
        expires_at: datetime | None = None,
    ) -> None:
        """Owe a message to this place: a new one, in as many pages as it takes there, or one in
        place of message `edits`. `ordinal`: which of a Release's messages it is."""
        subject, subject_id = about or (None, None)
        for page in self._pages(message, edits, subject):
            kind, body = encode(page)
            self.owed.append(
                {
                    "bot_id": place.bot_id,
                    "chat_id": place.chat_id,
                    "thread_id": place.thread_id,
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
                    "ordinal": ordinal,
                }
            )

    def _pages(
        self, message: Message, edits: int | None, subject: Subject | None
    ) -> Sequence[Message]:
        """An edit has one message to change; a Release stays in the pages that its channel got."""
        whole = edits is not None or subject is Subject.RELEASE
        return (message,) if whole else self.fit(message)

    async def change(self, delivery: Delivery, message: Message) -> None:
        """Put a message in place of one that was sent already, or that still waits to be; as
        `deliveries.about` has just found it, since what it finds is not sent meanwhile."""
        if delivery.state is not DeliveryState.SENT:
            await deliveries.reword(self.tx, delivery.id, *encode(message))
            return
        place = Place(
            bot_id=delivery.bot_id, chat_id=delivery.chat_id, thread_id=delivery.thread_id
        )
        self.owe(place, message, language=delivery.language, edits=delivery.message_id)

    async def finish(self) -> int:
        """Write what is owed. How many messages that is.

        Changes to what stands in a chat come last: nobody who waits for the next question waits
        until the one before is tidied up. One that is overtaken by another is not made at all.
        """
        for row in self.owed:
            if row["edits"] is not None:
                await deliveries.remove_overtaken(self.tx, row)
        in_turn = sorted(self.owed, key=lambda row: row["edits"] is not None)
        wanted = [row for row in in_turn if not await self._said_enough(row)]
        await deliveries.add_many(self.tx, wanted)
        return len(wanted)

    async def _known(self, place: Place) -> bool:
        """Whether it is known what stands in the message that was pressed; or none was."""
        pressed = place.pressed
        return pressed is None or await noted.knows(self.tx, place.bot_id, place.chat_id, pressed)

    async def _put_once(self, place: Place, told: Told) -> None:
        edits = await self._edits(place, told)
        waiting = None
        if edits is None and (told.at is At.ONCE or isinstance(told.at, InPlaceOf)):
            waiting = await self._waiting(told.about)
        if told.outdates is not None and told.about is not None:
            await self._outdate(place, told, told.outdates, told.about, edits, waiting)
        if waiting is not None:
            await self.change(waiting, told.message)
        else:
            self._owe_told(place, told, told.message, told.about, edits)

    async def _edits(self, place: Place, told: Told) -> int | None:
        """The message in whose place it goes."""
        match told.at:
            case At.PRESSED | At.COPY:
                return place.pressed
            case InPlaceOf(subjects=subjects, id=id_, below=below):
                found = await deliveries.about(self.tx, subjects, id_)
                ids = [one.message_id for one in found if one.message_id is not None]
                return ids[-1] if ids and ids[-1] > below else None
        return None

    async def _waiting(self, about: About | None) -> Delivery | None:
        """What is about the same, has not been sent yet, and gives way."""
        found = await deliveries.about(self.tx, *about) if about is not None else []
        return found[-1] if found and found[-1].state is DeliveryState.OWED else None

    async def _outdate(
        self,
        place: Place,
        told: Told,
        says: Message,
        about: About,
        edits: int | None,
        waiting: Delivery | None,
    ) -> None:
        """Let no other message in the chat show the Answer, or say who may see it."""
        for one in await deliveries.about(self.tx, TELLING_READERS, about[1]):
            if one.state is not DeliveryState.SENT:
                if waiting is None or one.id != waiting.id:
                    await self.change(one, says)
            elif one.message_id != edits:
                there = (Subject.QUESTION, about[1])
                self._owe_told(place, told, says, there, one.message_id)

    async def _put_everywhere(self, place: Place, told: Told, spot: Everywhere) -> None:
        for one in await deliveries.about(self.tx, spot.subjects, spot.id):
            if one.state is not DeliveryState.SENT:
                await self.change(one, told.message)
            elif one.message_id == place.pressed:
                continue
            elif one.subject is Subject.KEPT and spot.confirmed is not None:
                kept = (Subject.KEPT, spot.id)
                self._owe_told(place, told, spot.confirmed, kept, one.message_id)
            else:
                self._owe_told(place, told, told.message, told.about, one.message_id)

    async def _correct(self, place: Place, told: Told, spot: Correcting) -> None:
        said = await deliveries.about(self.tx, spot.subject, spot.id)
        if said and said[-1].state is not DeliveryState.SENT:
            await self.change(said[-1], told.message)
        else:
            for one in said:
                self._owe_told(place, told, told.message, told.about, one.message_id)

    def _owe_told(
        self, place: Place, told: Told, message: Message, about: About | None, edits: int | None
    ) -> None:
        if not place.open:
            return
        self.owe(
            place,
            message,
            language=told.language,
            priority=told.priority,
            edits=edits,
            reply_to=place.message if told.at is At.POINTING else None,
            about=about,
            ordinal=told.ordinal,
            round_id=told.round_id,
            expires_at=told.expires_at,
        )

    async def _said_enough(self, row: deliveries.Fields) -> bool:
        """Whether somebody writes faster than they can be answered, and has the same answer waiting
        for them a few times already: what they do next must not wait behind a thousand of it."""
        if row["reply_to"] is None:
            return False
        waiting = await deliveries.count_owed(
            self.tx, row["bot_id"], row["chat_id"], row["kind"], SAME_ANSWERS
        )
        return waiting == SAME_ANSWERS


def standing(found: Sequence[Delivery]) -> list[Delivery]:
    """Those that stand in a chat and are not about to be replaced there."""
    replaced = {one.edits for one in found if one.state is not DeliveryState.SENT}
    return [
        one for one in found if one.state is DeliveryState.SENT and one.message_id not in replaced
    ]
