"""What the type checker does not let through at the joints between layers."""

import re
from pathlib import Path

from mypy import api

ROOT = Path(__file__).parents[1]

HOW = ("--config-file", str(ROOT / "pyproject.toml"), "--cache-dir", str(ROOT / ".mypy_cache"))

AROUND = """
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.asking.prompts import PromptState
from bot.domain.messages.people.people import Said
from bot.domain.people.members import Member
from bot.domain.people.teams import Team
from bot.flows.base.step import Step
from bot.flows.base.told import Told
from bot.storage.asking import prompts
from bot.storage.transport import deliveries


async def flow(tx: AsyncConnection, step: Step, member: Member, team: Team) -> None:
    said = Said(key="nothing_here")
"""

GOOD = (
    "await prompts.change(tx, 1, state=PromptState.OPEN)",
    "await deliveries.add_many(tx, [{'chat_id': 1}])",
    'Told(message=said, language="en")',
    "step.write(member, said)",
    "step.post(team, said)",
)
"""What a flow may write."""

BAD = {
    'await prompts.change(tx, 1, sate="opne")': "call-arg",
    'await prompts.change(tx, 1, state="opne")': "arg-type",
    "await deliveries.add_many(tx, [{'chat': 1}])": "typeddict-unknown-key",
    'Told(message="no message at all", language="en")': "arg-type",
    "step.write(member, 42)": "arg-type",
    "step.post(team, member)": "arg-type",
}
"""What nobody may, and the name of the complaint."""


def test_what_is_misspelt_or_of_another_type_is_refused(tmp_path: Path) -> None:
    lines = [*GOOD, *BAD]
    program = tmp_path / "flow.py"
    program.write_text(AROUND + "".join(f"    {line}\n" for line in lines))
    told, trouble, _ = api.run([*HOW, str(program)])
    assert trouble == ""
    found = {}
    for place, why in re.findall(r"^\S+:(\d+): error: .*\[(.+)\]$", told, re.MULTILINE):
        found[lines[int(place) - AROUND.count("\n") - 1]] = why
    assert found == BAD
