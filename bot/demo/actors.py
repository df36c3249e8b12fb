"""People of the play at their phones: they read what is there and answer as their part has it."""

import re
from collections.abc import Iterator
from typing import Any

from bot.chat.buttons import decode, pattern
from bot.chat.buttons.asking.answers import DoneChoosing, PickReaders, TapOption, ToggleOption
from bot.chat.buttons.asking.prompts import SkipQuestion
from bot.demo.cast import CastMember
from bot.demo.lines import Script
from bot.domain.asking.questions import Kind, Question, QuestionBank
from bot.domain.base.languages import in_language
from bot.domain.base.visibility import Visibility
from bot.sandbox.phones import Phone, visible
from bot.sandbox.shapes import Message, Pressed


class Player:
    """One Part with its phone."""

    def __init__(self, part: CastMember, phone: Phone, number: int, script: Script) -> None:
        self.part = part
        self.phone = phone
        self._turn = number
        self._script = script

    async def press(self, kind: type, *, chat: int | None = None, **wanted: Any) -> Pressed:
        """Press the newest button of this kind whose fields are as wanted, in any language."""
        for message in reversed(await self.phone.chat(chat)):
            for data in _data(message):
                if _is(kind, data, wanted):
                    return await self.phone.taps(data, message=message["message_id"], chat=chat)
        raise LookupError(f"{self.part.name} sees no {kind.__name__} with {wanted}")

    async def is_asked(self, bank: QuestionBank) -> bool:
        """Whether a question of this bank stands last in the chat, waiting."""
        last = (await self.phone.chat())[-1]
        title = in_language(bank.title, self.part.language)
        return title in visible(last) and any(_is(SkipQuestion, d, {}) for d in _data(last))

    async def answer(self, bank: QuestionBank, *, mood: int) -> list[str]:
        """Go through a Prompt to its end. `mood` is where they stand on a scale, 1 to 5.

        Gives back what they did, a line for each question.
        """
        asked = [question for question in bank.questions if question.when is None]
        done = [await self._answer(question, mood) for question in asked]
        self._turn += 1
        return done

    async def share(self, wish: Visibility) -> Visibility:
        """Choose who may see the words: the team without a name where the wish is not offered."""
        for level in (wish, Visibility.TEAM_UNNAMED):
            try:
                await self.press(PickReaders, visibility=level)
            except LookupError:
                continue
            return level
        raise LookupError(f"{self.part.name} is not asked who may see it")

    async def _answer(self, question: Question, mood: int) -> str:
        match question.kind:
            case Kind.TEXT:
                return await self._write(question)
            case Kind.CHOICES:
                return await self._tick(question)
            case _:
                option = question.options[min(mood, len(question.options)) - 1]
                await self.press(TapOption, option=option.id)
                return in_language(option.label, self.part.language)

    async def _tick(self, question: Question) -> str:
        """One or two of the options, and "Done"."""
        count = len(question.options)
        chosen = {question.options[(self._turn * step) % count].id for step in (1, 3)}
        for option_id in sorted(chosen):
            await self.press(ToggleOption, option=option_id)
        await self.press(DoneChoosing)
        labels = [o.label for o in question.options if o.id in chosen]
        return ", ".join(in_language(label, self.part.language) for label in labels)

    async def _write(self, question: Question) -> str:
        words = self._script.line(self.part.language, question.id)
        if not words:
            await self.press(SkipQuestion)
            return "(skipped)"
        await self.phone.says(words)
        level = await self.share(self.part.habit)
        return f"“{words}” ({level.replace('_', ', ')})"


def _data(message: Message) -> Iterator[str]:
    for row in message.get("reply_markup", {}).get("inline_keyboard", []):
        yield from (button["callback_data"] for button in row if "callback_data" in button)


def _is(kind: type, data: str, wanted: dict[str, Any]) -> bool:
    if not re.match(pattern(kind), data):
        return False
    pressed: object = decode(kind, data)
    return all(getattr(pressed, name) == value for name, value in wanted.items())
