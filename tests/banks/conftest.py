"""A small bank in memory that a test can bend, and a folder of banks on disk."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.banks import check_banks

BANK = """\
format: 1
id: shift
version: 1
title: {en: "Shift", sv: "Passet"}
purpose: {en: "To look back.", sv: "Att se tillbaka."}
roles: [staff]
minutes: 2
questions:
  - id: mood
    phase: what
    kind: mood
    text:
      - {en: "How was it?", sv: "Hur var det?"}
      - {en: "How did it go?", sv: "Hur gick det?"}
      - {en: "What was it like?", sv: "Vad var det för dag?"}
    options:
      - {id: calm, emoji: "😌", label: {en: "Calm", sv: "Lugnt"}}
      - {id: heavy, emoji: "🪨", label: {en: "Heavy", sv: "Tungt"}}
  - id: room
    phase: what
    kind: scale
    low: {en: "None", sv: "Inget"}
    high: {en: "Plenty", sv: "Gott om"}
    text:
      - {en: "How much room?", sv: "Hur mycket plats?"}
      - {en: "How much space?", sv: "Hur mycket rum?"}
      - {en: "How much scope?", sv: "Hur mycket svängrum?"}
  - id: why
    phase: so_what
    when: {question: mood, any_of: [heavy]}
    text:
      - {en: "What was heavy?", sv: "Vad var tungt?"}
      - {en: "What weighed most?", sv: "Vad vägde mest?"}
      - {en: "What would help?", sv: "Vad skulle hjälpa?"}
    example: {en: "The stairs.", sv: "Trapporna."}
"""

Check = Callable[..., list[str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that holds one good bank, `shift.yaml`."""
    (tmp_path / "shift.yaml").write_text(BANK, encoding="utf-8")
    return tmp_path


@pytest.fixture
def check(folder: Path) -> Check:
    """Changes pieces of the good bank, checks it, and tells the problems without the file's path.

    Call it with (old, new) pairs; `old` must occur once.
    """

    def checked(*changes: tuple[str, str]) -> list[str]:
        text = BANK
        for old, new in changes:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        path = folder / "shift.yaml"
        path.write_text(text, encoding="utf-8")
        return [str(problem).removeprefix(f"{path}:") for problem in check_banks(folder)]

    return checked
