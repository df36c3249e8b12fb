"""The settings of one installation: a YAML file, overridden by environment variables.

Every value is checked where it was written, so that a complaint names the line or the variable.
`config.example.yaml` explains each key.
"""

import hashlib
import hmac
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Final, Literal, cast
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, EnvSettingsSource, SettingsError

from bot.config.fields import (
    Address,
    BotToken,
    BotTokens,
    DatabaseUrl,
    Days,
    File,
    Files,
    Languages,
    Minutes,
    PeopleIds,
    Port,
    PromptsFolder,
    Rate,
    Section,
    WebhookSecret,
    WebhookUrl,
    at_least,
    at_most,
    bot_of,
)
from bot.config.teams import DeclaredTeam, clashes
from bot.domain.hearing.insights import FLOOR
from bot.errors import OperatorError
from bot.files import resources
from bot.files.yamlfile import Document, Loc, Position, Problem, Value, parse, problems, read

PREFIX: Final = "EFTERTANKE_"
LEVELS: Final = "__"
TELEGRAM_URL: Final = "https://api.telegram.org"
WEBHOOK_PATH: Final = "/telegram"
EVERYWHERE: Final = frozenset({"0.0.0.0", "::"})  # noqa: S104 - compared, not listened on


SECRETS: Final = (("telegram", "token"), ("webhook", "secret"), ("database", "url"))
"""Sections and keys. Each may also lie in a file, which the same key with `_file` names; or among
the credentials of systemd, where it is called by both names, as in `telegram_token`."""


class ConfigError(OperatorError):
    """The settings cannot be used. One line for each problem: place, key, what is wrong."""


class Telegram(Section):
    """How to reach Telegram. Rates are messages, `poll_timeout` is seconds."""

    token: BotToken | None = None
    token_file: File | None = None
    more_tokens: BotTokens = ()
    more_token_files: Files = ()
    display_name: Annotated[str, Field(max_length=64)] = ""
    base_url: Address = TELEGRAM_URL
    mode: Literal["polling", "webhook"] = "polling"
    messages_per_second: Rate = 25
    per_chat_per_second: Rate = 1
    per_group_per_minute: Rate = 18
    poll_timeout: Annotated[int, Field(ge=0, le=50)] = 30


class WebhookSettings(Section):
    """Where Telegram's posts arrive in webhook mode. `load_config` makes a secret if need be."""

    url: WebhookUrl | None = None
    listen_host: str = "127.0.0.1"
    listen_port: Port = 8443
    secret: WebhookSecret | None = None
    secret_file: File | None = None

    @property
    def path(self) -> str:
        """The path that is served: the URL's, or the usual one where it has none."""
        path = urlsplit(self.url or "").path
        return WEBHOOK_PATH if path in ("", "/") else path

    @property
    def address(self) -> str:
        """Where Telegram posts to."""
        return urlsplit(self.url or "")._replace(path=self.path).geturl()


class Database(Section):
    """Where the data are kept. The URL names no driver; it may hold a password."""

    url: DatabaseUrl = Field(default="sqlite:///eftertanke.sqlite", repr=False)
    url_file: File | None = None
    migrate_on_start: bool = True
    synchronous: Literal["full", "normal"] = "full"


class Privacy(Section):
    """What people are promised and told. Texts left empty are not shown."""

    floor: Annotated[
        int, at_least(FLOOR, "in a smaller group, colleagues could work out who said what")
    ] = FLOOR
    operator_name: str = ""
    operator_contact: str = ""
    data_location: str = ""
    support_contact: str = ""


class Retention(Section):
    """How long things are kept, in days."""

    private_notes: Days | None = None
    waiting_answers: Annotated[
        Days, at_most(28, "people are told that what waits is used or gone in four weeks")
    ] = 28
    team_words: Days = 90
    releases: Days = 730
    parked_updates: Days = 14
    deeds: Annotated[
        Days, at_least(90, "people must be able to look back on what was done to the tool")
    ] = 365


class KindnessSettings(Section):
    """How often people are asked. Times of day are minutes from each person's own midnight."""

    prompts_per_day: Annotated[
        int, Field(ge=0), at_most(1, "people are promised one scheduled prompt a day at most")
    ] = 1
    started_per_week: Annotated[
        int, Field(ge=0), at_most(3, "people are promised three messages a week at most")
    ] = 3
    quiet_from: Minutes = 20 * 60
    quiet_to: Minutes = 7 * 60


class HealthSettings(Section):
    """Where the health and metrics pages are served."""

    listen_host: str = "127.0.0.1"
    listen_port: Port = 8080


