"""Lists of phrases that tell of danger: YAML files in, checked, domain values out.

prompts/safety/README.md tells the format. One file is one language. Unlike question banks they may
lie outside the folder that the settings name: whoever writes their own banks keeps these lists,
and whoever puts a folder `safety` beside their banks has their own.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from bot.banks.format import Language, ReviewEntry
from bot.domain.base.dangers import Danger, PhraseList
from bot.domain.base.phrases import NAME, Forms, Phrase, PhraseError, Wording
from bot.domain.people.support import SupportField
from bot.errors import OperatorError
from bot.files import resources
from bot.files.yamlfile import Document, Loc, Position, Problem, YamlError, problems, read

FOLDER: Final = "safety"
PLACEHOLDERS: Final = tuple(map(str, SupportField))
"""What an organisation's Support card, or a Team's, puts into the text of a list."""

_NAMES: Final[Mapping[str, Danger]] = {
    "immediate": Danger.IMMEDIATE,
    "abuse": Danger.ABUSE,
    "distress": Danger.DISTRESS,
    "wrongdoing": Danger.WRONGDOING,
}

_POINTS: Final[Mapping[str, int]] = {"much": 2, "some": 1, "little": -1, "least": -2}

Lines = Annotated[list[str], Field(default_factory=list)]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ClassEntry(_Entry):
    """What tells of one kind of danger."""

    phrases: Annotated[list[str], Field(min_length=1)]
    signs: dict[str, str] = Field(default_factory=dict)
    settings: str | None = None


class ClassesEntry(_Entry):
    """All four kinds."""

    immediate: ClassEntry
    abuse: ClassEntry
    distress: ClassEntry
    wrongdoing: ClassEntry


def _placeholders_known(text: str) -> str:
    try:
        text.format_map(dict.fromkeys(PLACEHOLDERS, ""))
    except (KeyError, ValueError, IndexError):
        known = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
        raise ValueError(f"has a brace that is no placeholder. Known: {known}.") from None
    return text.strip()


CardText = Annotated[str, Field(min_length=1), AfterValidator(_placeholders_known)]


class CardEntry(_Entry):
    """What people read after a hit, by what they told."""

    immediate: CardText
    abuse: CardText
    distress: CardText
    wrongdoing: CardText


class GoingOnEntry(_Entry):
    """Small words, by how much they tell that something goes on."""

    much: str | None = None
    some: str | None = None
    little: str | None = None
    least: str | None = None


class SafetyEntry(_Entry):
    """A list of phrases, format 1."""

    format: Literal[1]
    language: Language
    licence: str | None = None
    review: ReviewEntry | None = None
    words: dict[str, str] = Field(default_factory=dict)
    dangers: ClassesEntry
    sayings: Lines
    negations: str | None = None
    negations_after: str | None = None
    no_negations: Lines
    clauses: str | None = None
    trifles: str | None = None
    going_on: GoingOnEntry = Field(default_factory=GoingOnEntry)
    frames: Lines
    endings: Lines
    card: CardEntry | None = None


class SafetyErrors(OperatorError):  # noqa: N818 - it holds all of them, not one
    """One or more lists cannot be used. One line for each problem."""

    def __init__(self, found: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, found)))
        self.problems = tuple(found)


@dataclass(frozen=True, slots=True)
class _Folder:
    lists: Sequence[PhraseList]
    problems: Sequence[Problem]


def safety_folder(prompts: Path) -> Path:
    """The folder `safety` beside somebody's own banks, or else the one that is shipped."""
    own = prompts / FOLDER
    return own if own.is_dir() else resources.prompts() / FOLDER


def load_safety(folder: Path) -> Sequence[PhraseList]:
    """The lists of all languages of a folder. Raises `SafetyErrors` unless all are good."""
    found = _read_folder(folder)
    errors = [problem for problem in found.problems if not problem.warning]
    if errors:
        raise SafetyErrors(errors)
    return found.lists


def check_safety(folder: Path) -> list[Problem]:
    """All errors and warnings, by file and line."""
    return sorted(_read_folder(folder).problems, key=lambda problem: problem.place)


