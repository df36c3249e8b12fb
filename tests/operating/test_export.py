"""A team takes away what its channel was told, and not a word more."""

import asyncio
import csv
import json
from pathlib import Path

import pytest

from bot.domain.base.deeds import Deed, Hand
from bot.domain.base.roles import Role
from bot.domain.messages.hearing.insights import insights_in
from bot.domain.people.teams import Team
from bot.domain.transport.deliveries import Subject
from bot.errors import OperatorError
from bot.operating.export import export
from bot.storage.base import deeds
from bot.storage.transport import deliveries
from tests.databases import on_sqlite
from tests.desk import BOT_ID, Office, open_office
from tests.operating.conftest import Installation
from tests.telling import tell

CHANNEL = -100


@pytest.fixture
async def team(office: Office) -> Team:
    """North has heard of one Round; another is still on its way to the channel."""
    team = await office.team(chat_id=CHANNEL)
    await office.member("Bob", team)
    await office.schedule(team)
    await office.do(lambda step: tell(step, team.id))
    await office.deliver()
    await office.do(lambda step: tell(step, team.id, "Late words by"))
    return team


async def takes_away(office: Office, folder: Path) -> dict[str, str]:
    files = await export(office.unit_of_work.house.config, "North", folder, office.clock)
    return {file.name: file.read_text() for file in files}


async def test_the_insights_are_as_the_channel_has_them(
    office: Office, team: Team, tmp_path: Path
) -> None:
    files = await takes_away(office, tmp_path / "north")
    (told,) = insights_in(office.channel(CHANNEL))
    assert told.figures
    text = files["insights.md"]
    assert text.startswith(
        "# North\n\n---\n\n**Three small questions and a tap** · North · 2 Mar\nEnough people"
    )
    assert text.count("---") == 1
    whole = json.loads(files["export.json"])
    assert {row["question"] for row in whole["figures"]} == {f.question for f in told.figures}
    assert {row["on"] for row in whole["figures"]} == {"2026-03-02"}
    rows = list(csv.DictReader(files["figures.csv"].splitlines()))
    assert [row["of_ten"] for row in rows if row["label"]] == [
        str(share.share) for figure in told.figures for share in figure.shares
    ]


async def test_no_answer_is_in_it_nor_who_gave_one(
    office: Office, team: Team, tmp_path: Path
) -> None:
    everything = "".join((await takes_away(office, tmp_path)).values())
    assert "Said by" not in everything
    assert "words by" not in everything
    assert "Bob" not in everything


async def test_everybody_in_the_team_can_read_that_files_were_taken(
    office: Office, team: Team, tmp_path: Path
) -> None:
    await takes_away(office, tmp_path)
    async with office.unit_of_work.store.look() as tx:
        (kept,) = await deeds.page(tx, BOT_ID, team.id, but=(), first=0, most=10)
    assert (kept.kind, kept.hand) == (Deed.EXPORTED, Hand.OPERATOR)


async def test_the_rhythm_is_in_it(office: Office, team: Team, tmp_path: Path) -> None:
    files = await takes_away(office, tmp_path)
    (row,) = csv.DictReader(files["schedules.csv"].splitlines())
    assert (row["bank"], row["days"], row["roles"]) == ("weekly-check", "0", "staff")


async def test_what_has_not_reached_the_channel_is_not_in_it(
    office: Office, team: Team, tmp_path: Path
) -> None:
    """The channel had gone when it was told."""
    async with office.unit_of_work.step() as step:
        first, *_ = await deliveries.of_chat(step.tx, 1, CHANNEL)
        assert first.subject is Subject.RELEASE
        await deliveries.remove(step.tx, [first.id])
    files = await takes_away(office, tmp_path)
    assert files["insights.md"] == "# North\n"


@on_sqlite
async def test_files_that_are_there_are_not_written_over(
    office: Office, team: Team, tmp_path: Path
) -> None:
    await takes_away(office, tmp_path)
    with pytest.raises(OperatorError, match="Say another folder"):
        await takes_away(office, tmp_path)


def test_a_team_is_known_by_its_name_or_its_number(installation: Installation) -> None:
    async def found() -> None:
        async with open_office(installation.config.database.url) as office:
            for name in ("North", "South", "South"):
                await office.member("Alice", await office.team(name), Role.FACILITATOR)

    asyncio.run(found())
    runs, folder = installation.runs, installation.folder
    assert "Known are: North, South, South" in str(runs("export", "East").exception)
    assert "which by its number, 2, 3" in str(runs("export", "South").exception)
    told = runs("export", 2, "--to", folder / "south", "--json")
    assert str(folder / "south" / "insights.md") in json.loads(told.stdout)