class Config(Section):
    """All settings. From `load_config`, its paths are absolute and its secrets have been read."""

    telegram: Telegram = Telegram()
    webhook: WebhookSettings = WebhookSettings()
    database: Database = Database()
    owners: PeopleIds = ()
    languages: Languages = ("en", "sv")
    prompts: PromptsFolder = Field(default_factory=resources.prompts)
    privacy: Privacy = Privacy()
    retention: Retention = Retention()
    kindness: KindnessSettings = KindnessSettings()
    heartbeat_seconds: Annotated[float, Field(gt=0, le=60)] = 5
    log_format: Literal["json", "console"] = "console"
    health: HealthSettings = HealthSettings()
    teams: tuple[DeclaredTeam, ...] = ()

    def each_bot(self) -> list["Config"]:
        """These settings for each bot of the installation, as if it were the only one."""
        alone = {"more_tokens": (), "more_token_files": ()}
        first = self.telegram.model_copy(update=alone)
        others = [
            self.model_copy(
                update={
                    "telegram": first.model_copy(update={"token": token}),
                    "webhook": self.webhook.model_copy(update={"secret": self._secret_of(token)}),
                }
            )
            for token in self.telegram.more_tokens
        ]
        return [self.model_copy(update={"telegram": first}), *others]

    def _secret_of(self, token: SecretStr) -> SecretStr:
        """By its secret the webhook tells whose post it is."""
        own = self.webhook.secret
        return _made_from(token, own.get_secret_value() if own else "")

    def require_token(self) -> str:
        """The bot's token. Raises ConfigError, with what to do, if there is none."""
        if self.telegram.token is None:
            raise ConfigError(
                "telegram.token: is missing. Get a token from @BotFather in Telegram and set "
                f"telegram.token, telegram.token_file or {_variable('telegram.token')}."
            )
        return self.telegram.token.get_secret_value()


def load_config(path: Path | None, environ: Mapping[str, str]) -> Config:
    """The settings in the file at `path` (None: only defaults), among the credentials that the
    environment names, and in its variables; each takes the place of those before.

    Relative paths are taken from the folder of the file, or the current one. Raises ConfigError, or
    YamlError for a file that is not good YAML.
    """
    file = read(path) if path else parse("", Path("config.yaml"))
    variables = _from_environment(environ)
    if told := [str(p) for p in _wrong(file)] + [_of_variable(p) for p in _wrong(variables)]:
        raise ConfigError("\n".join(told))
    data = _merged(_merged(file.data, _credentials(environ)), variables.data)
    folder = file.file.resolve().parent
    config = Config.model_validate(data, context=folder)
    if clashes := [file.problem(loc, message) for loc, message in _contradictions(config)]:
        raise ConfigError("\n".join(str(p) if path else _of_variable(p) for p in clashes))
    return _with_more_tokens(_with_webhook_secret(_with_files_read(config, folder)))


def _wrong(document: Document) -> list[Problem]:
    try:
        Config.model_validate(document.data)
    except ValidationError as error:
        return problems(document, error, Config)
    return []


def _variable(field: str) -> str:
    return PREFIX + field.replace(".", LEVELS).upper()


def _of_variable(problem: Problem) -> str:
    return f"{_variable(problem.field)}: {problem.message}"


class _Environment(EnvSettingsSource):
    def __init__(self, environ: Mapping[str, str]) -> None:
        model = cast(type[BaseSettings], Config)
        super().__init__(model, env_prefix=PREFIX, env_nested_delimiter=LEVELS)
        # The base class has looked at the process's own environment; here that is an argument.
        self.env_vars = {name.lower(): text for name, text in environ.items() if text}


def _from_environment(environ: Mapping[str, str]) -> Document:
    try:
        data: dict[str, Value] = _Environment(environ)()
    except SettingsError as error:
        raise ConfigError(f"{error}. Set one variable for each key instead.") from error
    # pydantic-settings passes over names that it does not know. Here they are to be refused.
    ours = (name.removeprefix(PREFIX).lower() for name in environ if name.startswith(PREFIX))
    data |= {name: None for name in ours if name.partition(LEVELS)[0] not in Config.model_fields}
    return Document(Path("environment"), data, dict(_places(data)))


def _credentials(environ: Mapping[str, str]) -> dict[str, Value]:
    """What systemd (or whoever does as it does) hands over in files: one for each secret."""
    folder = environ.get("CREDENTIALS_DIRECTORY")
    there = [(s, key, Path(folder, f"{s}_{key}")) for s, key in SECRETS] if folder else []
    try:
        return {s: {f"{key}_file": str(file)} for s, key, file in there if file.is_file()}
    except OSError as error:
        told = f"{folder} cannot be looked into: {error.strerror}. Who may read it?"
        raise ConfigError(f"CREDENTIALS_DIRECTORY: {told}") from error


def _places(value: Value, loc: Loc = ()) -> Iterator[tuple[Loc, Position]]:
    yield loc, Position(Path("environment"))
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _places(inner, (*loc, key))


def _merged(file: Mapping[str, Value], variables: Mapping[str, Value]) -> dict[str, Value]:
    merged = dict(file)
    for key, value in variables.items():
        section = merged.get(key)
        if isinstance(section, dict) and isinstance(value, dict):
            merged[key] = {**_without_other_ways(key, section, value), **value}
        else:
            merged[key] = value
    return merged


