"""Founding a Team: what its owner has said of it so far."""

from dataclasses import dataclass
from enum import StrEnum


class FoundingStage(StrEnum):
    """What is asked for now."""

    NAME = "name"
    LANGUAGES = "languages"
    ZONE = "zone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Founding:
    """`languages` stand in the order in which they were chosen; the first is the channel's."""

    stage: FoundingStage = FoundingStage.NAME
    name: str = ""
    languages: tuple[str, ...] = ()
