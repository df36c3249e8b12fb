"""The books: what people said and were owed, compared with what is stored and was sent."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy import select

from bot.domain.asking.answers import AnswerState
from bot.domain.base.visibility import Visibility
from bot.sandbox.calls import CallRecord
from bot.storage.base.engine import Store
from bot.storage.base.schema import (
    answer,
    invite,
    member,
    membership,
    note,
    part,
    pool,
    prompt,
    round_,
)
from tests.faults.people import Person
from tests.faults.script import Ending, LeftOut, Part, Reply, Script, Tapped, Written
from tests.faults.town import INVITE, Town

SENDS = frozenset({"sendMessage", "sendPhoto"})


@dataclass(frozen=True, slots=True)
class Said:
    """One answer: its words or the option that was tapped, and who may see it."""

    words: tuple[str, ...]
    level: Visibility

    def __str__(self) -> str:
        return f"{' / '.join(self.words) or 'nothing'} ({self.level})"


NOTHING = Said((), Visibility.PRIVATE)


class Books:
    """What the people of a town have said by their Parts."""

    def __init__(self, town: Town, script: Script) -> None:
        self._town = town
        self._script = script
        self.came_by_link = 0
        self.came_back: set[str] = set()
        """Who was away and is asked their first question again."""

    async def balance(self, but: Person | None = None) -> None:
        """While the Round is open: every answer is there once, as it was said last.

        Somebody whose part was not acted may be left out.
        """
        told = await self.told()
        told = [line for line in told if but is None or not line.startswith(but.name)]
        assert not told, "The books do not balance:\n" + "\n".join(told)

    async def told(self) -> list[str]:
        """A sentence for everything that does not balance, while the Round is open."""
        async with self._town.store() as store:
            return [
                *_differences(self._answers(), await _answers(store)),
                *await self._membership(store),
                *self.repeats(),
            ]

    async def balance_sealed(self) -> None:
        """After the Seal: what was shared lies in the Pool, the rest with its authors."""
        async with self._town.store() as store:
            told = [
                *_missing("in the pool", self._shared(), await _pooled(store)),
                *_missing("among private notes", self._private(), await _notes(store)),
                *await self._counts(store),
                *self.repeats(),
            ]
        assert not told, "The books do not balance:\n" + "\n".join(told)

    def repeats(self) -> list[str]:
        """Messages that somebody got twice although the first was neither cut off nor under way
        when the bot was killed."""
        copies: defaultdict[tuple[object, ...], list[CallRecord]] = defaultdict(list)
        for call in self._town.world.calls.since(0):
            if call.method in SENDS and call.status in (0, 200):
                copies[_content(call)].append(call)
        told = []
        for same in copies.values():
            needless = sum(not self._excused(*pair) for pair in pairwise(same))
            name = self._name(same[0])
            if needless > self._alike(name, same[0]):
                told.append(f"{name} got {len(same)} times: {same[0].parameters['text']!r}")
        return told

    def copies(self) -> int:
        """How many messages were sent more than once."""
        sent = Counter(
            _content(call)
            for call in self._town.world.calls.since(0)
            if call.method in SENDS and call.status in (0, 200)
        )
        return sum(count - 1 for count in sent.values())

    def _excused(self, first: CallRecord, second: CallRecord) -> bool:
        killed_between = any(first.n <= kill <= second.n for kill in self._town.kills)
        return first.status == 0 or killed_between

    def _alike(self, name: str, call: CallRecord) -> int:
        """How many messages like this one may come again: a question that was put off, or that
        waited for somebody."""
        part = next((part for part in self._script.parts if part.name == name), None)
        if part is None or "1 of 4" not in str(call.parameters["text"]):
            return 0
        return int(part.asked_later) + int(name in self.came_back)

    def _name(self, call: CallRecord) -> str:
        chat = int(str(call.parameters["chat_id"]))
        return next((one.name for one in self._town.people if one.id == chat), f"chat {chat}")

    def _staying(self) -> list[Part]:
        return [part for part in self._script.parts if part.ending is not Ending.FORGETS]

    def _answers(self) -> dict[tuple[str, str], Said]:
        return {
            (part.name, question): _said(reply)
            for part in self._staying()
            for question, reply in part.replies.items()
        }

    def _shared(self) -> Counter[str]:
        return Counter(
            _line(question, said, part.name if said.level is Visibility.TEAM_NAMED else "")
            for part in self._staying()
            for question, said in _each(part)
            if said.words and said.level is not Visibility.PRIVATE
        )

    def _private(self) -> Counter[str]:
        kept = [
            f"{part.name}: {_text(said)}"
            for part in self._staying()
            for _, said in _each(part)
            if said.words and said.level is Visibility.PRIVATE
        ]
        noted = [f"{part.name}: {part.note}" for part in self._staying() if part.note]
        return Counter([*kept, *noted])

    async def _membership(self, store: Store) -> list[str]:
        """Everybody came in once, and is there as long as they wished."""
        async with store.look() as tx:
            link = select(invite.c.uses).where(invite.c.token == INVITE)
            uses = (await tx.execute(link)).scalar_one()
            inside = select(member.c.name).join(membership)
            there = set((await tx.execute(inside)).scalars())
        stay = {part.name for part in self._script.parts if part.ending is Ending.STAYS}
        came = self.came_by_link
        told = [] if uses == came else [f"the link was used {uses} times by {came} people"]
        return [*told, *(f"{name} is in the team or not, wrongly" for name in stay ^ there)]

    async def _counts(self, store: Store) -> list[str]:
        """Each Round happened once and counted each person once."""
        answered = sum(any(said.words for _, said in _each(part)) for part in self._staying())
        async with store.look() as tx:
            rounds = (await tx.execute(select(round_.c.asked, round_.c.took_part))).all()
        want = [(len(self._staying()), answered)]
        found = [(row.asked, row.took_part) for row in rounds]
        return [] if found == want else [f"rounds (asked, took part): {found}, should be {want}"]


def _each(part: Part) -> Iterable[tuple[str, Said]]:
    return ((question, _said(reply)) for question, reply in part.replies.items())


def _said(reply: Reply) -> Said:
    match reply:
        case Tapped():
            level = Visibility.TEAM_UNNAMED if reply.shared else Visibility.PRIVATE
            return Said((reply.option,), level)
        case Written():
            return Said(reply.texts, reply.level)
        case LeftOut():
            return NOTHING


async def _answers(store: Store) -> dict[tuple[str, str], Said]:
    """Who replied what, by name and question."""
    query = (
        select(member.c.name, answer)
        .join(prompt, prompt.c.id == answer.c.prompt_id)
        .join(member, member.c.id == prompt.c.member_id)
    )
    found = {}
    async with store.look() as tx:
        texts: defaultdict[int, list[str]] = defaultdict(list)
        for row in await tx.execute(select(part).order_by(part.c.message_id)):
            texts[row.answer_id].append(row.text)
        for row in await tx.execute(query):
            words = tuple(row.options) or tuple(texts[row.id])
            given = row.state is AnswerState.GIVEN
            found[row.name, row.question_id] = Said(words, row.visibility) if given else NOTHING
    return found


async def _pooled(store: Store) -> Counter[str]:
    query = select(pool, member.c.name).outerjoin(member, member.c.id == pool.c.member_id)
    async with store.look() as tx:
        rows = (await tx.execute(query)).all()
    return Counter(
        _line(row.question_id, Said(tuple(row.options) or (row.text,), row.visibility), row.name)
        for row in rows
    )


async def _notes(store: Store) -> Counter[str]:
    query = select(note.c.text, member.c.name).join(member)
    async with store.look() as tx:
        return Counter(f"{row.name}: {row.text}" for row in await tx.execute(query))


def _line(question: str, said: Said, name: str | None) -> str:
    return f"{question}: {_text(said)} ({said.level}){f' by {name}' if name else ''}"


def _text(said: Said) -> str:
    return "\n".join(said.words)


def _differences(
    said: Mapping[tuple[str, str], Said], kept: Mapping[tuple[str, str], Said]
) -> list[str]:
    """A sentence for everybody whose answer is lost, changed or made up."""
    return [
        f"{name}'s answer to {question!r}: said was {said.get(key, NOTHING)},"
        f" kept is {kept.get(key, NOTHING)}"
        for key in sorted(said.keys() | kept.keys())
        if said.get(key) != kept.get(key)
        for name, question in [key]
    ]


def _missing(where: str, said: Counter[str], kept: Counter[str]) -> list[str]:
    lost = [f"lost, should be {where}: {line}" for line in (said - kept).elements()]
    extra = [f"once too often {where}: {line}" for line in (kept - said).elements()]
    return [*lost, *extra]


def _content(call: CallRecord) -> tuple[object, ...]:
    """What a person sees of a message; a Receipt in its buttons makes each confirmation unique."""
    shown = (call.parameters.get(key) for key in ("text", "caption", "reply_markup"))
    return (call.parameters["chat_id"], *map(str, shown))
