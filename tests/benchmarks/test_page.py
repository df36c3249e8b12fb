"""What was measured is recorded, and docs/performance.md shows the record."""

import json
from pathlib import Path

import pytest

from benchmarks import __main__ as command
from benchmarks import page, record
from benchmarks.figures import HEAD, Figure, time_for
from benchmarks.record import Measurement, Record
from benchmarks.spent import Spent

FIGURE = Figure(what="tea, poured", goal="3 s", value=2.5, unit="s", ratio=0.5, met=True)


def measured(*figures: Figure) -> Measurement:
    return Measurement(at="2026-03-02 09:00", quick=False, seconds=1.0, load=0.5, figures=figures)


def of(machine: str, **benches: Measurement) -> Record:
    return Record(machine={"processor": machine}, benches=benches)


def test_the_page_shows_the_last_run_of_each_benchmark() -> None:
    found = record.read(page.FIGURES)
    assert found is not None
    text = page.PAGE.read_text(encoding="utf-8")
    assert text == page.page(text, found), "python -m benchmarks.page brings it up to date"


def test_every_benchmark_has_a_title_on_the_page() -> None:
    assert {*page.TITLES} == {bench.__name__ for bench in command.BENCHES}


def test_a_row_has_a_cell_under_each_heading() -> None:
    cells = [*FIGURE.cells()]
    assert cells == ["tea, poured", "3 s", "2.5 s", "0.50", "reached", "", ""]
    assert len(cells) == len(HEAD)


def test_other_programs_are_taken_from_a_time_but_not_the_disk() -> None:
    spent = Spent(clock=3.0, processor=1.0, kept_waiting=0.5) + Spent(clock=1.0, processor=1.0)
    figure = time_for("tea, poured", spent, times=2, below=1500)
    assert (figure.value, figure.clock, figure.processor) == (1750, 2000, 1000)
    assert figure.met is False
    assert Spent(clock=3.0, processor=1.0, kept_waiting=2.5).own == 1.0, "threads wait together"


def test_the_figures_stand_between_their_marks() -> None:
    text = f"Before\n{page.BEGIN}old{page.END}After\n"
    shown = page.page(text, of("one", idle=measured(FIGURE)))
    assert shown.startswith(f"Before\n{page.BEGIN}")
    assert shown.endswith(f"{page.END}After\n")
    assert "| tea, poured | 3 s | 2.5 s | 0.50 | reached | | |" in shown
    assert "old" not in shown


def test_what_was_not_measured_again_stays(tmp_path: Path) -> None:
    file = tmp_path / "figures.json"
    assert record.read(file) is None
    before = of("one", idle=measured(FIGURE), start=measured())
    record.write(file, before)
    record.write(file, of("one").plus("start", measured(FIGURE)))
    assert record.read(file) == of("one", idle=measured(FIGURE), start=measured(FIGURE))


def test_figures_of_another_machine_are_not_mixed_in() -> None:
    now = of("one", start=measured(FIGURE))
    assert now.with_those_of(of("other", idle=measured(FIGURE))) == now


async def pour(quick: bool) -> list[Figure]:
    return [FIGURE]


def test_one_command_measures_shows_and_records(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "BENCHES", (pour,))
    file = tmp_path / "figures.json"
    command.main(["--quick", "--json", str(file), "pour"])
    told = capsys.readouterr()
    assert "1/1 pour" in told.err
    assert "reached" in told.out
    assert json.loads(file.read_text())["benches"]["pour"]["quick"] is True


def test_a_benchmark_that_there_is_not_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command.main(["coffee"])
    assert "there is no coffee" in capsys.readouterr().err
