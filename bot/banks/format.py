"""Format 1 of a question bank, as it is written in YAML.

Only the shape of a file is told here. What its parts have to do with each other, and what makes a
good question, stands in `rules.py`.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Annotated, Any, Final, Literal, TypeAlias

from babel import Locale, localedata
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from bot.domain.asking.questions import Kind, Risk
from bot.domain.base.roles import ASKED, Role
from bot.files.yamlfile import Loc, suggestion

DEFAULT_STEPS: Final = 5
LONGEST_WORDING: Final = 280
"""Characters. Longer, and a phone shows less than all of it beside its buttons."""


@lru_cache
def language_name(code: str) -> str:
    """`sv` is `Swedish`."""
    return Locale(code).english_name or code


def _language(code: str) -> str:
    # To look up its name would load megabytes that a bot needs when it says something, or never.
    if not localedata.exists(code):
        raise ValueError(f'"{code}" is no language. Write two letters, such as en or sv.')
    return code


def _trimmed(text: str) -> str:
    trimmed = " ".join(text.split())
    if not trimmed:
        raise ValueError("is empty. Write something between the quotes.")
    return trimmed


def _emoji(text: str) -> str:
    if any(sign.isalpha() or sign.isspace() for sign in text):
        raise ValueError("must be one emoji. Words belong into the label.")
    return text


def _in_team(role: Role) -> Role:
    if role not in ASKED:
        raise ValueError(f"nobody is asked as {role}.{suggestion(role, ASKED)}")
    return role


def _as_list(value: object) -> object:
    return [value] if isinstance(value, dict) else value


class _Matching:
    """A check that a word follows a pattern, with a sentence for people whose word does not."""

    def __init__(self, pattern: str, told: str) -> None:
        self._pattern, self._told = re.compile(pattern), told

    def __call__(self, word: str) -> str:
        if self._pattern.fullmatch(word):
            return word
        raise ValueError(f"must be {self._told}.")


_BANK_ID = "[a-z0-9-]{1,32}"
_WORD = "[a-z0-9_]{1,24}"
_OPTION_ID = "[a-z0-9_]{1,16}"

BankId = Annotated[
    str,
    AfterValidator(_Matching(_BANK_ID, "1 to 32 small letters a-z, digits or hyphens")),
    WithJsonSchema({"type": "string", "pattern": f"^{_BANK_ID}$"}),
]
Word = Annotated[
    str,
    AfterValidator(_Matching(_WORD, "1 to 24 small letters a-z, digits or underscores")),
    WithJsonSchema({"type": "string", "pattern": f"^{_WORD}$"}),
]
OptionId = Annotated[
    str,
    AfterValidator(_Matching(_OPTION_ID, "1 to 16 small letters a-z, digits or underscores")),
    WithJsonSchema({"type": "string", "pattern": f"^{_OPTION_ID}$"}),
]
Language = Annotated[
    str,
    AfterValidator(_Matching("[a-z]{2}", "a language code of two small letters")),
    AfterValidator(_language),
    WithJsonSchema({"type": "string", "pattern": "^[a-z]{2}$"}),
]
_Trimmed = AfterValidator(_trimmed)
Label = Annotated[str, Field(max_length=40), _Trimmed]
Sentence = Annotated[str, Field(max_length=LONGEST_WORDING), _Trimmed]
Texts: TypeAlias = Annotated[dict[Language, Sentence], Field(min_length=1)]
Labels: TypeAlias = Annotated[dict[Language, Label], Field(min_length=1)]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ReviewEntry(_Entry):
    """Who read one language of the bank, and when."""

    by: Annotated[str, Field(description="Who read it: a person, a role or an organisation.")]
    date: Annotated[date, Field(description="The day, such as 2026-03-31.")]


class OptionEntry(_Entry):
    """One button."""

    id: Annotated[OptionId, Field(description="The button's short name. Keep it for good.")]
    label: Annotated[Labels, Field(description="What the button says, by language.")]
    emoji: Annotated[
        str,
        Field(max_length=8, description="One emoji before the label. A mood needs it."),
        AfterValidator(_emoji),
    ] = ""


class ConditionEntry(_Entry):
    """Ask only after a certain reply to an earlier question."""

    question: Annotated[Word, Field(description="The id of an earlier question.")]
    any_of: Annotated[
        list[OptionId] | None,
        Field(min_length=1, description="Ask if one of these options was chosen."),
    ] = None
    at_least: Annotated[int | None, Field(description="On a scale: ask from this step up.")] = None
    at_most: Annotated[int | None, Field(description="On a scale: ask up to this step.")] = None


class QuestionEntry(_Entry):
    """One question. It can always be skipped."""

    id: Annotated[Word, Field(description="The question's short name. Keep it for good.")]
    phase: Annotated[Word, Field(description="The step of thought it belongs to, such as so_what.")]
    kind: Annotated[Kind, Field(description="How it is answered.")] = Kind.TEXT
    text: Annotated[
        list[Texts],
        BeforeValidator(_as_list, json_schema_input_type=Texts | list[Texts]),
        Field(min_length=1, description="Three or more wordings, which take turns."),
    ]
    example: Annotated[
        Texts | None, Field(description="An answer to show to those who ask for an example.")
    ] = None
    options: Annotated[
        list[OptionEntry],
        Field(max_length=10, description="The buttons of a choice, of choices or of a mood."),
    ] = Field(default_factory=list)
    steps: Annotated[
        int | None,
        Field(ge=2, le=10, description=f"On a scale: how many, {DEFAULT_STEPS} if unset."),
    ] = None
    low: Annotated[Labels | None, Field(description="On a scale: what the first step means.")] = (
        None
    )
    high: Annotated[Labels | None, Field(description="On a scale: what the last step means.")] = (
        None
    )
    when: Annotated[
        ConditionEntry | None, Field(description="Makes this a follow-up: when it is asked.")
    ] = None
    risk: Annotated[
        Risk, Field(description="medium: it may stir something up, so support is named beside it.")
    ] = Risk.LOW


class BankEntry(_Entry):
    """A question bank of Eftertanke, format 1."""

    format: Annotated[Literal[1], Field(description="The version of this format: 1.")]
    id: Annotated[BankId, Field(description="The bank's short name, the same as the file's.")]
    version: Annotated[int, Field(ge=1, description="Add one whenever a question changes.")]
    title: Annotated[Labels, Field(description="What people see in lists.")]
    purpose: Annotated[Texts, Field(description="What it is good for, in one sentence.")]
    roles: Annotated[
        list[Annotated[Role, AfterValidator(_in_team)]],
        Field(min_length=1, description="Who may be asked."),
    ]
    minutes: Annotated[int, Field(ge=1, le=60, description="How long answering takes.")]
    self_start: Annotated[
        bool, Field(description="true: people may also begin it themselves, at any time.")
    ] = False
    sources: Annotated[list[str], Field(description="Where the ideas come from.")] = Field(
        default_factory=list
    )
    licence: Annotated[
        str | None, Field(description="On which terms others may use the texts.")
    ] = None
    review: Annotated[
        dict[Language, ReviewEntry], Field(description="Who read each language, and when.")
    ] = Field(default_factory=dict)
    questions: Annotated[
        list[QuestionEntry],
        Field(min_length=1, max_length=12, description="What is asked, in this order."),
    ]


def texts(bank: BankEntry) -> Iterator[tuple[Loc, Mapping[str, str]]]:
    """Every text of the bank that exists once a language, with its place, in the file's order."""
    yield ("title",), bank.title
    yield ("purpose",), bank.purpose
    for number, question in enumerate(bank.questions):
        yield from (((*("questions", number), *loc), t) for loc, t in _question_texts(question))


def _question_texts(question: QuestionEntry) -> Iterator[tuple[Loc, Mapping[str, str]]]:
    for number, wording in enumerate(question.text):
        yield ("text", number), wording
    for field, text in (
        ("example", question.example),
        ("low", question.low),
        ("high", question.high),
    ):
        if text:
            yield (field,), text
    for number, option in enumerate(question.options):
        yield ("options", number, "label"), option.label


def bank_schema() -> dict[str, Any]:
    """The JSON Schema of a bank, for editors that complete and check while one writes."""
    schema = BankEntry.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
