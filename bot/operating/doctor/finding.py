"""What the doctor finds: how something is, and what to do about it."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from bot.config.settings import Config
from bot.domain.base.clock import Clock


class Verdict(StrEnum):
    """`look`: it works, but somebody should decide whether it is meant to be so."""

    OK = "ok"
    LOOK = "look"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """`what` was looked at, how it is, and what to do; nothing to do where all is well."""

    what: str
    verdict: Verdict
    says: str
    do: str = ""

    def facts(self) -> dict[str, str]:
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Patient:
    """An installation: its settings, the file they come from if they do, and a clock."""

    config: Config
    file: Path | None
    clock: Clock


def ok(what: str, says: str) -> Finding:
    return Finding(what=what, verdict=Verdict.OK, says=says)


def look(what: str, says: str, do: str) -> Finding:
    return Finding(what=what, verdict=Verdict.LOOK, says=says, do=do)


def wrong(what: str, says: str, do: str) -> Finding:
    return Finding(what=what, verdict=Verdict.WRONG, says=says, do=do)
