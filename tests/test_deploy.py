"""compose.yaml and the systemd unit agree with the program, as far as can be judged by reading."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml

from bot.chat import dispatcher, sender
from bot.cli import app
from bot.commands.base import DEFAULT_CONFIG
from bot.config.settings import SECRETS, WEBHOOK_PATH, Config, WebhookSettings, load_config
from bot.files import resources
from bot.web.webhook import SECRET_HEADER
from tests.test_docker import last_stage, only

ROOT = Path(__file__).parent.parent
UNIT = ROOT / "deploy" / "eftertanke.service"
GUIDE = (ROOT / "docs" / "deploying.md").read_text(encoding="utf-8")

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: dict[str, Any] = COMPOSE["services"]
OURS = [name for name, service in SERVICES.items() if service["image"] == "eftertanke"]
BACKUPS = [name for name in OURS if "entrypoint" in SERVICES[name]]
BOTS = [name for name in OURS if name not in BACKUPS]

CREDENTIALS = {f"{section}_{key}" for section, key in SECRETS}
SAMPLES = {
    "telegram_token": "123456789:AAE-of-nobody",
    "webhook_secret": "of-nobody",
    "database_url": "postgresql://eftertanke:of-nobody@database/eftertanke",
}

Line = tuple[str, str, str]


def interpolated(text: str) -> str:
    """What Compose makes of a value where no variable is set."""
    return re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", text)


def from_image() -> dict[str, str]:
    """The variables that the image sets."""
    lines = [rest for word, rest in last_stage() if word == "ENV"]
    return dict(pair.split("=", 1) for line in lines for pair in line.split())


def settings(environment: dict[str, str], folder: Path) -> Config:
    """What a container of the image reads from the example, its variables and secrets."""
    file = folder / DEFAULT_CONFIG
    shutil.copy(resources.example_config(), file)
    for name, content in SAMPLES.items():
        (folder / name).write_text(content)
    given = {name: interpolated(value) for name, value in environment.items()}
    there = {name: value.replace("/run/secrets", str(folder)) for name, value in given.items()}
    return load_config(file, from_image() | there)


def said_by(*command: str) -> str:
    """All that a program says. Fails if it does."""
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout + ran.stderr


class TestCompose:
    @pytest.mark.parametrize("name", BOTS)
    def test_a_bot_understands_its_variables(self, name: str, tmp_path: Path) -> None:
        config = settings(SERVICES[name]["environment"], tmp_path)
        assert config.require_token() == SAMPLES["telegram_token"]

    def test_alone_the_bot_polls_and_keeps_a_file_in_its_volume(self, tmp_path: Path) -> None:
        bot = SERVICES["bot"]
        config = settings(bot["environment"], tmp_path)
        assert config.telegram.mode == "polling"
        assert config.database.url.endswith("/eftertanke.sqlite")
        assert bot["volumes"] == [f"data:{only('VOLUME')}"]

    def test_replicas_share_a_server_and_are_posted_to(self, tmp_path: Path) -> None:
        replica = SERVICES["replica"]
        config = settings(replica["environment"], tmp_path)
        assert replica["deploy"]["replicas"] > 1
        assert config.telegram.mode == "webhook"
        assert config.database.url == SAMPLES["database_url"]
        assert config.webhook.listen_host == "0.0.0.0"  # noqa: S104

    def test_only_the_bot_alone_and_its_backups_are_started_without_a_profile(self) -> None:
        alone = [name for name, one in SERVICES.items() if "profiles" not in one]
        assert alone == ["bot", "backup"]
        profiles = {tuple(one["profiles"]) for one in SERVICES.values() if "profiles" in one}
        assert profiles == {("postgresql",)}

    def test_whoever_starts_the_proxy_starts_all_that_belongs_to_it(self) -> None:
        """Else nothing would fall due, and nothing be backed up."""
        assert "--profile postgresql up --detach proxy" in GUIDE
        started, more = set[str](), {"proxy"}
        while more:
            started |= more
            more = {two for one in more for two in SERVICES[one].get("depends_on", [])} - started
        assert started == {name for name, one in SERVICES.items() if "profiles" in one}

    @pytest.mark.parametrize("name", OURS)
    def test_each_reads_the_settings_beside_the_file(self, name: str) -> None:
        (settings,) = SERVICES[name]["configs"]
        assert settings["target"] == f"{only('WORKDIR')}/{DEFAULT_CONFIG}"
        (file,) = COMPOSE["configs"][settings["source"]].values()
        assert (ROOT / file).name == str(DEFAULT_CONFIG)
        assert f"cp config.example.yaml {file}" in GUIDE

    @pytest.mark.parametrize(("name", "profile"), [("backup", ""), ("server-backup", "postgresql")])
    def test_there_are_backups_in_a_folder_of_the_machine(
        self, name: str, profile: str, tmp_path: Path
    ) -> None:
        assert sorted(BACKUPS) == ["backup", "server-backup"]
        backup = SERVICES[name]
        assert backup.get("profiles", [""]) == [profile]
        (line,) = backup["command"]
        (folder,) = re.findall(r"eftertanke backup (/\S+)/", line)
        assert f"./backups:{folder}" in backup["volumes"]
        assert backup["healthcheck"] == {"disable": True}, "it serves no pages"
        bot = SERVICES["replica" if profile else "bot"]
        ours, others = (
            settings(one.get("environment", {}), tmp_path).database.url for one in (backup, bot)
        )
        assert ours == others
        data = f"data:{only('VOLUME')}"
        assert (data in backup["volumes"]) == (data in bot.get("volumes", []))

    @pytest.mark.parametrize("name", BACKUPS)
    def test_a_restore_of_each_is_told(self, name: str) -> None:
        told = (ROOT / "docs" / "backup.md").read_text(encoding="utf-8")
        assert re.search(rf"run --rm --entrypoint eftertanke {name} restore /backups/", told)

    def test_the_version_of_compose_that_it_needs_is_told(self) -> None:
        assert "content" in COMPOSE["configs"]["proxy"], "which is why"
        assert "Docker Compose 2.23.1" in (ROOT / "compose.yaml").read_text(encoding="utf-8")
        assert "| Docker Compose | 2.23.1 |" in GUIDE

    def test_the_proxy_passes_on_to_where_replicas_listen(self) -> None:
        proxy = COMPOSE["configs"]["proxy"]["content"].replace("$$", "$")
        assert f"reverse_proxy {WEBHOOK_PATH} {{" in proxy
        url = interpolated(SERVICES["replica"]["environment"]["EFTERTANKE_WEBHOOK__URL"])
        assert WebhookSettings(url=url).path == WEBHOOK_PATH
        (name,), (port,) = re.findall(r"name (\w+)", proxy), re.findall(r"port (\d+)", proxy)
        assert name in SERVICES
        assert int(port) == Config().webhook.listen_port
        assert port in only("EXPOSE").split()
        assert "{$EFTERTANKE_HOST}" in proxy
        assert "EFTERTANKE_HOST" in SERVICES["proxy"]["environment"]
        assert proxy.count("{") == proxy.count("}")

    def test_the_proxy_logs_no_secret_when_no_replica_answers(self) -> None:
        """It writes each request that fails, with its headers, into its log of errors."""
        proxy = COMPOSE["configs"]["proxy"]["content"]
        options, site = proxy.split("{$$EFTERTANKE_HOST}")
        logged = re.search(
            r"^  log \{\n    format filter \{\n(.*?)^    \}$", options, re.DOTALL | re.MULTILINE
        )
        assert logged, "of every log: a global option, which stands before the site"
        assert f"request>headers>{SECRET_HEADER} delete" in logged[1]
        assert "log" not in site, "another log would need the same"

    def test_health_is_published_where_the_image_serves_it_and_to_nobody_else(
        self, tmp_path: Path
    ) -> None:
        config = settings(SERVICES["bot"]["environment"], tmp_path)
        port = config.health.listen_port
        assert SERVICES["bot"]["ports"] == [f"127.0.0.1:{port}:{port}"]
        assert str(port) in only("EXPOSE").split()

    @pytest.mark.parametrize("name", SERVICES)
    def test_each_secret_is_handed_to_who_reads_it_and_to_nobody_else(self, name: str) -> None:
        service = SERVICES[name]
        read = re.findall(r"/run/secrets/(\w+)", str(service.get("environment")))
        assert sorted(read) == sorted(service.get("secrets", []))
        assert set(read) <= COMPOSE["secrets"].keys()

    def test_secrets_lie_in_files_that_git_does_not_see(self) -> None:
        files = {one["file"] for one in COMPOSE["secrets"].values()}
        ignored = subprocess.run(
            ["git", "check-ignore", *files], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert set(ignored.stdout.split()) == files
        assert all(f"secrets/{name}" in GUIDE for name in COMPOSE["secrets"])

    def test_whatever_is_named_is_there(self) -> None:
        for name, service in SERVICES.items():
            sources = {one.partition(":")[0] for one in service.get("volumes", [])}
            volumes = {one for one in sources if not one.startswith("./")}
            assert volumes <= COMPOSE["volumes"].keys(), name
            assert set(service.get("depends_on", [])) <= SERVICES.keys(), name
            assert {one["source"] for one in service.get("configs", [])} <= COMPOSE.get(
                "configs", {}
            ).keys()

    @pytest.mark.parametrize("name", OURS)
    def test_a_bot_may_do_little_and_has_time_for_its_last_words(self, name: str) -> None:
        bot = SERVICES[name]
        assert bot["read_only"] is True
        assert bot["cap_drop"] == ["ALL"]
        assert bot["restart"] == "always"
        assert int(bot["stop_grace_period"].removesuffix("s")) > last_words()


def last_words() -> float:
    """Seconds that the bot may need to stop."""
    return max(sender.LAST_WORDS, dispatcher.LAST_WORDS)


def lines() -> list[Line]:
    """The unit's lines: section, key, value."""
    section, found = "", []
    for line in UNIT.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            key, _, value = line.partition("=")
            found.append((section, key, value))
    return found


