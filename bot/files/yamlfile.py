"""YAML files that people write by hand: read safely, and every problem told with its place.

Of YAML's own guesses about values only four are made: null, true and false, whole numbers, decimal
numbers. All else is text, so `Yes`, `no` (also the Norwegian language), `20:00` and `2026-03-31`
mean what they look like. Anchors and tags are refused; keys are always text.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Final, TypeAlias, get_args

import yaml
from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from bot.errors import OperatorError

Value: TypeAlias = "bool | int | float | str | list[Value] | dict[str, Value] | None"
Loc: TypeAlias = tuple[str | int, ...]
"""The way to a value: keys, and indexes counted from 0."""

_LOADER: Final = yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader
_PLAIN_TAGS: Final = ("tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map")
_READINGS: Final[Sequence[tuple[re.Pattern[str], Callable[[str], Value]]]] = (
    (re.compile(r"|~|null|Null|NULL"), lambda _: None),
    (re.compile(r"true|True|TRUE"), lambda _: True),
    (re.compile(r"false|False|FALSE"), lambda _: False),
    (re.compile(r"[-+]?(0|[1-9][0-9]{0,17})"), int),
    (re.compile(r"[-+]?(0|[1-9][0-9]*)\.[0-9]+([eE][-+]?[0-9]{1,3})?"), float),
)


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """Where something stands in a file; lines and columns are counted from 1."""

    file: Path
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is wrong, where, and what to do about it. A warning does not stop the start."""

    place: Position
    field: str
    message: str
    warning: bool = False

    def __str__(self) -> str:
        parts = [str(self.place), "warning" if self.warning else "", self.field, self.message]
        return ": ".join(part for part in parts if part)


class YamlError(OperatorError):
    """A file cannot be read as YAML at all."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class Document:
    """One file's values, and the place of each."""

    def __init__(self, file: Path, data: dict[str, Value], places: Mapping[Loc, Position]) -> None:
        self.file = file
        self.data = data
        self._places = places

    def place(self, loc: Loc) -> Position:
        """Where the key or list item at `loc` begins, or the closest thing around it."""
        known = self.known(loc)
        return self._places.get(known, Position(self.file))

    def known(self, loc: Loc) -> Loc:
        """`loc` without the steps that are not in the file (pydantic names union members so)."""
        found: Loc = ()
        for part in loc:
            if (*found, part) in self._places:
                found = (*found, part)
        return found

    def problem(self, loc: Loc, message: str, *, warning: bool = False) -> Problem:
        """A problem with what stands, or should stand, at `loc`."""
        return Problem(
            place=self.place(loc), field=field_name(loc), message=message, warning=warning
        )


def field_name(loc: Loc) -> str:
    """`("questions", 1, "text")` as a person would write it: `questions[1].text`."""
    return "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in loc).removeprefix(".")


