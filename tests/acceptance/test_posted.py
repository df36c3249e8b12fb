"""With a webhook, Telegram posts to the very address that is configured, and there it is heard."""

import asyncio
from pathlib import Path

import pytest
import yaml
from sqlalchemy import func, select
from typer.testing import CliRunner

from bot.app import taking_posts
from bot.cli import app
from bot.config.settings import Config, load_config
from bot.storage.base.schema import inbox
from tests.databases import on_sqlite
from tests.faults.town import free_port, until
from tests.stage import Stage, set_stage


def posted_to(config: Config, port: int, path: str, folder: Path) -> Config:
    """The same settings with a webhook, as its operator writes them down."""
    file = folder / "config.yaml"
    webhook = {"url": f"http://127.0.0.1:{port}{path}", "listen_port": port, "secret": "hush-hush"}
    telegram = {"mode": "webhook", "token": config.require_token()}
    telegram |= {"base_url": config.telegram.base_url}
    file.write_text(yaml.safe_dump({"webhook": webhook, "telegram": telegram}))
    return load_config(file, {})


async def kept(stage: Stage) -> int:
    async with stage.app.unit_of_work.store.look() as tx:
        return (await tx.execute(select(func.count()).select_from(inbox))).scalar_one()


@pytest.mark.parametrize(
    ("path", "served"),
    [
        ("", "/telegram"),
        ("/", "/telegram"),
        ("/telegram", "/telegram"),
        ("/telegram/", "/telegram/"),
        ("/hooks/of-the-bot_1.0~", "/hooks/of-the-bot_1.0~"),
        ("/hooks?from=telegram", "/hooks"),
        ("?from=telegram", "/telegram"),
    ],
)
@on_sqlite
async def test_the_path_of_the_address_is_the_path_that_is_served(
    database: str, tmp_path: Path, path: str, served: str
) -> None:
    async with set_stage(database, by_http=True) as stage:
        port = free_port()
        config = posted_to(stage.config, port, path, tmp_path)
        assert config.webhook.path == served
        stage.app._config = config
        async with taking_posts(config, [stage.app]):
            hearing = asyncio.create_task(stage.app._receive())
            alice = await stage.person("Alice")
            await stage.control.say(alice.id, "/start")

            async def heard() -> bool:
                return await kept(stage) == 1

            await until(heard, "what Alice says to be posted")
            hearing.cancel()
            await asyncio.gather(hearing, return_exceptions=True)


def test_what_will_be_served_is_told_by_the_check(tmp_path: Path) -> None:
    file = tmp_path / "config.yaml"
    file.write_text("telegram: {mode: webhook}\nwebhook: {url: 'https://bot.example.org/hook'}\n")
    told = " ".join(CliRunner().invoke(app, ["check", "-c", str(file)]).stdout.split())
    assert "Telegram will post to https://bot.example.org/hook;" in told
    assert "listen on 127.0.0.1, port 8443, path /hook." in told
    file.write_text("telegram: {mode: polling}\n")
    assert "post" not in CliRunner().invoke(app, ["check", "-c", str(file)]).stdout