def values(key: str) -> list[str]:
    return [value for _, name, value in lines() if name == key]


class TestTheUnit:
    def test_systemd_understands_it(self, tmp_path: Path) -> None:
        assert {section for section, _, _ in lines()} == {"Unit", "Service", "Install"}
        assert all(re.fullmatch("[A-Z][A-Za-z]+", key) for _, key, _ in lines())
        if analyze := shutil.which("systemd-analyze"):
            (command,) = values("ExecStart")
            program = command.split()[0]
            unit = tmp_path / UNIT.name
            # The only thing that is not here.
            unit.write_text(UNIT.read_text(encoding="utf-8").replace(program, "/bin/true"))
            ran = subprocess.run(
                [analyze, "verify", unit], capture_output=True, text=True, check=False
            )
            assert (ran.returncode, ran.stderr) == (0, "")

    def test_it_starts_a_command_that_there_is(self) -> None:
        (line,) = values("ExecStart")
        program, command, *arguments = line.split()
        commands: Any = typer.main.get_command(app)
        options = {name for one in commands.commands[command].params for name in one.opts}
        assert {one for one in arguments if one.startswith("-")} <= options
        assert program in GUIDE

    def test_its_variables_are_settings_and_no_secrets(self) -> None:
        environ = dict(pair.split("=", 1) for pair in values("Environment"))
        config = load_config(None, environ)
        assert config.log_format == "json"
        assert not any(re.search("TOKEN|SECRET|PASSWORD", name) for name in environ)

    def test_its_database_lies_where_it_may_write(self) -> None:
        environ = dict(pair.split("=", 1) for pair in values("Environment"))
        (folder,) = values("StateDirectory")
        assert load_config(None, environ).database.url.startswith(f"sqlite:////var/lib/{folder}/")
        assert values("WorkingDirectory") == [f"/var/lib/{folder}"]
        assert values("ProtectSystem") == ["strict"]

    def test_its_credentials_are_those_that_the_bot_looks_for(self) -> None:
        named = re.findall(r"^#?LoadCredential=(\w+):(\S+)", UNIT.read_text(), re.MULTILINE)
        assert {name for name, _ in named} <= CREDENTIALS
        assert "telegram_token" in {name for name, _ in named}
        assert all(file in GUIDE for _, file in named)

    def test_it_is_started_again_and_has_time_for_its_last_words(self) -> None:
        assert values("Restart") == ["always"]
        assert values("TimeoutStopSec") == ["10"]
        assert last_words() < 10

    @pytest.mark.parametrize(
        "guard",
        ["NoNewPrivileges", "PrivateTmp", "PrivateDevices", "ProtectHome", "RestrictNamespaces"],
    )
    def test_it_may_do_little(self, guard: str) -> None:
        assert values(guard) == ["yes"]
        assert values("CapabilityBoundingSet") == [""]
        assert values("User") not in ([], ["root"])
