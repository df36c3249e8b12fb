"""An installation, and a doctor who looks at it."""

from pathlib import Path
from typing import Any

from bot.domain.base.clock import SystemClock
from bot.operating.doctor import Finding, Patient, Verdict, examine
from tests.faults.town import free_port
from tests.stage import Stage


class Practice:
    """An installation, and a doctor who draws no pictures unless asked to."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.config = stage.config
        self.file: Path | None = None
        self.clock: Any = SystemClock()
        self.set("health", listen_port=free_port())

    def set(self, section: str, **values: object) -> None:
        """Change settings of a section."""
        part = getattr(self.config, section).model_copy(update=values)
        self.config = self.config.model_copy(update={section: part})

    async def all(self) -> list[Finding]:
        patient = Patient(config=self.config, file=self.file, clock=self.clock)
        return [finding async for finding in examine(patient)]

    async def finds(self, what: str) -> Finding:
        """The worst that is said of this."""
        found = [one for one in await self.all() if one.what == what]
        assert found, f"nothing is said of {what}"
        return max(found, key=lambda one: [*Verdict].index(one.verdict))

    async def rows(self, statement: str) -> None:
        async with self.stage.app.unit_of_work.store.step() as tx:
            await tx.exec_driver_sql(statement)


def file_of(url: str) -> Path:
    """Where an SQLite database lies."""
    return Path(url.removeprefix("sqlite:///"))
