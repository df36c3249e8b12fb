"""What a flow tells is never dropped on the way to whoever acts."""

import ast
from collections.abc import Iterator
from pathlib import Path

import bot

ROOT = Path(bot.__file__).parent
FILES = sorted([*ROOT.glob("flows/**/*.py"), *ROOT.glob("chat/handlers/**/*.py")])
TELLING = {"Telling", "Told", "list[Told]", "Sequence[Told]"}
"""What is annotated on functions that tell somebody something."""


def module(file: Path) -> str:
    return ".".join(("bot", *file.relative_to(ROOT).with_suffix("").parts))


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def telling_functions(trees: dict[str, ast.Module]) -> set[str]:
    return {
        f"{name}.{one.name}"
        for name, tree in trees.items()
        for one in functions(tree)
        if one.returns is not None and ast.unparse(one.returns) in TELLING
    }


def names_in(name: str, tree: ast.Module) -> dict[str, str]:
    """What each name in a module stands for."""
    known = {one.name: f"{name}.{one.name}" for one in functions(tree)}
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.module:
            known |= {a.asname or a.name: f"{node.module}.{a.name}" for a in node.names}
    return known


def dropped(name: str, tree: ast.Module, telling: set[str]) -> Iterator[str]:
    """Calls of such functions that stand alone, as statements."""
    known = names_in(name, tree)
    for node in ast.walk(tree):
        call = node.value if isinstance(node, ast.Expr) else None
        call = call.value if isinstance(call, ast.Await) else call
        if isinstance(call, ast.Call):
            head, _, rest = ast.unparse(call.func).partition(".")
            called = ".".join(part for part in (known.get(head, head), rest) if part)
            if called in telling:
                yield f"{name}: {ast.unparse(call)}"


def read() -> dict[str, ast.Module]:
    return {module(file): ast.parse(file.read_text(encoding="utf-8")) for file in FILES}


def test_nobody_drops_what_a_flow_tells() -> None:
    trees = read()
    telling = telling_functions(trees)
    assert len(telling) > 100
    assert [one for name, tree in trees.items() for one in dropped(name, tree, telling)] == []


def test_one_that_does_is_found() -> None:
    careless = ast.parse(
        "from bot.flows.people import help\n"
        "async def f(step, actor) -> Telling:\n    await help.show(step, actor)\n    return ()\n"
    )
    telling = telling_functions(read())
    assert [*dropped("bot.flows.people.careless", careless, telling)] == [
        "bot.flows.people.careless: help.show(step, actor)"
    ]
