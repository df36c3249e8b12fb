"""Reads a folder of question banks. All problems of all files are told at once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from bot.banks.format import (
    DEFAULT_STEPS,
    BankEntry,
    ConditionEntry,
    OptionEntry,
    QuestionEntry,
)
from bot.banks.rules import findings, languages, steps_meant
from bot.domain.asking.questions import Condition, Kind, Option, Question, QuestionBank
from bot.domain.base.languages import Texts
from bot.errors import OperatorError
from bot.files.yamlfile import Document, Position, Problem, YamlError, problems, read


class BankErrors(OperatorError):  # noqa: N818 - it holds all of them, not one
    """One or more question banks cannot be used. One line for each problem."""

    def __init__(self, found: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, found)))
        self.problems = tuple(found)


class Banks(Mapping[str, QuestionBank]):
    """The question banks by id, in the order of their files' names."""

    def __init__(self, banks: Iterable[QuestionBank]) -> None:
        self._banks = {bank.id: bank for bank in banks}

    def __getitem__(self, bank_id: str) -> QuestionBank:
        return self._banks[bank_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._banks)

    def __len__(self) -> int:
        return len(self._banks)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Folder:
    banks: Sequence[BankEntry]
    problems: Sequence[Problem]


def load_banks(folder: Path) -> Banks:
    """Every bank of the folder. Raises `BankErrors` unless all are free of errors."""
    found = _read_folder(folder)
    errors = [problem for problem in found.problems if not problem.warning]
    if errors:
        raise BankErrors(errors)
    return Banks(_bank(entry) for entry in found.banks)


def check_banks(folder: Path) -> list[Problem]:
    """All errors and warnings, by file and line."""
    return sorted(_read_folder(folder).problems, key=lambda problem: problem.place)


def _read_folder(folder: Path) -> _Folder:
    paths = sorted(path for path in folder.glob("*") if path.suffix in (".yaml", ".yml"))
    if not paths:
        message = "holds no question banks (files that end in .yaml). Check the folder's path."
        return _Folder(banks=(), problems=[_whole(folder, message)])
    found: list[Problem] = []
    banks: dict[str, BankEntry] = {}
    for path in paths:
        try:
            document = read(path)
            entry = BankEntry.model_validate(document.data)
        except YamlError as error:
            found.append(error.problem)
        except ValidationError as error:
            found += problems(document, error, BankEntry)
        else:
            found += _judged(document, entry, banks)
            banks.setdefault(entry.id, entry)
    return _Folder(banks=list(banks.values()), problems=found)


def _whole(folder: Path, message: str) -> Problem:
    return Problem(place=Position(folder), field="", message=message)


def _judged(
    document: Document, entry: BankEntry, others: Mapping[str, BankEntry]
) -> Iterator[Problem]:
    if entry.id in others:
        yield document.problem(("id",), f'another file has the id "{entry.id}". Change one.')
    elif entry.id != document.file.stem:
        message = f"differs from the file's name. Call the file {entry.id}.yaml."
        yield document.problem(("id",), message, warning=True)
    for finding in findings(entry):
        loc = document.known(finding.loc) or finding.loc
        yield document.problem(loc, finding.message, warning=finding.warning)


def _bank(entry: BankEntry) -> QuestionBank:
    spoken = languages(entry)
    entries = {question.id: question for question in entry.questions}
    return QuestionBank(
        id=entry.id,
        version=entry.version,
        title=_spoken(entry.title, spoken),
        purpose=_spoken(entry.purpose, spoken),
        roles=frozenset(entry.roles),
        languages=spoken,
        minutes=entry.minutes,
        questions=tuple(_question(question, entries, spoken) for question in entry.questions),
        self_start=entry.self_start,
    )


def _spoken(texts: Texts, languages: Sequence[str]) -> Texts:
    # Without this, a half-translated bank would change language between two questions.
    return {code: texts[code] for code in languages}


def _question(
    entry: QuestionEntry, entries: Mapping[str, QuestionEntry], spoken: Sequence[str]
) -> Question:
    return Question(
        id=entry.id,
        kind=entry.kind,
        phase=entry.phase,
        wordings=tuple(_spoken(wording, spoken) for wording in entry.text),
        example=_spoken(entry.example, spoken) if entry.example else None,
        options=_scale(entry, spoken)
        if entry.kind is Kind.SCALE
        else tuple(_option(option, spoken) for option in entry.options),
        low=_spoken(entry.low, spoken) if entry.low else None,
        high=_spoken(entry.high, spoken) if entry.high else None,
        when=_condition(entry.when, entries[entry.when.question]) if entry.when else None,
        risk=entry.risk,
    )


def _scale(entry: QuestionEntry, spoken: Sequence[str]) -> tuple[Option, ...]:
    steps = range(1, (entry.steps or DEFAULT_STEPS) + 1)
    return tuple(Option(id=str(n), label={code: str(n) for code in spoken}) for n in steps)


def _option(entry: OptionEntry, spoken: Sequence[str]) -> Option:
    return Option(id=entry.id, label=_spoken(entry.label, spoken), emoji=entry.emoji)


def _condition(entry: ConditionEntry, asked: QuestionEntry) -> Condition:
    chosen = entry.any_of or [str(step) for step in steps_meant(entry, asked)]
    return Condition(question=entry.question, any_of=frozenset(chosen))
