"""The dashboard shows figures that there are, and all of them."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from prometheus_client import ProcessCollector
from prometheus_client.core import Metric

from bot.host.tally import Tally
from bot.web.figures import FIGURES
from bot.web.metrics import INFO, Exposition

ROOT = Path(__file__).parent.parent
BOARD: dict[str, Any] = json.loads((ROOT / "docs" / "dashboard.json").read_text(encoding="utf-8"))
PANELS = [one for one in BOARD["panels"] if one["type"] != "row"]
ASKED = [(one["title"], target["expr"]) for one in PANELS for target in one["targets"]]

SUFFIXES = {"counter": ["_total"], "histogram": ["_bucket", "_sum", "_count"], "gauge": [""]}


def families() -> list[Metric]:
    return [*Exposition(ProcessCollector(registry=None), []).collect()]


def named(text: str) -> set[str]:
    return set(re.findall(r"\b(?:eftertanke|process)_\w+", text))


def known() -> Iterator[str]:
    for family in families():
        yield from (family.name + suffix for suffix in SUFFIXES[family.type])


@pytest.mark.parametrize(
    ("title", "asked"), ASKED, ids=[f"{t}-{n}" for n, (t, _) in enumerate(ASKED)]
)
def test_what_a_panel_asks_for_is_there(title: str, asked: str) -> None:
    assert named(asked) <= {*known()}
    assert asked.count("(") == asked.count(")")


def test_what_the_list_of_bots_asks_for_is_there() -> None:
    (bots,) = (one for one in BOARD["templating"]["list"] if one["name"] == "bot")
    assert named(bots["query"]["query"]) <= {*known()}


def test_every_figure_of_the_bot_is_shown() -> None:
    shown = set[str]().union(*(named(asked) for _, asked in ASKED))
    for family in families():
        if family.name.startswith("eftertanke_"):
            names = {family.name + suffix for suffix in SUFFIXES[family.type]}
            assert not names.isdisjoint(shown), family.name


def test_no_two_panels_are_in_each_others_way() -> None:
    taken = set[tuple[int, int]]()
    for one in BOARD["panels"]:
        at = one["gridPos"]
        here = {
            (x, y)
            for x in range(at["x"], at["x"] + at["w"])
            for y in range(at["y"], at["y"] + at["h"])
        }
        assert taken.isdisjoint(here), one["title"]
        assert at["x"] + at["w"] <= 24
        taken |= here
    assert len({one["id"] for one in BOARD["panels"]}) == len(BOARD["panels"])


@pytest.mark.parametrize(
    ("title", "asked"), ASKED, ids=[f"{t}-{n}" for n, (t, _) in enumerate(ASKED)]
)
def test_a_figure_is_told_apart_only_by_labels_that_it_has(title: str, asked: str) -> None:
    (name, *_) = sorted(named(asked))
    by = re.findall(r"\bby \(([^)]*)\)", asked)
    wanted = {label.strip() for one in by for label in one.split(",")} - {"le"}
    assert wanted <= labels()[re.sub("_(total|bucket)$", "", name)]


def labels() -> dict[str, set[str]]:
    """By the name of each figure; all but those of the process."""
    tally = Tally()
    counted = {
        "eftertanke_updates_received": tally.received,
        "eftertanke_updates_unfit": tally.unfit,
        "eftertanke_updates_handled": tally.updates,
        "eftertanke_sends": tally.sends,
        "eftertanke_errors": tally.errors,
        "eftertanke_send_lag_seconds": tally.lags,
    }
    found = {name: {"bot", *one._labelnames} for name, one in counted.items()}
    found |= {figure.name: {"bot", *figure.labels} for figure in FIGURES}
    return found | {INFO: {"version"}}
