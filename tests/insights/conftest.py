import itertools
from collections.abc import Callable, Sequence

import pytest

from bot.domain.asking.questions import Kind, Option, Question, QuestionBank
from bot.domain.base.roles import Role
from bot.domain.hearing.insights import Utterance


@pytest.fixture(scope="session")
def question() -> Callable[..., Question]:
    def make(kind: Kind, options: Sequence[str] = (), question_id: str = "q") -> Question:
        return Question(
            id=question_id,
            kind=kind,
            phase="what",
            wordings=[{"en": "What happened?"}],
            options=[Option(id=one, label={"en": one}) for one in options],
        )

    return make


@pytest.fixture(scope="session")
def bank(question: Callable[..., Question]) -> QuestionBank:
    """One question of every kind, and a second one in words."""
    return QuestionBank(
        id="weekly",
        version=1,
        title={"en": "Three small questions and a tap"},
        purpose={"en": "Rhythm"},
        roles=frozenset({Role.STAFF}),
        languages=("en", "sv"),
        minutes=3,
        questions=[
            question(Kind.MOOD, ["calm", "full", "heavy", "proud"], "mood"),
            question(Kind.SCALE, ["1", "2", "3", "4", "5", "unsure"], "scale"),
            question(Kind.CHOICE, ["yes", "no"], "choice"),
            question(Kind.CHOICES, ["ask", "try", "stop"], "choices"),
            question(Kind.TEXT, question_id="what"),
            question(Kind.TEXT, question_id="next"),
        ],
    )


@pytest.fixture
def say() -> Callable[..., Utterance]:
    """An answer by somebody: `say("Alice", "calm")`, `say("Bob", text="...", named=True)`."""
    numbers = itertools.count()

    def make(
        who: str,
        *options: str,
        text: str = "",
        named: bool = False,
        question_id: str = "q",
        round_id: int = 1,
    ) -> Utterance:
        return Utterance(
            id=f"said-{next(numbers)}",
            round_id=round_id,
            voice=f"{who}, {'named' if named else 'unnamed'}, {round_id}",
            question_id=question_id,
            text=text,
            options=options,
            name=who if named else None,
        )

    return make
