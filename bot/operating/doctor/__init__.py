"""The doctor: looks at everything an installation stands on, and changes nothing.

It works while the bot runs and while it does not.
"""

from collections.abc import AsyncIterator, Callable

from bot.operating.doctor import account, database, machine
from bot.operating.doctor.finding import Finding, Patient, Verdict, wrong

__all__ = ["Finding", "Patient", "Verdict", "examine"]

CHECKS: tuple[tuple[str, Callable[[Patient], AsyncIterator[Finding]]], ...] = (
    ("version", machine.of_version),
    ("telegram", account.of_telegram),
    ("clock", account.of_clock),
    ("database", database.of_database),
    ("disk", machine.of_disk),
    ("files", machine.of_files),
    ("questions", machine.of_banks),
    ("pictures", machine.of_pictures),
    ("running", machine.of_the_process),
)
"""In the order in which they are done and told."""


async def examine(patient: Patient) -> AsyncIterator[Finding]:
    """All findings, each as soon as it is there."""
    for what, check in CHECKS:
        try:
            async for finding in check(patient):
                yield finding
        except Exception as error:  # noqa: BLE001 - one check that fails must not hide the others
            says = f"could not be looked at: {type(error).__name__}"
            yield wrong(what, says, "Please report this; see SECURITY.md for what to leave out.")
