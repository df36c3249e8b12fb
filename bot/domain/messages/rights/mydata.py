"""What a person is given who asks for what is kept about them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.messages.base.message import Fleeting

MyData = Mapping[str, Any]
"""All that is linked to one person, as JSON holds it: `made_at`, and what each noun gives under its
own name (see `flows/rights/records.py`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveMyData(Fleeting):
    """The data as a file to read. Comes first, and says what the files are."""

    data: MyData


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveMyDataFile(Fleeting):
    """The same data as JSON, for programs."""

    data: MyData


MESSAGES = (GiveMyData, GiveMyDataFile)
