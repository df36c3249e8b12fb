"""Settings: where they come from, who wins, and what is said about a wrong one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, SecretStr

from bot.config.settings import Config, ConfigError, load_config
from bot.domain.base.availability import clock_face
from bot.errors import OperatorError
from bot.files import resources
from bot.files.yamlfile import YamlError, read

TOKEN = "123456789:AAE-secret_words"


def written(folder: Path, text: str) -> Path:
    file = folder / "config.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def complaint(folder: Path, text: str, **variables: str) -> str:
    with pytest.raises(ConfigError) as refused:
        load_config(written(folder, text), variables)
    return str(refused.value).replace(f"{folder}/", "")


def keys(model: type[BaseModel], above: str = "") -> Iterator[str]:
    for name, field in model.model_fields.items():
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            yield from keys(inner, f"{above}{name}.")
        else:
            yield above + name


class TestTheExample:
    def test_says_what_the_defaults_are(self, monkeypatch: pytest.MonkeyPatch) -> None:
        example = resources.example_config()
        monkeypatch.chdir(example.parent)
        assert load_config(example, {}) == load_config(None, {})

    def test_has_every_key_with_a_comment_above_it(self) -> None:
        document = read(resources.example_config())
        lines = document.file.read_text(encoding="utf-8").splitlines()
        for key in keys(Config):
            loc = tuple(key.split("."))
            assert document.known(loc) == loc, f"{key} is not in {document.file.name}"
            above = lines[document.place(loc).line - 2].strip()
            assert above.startswith("#"), f"{key} has no comment above it"


class TestSources:
    def test_without_a_file_there_are_defaults(self) -> None:
        config = load_config(None, {"PATH": "/bin"})
        assert config.privacy.floor == 5
        assert config.languages == ("en", "sv")
        assert config.prompts == resources.prompts()

    def test_a_variable_overrides_the_file_and_leaves_its_neighbours(self, tmp_path: Path) -> None:
        file = written(tmp_path, "health: {listen_host: 10.0.0.1, listen_port: 80}\nowners: [7]")
        config = load_config(file, {"EFTERTANKE_HEALTH__LISTEN_PORT": "81"})
        assert (config.health.listen_host, config.health.listen_port) == ("10.0.0.1", 81)
        assert config.owners == (7,)

    def test_a_variable_may_hold_a_list(self) -> None:
        config = load_config(None, {"EFTERTANKE_OWNERS": "1, 2", "EFTERTANKE_LANGUAGES": "sv"})
        assert config.owners == (1, 2)
        assert config.languages == ("sv",)

    def test_an_empty_variable_says_nothing(self) -> None:
        config = load_config(None, {"EFTERTANKE_OWNERS": "", "EFTERTANKE_HEALTH__LISTEN_PORT": ""})
        assert config == load_config(None, {})

    def test_the_process_environment_is_not_looked_at(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("EFTERTANKE_PRIVACY__FLOOR", "9")
        assert load_config(None, {}).privacy.floor == 5

    def test_paths_are_seen_from_the_folder_of_the_file(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file = written(tmp_path, "prompts: banks\n")
        monkeypatch.chdir(tmp_path.parent)
        config = load_config(Path(tmp_path.name) / file.name, {})
        assert config.prompts == tmp_path / "banks"
        assert config.database.url == f"sqlite:///{tmp_path}/eftertanke.sqlite"

    @pytest.mark.parametrize("url", ["postgresql://a:b%40c@host/db", "sqlite:////srv/x.sqlite"])
    def test_other_databases_stay_as_they_are(self, tmp_path: Path, url: str) -> None:
        file = written(tmp_path, f'database: {{url: "{url}"}}')
        assert load_config(file, {}).database.url == url

    def test_a_loaded_config_cannot_be_changed(self) -> None:
        config = load_config(None, {})
        with pytest.raises(ValueError, match="frozen"):
            config.privacy.floor = 2


class TestComplaints:
    def test_an_unknown_key_is_refused_with_its_line_and_a_suggestion(self, tmp_path: Path) -> None:
        told = complaint(tmp_path, "# mine\ntelegram:\n  tokn: 1:abc\n")
        assert told == 'config.yaml:3:3: telegram.tokn: is not known here. Did you mean "token"?'

    def test_an_unknown_variable_is_refused_with_a_suggestion(self, tmp_path: Path) -> None:
        told = complaint(tmp_path, "", EFTERTANKE_TELEGRAM__TOKN="1:abc", EFTERTANKE_OWNRS="1")
        assert 'EFTERTANKE_TELEGRAM__TOKN: is not known here. Did you mean "token"?' in told
        assert 'EFTERTANKE_OWNRS: is not known here. Did you mean "owners"?' in told

    def test_a_wrong_variable_is_called_by_its_name(self, tmp_path: Path) -> None:
        told = complaint(tmp_path, "", EFTERTANKE_HEALTH__LISTEN_PORT="http")
        assert told == "EFTERTANKE_HEALTH__LISTEN_PORT: must be a whole number."

    def test_all_problems_are_told_at_once(self, tmp_path: Path) -> None:
        text = "heartbeat_seconds: 0\nlog_format: xml\n"
        told = complaint(tmp_path, text, EFTERTANKE_PRIVACY__FLOOR="3").splitlines()
        assert [line.partition(": ")[0] for line in told] == [
            "config.yaml:1:1",
            "config.yaml:2:1",
            "EFTERTANKE_PRIVACY__FLOOR",
        ]

    def test_a_section_in_one_variable_is_refused_if_it_is_not_json(self, tmp_path: Path) -> None:
        assert "one variable for each key" in complaint(tmp_path, "", EFTERTANKE_HEALTH="port 80")

    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("privacy: {floor: 4}", "cannot be less than 5: in a smaller group"),
            ("retention: {waiting_answers: 29}", "cannot be more than 28: people are told"),
            ("retention: {team_words: 0}", "must be at least 1"),
            ("kindness: {prompts_per_day: 2}", "cannot be more than 1: people are promised"),
            ("kindness: {started_per_week: 4}", "cannot be more than 3: people are promised"),
            ("kindness: {quiet_from: late}", 'Write it as "20:00"'),
            ('kindness: {quiet_to: "20:00"}', "Give people a quiet night"),
            ("database: {url: mysql://host/db}", "must begin with sqlite:///"),
            ("database: {url: postgresql+psycopg://host/db}", "without a driver's name"),
            ("database: {url: sqlite://}", "names no file"),
            ('database: {url: "sqlite:///"}', "names no file"),
            ('database: {url: "sqlite:///:memory:"}', "forgets everything"),
            ("database: {url: here}", "is no database URL"),
            ("telegram: {token: 12345}", "must be text"),
            ("telegram: {token: secret}", "is no bot token"),
            ("telegram: {base_url: ftp://host}", "begins with https://"),
            ("telegram: {mode: webhook}", "webhook.url: is missing"),
            ("telegram: {mode: pull}", "Known: polling, webhook"),
            ("telegram: {poll_timeout: 51}", "must be at most 50"),
            ("webhook: {url: http://bot.example.org}", "must begin with https://"),
            ("webhook: {url: https://bot.example.org/a//b}", "must have a plain path"),
            ("webhook: {url: https://bot.example.org/a/../b}", "must have a plain path"),
            ("webhook: {url: https://bot.example.org/.}", "must have a plain path"),
            ("webhook: {url: 'https://bot.example.org/{id}'}", "must have a plain path"),
            ("webhook: {url: https://bot.example.org/å}", "must have a plain path"),
            ("webhook: {secret: å}", "letters, digits"),
            ("languages: []", "at least 1"),
            ("languages: [swedish]", "languages[0]"),
            ("languages: [xx]", 'holds "xx", which is no language'),
            ("owners: [alice]", "must be a whole number"),
        ],
    )
    def test_what_cannot_be_is_refused_with_the_reason(
        self, tmp_path: Path, text: str, reason: str
    ) -> None:
        told = complaint(tmp_path, text)
        assert told.startswith("config.yaml:1:")
        assert reason in told

    @pytest.mark.parametrize(
        ("hosts", "refused"),
        [
            (("127.0.0.1", "127.0.0.1"), True),
            (("0.0.0.0", "127.0.0.1"), True),  # noqa: S104
            (("127.0.0.1", "::"), True),
            (("127.0.0.1", "10.0.0.1"), False),
        ],
    )
    def test_webhook_and_health_cannot_be_served_at_one_port(
        self, tmp_path: Path, hosts: tuple[str, str], refused: bool
    ) -> None:
        text = (
            "telegram: {mode: webhook}\n"
            "webhook: {url: https://bot.example.org, listen_port: 9000, listen_host: HOST}\n"
            "health: {listen_port: 9000, listen_host: HOST}\n"
        )
        for host in hosts:
            text = text.replace("HOST", f"'{host}'", 1)
        if refused:
            told = complaint(tmp_path, text)
            assert told.startswith("config.yaml:3:10: health.listen_port: is webhook.listen_port")
        else:
            load_config(written(tmp_path, text), {})
        load_config(written(tmp_path, text.replace("webhook}", "polling}")), {})

    def test_a_file_that_is_not_there_is_an_error_for_the_operator(self, tmp_path: Path) -> None:
        with pytest.raises(YamlError, match="cannot be read: No such file") as refused:
            load_config(tmp_path / "missing.yaml", {})
        assert isinstance(refused.value, OperatorError)


class TestTheToken:
    def test_without_one_the_operator_is_told_where_to_get_it(self) -> None:
        with pytest.raises(ConfigError, match=r"@BotFather.*EFTERTANKE_TELEGRAM__TOKEN"):
            load_config(None, {}).require_token()

    def test_from_the_environment_takes_the_place_of_the_file(self, tmp_path: Path) -> None:
        file = written(tmp_path, "telegram: {token_file: missing, poll_timeout: 5}")
        config = load_config(file, {"EFTERTANKE_TELEGRAM__TOKEN": TOKEN})
        assert config.require_token() == TOKEN
        assert config.telegram.poll_timeout == 5

    def test_and_other_secrets_are_never_shown(self, tmp_path: Path) -> None:
        text = f"""
            telegram: {{token: "{TOKEN}"}}
            webhook: {{secret: hush-hush}}
            database: {{url: "postgresql://bot:hush-hush@host/db"}}
        """
        config = load_config(written(tmp_path, text), {})
        assert "hush-hush" not in repr(config)
        assert TOKEN not in repr(config)

    def test_is_not_repeated_in_complaints(self, tmp_path: Path) -> None:
        told = complaint(tmp_path, 'telegram: {token: "123456789 hush-hush"}')
        assert "hush-hush" not in told


OTHER, THIRD = "234567:AAE-other", "345678:AAE-third"


class TestFurtherBots:
    def test_there_are_none_unless_their_tokens_are_told(self) -> None:
        (alone,) = load_config(None, {"EFTERTANKE_TELEGRAM__TOKEN": TOKEN}).each_bot()
        assert alone.require_token() == TOKEN

    def test_each_has_its_token_and_a_secret_of_its_own(self, tmp_path: Path) -> None:
        (tmp_path / "third").write_text(f"{THIRD}\n", encoding="utf-8")
        text = (
            f'telegram: {{token: "{TOKEN}", more_tokens: ["{OTHER}"], more_token_files: [third]}}'
        )
        each = load_config(written(tmp_path, text), {}).each_bot()
        assert [one.require_token() for one in each] == [TOKEN, OTHER, THIRD]
        assert len({one.webhook.secret for one in each}) == len(each)
        assert not any(one.telegram.more_tokens or one.telegram.more_token_files for one in each)

    def test_a_variable_may_name_several(self) -> None:
        environ = {
            "EFTERTANKE_TELEGRAM__TOKEN": TOKEN,
            "EFTERTANKE_TELEGRAM__MORE_TOKENS": f"{OTHER}, {THIRD}",
        }
        each = load_config(None, environ).each_bot()
        assert [one.require_token() for one in each] == [TOKEN, OTHER, THIRD]

    @pytest.mark.parametrize("again", [OTHER, "234567:AAE-after-revoke"])
    def test_two_tokens_of_one_bot_are_refused_and_not_repeated(
        self, tmp_path: Path, again: str
    ) -> None:
        (tmp_path / "third").write_text(again, encoding="utf-8")
        told = complaint(tmp_path, f'telegram: {{token: "{OTHER}", more_token_files: [third]}}')
        assert told.startswith("telegram.more_tokens: there are two tokens of bot 234567,")
        assert "AAE" not in told

    @pytest.mark.parametrize("content", [None, "no token, but hush-hush"])
    def test_a_file_that_holds_no_token_is_complained_of_and_not_repeated(
        self, tmp_path: Path, content: str | None
    ) -> None:
        if content is not None:
            (tmp_path / "third").write_text(content, encoding="utf-8")
        with pytest.raises(ConfigError, match=r"telegram\.more_token_files: .*third") as error:
            load_config(written(tmp_path, "telegram: {more_token_files: [third]}"), {})
        assert "hush-hush" not in str(error.value)


URL = "postgresql://bot:hush-hush@host/db"
SECRETS = [
    ("telegram.token", TOKEN),
    ("webhook.secret", "from-the-operator"),
    ("database.url", URL),
]


def secret(config: Config, key: str) -> str:
    section, _, name = key.partition(".")
    value = getattr(getattr(config, section), name)
    return value.get_secret_value() if isinstance(value, SecretStr) else value


def naming(key: str, suffix: str, value: object) -> str:
    """The settings with this key of a section."""
    section, _, name = key.partition(".")
    return f'{section}: {{{name}{suffix}: "{value}"}}'


def variable(key: str, suffix: str = "") -> str:
    return f"EFTERTANKE_{key.replace('.', '__').upper()}{suffix}"


@pytest.mark.parametrize(("key", "value"), SECRETS)
class TestEachSecret:
    def test_may_lie_in_a_file_beside_the_settings(
        self, tmp_path: Path, key: str, value: str
    ) -> None:
        (tmp_path / "hidden").write_text(f"{value}\n", encoding="utf-8")
        config = load_config(written(tmp_path, naming(key, "_file", "hidden")), {})
        assert secret(config, key) == value

    def test_may_lie_in_a_file_that_a_variable_names(
        self, tmp_path: Path, key: str, value: str
    ) -> None:
        (tmp_path / "hidden").write_text(value, encoding="utf-8")
        file = written(tmp_path, naming(key, "", value.replace("h", "j")))
        config = load_config(file, {variable(key, "_FILE"): str(tmp_path / "hidden")})
        assert secret(config, key) == value

    def test_is_found_among_the_credentials_whatever_the_file_says(
        self, tmp_path: Path, key: str, value: str
    ) -> None:
        credentials = tmp_path / "credentials"
        credentials.mkdir()
        (credentials / key.replace(".", "_")).write_text(value, encoding="utf-8")
        environ = {"CREDENTIALS_DIRECTORY": str(credentials)}
        assert secret(load_config(None, environ), key) == value
        file = written(tmp_path, naming(key, "", value.replace("h", "j")))
        assert secret(load_config(file, environ), key) == value

    def test_in_a_variable_takes_the_place_of_all_others(
        self, tmp_path: Path, key: str, value: str
    ) -> None:
        (tmp_path / key.replace(".", "_")).write_text("nothing that could be used: å")
        environ = {"CREDENTIALS_DIRECTORY": str(tmp_path), variable(key): value}
        file = written(tmp_path, naming(key, "_file", "missing"))
        assert secret(load_config(file, environ), key) == value

    def test_cannot_be_given_in_two_ways(self, tmp_path: Path, key: str, value: str) -> None:
        section, _, name = key.partition(".")
        text = f'{section}: {{{name}: "{value}", {name}_file: hidden}}'
        told = complaint(tmp_path, text)
        assert f"{key}_file: stands beside {key}. Keep one of the two." in told

    @pytest.mark.parametrize("content", [None, "", "hush-hush and two words", b"hush-hush\xff"])
    def test_in_a_file_that_is_no_good_is_complained_of_and_not_repeated(
        self, tmp_path: Path, key: str, value: str, content: str | bytes | None
    ) -> None:
        if content is not None:
            raw = content if isinstance(content, bytes) else content.encode()
            (tmp_path / "hidden").write_bytes(raw)
        told = complaint(tmp_path, naming(key, "_file", "hidden"))
        assert told.startswith(f"{key}_file: hidden ")
        assert "hush-hush" not in told

    def test_is_never_shown(self, tmp_path: Path, key: str, value: str) -> None:
        (tmp_path / "hidden").write_text(value, encoding="utf-8")
        config = load_config(written(tmp_path, naming(key, "_file", "hidden")), {})
        assert value not in repr(config)
        assert value not in str(config)


def test_a_database_that_a_file_names_is_seen_from_the_folder_of_the_settings(
    tmp_path: Path,
) -> None:
    (tmp_path / "hidden").write_text("sqlite:///mine.sqlite")
    config = load_config(written(tmp_path, "database: {url_file: hidden}"), {})
    assert config.database.url == f"sqlite:///{tmp_path}/mine.sqlite"


class TestTheWebhookSecret:
    def test_is_the_same_for_every_replica(self) -> None:
        one, other = (load_config(None, {"EFTERTANKE_TELEGRAM__TOKEN": TOKEN}) for _ in range(2))
        assert one.webhook.secret == other.webhook.secret != SecretStr("")
        assert TOKEN not in str(one.webhook.secret and one.webhook.secret.get_secret_value())

    def test_is_the_operators_if_they_set_one(self) -> None:
        variables = {
            "EFTERTANKE_TELEGRAM__TOKEN": TOKEN,
            "EFTERTANKE_WEBHOOK__SECRET": "from-the-operator",
        }
        assert load_config(None, variables).webhook.secret == SecretStr("from-the-operator")


@given(minutes=st.integers(0, 24 * 60 - 1))
def test_a_time_of_day_means_what_it_looks_like(minutes: int) -> None:
    face = clock_face(minutes)
    variables = {"EFTERTANKE_KINDNESS__QUIET_FROM": face, "EFTERTANKE_KINDNESS__QUIET_TO": "00:00"}
    if minutes:
        assert load_config(None, variables).kindness.quiet_from == minutes


@given(floor=st.integers(max_value=4))
def test_no_setting_lowers_the_floor(floor: int) -> None:
    with pytest.raises(ConfigError):
        load_config(None, {"EFTERTANKE_PRIVACY__FLOOR": str(floor)})
