"""What the parts of a bank must have to do with each other, and what makes a good question.

An error is something that would not work; a warning is something that would not be kind or clear.
Rules about words know English and Swedish; in other languages they keep silent.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.banks.format import (
    DEFAULT_STEPS,
    BankEntry,
    ConditionEntry,
    QuestionEntry,
    language_name,
    texts,
)
from bot.domain.asking.questions import Kind
from bot.files.yamlfile import Loc, suggestion

GOOD_LENGTH: Final = 200
"""Characters. A longer wording is read halfway."""

ENOUGH_WORDINGS: Final = 3
CHOSEN: Final = (Kind.CHOICE, Kind.CHOICES, Kind.MOOD)


@dataclass(frozen=True, slots=True)
class Flaw:
    """A rule that is not kept, and where in the bank."""

    loc: Loc
    message: str
    warning: bool = False


def findings(bank: BankEntry) -> Iterator[Flaw]:
    """Everything the rules have to say about a bank whose shape is right."""
    for bank_rule in BANK_RULES:
        yield from bank_rule(bank)
    for number, question in enumerate(bank.questions):
        for question_rule in QUESTION_RULES:
            for finding in question_rule(question):
                loc = ("questions", number, *finding.loc)
                yield Flaw(loc, finding.message, finding.warning)


def languages(bank: BankEntry) -> tuple[str, ...]:
    """The languages in which every text of the bank exists."""
    counts = _counts(bank)
    return tuple(code for code, count in counts.items() if count == max(counts.values()))


def _counts(bank: BankEntry) -> Counter[str]:
    return Counter(code for _, text in texts(bank) for code in text)


def _languages_complete(bank: BankEntry) -> Iterator[Flaw]:
    counts, total = _counts(bank), sum(1 for _ in texts(bank))
    for code, count in counts.items():
        if count == total:
            continue
        # A language that most texts lack was hardly meant; then its few texts are the ones to name.
        meant = 2 * count >= total
        for loc, text in texts(bank):
            if meant and code not in text:
                yield _lacking(loc, code)
            elif not meant and code in text:
                yield _stray((*loc, code), code)
    if max(counts.values()) < total:
        message = "no language is complete. Give every text in at least one and the same language."
        yield Flaw(("title",), message)


def _lacking(loc: Loc, code: str) -> Flaw:
    name = language_name(code)
    message = f"{name} is missing. Add `{code}: ...`; until then nobody gets this bank in {name}."
    return Flaw(loc, message, warning=True)


def _stray(loc: Loc, code: str) -> Flaw:
    name = language_name(code)
    message = f"most texts of this bank have no {name}, so it is not used. Correct or complete it."
    return Flaw(loc, message, warning=True)


def _ids_unique(bank: BankEntry) -> Iterator[Flaw]:
    yield from _repeated([(("questions", n, "id"), q.id) for n, q in enumerate(bank.questions)])


def _repeated(places: Sequence[tuple[Loc, str]]) -> Iterator[Flaw]:
    seen: set[str] = set()
    for loc, word in places:
        if word in seen:
            yield Flaw(loc, f'"{word}" is used twice. Give each its own.')
        seen.add(word)


def _conditions_possible(bank: BankEntry) -> Iterator[Flaw]:
    earlier: dict[str, QuestionEntry] = {}
    for number, question in enumerate(bank.questions):
        if question.when:
            for finding in _condition(question.when, earlier):
                yield Flaw(("questions", number, "when", *finding.loc), finding.message)
        earlier.setdefault(question.id, question)


def _condition(when: ConditionEntry, earlier: Mapping[str, QuestionEntry]) -> Iterator[Flaw]:
    asked = earlier.get(when.question)
    if asked is None:
        told = f'there is no question "{when.question}" above this one.'
        yield Flaw(("question",), told + suggestion(when.question, list(earlier)))
    elif asked.kind is Kind.SCALE:
        yield from _scale_condition(when, asked)
    elif asked.kind in CHOSEN:
        yield from _option_condition(when, asked)
    else:
        message = "a question answered in words decides nothing. Name one with buttons."
        yield Flaw(("question",), message)


def _scale_condition(when: ConditionEntry, asked: QuestionEntry) -> Iterator[Flaw]:
    if when.any_of is not None:
        yield Flaw(("any_of",), "is for options. For a scale, write at_least or at_most.")
    elif when.at_least is None and when.at_most is None:
        yield Flaw((), "decides nothing. Add at_least or at_most.")
    elif not steps_meant(when, asked):
        steps = asked.steps or DEFAULT_STEPS
        yield Flaw((), f"can never be true. The scale goes from 1 to {steps}.")


def _option_condition(when: ConditionEntry, asked: QuestionEntry) -> Iterator[Flaw]:
    known = [option.id for option in asked.options]
    for field in ("at_least", "at_most"):
        if getattr(when, field) is not None:
            yield Flaw((field,), "is for scales. For options, write any_of.")
    if when.any_of is None:
        yield Flaw((), "decides nothing. Add any_of with option ids.")
    for number, option in enumerate(when.any_of or ()):
        if option not in known:
            told = f'"{asked.id}" has no option "{option}".'
            yield Flaw(("any_of", number), told + suggestion(option, known))


def steps_meant(when: ConditionEntry, asked: QuestionEntry) -> range:
    """The steps of a scale for which a condition holds."""
    steps = asked.steps or DEFAULT_STEPS
    lowest = 1 if when.at_least is None else max(1, when.at_least)
    highest = steps if when.at_most is None else min(steps, when.at_most)
    return range(lowest, highest + 1)


def _kind_fits(question: QuestionEntry) -> Iterator[Flaw]:
    scale = question.kind is Kind.SCALE
    for field in ("steps", "low", "high"):
        given = getattr(question, field) is not None
        if given and not scale:
            yield Flaw((field,), f"is for scales. Delete it, or write `kind: {Kind.SCALE}`.")
        elif scale and not given and field != "steps":
            yield Flaw((), f"a scale needs `{field}`: the meaning of its end. Add it.")
    if question.kind in CHOSEN and len(question.options) < 2:
        yield Flaw(("options",), "needs two options or more. Add them under `options`.")
    elif question.options and question.kind not in CHOSEN:
        kinds = ", ".join(CHOSEN)
        yield Flaw(("options",), f"need another kind ({kinds}). Change `kind`, or delete them.")


def _options_distinct(question: QuestionEntry) -> Iterator[Flaw]:
    options = list(enumerate(question.options))
    yield from _repeated([(("options", n, "id"), o.id) for n, o in options])
    yield from _repeated([(("options", n, "emoji"), o.emoji) for n, o in options if o.emoji])
    for code in dict.fromkeys(code for o in question.options for code in o.label):
        labels = [(n, o.label[code].casefold()) for n, o in options if code in o.label]
        yield from _repeated([(("options", n, "label", code), label) for n, label in labels])


def _options_typeable(question: QuestionEntry) -> Iterator[Flaw]:
    # People may type instead of tapping: a comma divides choices, and an id is understood, too.
    ids = {option.id for option in question.options}
    for number, option in enumerate(question.options):
        if question.kind is Kind.MOOD and not option.emoji:
            yield Flaw(("options", number), "a mood needs an emoji. Add `emoji`.")
        for code, label in option.label.items():
            loc: Loc = ("options", number, "label", code)
            if question.kind is Kind.CHOICES and "," in label:
                yield Flaw(loc, "has a comma, which divides typed choices. Reword it.")
            if label.casefold() in ids - {option.id}:
                yield Flaw(loc, "is the id of another option. Rename one of them.")


def _wordings_enough(question: QuestionEntry) -> Iterator[Flaw]:
    if len(question.text) < ENOUGH_WORDINGS:
        message = f"the same words each time tire people. Give {ENOUGH_WORDINGS} wordings or more."
        yield Flaw(("text",), message, warning=True)
    for code in dict.fromkeys(code for wording in question.text for code in wording):
        given = [(n, w[code].casefold()) for n, w in enumerate(question.text) if code in w]
        yield from _repeated([(("text", n, code), wording) for n, wording in given])


def _wordings_good(question: QuestionEntry) -> Iterator[Flaw]:
    for number, wording in enumerate(question.text):
        for code, text in wording.items():
            loc = ("text", number, code)
            yield from _asks_one_thing(loc, code, text)
            if len(text) > GOOD_LENGTH:
                message = f"is long: {len(text)} characters. Try to stay under {GOOD_LENGTH}."
                yield Flaw(loc, message, warning=True)
            yield from _asks_kindly(loc, code, text, question.kind)


def _asks_one_thing(loc: Loc, code: str, text: str) -> Iterator[Flaw]:
    marks = sum(text.count(mark) for mark in ("?;\u037e" if code == "el" else "?؟"))
    if marks > 1:
        yield Flaw(loc, f"asks {marks} things. Ask one: keep a single question mark.")
    elif marks == 0:
        yield Flaw(loc, "asks nothing. End it with a question mark.", warning=True)


def _asks_kindly(loc: Loc, code: str, text: str, kind: Kind) -> Iterator[Flaw]:
    asked = re.split(r"[.!:;…–—]\s+", text.partition("?")[0])[-1].casefold()
    if kind is Kind.TEXT and code in _CLOSED and _CLOSED[code].match(asked):
        message = 'can be answered with "yes" or "no". Begin with what or how instead.'
        yield Flaw(loc, message, warning=True)
    for patterns, message in ((_BLAME, _BLAME_TOLD), (_PERSONAL, _PERSONAL_TOLD)):
        if code in patterns and patterns[code].search(text.casefold()):
            yield Flaw(loc, message, warning=True)


_CLOSED: Final[Mapping[str, re.Pattern[str]]] = {
    "en": re.compile(
        r"(do|does|did|have|has|had|is|are|was|were|can|could|will|would|should)(n['’]t)?\b"
    ),
    "sv": re.compile(
        r"(har|hade|är|kan|kunde|vill|ville|ska|skulle|gör|gjorde|finns|fanns|får|fick|känner"
        r"|tycker|tror|brukar|minns)\b|var (du|ni|det|den|de|någon|något|några)\b"
    ),
}
_BLAME: Final[Mapping[str, re.Pattern[str]]] = {
    "en": re.compile(r"\bwhy (do|did|have|were|are)(n['’]t)? you\b"),
    "sv": re.compile(r"\bvarför \w+ (inte )?(du|ni)\b|\bhur kunde du\b"),
}
_BLAME_TOLD: Final = "can sound like blame. Ask what led to it instead."
_PERSONAL: Final[Mapping[str, re.Pattern[str]]] = {
    "en": re.compile(
        r"\b(names?|address|date of birth) of\b|\bby name\b|['’]s (name|address)\b"
        r"|\b(their|his|her) (name|address)\b|\bdiagnos"
    ),
    "sv": re.compile(
        r"\b(vad heter|vid namn|namnet på|namn och|adress\w*|personnummer\w*)\b|diagnos"
    ),
}
_PERSONAL_TOLD: Final = "seems to ask for a name, an address or a diagnosis. Leave that out."

BANK_RULES: Final[Sequence[Callable[[BankEntry], Iterator[Flaw]]]] = (
    _languages_complete,
    _ids_unique,
    _conditions_possible,
)
QUESTION_RULES: Final[Sequence[Callable[[QuestionEntry], Iterator[Flaw]]]] = (
    _kind_fits,
    _options_distinct,
    _options_typeable,
    _wordings_enough,
    _wordings_good,
)
