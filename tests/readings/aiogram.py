"""Requests, answers and updates as aiogram's models read them: nothing unknown, nothing odd."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, get_args

from aiogram import methods
from aiogram.methods.base import Response, TelegramMethod
from aiogram.types import BufferedInputFile, Update
from pydantic import BaseModel, TypeAdapter, ValidationError

from bot.sandbox.calls import CallRecord
from bot.sandbox.files import Upload
from bot.sandbox.jsons import decode
from bot.sandbox.updates import UNDECODABLE
from tests.readings.shapes import differences, shape
from tests.readings.tape import Tape

Model = type[TelegramMethod[Any]]
Problem = tuple[str, str]
"""Where, with dots and brackets, and what."""

LEGACY = frozenset(
    {
        # Telegram's server sends these to this day, for bots that are older than its page.
        "all_members_are_administrators",
        "left_chat_participant",
        "new_chat_member",
        "new_chat_participant",
    }
)
"""Fields of answers that stand on no page of the Bot API."""

GRANTED = frozenset({0, 200, 500, 502})
"""Answers to requests that were good; the others may be as bad as their refusal says."""

A_PAGE = 502
"""Not in JSON: the machine in front of Telegram says it."""

MODELS: Mapping[str, Model] = {
    model.__api_method__: model
    for model in (getattr(methods, name) for name in methods.__all__)
    if model is not TelegramMethod and issubclass(model, TelegramMethod)
}
ANSWERS: Mapping[str, TypeAdapter[Any]] = {
    name: TypeAdapter(Response[model.__returning__])  # type: ignore[name-defined] # known later
    for name, model in MODELS.items()
}


class Aiogram:
    """Reads each shape once."""

    def __init__(self) -> None:
        self._read: set[object] = set()

    def problems(self, tape: Tape) -> Iterator[str]:
        """In sentences, in the order in which it was said."""
        swallowed = {(one.bot, one.method, one.parameter) for one in tape.findings}
        for call, answer in tape.calls:
            if call.method not in MODELS:
                continue
            if call.status in GRANTED:
                for place, problem in self._in_request(call):
                    # Where the lint has found it too, both readings agree.
                    said = {(call.bot, call.method, part) for part in place.split(".")}
                    if swallowed.isdisjoint(said):
                        yield f"@{call.bot} asked for {call.method} with {place}: {problem}"
            if answer is not None and call.status != A_PAGE:
                for place, problem in self._in_answer(call.method, decode(answer)):
                    yield f"the sandbox answered {call.method} with {place}: {problem}"
        for posted in tape.updates:
            for place, problem in self._in_update(decode(posted)):
                yield f"the sandbox posted an update with {place}: {problem}"

    def _in_request(self, call: CallRecord) -> list[Problem]:
        model = MODELS[call.method]
        said = dict(_as_meant(model, call.parameters))
        files = {name for name, value in said.items() if isinstance(value, BufferedInputFile)}
        return self._look(model, shape(said), said, model.model_validate, files)

    def _in_answer(self, method: str, said: Any) -> list[Problem]:
        if method == "getUpdates" and said["ok"]:
            return [problem for update in said["result"] for problem in self._in_update(update)]
        return self._look(method, shape(said), said, ANSWERS[method].validate_python)

    def _in_update(self, said: Any) -> list[Problem]:
        if UNDECODABLE in said.values():
            return []
        return self._look(Update, shape(said), said, Update.model_validate)

    def _look(
        self,
        kind: object,
        seen: object,
        said: object,
        read: Callable[[object], BaseModel],
        files: set[str] | None = None,
    ) -> list[Problem]:
        if (kind, seen) in self._read:
            return []
        problems = list(_problems(said, read, files))
        if not problems:
            self._read.add((kind, seen))
        return problems


def _as_meant(model: Model, parameters: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """The parameters with what stands in strings where aiogram expects none, and with files."""
    written = str({k: v for k, v in parameters.items() if not isinstance(v, Upload)})
    for name, value in parameters.items():
        field = model.model_fields.get(name)
        if isinstance(value, Upload):
            if field is not None:
                yield name, BufferedInputFile(value.data, value.name)
            elif f"attach://{name}" not in written:
                yield name, value.name
        elif isinstance(value, str) and field is not None and str not in _types(field.annotation):
            yield name, _with_buttons(_decoded(value))
        else:
            yield name, _with_buttons(value)


def _with_buttons(value: object) -> object:
    """A keyboard without the short form of a button, which aiogram does not know: its text."""
    if not isinstance(value, dict) or "keyboard" not in value:
        return value
    rows = [
        [{"text": one} if isinstance(one, str) else one for one in row] for row in value["keyboard"]
    ]
    return value | {"keyboard": rows}


def _types(annotation: object) -> tuple[object, ...]:
    return get_args(annotation) or (annotation,)


def _decoded(text: str) -> object:
    if text.startswith("attach://"):
        return BufferedInputFile(b"", text)
    try:
        return decode(text)
    except ValueError:
        return text


def _problems(
    said: object, read: Callable[[object], BaseModel], files: set[str] | None
) -> Iterator[Problem]:
    try:
        model = read(said)
    except ValidationError as error:
        for one in error.errors(include_url=False, include_context=False):
            yield ".".join(map(str, one["loc"])), f"{one['msg']} ({type(one['input']).__name__})"
        return
    for place in _undeclared(model):
        if place.rpartition(".")[2] not in LEGACY:
            yield place, "aiogram knows no such field"
    again = model.model_dump(mode="json", by_alias=True, exclude_unset=True, exclude=files)
    if files and isinstance(said, dict):
        said = {name: said[name] for name in said.keys() - files}
    yield from differences(said, again)


def _undeclared(value: object, place: str = "") -> Iterator[str]:
    """Fields that a model took in without declaring them, at any depth."""
    if isinstance(value, list):
        for number, one in enumerate(value):
            yield from _undeclared(one, f"{place}.{number}")
    elif isinstance(value, BaseModel):
        for name in value.model_extra or ():
            yield f"{place}.{name}".lstrip(".")
        for name in value.model_fields_set & type(value).model_fields.keys():
            yield from _undeclared(getattr(value, name), f"{place}.{name}".lstrip("."))
