"""Whoever changes something about a Team, its people or the installation notes it in the Register:
this is read from the code, so that nobody can forget it."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from bot.chat.views.rights.register import DEEDS
from bot.domain.base.deeds import Deed

BOT = Path(__file__).parents[3] / "bot"
PLACES = ("flows", "operating", "commands", "chat", "scheduler", "web", "demo")

CHANGES = {
    "teams": {"add", "change", "remove"},
    "members": {"set_roles", "remove"},
    "invites": {"add", "use", "withdraw", "withdraw_open"},
    "schedules": {"add", "change", "remove"},
}
"""Functions of `bot/storage` that change a Team's settings, people, links, Schedules or channel.
Of a Member only what they are in the installation, by `members.add` and `members.change`."""

INSTALLATION = ("owner", "representative_since")
"""What somebody is in the whole installation."""

NOTED_BY_CALLERS = {
    "flows/people/oversight._hold": (
        "flows/people/oversight.hold",
        "flows/people/oversight.hold_on",
    ),
    "flows/people/channels._changed": (
        "flows/people/channels.link",
        "flows/people/channels._lose",
        "flows/people/teams.unlink",
    ),
    "flows/people/joining._use": ("flows/people/joining._become",),
    "flows/transport/restoring.begin": ("flows/transport/restoring.note",),
}
"""Parts of a Deed, and what notes it."""

NO_DEED = {
    "flows/people/channels.move": "the same chat by another number",
    "flows/people/channels.seen": "what Telegram tells of the chat: its name, how many are in it",
    "flows/people/members._forget": "somebody's own /forget; an operator's is noted before",
    "flows/asking/rounds.plan": "time passes: the next date",
}
"""What changes such a row, and is nobody's Deed."""


def functions() -> Iterator[tuple[str, ast.AST]]:
    """Every function of the program by where it stands, but for those that only lie in another."""
    for place in PLACES:
        for file in sorted((BOT / place).rglob("*.py")):
            module = file.relative_to(BOT).with_suffix("").as_posix()
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                    yield f"{module}.{node.name}", node


def calls(flow: ast.AST) -> Iterator[tuple[str, str, ast.Call]]:
    """What a function calls in other modules: module, name, call."""
    for node in ast.walk(flow):
        match node:
            case ast.Call(func=ast.Attribute(ast.Name(module), name)):
                yield module, name, node


def changes_something(flow: ast.AST) -> bool:
    for module, name, call in calls(flow):
        if not (call.args and ast.unparse(call.args[0]) == "step.tx"):
            continue
        makes_owner = any(one.arg in INSTALLATION for one in call.keywords)
        if name in CHANGES.get(module, ()) or (module == "members" and makes_owner):
            return True
    return False


@cache
def noted() -> dict[str, set[str]]:
    """Where something is noted, and which Deeds are named there."""
    found: dict[str, set[str]] = {}
    for place, flow in functions():
        if any((module, name) == ("register", "note") for module, name, _ in calls(flow)):
            named = (node for node in ast.walk(flow) if isinstance(node, ast.Attribute))
            deeds = {one.attr for one in named if ast.unparse(one.value) == "Deed"}
            found.setdefault(place, set()).update(deeds)
    return found


CHANGING = sorted(place for place, flow in functions() if changes_something(flow))


@pytest.mark.parametrize("place", CHANGING)
def test_whoever_changes_something_notes_it(place: str) -> None:
    callers = NOTED_BY_CALLERS.get(place, (place,))
    assert place in NO_DEED or all(one in noted() for one in callers)


def test_there_is_something_to_look_at() -> None:
    """Else this page would prove nothing: each way to change a row is gone somewhere."""
    assert len(CHANGING) > 15
    gone = {(m, n) for _, flow in functions() for m, n, _ in calls(flow)}
    assert gone.issuperset((module, name) for module, names in CHANGES.items() for name in names)


def test_no_exception_is_left_that_is_none() -> None:
    assert {*NOTED_BY_CALLERS, *NO_DEED} <= {*CHANGING}
    assert all(place not in noted() for place in NO_DEED)


def test_every_deed_has_a_sentence_and_a_flow_that_notes_it() -> None:
    named = set().union(*noted().values(), by_those_that_note_several())
    assert {one.name for one in Deed} == named
    assert DEEDS.keys() == {*Deed}


def by_those_that_note_several() -> set[str]:
    return noted()["flows/people/declared._note_changes"]