def _without_other_ways(
    name: str, section: dict[str, Value], value: dict[str, Value]
) -> dict[str, Value]:
    """A secret takes the place of the one before, whichever way each is given."""
    ways = {way for s, key in SECRETS if s == name for way in (key, f"{key}_file")}
    return section if ways.isdisjoint(value) else {k: section[k] for k in section.keys() - ways}


def _contradictions(config: Config) -> Iterator[tuple[Loc, str]]:
    telegram, webhook, kindness = config.telegram, config.webhook, config.kindness
    for name, key in SECRETS:
        section = getattr(config, name)
        if (
            getattr(section, f"{key}_file")
            and getattr(section, key)
            and key in section.model_fields_set
        ):
            yield (name, f"{key}_file"), f"stands beside {name}.{key}. Keep one of the two."
    if telegram.mode == "webhook" and webhook.url is None:
        yield ("webhook", "url"), "is missing, and telegram.mode is webhook. Add your address."
    elif webhook.url and webhook.url.startswith("http:") and telegram.base_url == TELEGRAM_URL:
        yield ("webhook", "url"), "must begin with https://, else Telegram will not post to it."
    if kindness.quiet_from == kindness.quiet_to:
        yield ("kindness", "quiet_to"), "is the same as quiet_from. Give people a quiet night."
    if telegram.mode == "webhook" and _one_door(webhook, config.health):
        yield ("health", "listen_port"), "is webhook.listen_port as well. Choose another."
    yield from clashes(config.teams, config.languages, config.privacy.floor)


def _one_door(webhook: WebhookSettings, health: HealthSettings) -> bool:
    """Whether both want the same port of the same address; 0 is any that is free."""
    hosts = {webhook.listen_host, health.listen_host}
    same = len(hosts) == 1 or not hosts.isdisjoint(EVERYWHERE)
    return same and webhook.listen_port == health.listen_port != 0


def _with_files_read(config: Config, folder: Path) -> Config:
    for name, key in SECRETS:
        section = getattr(config, name)
        if file := getattr(section, f"{key}_file"):
            read = _with_secret_from(file, section, f"{name}.{key}_file", key, folder)
            config = config.model_copy(update={name: read})
    return config


def _with_secret_from(
    file: Path, section: Section, setting: str, key: str, folder: Path
) -> Section:
    try:
        text = file.read_text(encoding="utf-8").strip()
        return section.model_validate(section.model_dump() | {key: text}, context=folder)
    except OSError as error:
        told = f"cannot be read: {error.strerror}. Check the path and who may read it."
    except ValidationError as error:
        reason = error.errors(include_input=False)[0]["msg"].removeprefix("Value error, ")
        told = f"should hold this alone, but what it holds {reason}"
    except UnicodeDecodeError:
        told = "holds no text."
    raise ConfigError(f"{setting}: {file} {told}")


def _with_webhook_secret(config: Config) -> Config:
    """Made from the token, not at random: all replicas must expect the same one."""
    token = config.telegram.token
    if token is None or config.webhook.secret is not None:
        return config
    webhook = config.webhook.model_copy(update={"secret": _made_from(token, "eftertanke webhook")})
    return config.model_copy(update={"webhook": webhook})


def _made_from(token: SecretStr, words: str) -> SecretStr:
    key = token.get_secret_value().encode()
    return SecretStr(hmac.new(key, words.encode(), hashlib.sha256).hexdigest())


def _with_more_tokens(config: Config) -> Config:
    """Those that lie in files, beside those that are written down."""
    found = list(config.telegram.more_tokens)
    for file in config.telegram.more_token_files:
        try:
            token = file.read_text(encoding="utf-8").strip()
            found += Telegram.model_validate({"more_tokens": [token]}).more_tokens
        except OSError as error:
            told = f"cannot be read: {error.strerror}. Check the path and who may read it."
            raise ConfigError(f"telegram.more_token_files: {file} {told}") from None
        except ValueError:
            told = "should hold a bot token alone. One looks like 123456789:AAE…, from @BotFather."
            raise ConfigError(f"telegram.more_token_files: {file} {told}") from None
    _refuse_twice([token for token in (config.telegram.token, *found) if token is not None])
    telegram = config.telegram.model_copy(update={"more_tokens": tuple(found)})
    return config.model_copy(update={"telegram": telegram})


def _refuse_twice(tokens: Sequence[SecretStr]) -> None:
    """Two that listen for the same bot would take its updates from each other."""
    bots = Counter(bot_of(token.get_secret_value()) for token in tokens)
    if twice := [str(bot) for bot, count in bots.items() if count > 1]:
        raise ConfigError(
            f"telegram.more_tokens: there are two tokens of bot {', '.join(twice)}, counting"
            " telegram.token and all files. Keep one."
        )
