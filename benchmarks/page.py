"""The figures of docs/performance.json, as tables in docs/performance.md."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks import record
from benchmarks.figures import HEAD
from benchmarks.record import Measurement, Record

DOCS = Path(__file__).parent.parent / "docs"
FIGURES = DOCS / "performance.json"
PAGE = DOCS / "performance.md"

BEGIN, END = "<!-- figures -->\n", "<!-- end of figures -->\n"

TITLES = {
    "sends_to_the_box": "The sandbox itself",
    "at_the_free_limit": "Fan-out at Telegram's free limit",
    "at_the_paid_limit": "Fan-out at the paid limit",
    "durable_answers": "Answers",
    "press_to_next": "From the press to the next question",
    "large_round": "A large Round, on SQLite",
    "large_round_on_postgresql": "A large Round, on PostgreSQL",
    "beside_a_large_seal": "Beside a large Seal, on PostgreSQL",
    "many_seals": "Many Seals at once, on PostgreSQL",
    "growth": "Ten times the members",
    "guard": "The guard",
    "start": "Start",
    "idle": "At rest",
}


def page(text: str, found: Record) -> str:
    """The page with these figures between its two marks."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return "".join((before, BEGIN, *_figures(found), END, after))


def _figures(found: Record) -> Iterator[str]:
    machine = ", ".join(f"{what} {one}" for what, one in found.machine.items())
    yield f"\nMeasured on: {machine}.\n"
    for name, title in TITLES.items():
        if name in found.benches:
            yield f"\n### {title}\n\n"
            yield from _measurement(name, found.benches[name])
    yield "\n"


def _measurement(name: str, one: Measurement) -> Iterator[str]:
    how = " (a quick run)" if one.quick else ""
    yield f"`{name}`, {one.at} UTC{how}; the machine's load was {one.load}.\n\n"
    yield _row(HEAD)
    yield _row(["---"] * len(HEAD))
    for figure in one.figures:
        yield _row([*figure.cells()])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |\n".replace("|  |", "| |").replace("|  |", "| |")


if __name__ == "__main__":
    found = record.read(FIGURES)
    if found is not None:
        PAGE.write_text(page(PAGE.read_text(encoding="utf-8"), found), encoding="utf-8")
