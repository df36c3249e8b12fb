"""Somebody who answers in any order and at any moment, and knows for each word whom they have let
read it.

What goes out to them may wait, cross with what they write, or go out twice after a crash.
"""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any, TypeVar

from sqlalchemy import select

from bot.chat.handlers.people.words import changed, written
from bot.chat.translator import translator
from bot.chat.views.asking.readers import level_label
from bot.domain.asking.prompts import Snooze
from bot.domain.base.visibility import Visibility
from bot.domain.messages.asking.answers import AnswerKept, AskWhich, ChooseReaders
from bot.domain.messages.asking.notes import NothingOpen
from bot.domain.messages.asking.prompts import AskQuestion, Skipped, Snoozed
from bot.domain.transport.deliveries import Delivery
from bot.errors import OutOfTurnError, Refusal
from bot.flows.asking import answers, levels, notes, prompts, rounds
from bot.flows.base.envelope import decode
from bot.flows.base.outbox import SAME_ANSWERS
from bot.flows.base.step import Step
from bot.flows.base.told import Telling
from bot.flows.hearing import receipts
from bot.flows.transport import deliveries
from bot.flows.transport.deliveries import Failure, FailureKind
from bot.storage.base.rows import every
from bot.storage.base.schema import delivery, part
from tests.desk import Office, Phone

Kind = TypeVar("Kind")
LATER = timedelta(seconds=5)


