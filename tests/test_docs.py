"""What is written beside the code stays true, and tells nothing of the machine it was written on.

That every setting is explained is tested in `test_config.py`.
"""

import ast
import re
import subprocess
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import typer
from prometheus_client import ProcessCollector

from bot.cli import app
from bot.config.settings import SECRETS
from bot.domain.transport.deliveries import Priority
from bot.host.tally import Tally
from bot.web.figures import FIGURES, Gauge
from bot.web.metrics import Exposition

ROOT = Path(__file__).parent.parent
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
# The brackets keep these patterns from finding themselves.
FOREIGN = re.compile(
    r"(?<![\w.])[/](?:work|root|opt|home/\w+)/|[p]ypi\.org|[p]ythonhosted|[r]egistry\.npmjs"
)


def lines(path: str) -> list[str]:
    return (ROOT / path).read_text(encoding="utf-8").splitlines()


def rows(path: str) -> list[str]:
    """The lines of all tables."""
    return [line for line in lines(path) if line.startswith("|")]


def first_cells(path: str) -> list[str]:
    cells = [line.split("|")[1].strip() for line in rows(path)]
    return [cell for cell in cells if cell.strip("-") and cell not in ("word", "package")]


def in_git() -> Iterator[Path]:
    command = ("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return (ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file())


def test_a_word_of_the_glossary_has_one_meaning() -> None:
    words = Counter(word.casefold() for word in first_cells("docs/glossary.md"))
    assert len(words) > 30
    assert [word for word, count in words.items() if count > 1] == []


def test_each_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    asked = [*project["project"]["dependencies"], *groups["build"], *groups["dev"]]
    names = [re.split(r"[^\w-]", line)[0] for line in asked if isinstance(line, str)]
    assert sorted(first_cells("docs/decisions/0002-dependencies.md")) == sorted(names)


def test_decisions_are_numbered_without_a_gap() -> None:
    numbers = [int(page.name.partition("-")[0]) for page in DECISIONS]
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
def test_a_decision_is_one_page_in_three_parts(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert text.startswith(f"# {int(page.name[:4])}. ")
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences"]
    assert len(text.splitlines()) <= 80


def test_the_changelog_begins_with_what_is_unreleased() -> None:
    headings = [line for line in lines("CHANGELOG.md") if line.startswith("## ")]
    assert headings[0] == "## [Unreleased]"


def test_the_readme_names_only_targets_that_can_be_made() -> None:
    targets = {line.partition(":")[0] for line in lines("Makefile") if re.match(r"[a-z]+:", line)}
    named = set(re.findall(r"`make (\w+)", "\n".join(lines("README.md"))))
    assert named <= targets


def test_each_figure_of_the_metrics_is_explained() -> None:
    families = [*Exposition(ProcessCollector(registry=None), []).collect()]
    told = re.findall(r"`((?:eftertanke|process)_\w+)`", "\n".join(rows("docs/operating.md")))
    names = {f"{one.name}_total" if one.type == "counter" else one.name for one in families}
    assert set(told) == names


@pytest.mark.parametrize("figure", FIGURES, ids=lambda one: one.name)
def test_the_labels_of_a_figure_are_explained(figure: Gauge) -> None:
    (row,) = [one for one in rows("docs/operating.md") if one.startswith(f"| `{figure.name}")]
    named = re.findall(r"`(\w+)`", row.split("|")[2])
    assert named == [*figure.labels]


def test_the_labels_of_what_is_counted_are_explained() -> None:
    tally = Tally()
    tally.unfit.labels("nested").inc()
    tally.updates.labels("handled").inc()
    tally.sent(Priority.REPLY, timedelta(0))
    tally.erred("poll", ValueError())
    told = "\n".join(rows("docs/operating.md"))
    for family in tally.collect():
        labels = {*family.samples[0].labels} - {"le"}
        (row,) = re.findall(rf"^\| `{family.name}(?:_total)?` \|(.*?)\|", told, re.MULTILINE)
        assert {*re.findall(r"`(\w+)`", row)} == labels


def commands(group: Any, above: str = "eftertanke") -> Iterator[str]:
    """All commands with all their words."""
    for name, one in group.commands.items():
        words = f"{above} {name}"
        if hasattr(one, "commands"):
            yield from commands(one, words)
        else:
            yield words


def test_each_command_is_explained_and_none_that_there_is_not() -> None:
    told = [row.split("|")[1] for row in rows("docs/operating.md")]
    named = re.findall(r"`(eftertanke [a-z ]+)`", "\n".join(told))
    assert sorted(named) == sorted(commands(typer.main.get_command(app)))


def test_each_setting_of_a_secret_is_explained() -> None:
    told = "\n".join(rows("docs/operating.md"))
    for section, key in SECRETS:
        variable = f"EFTERTANKE_{section}__{key}".upper()
        ways = (f"{section}.{key}", f"{section}.{key}_file", f"{section}_{key}", variable)
        assert [way for way in ways if f"`{way}`" not in told] == []


def test_each_rule_of_the_rhythm_names_a_test_that_there_is() -> None:
    rules = re.split(r"^- ", "\n".join(lines("docs/rhythm.md")), flags=re.MULTILINE)[1:]
    unheld = [rule for rule in rules if not re.search(r"`test_\w+`", rule)]
    named = set(re.findall(r"`(test_\w+)`", "\n".join(lines("docs/rhythm.md"))))
    code = "\n".join(one.read_text(encoding="utf-8") for one in (ROOT / "tests").rglob("test_*.py"))
    assert unheld == []
    assert named <= {*re.findall(r"^(?:async )?def (test_\w+)", code, re.MULTILINE)}
    assert len(rules) > 50


def test_links_between_pages_lead_somewhere() -> None:
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in in_git()
        if page.suffix == ".md"
        for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert broken == []


def test_no_file_tells_of_a_machine_or_a_registry() -> None:
    found = [
        f"{file.relative_to(ROOT)}: {match[0]}"
        for file in in_git()
        if (match := FOREIGN.search(file.read_bytes().decode("utf-8", errors="ignore")))
    ]
    assert found == []


def test_a_class_has_a_name_of_its_own() -> None:
    """So that whoever reads it knows which is meant. The box is a program of its own, and speaks as
    the Bot API does."""
    defined: dict[str, list[str]] = {}
    for file in sorted((ROOT / "bot").glob("**/*.py")):
        if "sandbox" not in file.parts:
            tree = ast.parse(file.read_text(encoding="utf-8"))
            for node in tree.body:
                if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                    defined.setdefault(node.name, []).append(file.relative_to(ROOT).as_posix())
    del defined["Fields"]  # What a row of a table holds: one for each table.
    assert {name: where for name, where in defined.items() if len(where) > 1} == {}
