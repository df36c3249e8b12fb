"""Teams in the settings: what cannot be is refused where it stands."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.config.settings import ConfigError, load_config
from bot.files import resources

TEAM = "{id: north, name: North, zone: UTC"


def written(folder: Path, text: str) -> Path:
    file = folder / "config.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def complaint(folder: Path, team: str, before: str = "") -> str:
    """What is said of a file with this Team on its second line."""
    file = written(folder, f"{before}\nteams: [{team}]")
    with pytest.raises(ConfigError) as refused:
        load_config(file, {})
    return str(refused.value).removeprefix(f"{folder}/")


@pytest.mark.parametrize(
    ("team", "told"),
    [
        ("{name: North, zone: UTC}", "teams[0].id: is missing"),
        (f"{TEAM}, langauges: [sv]}}", 'Did you mean "languages"?'),
        ("{id: No Spaces, name: N, zone: UTC}", "small letters, digits or hyphens"),
        ('{id: n, name: "​", zone: UTC}', "characters that can be seen"),
        ("{id: n, name: N, zone: Stockholm}", "Write one such as Europe/Stockholm"),
        (f"{TEAM}, floor: 4}}", "cannot be less than 5: in a smaller group"),
        (f"{TEAM}, languages: [fi]}}", "holds fi, which the bot does not speak"),
        (f"{TEAM}, schedules: [{{bank: b, days: [monday]}}]}}", 'Did you mean "mon"?'),
        (f"{TEAM}, schedules: [{{bank: b, days: []}}]}}", "at least 1"),
        (f"{TEAM}, schedules: [{{bank: b, days: [mon], every_weeks: 5}}]}}", "one of 1, 2, 3, 4"),
        (f"{TEAM}, schedules: [{{bank: b, days: [mon], open_hours: 1}}]}}", "24, 48, 72, 168"),
        (f"{TEAM}, schedules: [{{bank: b, days: [mon], roles: [owner]}}]}}", "no role in a team"),
        (f"{TEAM}, schedules: [{{bank: b, days: [mon], roles: [representative]}}]}}", "nobody is"),
        (f"{TEAM}, schedules: [{{bank: b, days: [mon], roles: [boss]}}]}}", "Known: staff"),
        (
            f"{TEAM}, schedules: [{{bank: b, days: [mon]}}, {{bank: b, days: [tue]}}]}}",
            "Give each an id of its own",
        ),
        (f"{TEAM}}}, {TEAM}}}", "is the id of two teams"),
        ("{id: a, name: North, zone: UTC}, {id: b, name: north, zone: UTC}", "name of two teams"),
    ],
)
def test_what_cannot_be_is_refused_with_its_line(tmp_path: Path, team: str, told: str) -> None:
    found = complaint(tmp_path, team)
    assert found.startswith("config.yaml:2:")
    assert told in found


def test_a_team_asks_for_no_less_than_the_installation(tmp_path: Path) -> None:
    told = complaint(tmp_path, f"{TEAM}, floor: 6}}", before="privacy: {floor: 8}")
    assert "is less than privacy.floor, which is 8" in told


def test_the_example_can_be_used_as_it_stands(tmp_path: Path) -> None:
    text = resources.example_config().read_text(encoding="utf-8")
    commented = re.findall(
        r"^#( .*)$", text.partition("# open and nothing waits.\n")[2], re.MULTILINE
    )
    (team,) = load_config(written(tmp_path, "teams:\n" + "\n".join(commented)), {}).teams
    assert (team.id, team.floor, team.languages) == ("north", 6, ("sv", "en"))
    assert [one.bank for one in team.schedules] == ["weekly-check"]


@pytest.mark.parametrize(("bank", "code"), [("weekly-check", 0), ("weekly-chek", 1)])
def test_check_looks_for_the_question_banks(tmp_path: Path, bank: str, code: int) -> None:
    schedules = f"schedules:\n     - {{bank: {bank}, days: [mon]}}"
    file = written(
        tmp_path, f"teams:\n  -\n     id: n\n     name: N\n     zone: UTC\n     {schedules}"
    )
    checked = CliRunner().invoke(app, ["check", "--config", str(file)])
    assert checked.exit_code == code
    told = f'{file}:7:9: teams[0].schedules[0].bank: "weekly-chek" is no question bank.'
    assert (told in checked.output) == bool(code)