class Somebody:
    """One person, their phone, and what they remember of what they did."""

    def __init__(self, office: Office, phone: Phone, team_id: int) -> None:
        self.office = office
        self.phone = phone
        self.team_id = team_id
        self.chosen: dict[str, set[Visibility]] = {}
        """Word to the level its author has chosen for it last; none if there is no such choice.
        What is typed may have been taken for words, so that the choice before still holds."""
        self.written: dict[int, str] = {}
        """Message to what it says now."""
        self.copies: set[int] = set()
        """Messages of the bot's of which it does not know that they arrived."""
        self.under_way: list[tuple[int, str, int | None]] = []
        self._words = 0

    async def does(self, deed: str, pick: int) -> None:
        """Do this, if there is anything to do it with."""
        handle: Callable[[int], Awaitable[None]] = getattr(self, deed)
        with suppress(Refusal):
            await handle(pick)

    # Writing

    async def writes(self, pick: int) -> None:
        await self._handle(self.office.next_message(), self._word(), None)

    async def replies(self, pick: int) -> None:
        if self.phone.shown:
            at = self._one([*self.phone.shown], pick)
            await self._handle(self.office.next_message(), self._word(), at)

    async def types_a_number(self, pick: int) -> None:
        await self._handle(self.office.next_message(), str(1 + pick % 5), None)

    async def begins_to_write(self, pick: int) -> None:
        """What they send is on its way for a while."""
        shown = [*self.phone.shown]
        reply_to = self._one(shown, pick) if shown and pick % 3 == 0 else None
        self.under_way.append((self.office.next_message(), self._word(), reply_to))

    async def is_heard(self, pick: int) -> None:
        if self.under_way:
            await self._handle(*self.under_way.pop(0))

    async def types_a_level(self, pick: int) -> None:
        found = self._shown(ChooseReaders)
        if not found:
            return
        number = self.office.next_message()
        at, last = found[-1]
        level = self._one([one.visibility for one in last.levels], pick)
        above = " ".join(text for n, text in self.written.items() if at < n < number)
        self._choose(f"{last.reply} {above}", level, surely=False)
        self.written[number] = typed = level_label(translator("en"), level)
        await self._handle(number, typed, None, told=True)

    async def edits(self, pick: int) -> None:
        if self.written:
            number = self._one([*self.written], pick)
            self.written[number] = text = self._word()
            await self._in_turn(changed, number, text, None)

    # Pressing

    async def taps(self, pick: int) -> None:
        async def tap(step: Step, _: int, asked: AskQuestion) -> Telling:
            if not asked.options:
                return ()
            option = self._one([one.id for one in asked.options], pick)
            actor = self.phone.actor
            return await answers.tap(step, actor, asked.answer_id, option, asked.visibility)

        await self._presses(AskQuestion, pick, tap)

    async def switches(self, pick: int) -> None:
        level = self._one([Visibility.PRIVATE, Visibility.TEAM_UNNAMED], pick)
        await self._presses(
            AskQuestion,
            pick,
            lambda step, _, asked: prompts.show(step, self.phone.actor, asked.answer_id, level),
        )

    async def skips(self, pick: int) -> None:
        await self._presses(
            AskQuestion,
            pick,
            lambda step, _, asked: prompts.skip(step, self.phone.actor, asked.answer_id),
        )

    async def snoozes(self, pick: int) -> None:
        await self._presses(
            AskQuestion,
            pick,
            lambda step, _, asked: prompts.snooze(
                step, self.phone.actor, asked.answer_id, Snooze.HOUR
            ),
        )

    async def answers_after_all(self, pick: int) -> None:
        for kind in (Skipped, Snoozed):
            await self._presses(
                kind,
                pick,
                lambda step, _, asked: prompts.take_up(step, self.phone.actor, asked.answer_id),
            )

    async def chooses(self, pick: int) -> None:
        async def choose(step: Step, _: int, asked: ChooseReaders) -> Telling:
            level = self._one([one.visibility for one in asked.levels], pick)
            self._choose(asked.reply, level)
            shown = (asked.wording, "")
            actor = self.phone.actor
            return await levels.choose(step, actor, asked.answer_id, level, *shown)

        await self._presses(ChooseReaders, pick // 4, choose)

    async def opens(self, pick: int) -> None:
        await self._presses(
            AnswerKept,
            pick,
            lambda step, _, kept: receipts.follow(step, self.phone.actor, kept.receipt),
        )

    async def withdraws(self, pick: int) -> None:
        await self._presses(
            AnswerKept,
            pick,
            lambda step, _, kept: receipts.withdraw(step, self.phone.actor, kept.receipt),
        )

    async def says_which(self, pick: int) -> None:
        async def say(step: Step, at: int, asked: AskWhich) -> Telling:
            one = self._one([*asked.answers], pick)
            words, actor = self.phone.points[at], self.phone.actor
            return await answers.belong(step, actor, one.answer_id, self.written[words], words)

        await self._presses(AskWhich, pick, say)

    async def keeps_a_note(self, pick: int) -> None:
        for kind in (AskWhich, NothingOpen):
            await self._presses(
                kind,
                pick,
                lambda step, at, _: notes.keep(
                    step, self.phone.actor, self.written[self.phone.points[at]]
                ),
            )

    async def reflects(self, pick: int) -> None:
        """Another Prompt, beside the first."""
        actor = self.phone.actor
        await self.phone.acts(
            lambda step: rounds.start_reflection(step, actor, self.team_id, "end-of-shift")
        )

    # What goes out

    async def waits(self, pick: int) -> None:
        """Everything arrives, and a little time goes by."""
        await self.office.later(minutes=20)

    async def is_told_twice(self, pick: int) -> None:
        """The bot dies between sending a message and noting it, and sends it once more."""
        copy = await self._send_without_note()
        if copy is None:
            return
        if pick % 2:
            await self._handle(self.office.next_message(), self._word(), None)
        self.office.clock.moment += LATER
        (again,) = await self.office.do(lambda step: deliveries.take(step, 10, ()))
        number = again.edits or self.office.next_message()
        self._arrives(again, number)
        await self.office.do(lambda step: deliveries.sent(step, [(again, number)]))

    async def tidies_up(self, pick: int) -> None:
        """What the bot wants to change they have deleted; so it is told at the end of the chat."""
        for one in (await self.office.owed())[:1]:
            if one.edits is not None:
                self.phone.shown.pop(one.edits, None)
                await self.office.fail(one, Failure(kind=FailureKind.LOST, reason="not there"))

    async def _send_without_note(self) -> Delivery | None:
        taken = await self.office.do(lambda step: deliveries.take(step, 10, ()))
        if not taken:
            return None
        (one,) = taken
        if one.edits is None:
            number = self.office.next_message()
            self.copies.add(number)
            self._arrives(one, number)
        self.office.clock.moment += LATER
        return one

    def _arrives(self, one: Delivery, number: int) -> None:
        self.phone.shown[number] = decode(one.kind, one.body or "")
        if one.reply_to is not None:
            self.phone.points[number] = one.reply_to

    # What they know

    def _word(self) -> str:
        self._words += 1
        word = f"w{self._words}"
        self.chosen[word] = set()
        return word

    def _choose(self, text: str, level: Visibility, *, surely: bool = True) -> None:
        for word in self.chosen.keys() & set(text.split()):
            self.chosen[word] = {level} | (set() if surely else self.chosen[word])

    def _shown(self, kind: type[Kind]) -> list[tuple[int, Kind]]:
        return [(n, one) for n, one in sorted(self.phone.shown.items()) if isinstance(one, kind)]

    async def _presses(
        self,
        kind: type[Kind],
        pick: int,
        press: Callable[[Step, int, Any], Awaitable[Telling]],
    ) -> None:
        found = self._shown(kind)
        if found:
            at, one = self._one(found, pick)
            await self.phone.acts(lambda step: press(step, at, one), at)

    def _one(self, found: list[Kind], pick: int) -> Kind:
        """The newest for an even number, mostly: that is what people see."""
        return found[-1] if pick % 2 == 0 else found[pick % len(found)]

    async def _handle(
        self, number: int, text: str, reply_to: int | None, *, told: bool = False
    ) -> None:
        """The bot reads a message. Afterwards it has kept it, or points at it and says so."""
        if not told:
            self.written[number] = text
        try:
            await self._in_turn(written, number, text, reply_to)
        except Refusal:
            return  # which is a word, too
        if not told:
            assert number in await self.kept() or await self._pointed_at(number), "lost"

    async def _in_turn(self, handle: Any, number: int, text: str, reply_to: int | None) -> None:
        content = self.phone.message(number, text, reply_to)
        place = replace(self.phone.presses(number), is_pressed=False)
        actor = self.phone.actor
        for _ in range(3):
            try:
                await self.office.act(place, lambda step: handle(step, actor, content))
            except OutOfTurnError:
                self.office.clock.moment += LATER
            else:
                return
        raise AssertionError("nobody ever reads it")

    async def kept(self) -> dict[int, str]:
        """What the bot has kept as answers, by the message it came in."""
        async with self.office.unit_of_work.store.look() as tx:
            rows = await tx.execute(select(part.c.message_id, part.c.text))
            return {row.message_id: row.text for row in rows}

    async def _pointed_at(self, number: int) -> bool:
        """Or at enough others, which have not arrived yet: the same is not said without end."""
        async with self.office.unit_of_work.store.look() as tx:
            owed = await every(tx, select(delivery), Delivery)
        pointing = [one.reply_to for one in owed if one.reply_to is not None]
        return number in pointing or len(pointing) >= SAME_ANSWERS
