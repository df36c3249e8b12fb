"""A file in which the box is kept from one run to the next."""

import asyncio
from pathlib import Path

from pydantic import ValidationError

from bot.sandbox.errors import ControlError
from bot.sandbox.state.loading import load
from bot.sandbox.state.saving import save
from bot.sandbox.state.shapes import SavedBox
from bot.sandbox.world import World

SAVE_SECONDS = 10.0
"""Real ones, between two looks at whether anything has changed."""


class StateFileError(Exception):
    """The file is none of ours; the text says which and why."""


class StateFile:
    """Read at the start, written when something has changed and at the end."""

    def __init__(self, path: Path, world: World) -> None:
        self._path = path
        self._world = world
        self._written = ""

    def read(self) -> None:
        """Raises StateFileError. A file that is not there yet is a new box."""
        if not self._path.exists():
            return
        try:
            text = self._path.read_text(encoding="utf-8")
            load(self._world, SavedBox.model_validate_json(text))
        except (ValidationError, ControlError, UnicodeDecodeError) as error:
            raise StateFileError(f"{self._path}: it holds no saved box ({error})") from None
        self._written = text

    def write(self) -> None:
        """Whole or not at all: a box that dies meanwhile leaves the old file."""
        text = save(self._world).model_dump_json()
        if text != self._written:
            draft = self._path.with_name(f"{self._path.name}.new")
            draft.write_text(text, encoding="utf-8")
            draft.replace(self._path)
            self._written = text

    async def keep(self) -> None:
        """Until cancelled."""
        try:
            while True:
                await asyncio.sleep(SAVE_SECONDS)
                self.write()
        finally:
            self.write()
