"""The last run of each benchmark, as a file of JSON."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """One run of one benchmark. `load`: how many programs wanted a processor when it began."""

    at: str
    quick: bool
    seconds: float
    load: float
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Benchmarks by name, measured on one machine."""

    machine: Mapping[str, str]
    benches: Mapping[str, Measurement]

    def plus(self, name: str, one: Measurement) -> "Record":
        return Record(machine=self.machine, benches={**self.benches, name: one})

    def with_those_of(self, earlier: "Record | None") -> "Record":
        """What was not measured this time stays as it was, but for that of another machine."""
        if earlier is None or earlier.machine != self.machine:
            return self
        return Record(machine=self.machine, benches={**earlier.benches, **self.benches})


def dump(record: Record) -> str:
    return json.dumps(asdict(record), indent=1, ensure_ascii=False) + "\n"


def write(file: Path, found: Record) -> None:
    """Beside what the file holds already."""
    file.write_text(dump(found.with_those_of(read(file))), encoding="utf-8")


def read(file: Path) -> Record | None:
    """None if nothing was recorded there."""
    if not file.exists():
        return None
    told: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    benches = {name: _measurement(one) for name, one in told["benches"].items()}
    return Record(machine=told["machine"], benches=benches)


def _measurement(told: dict[str, Any]) -> Measurement:
    figures = tuple(Figure(**one) for one in told.pop("figures"))
    return Measurement(figures=figures, **told)
