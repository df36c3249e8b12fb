"""Whoever follows `CONTRIBUTING.md` and `docs/architecture.md` comes where they say."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from textwrap import dedent

import pytest

ROOT = Path(__file__).parent.parent
LINT = Path(sysconfig.get_path("scripts")) / "lint-imports"
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")

NOUN = {
    "bot/domain/people/": """
        from bot.domain.people.members import Member
    """,
    "bot/storage/people/": """
        from bot.storage.base.schema import member
    """,
    "bot/domain/messages/people/": """
        from dataclasses import dataclass

        from bot.domain.messages.base.message import Message


        @dataclass(frozen=True, slots=True, kw_only=True)
        class ShowThanks(Message):
            words: str


        MESSAGES = (ShowThanks,)
    """,
    "bot/flows/people/": """
        from bot.domain.base.actors import Actor
        from bot.domain.messages.people import thanks as said
        from bot.domain.people.members import Member
        from bot.flows.asking import answers
        from bot.flows.base import access
        from bot.flows.base.personal import GOES, DataSection, PersonalData
        from bot.flows.base.step import Step
        from bot.flows.base.told import Telling, told
        from bot.storage.people import thanks


        async def show(step: Step, actor: Actor) -> Telling:
            member = await access.member(step, actor)
            return [told(member, said.ShowThanks(words=""))]


        async def _held(_: Step, __: Member) -> list[str]:
            return []


        RECORDS = (
            PersonalData(
                tables=("thanks",),
                holds="who thanked whom",
                kept="until /forget",
                mydata=DataSection(name="thanks", explained={"thanks": "the words"}, of=_held),
                forget=GOES,
            ),
        )
    """,
    "bot/chat/views/people/": """
        from bot.chat.rendered import Rendered, Views
        from bot.chat.translator import Translator
        from bot.chat.views.base.held import Held, Lines, Listing
        from bot.chat.views.base.sentences import Sentences
        from bot.domain.messages.people.thanks import ShowThanks


        def show_thanks(say: Translator, message: ShowThanks) -> Rendered:
            return Rendered(text=say.t("{words}", words=message.words))


        VIEWS: Views = {ShowThanks: show_thanks}

        SENTENCES: Sentences = {"no_thanks": lambda say, _: say.t("Nobody was thanked yet.")}


        def _held(_: Translator, held: Held) -> Lines:
            yield from held.each("thanks", str)


        MYDATA = (Listing(heading=lambda say: say.label("Thanks"), lines=_held),)
    """,
    "bot/chat/buttons/people/": """
        from dataclasses import dataclass

        from bot.chat.buttons.base.base import Buttons


        @dataclass(frozen=True, slots=True)
        class SeeThanks:
            team: int


        BUTTONS: Buttons = {"Ts": SeeThanks}
    """,
    "bot/chat/handlers/people/": """
        from bot.chat.buttons.people.thanks import SeeThanks
        from bot.chat.handling import command, press
        from bot.flows.people import thanks

        HANDLERS = [
            command("thanks", lambda step, who, _: thanks.show(step, who)),
            press(SeeThanks, lambda step, who, _: thanks.show(step, who)),
        ]
    """,
}
"""Where the steps of the page put a noun, and what each of its files may well hold."""

FOUND = """
from bot.chat import buttons, handlers, views
from bot.chat.translator import translator
from bot.chat.views.rights import mydata as listed
from bot.domain import messages
from bot.flows.rights import mydata, records
from bot.domain.messages.people.thanks import ShowThanks
from bot.flows.people import thanks

assert ShowThanks in messages.MESSAGES
assert ShowThanks in views.VIEWS
assert "no_thanks" in views.SENTENCES
assert buttons.decode(buttons.BUTTONS["Ts"], "Ts:1").team == 1
assert all(one in records.RECORDS for one in thanks.RECORDS)
assert mydata.SECTIONS["thanks"].explained
assert "Thanks" in [one.heading(translator("en")) for one in listed.LISTINGS]
assert "thanks" in [name for one in handlers.HANDLERS for name in getattr(one, "commands", ())]
"""
"""What is so as soon as the lists are collected."""


def collecting() -> list[tuple[str, str]]:
    """Which list is collected where, as the page says it."""
    return re.findall(r"\| `([A-Z]+)` \| `(bot/[\w/.]+)` \|", CONTRIBUTING)


def collected(text: str, what: str, package: str) -> str:
    """A file that collects lists, with one line more."""
    line = re.search(rf"^    \*+(\w+)\.{what},\n", text, re.MULTILINE)
    assert line is not None
    more = line[0].replace(f"{line[1]}.", "thanks.")
    before, after = text[: line.start()], text[line.start() :]
    return f"from {package} import thanks\n{before}{more}{after}"


def places(page: str) -> list[str]:
    """What a page names in backticks that looks like a file or a folder of the project."""
    named = re.findall(r"`([\w./]+/[\w./]*)`", page)
    return [one for one in named if not one.startswith(("tests/flows/asking/test_", "/"))]


@pytest.mark.parametrize("place", [*places(CONTRIBUTING), *places(ARCHITECTURE)])
def test_what_the_pages_name_is_there(place: str) -> None:
    found = (ROOT / place, ROOT / "bot" / place)
    assert any(one.exists() for one in found), place


def test_the_steps_name_each_folder_that_a_noun_needs() -> None:
    assert NOUN.keys() <= {*places(CONTRIBUTING)}


PACKAGES = {
    "MESSAGES": "bot.domain.messages.people",
    "RECORDS": "bot.flows.people",
    "VIEWS": "bot.chat.views.people",
    "SENTENCES": "bot.chat.views.people",
    "MYDATA": "bot.chat.views.people",
    "BUTTONS": "bot.chat.buttons.people",
    "HANDLERS": "bot.chat.handlers.people",
}
"""From where each list is collected."""


def test_a_noun_that_follows_the_steps_is_there_and_keeps_every_contract(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "bot", tmp_path / "bot", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for folder, text in NOUN.items():
        (tmp_path / folder / "thanks.py").write_text(f'"""Thanks."""\n{dedent(text)}')
    assert {what for what, _ in collecting()} == PACKAGES.keys()
    for what, where in collecting():
        text = (tmp_path / where).read_text(encoding="utf-8")
        more = collected(text, what, PACKAGES[what])
        (tmp_path / where).write_text(more, encoding="utf-8")
    for command in ([str(LINT), "--no-cache"], [sys.executable, "-c", FOUND]):
        ran = subprocess.run(
            command,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.returncode == 0, ran.stdout + ran.stderr