def read(path: Path) -> Document:
    """Read one file. Raises `YamlError`, with place, for a file that is not good YAML."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        message = f"cannot be read: {error.strerror}. Check the path and who may read it."
        raise _error(Position(path), message) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        message = "is not UTF-8 text. Save the file with the encoding UTF-8."
        raise _error(Position(path, line), message) from error
    return parse(text, path)


def parse(text: str, file: Path) -> Document:
    """The same for text at hand; `file` is what problems call it. An empty text has no keys."""
    node = _compose(text, file)
    if node is None:
        return Document(file, {}, {})
    places: dict[Loc, Position] = {}
    try:
        data = _Builder(file, places).value(node, ())
    except RecursionError as error:
        raise _error(Position(file), "is nested too deeply. Make it flatter.") from error
    if isinstance(data, dict):
        return Document(file, data, places)
    message = "the file must consist of `key: value` lines. Begin each one with its key."
    raise _error(_at(file, node.start_mark), message)


def _compose(text: str, file: Path) -> yaml.Node | None:
    try:
        node: yaml.Node | None = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        place = _at(file, error.problem_mark or error.context_mark)
        raise _error(place, _syntax(error, text, place)) from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        message = "holds a control character that YAML does not allow. Delete it."
        raise _error(Position(file, line), message) from error
    return node


def _syntax(error: yaml.MarkedYAMLError, text: str, place: Position) -> str:
    line = [*text.split("\n"), ""][place.line - 1]
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return "a tab is used to indent. Use spaces."
    told = (error.problem or "this is not good YAML").removeprefix("but ")
    return (
        f"{told}. Check the indentation of this line and the one above; a text with a colon, a "
        "quotation mark or an unusual first letter needs double quotes around the whole."
    )


def _at(file: Path, mark: yaml.Mark | None) -> Position:
    return Position(file, mark.line + 1, mark.column + 1) if mark else Position(file)


def _error(place: Position, message: str, field: str = "") -> YamlError:
    return YamlError(Problem(place=place, field=field, message=message))


class _Builder:
    """Turns YAML nodes into plain values and notes the place of each on the way."""

    def __init__(self, file: Path, places: dict[Loc, Position]) -> None:
        self._file = file
        self._places = places
        self._seen: set[int] = set()

    def value(self, node: yaml.Node, loc: Loc) -> Value:
        if id(node) in self._seen:
            raise self._refused(loc, "repeats an anchor (&, *). Write the value out again.")
        self._seen.add(id(node))
        self._places.setdefault(loc, _at(self._file, node.start_mark))
        if node.tag not in _PLAIN_TAGS:
            raise self._refused(loc, f'has the tag "{node.tag}". Remove it.')
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, loc)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*loc, index)) for index, item in enumerate(node.value)]
        return _scalar(node)

    def _mapping(self, node: yaml.MappingNode, loc: Loc) -> dict[str, Value]:
        made: dict[str, Value] = {}
        for key_node, value_node in node.value:
            place = _at(self._file, key_node.start_mark)
            if not isinstance(key_node, yaml.ScalarNode):
                raise _error(place, "a key must be one word. Put quotes around it.")
            key = key_node.value
            here = (*loc, key)
            if key in made:
                message = f"stands here twice, first on line {self._places[here].line}. Keep one."
                raise _error(place, message, field_name(here))
            self._places[here] = place
            made[key] = self.value(value_node, here)
        return made

    def _refused(self, loc: Loc, message: str) -> YamlError:
        return _error(self._places.get(loc, Position(self._file)), message, field_name(loc))


def _scalar(node: yaml.Node) -> Value:
    text: str = node.value
    if getattr(node, "style", None):
        return text
    for pattern, reading in _READINGS:
        if pattern.fullmatch(text):
            return reading(text)
    return text


def problems(
    document: Document, validation_error: ValidationError, model: type[BaseModel]
) -> list[Problem]:
    """What pydantic found, in words for the person who wrote the file, in the order of the file.

    `model` is the model that was validated; it tells which keys could have been meant. Apart from
    words that had to be one of a few, values are not repeated: one of them may be a secret.
    """
    found: dict[Loc, Problem] = {}
    for error in validation_error.errors(include_url=False):
        loc = document.known(error["loc"])
        if error["type"] == "missing":
            loc = (*loc, error["loc"][-1])
        found.setdefault(loc, document.problem(loc, _message(error, model, loc)))
    # A value that fits no member of a union is reported once a member; the deepest tells most.
    deepest = [loc for loc in found if not any(o != loc and o[: len(loc)] == loc for o in found)]
    return sorted((found[loc] for loc in deepest), key=lambda problem: problem.place)


_MESSAGES: Final[Sequence[tuple[str, str]]] = (
    ("missing", "is missing. Add it."),
    ("string_type", "must be text. Put it in double quotes."),
    ("string_too_long", "is too long. Use at most {max_length} characters."),
    ("string_too_short", "is too short. Use at least {min_length} characters."),
    ("int_", "must be a whole number."),
    ("float_", "must be a number."),
    ("bool_", "must be true or false."),
    ("date_", "must be a date such as 2026-03-31."),
    ("list_", "must be a list: one item a line, each after a dash."),
    ("tuple_", "must be a list: one item a line, each after a dash."),
    ("dict_", "must be a group of `key: value` lines."),
    ("model_", "must be a group of `key: value` lines."),
    ("too_short", "is too short. Give at least {min_length}."),
    ("too_long", "is too long. Give at most {max_length}."),
    ("greater_than_equal", "is too small. It must be at least {ge}."),
    ("greater_than", "is too small. It must be more than {gt}."),
    ("less_than_equal", "is too large. It must be at most {le}."),
    ("less_than", "is too large. It must be less than {lt}."),
    ("value_error", "{error}"),
)
"""By the start of pydantic's error type; the first that fits is used."""


def _message(error: ErrorDetails, model: type[BaseModel], loc: Loc) -> str:
    kind, facts = error["type"], error.get("ctx", {})
    if kind == "extra_forbidden":
        return "is not known here." + suggestion(str(loc[-1]), _names(model, loc[:-1]))
    if kind in ("enum", "literal_error"):
        given = str(error["input"])
        words = [word.strip("'") for word in re.split(", | or ", str(facts["expected"]))]
        return f'"{given}" is not known here.' + suggestion(given, words)
    if error["input"] is None and kind != "value_error":
        return "is empty. Write something after the colon, or delete the line."
    fitting = (text.format_map(facts) for start, text in _MESSAGES if kind.startswith(start))
    return next(fitting, f"{error['msg']}.")


def suggestion(word: str, known: Sequence[str]) -> str:
    """` Did you mean "text"?`, or the list of what is known when nothing is similar."""
    close = get_close_matches(word.casefold(), known, n=1, cutoff=0.6)
    if close:
        return f' Did you mean "{close[0]}"?'
    return f" Known: {', '.join(known)}." if known else " Delete it."


def _names(model: type[BaseModel], loc: Loc) -> list[str]:
    """The keys that `model` knows at `loc`. Indexes and the keys of free tables change nothing."""
    models = [model]
    for part in loc:
        inner = [field.annotation for m in models for name, field in _fields(m) if name == part]
        if inner:
            models = [found for annotation in inner for found in _models(annotation)]
    return [name for m in models for name, _ in _fields(m)]


def _fields(model: type[BaseModel]) -> Iterator[tuple[str, FieldInfo]]:
    for name, field in model.model_fields.items():
        yield field.alias or name, field


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)
