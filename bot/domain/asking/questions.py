"""Question banks and questions: what is asked, in which order, and what counts as a reply."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.base.languages import Texts, in_language
from bot.domain.base.roles import Role


class Kind(StrEnum):
    """How a question is answered."""

    TEXT = "text"
    SCALE = "scale"
    CHOICE = "choice"
    CHOICES = "choices"
    MOOD = "mood"

    @property
    def tapped(self) -> bool:
        """Answered by pressing a button, not in words."""
        return self is not Kind.TEXT


class Risk(StrEnum):
    """How likely a question is to stir something up. At medium, support is named beside it."""

    LOW = "low"
    MEDIUM = "medium"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One button of a question. On a scale the id is the number itself: "1", "2", …"""

    id: str
    label: Texts
    emoji: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """Ask only if the reply to an earlier question holds at least one of these option ids."""

    question: str
    any_of: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question of a bank. `wordings` are ways to ask the same thing; Rounds take turns."""

    id: str
    kind: Kind
    phase: str
    wordings: Sequence[Texts]
    example: Texts | None = None
    options: Sequence[Option] = ()
    low: Texts | None = None
    high: Texts | None = None
    when: Condition | None = None
    risk: Risk = Risk.LOW

    def wording(self, number: int, language: str) -> str:
        """The wording for the Round with this running number."""
        return in_language(self.wordings[number % len(self.wordings)], language)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionBank:
    """One YAML file in `prompts/`: questions that belong together."""

    id: str
    version: int
    title: Texts
    purpose: Texts
    roles: frozenset[Role]
    languages: tuple[str, ...]
    minutes: int
    questions: Sequence[Question]
    self_start: bool = False

    @property
    def sensitive(self) -> bool:
        """Whether any of its questions may stir something up."""
        return any(question.risk is Risk.MEDIUM for question in self.questions)

    def question(self, question_id: str) -> Question | None:
        """The question with this id, if the bank (still) has it."""
        return next((q for q in self.questions if q.id == question_id), None)

    def path(self, chosen: Mapping[str, Sequence[str]]) -> list[Question]:
        """The questions one person meets, given the option ids they have chosen so far.

        A follow-up whose condition is not met, or not met yet, is left out.
        """
        return [q for q in self.questions if q.when is None or _holds(q.when, chosen)]

    def at_most(self, settled: Mapping[str, Sequence[str]]) -> int:
        """How many questions one person may meet, given what they have chosen where that is
        settled. It does not grow as more is settled, only if somebody chooses anew."""
        return sum(
            q.when is None or q.when.question not in settled or _holds(q.when, settled)
            for q in self.questions
        )


def _holds(condition: Condition, chosen: Mapping[str, Sequence[str]]) -> bool:
    return not condition.any_of.isdisjoint(chosen.get(condition.question, ()))


def read_reply(question: Question, language: str, typed: str) -> tuple[str, ...] | None:
    """The option ids somebody meant who typed instead of tapping, or None if that is not clear.

    Understood are an option's id ("4"), its label (at the ends of a scale, the words that stand
    there), its emoji, and the first letters of a label as long as only one option begins that way.
    For several choices, parts are divided by commas.
    """
    parts = typed.split(",") if question.kind is Kind.CHOICES else [typed]
    meant = [_meant(question, language, _plain(part)) for part in parts]
    if any(option is None for option in meant):
        return None
    return tuple(dict.fromkeys(option for option in meant if option))


def _meant(question: Question, language: str, typed: str) -> str | None:
    if not typed:
        return None
    labels = _labels(question, language)
    for option in question.options:
        if typed in (option.id.casefold(), *labels[option.id], _plain(option.emoji)):
            return option.id
    begun = [id_ for id_, names in labels.items() if any(n.startswith(typed) for n in names)]
    return begun[0] if len(begun) == 1 else None


def _labels(question: Question, language: str) -> dict[str, list[str]]:
    """What each option is called."""
    labels = {o.id: [_plain(in_language(o.label, language))] for o in question.options}
    for option, end in ((0, question.low), (-1, question.high)):
        if end is not None:
            labels[question.options[option].id].append(_plain(in_language(end, language)))
    return labels


def _plain(text: str) -> str:
    # Keyboards disagree on the invisible sign after an emoji that asks for its coloured form.
    return text.replace("\ufe0f", "").strip().casefold()
