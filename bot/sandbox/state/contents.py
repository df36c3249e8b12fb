"""What the box itself looks at in the Bot API objects that a saved box holds; the rest is kept."""

from collections.abc import Callable
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from bot.sandbox.jsons import JsonObject


class _Seen(BaseModel):
    model_config = ConfigDict(strict=True)


class _Entity(_Seen):
    type: str
    offset: Annotated[int, Field(ge=0, le=1_000_000)]
    length: Annotated[int, Field(ge=0, le=1_000_000)]


class _Content(_Seen):
    text: str = ""
    caption: str = ""
    entities: list[_Entity] = []
    caption_entities: list[_Entity] = []


class _Button(_Seen):
    text: str


class _Keyboard(_Seen):
    inline_keyboard: list[list[_Button]] = []
    keyboard: list[list[_Button]] = []


class _File(_Seen):
    file_id: str
    file_unique_id: str


def _fits(shape: type[BaseModel]) -> Callable[[JsonObject], JsonObject]:
    def check(given: JsonObject) -> JsonObject:
        shape.model_validate(given)
        return given

    return check


Content = Annotated[JsonObject, AfterValidator(_fits(_Content))]
"""Of a message."""
Keyboard = Annotated[JsonObject, AfterValidator(_fits(_Keyboard))]
FileContent = Annotated[JsonObject, AfterValidator(_fits(_File))]
