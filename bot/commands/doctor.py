"""`eftertanke doctor`: whether everything is there that an installation stands on."""

from typing import TYPE_CHECKING

import typer

from bot.commands.base import AsJson, ConfigFile, do, out, print_json, settings, settings_file
from bot.domain.base.clock import SystemClock

if TYPE_CHECKING:
    from bot.operating.doctor import Finding, Patient

STYLES = {"ok": "green", "look": "bold yellow", "wrong": "bold red"}
INDENT = " " * 20


def doctor(config: ConfigFile = None, as_json: AsJson = False) -> None:
    """Look at all that the bot stands on: token, webhook, clock, database, disk, files, pictures.

    Each line says *ok*, *look* (it works, but is it meant to be so?) or *wrong*, and what to do.
    Exit 1 if anything is wrong. Changes nothing; works while the bot runs and while it does not.
    """
    from bot.operating.doctor import Patient

    patient = Patient(config=settings(config), file=settings_file(config), clock=SystemClock())
    found = do(_examine(patient, tell=not as_json))
    if as_json:
        print_json([finding.facts() for finding in found])
    if any(finding.verdict == "wrong" for finding in found):
        raise typer.Exit(1)


async def _examine(patient: "Patient", *, tell: bool) -> "list[Finding]":
    """All findings; told one by one, since some take a while."""
    from bot.operating.doctor import examine

    found = []
    async for finding in examine(patient):
        found.append(finding)
        if tell:
            _tell(finding)
    return found


def _tell(finding: "Finding") -> None:
    out.print(f"{finding.verdict:6}", style=STYLES[finding.verdict], end="")
    out.print(f"{finding.what:13} {finding.says}", markup=False, highlight=False, soft_wrap=True)
    if finding.do:
        out.print(f"{INDENT}{finding.do}", markup=False, highlight=False, soft_wrap=True)
