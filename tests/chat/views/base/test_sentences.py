"""Every sentence that is named somewhere can be said, and none is left that nobody names."""

import ast
from collections.abc import Iterator
from pathlib import Path

import bot
from bot.chat.views import SENTENCES
from bot.flows.asking.builder import MISSING
from bot.flows.base.lost import PERHAPS_LOST

ROOT = Path(bot.__file__).parent


def named() -> Iterator[str]:
    """The keys in `Refusal("key")`, `toast("key")` and `Said(key="key")`."""
    yield from MISSING.values()
    yield from (key for pair in PERHAPS_LOST.items() for key in pair)
    for file in (*ROOT.glob("flows/**/*.py"), *ROOT.glob("chat/**/*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield from _key(node)


def _key(call: ast.Call) -> Iterator[str]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name in ("Refusal", "toast") and call.args:
        yield from _constants(call.args[0])
    if name in ("Said", "Refused", "Toast"):
        for keyword in call.keywords:
            if keyword.arg == "key":
                yield from _constants(keyword.value)


def _constants(value: ast.expr) -> Iterator[str]:
    for node in ast.walk(value):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_every_named_sentence_exists() -> None:
    assert set(named()) - set(SENTENCES) == set()


def test_no_sentence_is_left_over() -> None:
    assert set(SENTENCES) - set(named()) == set()
