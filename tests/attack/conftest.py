"""The histories are played once for all tests, by whichever workers there are, and told at the end.

`make attack` plays many more of them: as many as ATTACK_HISTORIES says.
"""

import asyncio
import fcntl
import json
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any, TextIO

import pytest

from tests.attack.history import live
from tests.attack.story import Broken, listed

HISTORIES = int(os.environ.get("ATTACK_HISTORIES", "20"))
FEW = 40
"""Up to so many are played in a build, and are short."""

WEEKS = 2 if HISTORIES <= FEW else 4

TRIED = {
    "words": "words that stand with readers whom nobody has chosen for them",
    "strays": "words that reach readers whom nobody has chosen for them",
    "unseen": "a choice of readers that reaches words it did not show",
    "readers": "friends and managers who came after the choice",
    "channel": "another chat under an open promise",
    "crowd": "unnamed answers of fewer people than the floor who were really asked",
    "bands": "bands that name everybody who was asked",
    "letters": "small numbers in managers' letters",
    "sentences": "sentences about who sees an answer that are not so",
    "copies": "copies of deleted words in the author's chat",
    "dump": "names, copies and Receipts in the rows and bytes of the files",
}
"""What is looked for in each history."""


class Findings:
    """What was broken in which history."""

    def __init__(self, broken: Sequence[Broken]) -> None:
        self._broken = broken

    def of(self, *kinds: str) -> list[str]:
        assert TRIED.keys() >= set(kinds)
        return [one.sentence for one in self._broken if one.kind in kinds]

    def none_of(self, *kinds: str) -> None:
        """Fails, with the first of them, if there are any."""
        found = self.of(*kinds)
        if found:
            pytest.fail(listed(found), pytrace=False)


@pytest.fixture(scope="session")
def findings(tmp_path_factory: pytest.TempPathFactory) -> Findings:
    own = tmp_path_factory.getbasetemp()
    folder = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    files = [folder / f"history{seed}.json" for seed in range(HISTORIES)]
    for wait in (False, True):  # first those that nobody is at, then whatever others are about to
        for seed, file in enumerate(files):
            with held(file, wait=wait) as content:
                if content is not None and not content.read(1):
                    json.dump(played(seed), content)
    told = [one for file in files for one in json.loads(file.read_text("utf-8"))["broken"]]
    return Findings([Broken(**one) for one in told])


@pytest.fixture(autouse=True)
def read_by_others() -> None:
    """What goes on in the sandbox here goes on elsewhere, too, and is read there."""


@contextmanager
def held(file: Path, *, wait: bool) -> Iterator[TextIO | None]:
    """The file, for nobody else meanwhile; None if somebody has it and is not to be waited for."""
    with file.open("a+", encoding="utf-8") as opened:
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            yield None
        else:
            opened.seek(0)
            yield opened


def played(seed: int) -> Mapping[str, Any]:
    story = asyncio.run(live(seed, WEEKS))
    return {
        "deeds": len(story.lines),
        "words": len(story.authors),
        "rounds": len(story.rounds),
        "choices": len(story.promises),
        "broken": [asdict(one) for one in story.broken],
    }


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """How many histories there were, and what was tried in each."""
    base = config._tmp_path_factory.getbasetemp()  # type: ignore[attr-defined] # no fixtures here
    told = [json.loads(file.read_text("utf-8")) for file in sorted(base.glob("history*.json"))]
    if not told:
        return
    sums = {
        name: sum(one[name] for one in told) for name in ("deeds", "words", "rounds", "choices")
    }
    kinds = Counter(one["kind"] for history in told for one in history["broken"])
    terminalreporter.section("attacks")
    terminalreporter.line(
        f"{len(told)} histories of {WEEKS} weeks: {sums['rounds']} Rounds, {sums['deeds']} deeds,"
        f" {sums['words']} texts, {sums['choices']} choices of readers. In each was looked for:"
    )
    for kind, what in TRIED.items():
        terminalreporter.line(f"  {what}: {kinds[kind] or 'none'}")