def _read_folder(folder: Path) -> _Folder:
    paths = sorted(path for path in folder.glob("*") if path.suffix in (".yaml", ".yml"))
    lists: list[PhraseList] = []
    found: list[Problem] = []
    if not paths:
        message = "holds no lists of phrases (files that end in .yaml). Check the folder's path."
        found.append(Problem(place=Position(folder), field="", message=message))
    for path in paths:
        try:
            document = read(path)
            entry = SafetyEntry.model_validate(document.data)
        except YamlError as error:
            found.append(error.problem)
        except ValidationError as error:
            found += problems(document, error, SafetyEntry)
        else:
            making = _Making(document, entry)
            lists.append(making.whole())
            found += making.problems
    return _Folder(lists, found)


class _Making:
    """Makes a list of its lines; what cannot be understood is noted and left out."""

    def __init__(self, document: Document, entry: SafetyEntry) -> None:
        self._document = document
        self._entry = entry
        self._wording = Wording()
        self.problems: list[Problem] = []

    def whole(self) -> PhraseList:
        entry = self._entry
        if entry.language != self._document.file.stem:
            told = f"differs from the file's name. Call the file {entry.language}.yaml."
            self._note(("language",), told)
        self._make_groups()
        kinds: dict[Danger, tuple[Loc, ClassEntry]] = {
            danger: (("dangers", name), getattr(entry.dangers, name))
            for name, danger in _NAMES.items()
        }
        return PhraseList(
            language=entry.language,
            phrases={d: self._lines((*loc, "phrases"), k.phrases) for d, (loc, k) in kinds.items()},
            signs={
                danger: {
                    theme: self._few((*loc, "signs", theme), few)
                    for theme, few in kind.signs.items()
                }
                for danger, (loc, kind) in kinds.items()
            },
            settings={
                danger: self._few((*loc, "settings"), kind.settings)
                for danger, (loc, kind) in kinds.items()
            },
            sayings=self._lines(("sayings",), entry.sayings),
            negations=self._part(("negations",), entry.negations),
            negations_after=self._part(("negations_after",), entry.negations_after),
            no_negations=self._lines(("no_negations",), entry.no_negations),
            clauses=self._part(("clauses",), entry.clauses),
            trifles=self._part(("trifles",), entry.trifles),
            going_on={
                points: self._part(("going_on", name), getattr(entry.going_on, name))
                for name, points in _POINTS.items()
            },
            frames=self._lines(("frames",), entry.frames),
            endings=self._lines(("endings",), entry.endings),
            cards={d: getattr(entry.card, name) for name, d in _NAMES.items()}
            if entry.card
            else {},
        )

    def _make_groups(self) -> None:
        for name, text in self._entry.words.items():
            loc = ("words", name)
            if not name.isupper() or not name.isalpha() or len(name) < 2 or name == NAME:
                message = f"must be two CAPITAL letters or more, without spaces, and not {NAME}."
                self._note(loc, message)
            try:
                self._wording.group(name, text)
            except PhraseError as error:
                self._note(loc, str(error))
                self._wording.group(name, "")

    def _part(self, loc: Loc, text: str | None) -> Forms:
        try:
            return self._wording.words(text) if text else Forms()
        except PhraseError as error:
            self._note(loc, str(error))
            return Forms()

    def _note(self, loc: Loc, message: str, *, warning: bool = False) -> None:
        self.problems.append(self._document.problem(loc, message, warning=warning))

    def _few(self, loc: Loc, text: str | None) -> Sequence[Phrase]:
        """Phrases in one text, divided by commas."""
        found: list[Phrase] = []
        for phrase in filter(None, map(str.strip, (text or "").split(","))):
            found += self._phrases(loc, phrase)
        return found

    def _lines(self, loc: Loc, lines: Sequence[str]) -> Sequence[Phrase]:
        found: list[Phrase] = []
        for number, line in enumerate(lines):
            found += self._phrases((*loc, number), line)
        for number in repeated(lines):
            self._note((*loc, number), "stands here twice. Keep one.", warning=True)
        return found

    def _phrases(self, loc: Loc, text: str) -> Sequence[Phrase]:
        try:
            return list(self._wording.phrases(text))
        except PhraseError as error:
            self._note(loc, str(error))
            return ()


def repeated(lines: Sequence[str]) -> Iterator[int]:
    """The numbers of lines that stand further up as well."""
    return (number for number, line in enumerate(lines) if line in lines[:number])
