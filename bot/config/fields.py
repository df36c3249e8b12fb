"""The kinds of value that the settings consist of, each with its own check and complaint."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, TypeAlias
from urllib.parse import urlsplit

from babel import localedata
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    ValidationInfo,
)
from pydantic_settings import NoDecode
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from bot.domain.base.availability import read_time
from bot.files import resources


class Section(BaseModel):
    """A group of settings."""

    # Defaults are checked, too: some are paths, and those depend on where the settings file lies.
    model_config = ConfigDict(
        frozen=True, extra="forbid", validate_default=True, revalidate_instances="always"
    )


def at_least(limit: int, reason: str) -> AfterValidator:
    """Refuse smaller numbers, and say why."""

    def check(number: int) -> int:
        if number < limit:
            raise ValueError(f"cannot be less than {limit}: {reason}.")
        return number

    return AfterValidator(check)


def at_most(limit: int, reason: str) -> AfterValidator:
    """Refuse larger numbers, and say why."""

    def check(number: int) -> int:
        if number > limit:
            raise ValueError(f"cannot be more than {limit}: {reason}.")
        return number

    return AfterValidator(check)


def one_of(offered: Sequence[int]) -> AfterValidator:
    """Refuse other numbers than these."""

    def check(number: int) -> int:
        if number not in offered:
            raise ValueError(f"must be one of {', '.join(map(str, offered))}.")
        return number

    return AfterValidator(check)


def shaped(pattern: str, complaint: str) -> AfterValidator:
    """Refuse text that does not look like this as a whole."""

    def check(text: str) -> str:
        if not re.fullmatch(pattern, text, re.ASCII):
            raise ValueError(complaint)
        return text

    return AfterValidator(check)


def _secret_shaped(pattern: str, complaint: str) -> AfterValidator:
    def check(secret: SecretStr) -> SecretStr:
        if not re.fullmatch(pattern, secret.get_secret_value(), re.ASCII):
            raise ValueError(complaint)
        return secret

    return AfterValidator(check)


def _in_folder(path: Path, info: ValidationInfo) -> Path:
    folder: Path = info.context or Path()
    return folder / path


def _shipped_unless_named(value: object) -> object:
    return resources.prompts() if value is None else value


def _database(text: str, info: ValidationInfo) -> str:
    try:
        url = make_url(text)
    except ArgumentError as error:
        raise ValueError("is no database URL. Write one such as sqlite:///bot.sqlite.") from error
    if url.drivername == "postgresql":
        return text
    if url.drivername != "sqlite":
        raise ValueError("must begin with sqlite:/// or postgresql://, without a driver's name.")
    if not url.database:
        raise ValueError("names no file. Write one such as sqlite:///bot.sqlite.")
    if url.database == ":memory:":
        raise ValueError("forgets everything at the next start. Name a file for it.")
    file = _in_folder(Path(url.database), info)
    return url.set(database=str(file)).render_as_string(hide_password=False)


def _http(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("must be an address that begins with https:// (or http://).")
    return text.rstrip("/")


def _posted_to(text: str) -> str:
    _http(text)
    if not re.fullmatch(r"(/(?!\.{1,2}(/|$))[\w.~-]+)*/?", urlsplit(text).path, re.ASCII):
        raise ValueError("must have a plain path: letters, digits, - _ . and ~ between slashes.")
    return text


def _spoken(code: str) -> str:
    if not localedata.exists(code):
        raise ValueError(f'holds "{code}", which is no language. Write a code such as sv.')
    return code


def bot_of(token: str) -> int:
    """The number of the bot whose token that is; it is no secret."""
    return int(token.partition(":")[0])


def _minutes(value: object) -> int:
    minutes = value if isinstance(value, int) and value >= 60 else read_time(str(value))
    if minutes is None:
        raise ValueError('is no time of day. Write it as "20:00".')
    return minutes


def _split(value: object) -> object:
    return [part.strip() for part in value.split(",")] if isinstance(value, str) else value


Address: TypeAlias = Annotated[str, AfterValidator(_http)]
BotToken: TypeAlias = Annotated[
    SecretStr,
    _secret_shaped(
        r"\d+:[\w-]+", "is no bot token. One looks like 123456789:AAE…, from @BotFather."
    ),
]
BotTokens: TypeAlias = Annotated[tuple[BotToken, ...], NoDecode, BeforeValidator(_split)]
DatabaseUrl: TypeAlias = Annotated[str, AfterValidator(_database)]
Days: TypeAlias = Annotated[int, Field(ge=1)]
File: TypeAlias = Annotated[Path, AfterValidator(_in_folder)]
Files: TypeAlias = Annotated[tuple[File, ...], NoDecode, BeforeValidator(_split)]
Language: TypeAlias = Annotated[str, Field(pattern="^[a-z]{2}$"), AfterValidator(_spoken)]
Languages: TypeAlias = Annotated[
    tuple[Language, ...], NoDecode, BeforeValidator(_split), Field(min_length=1)
]
Minutes: TypeAlias = Annotated[int, BeforeValidator(_minutes), Field(ge=0, lt=24 * 60)]
PeopleIds: TypeAlias = Annotated[
    tuple[Annotated[int, Field(gt=0)], ...], NoDecode, BeforeValidator(_split)
]
Port: TypeAlias = Annotated[int, Field(ge=0, le=65535)]
PromptsFolder: TypeAlias = Annotated[File, BeforeValidator(_shipped_unless_named)]
Rate: TypeAlias = Annotated[float, Field(gt=0, le=1000)]
WebhookUrl: TypeAlias = Annotated[str, AfterValidator(_posted_to)]
WebhookSecret: TypeAlias = Annotated[
    SecretStr, _secret_shaped(r"[\w-]{1,256}", "must be 1 to 256 letters, digits, _ or -.")
]
