"""The page on privacy tells of everything that is kept."""

import re
from pathlib import Path

from bot.config.settings import Retention
from bot.storage.base.schema import metadata

PAGE = (Path(__file__).parent.parent / "docs" / "privacy.md").read_text(encoding="utf-8")


def test_every_table_is_told_of() -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("| `")]
    named = {name for row in rows for name in re.findall(r"`(\w+)`", row.split("|")[1])}
    assert metadata.tables.keys() <= named


def test_every_period_is_told_with_its_default() -> None:
    for name, field in Retention.model_fields.items():
        assert f"`retention.{name}`" in PAGE
        if field.default is not None:
            assert re.search(rf"\b{field.default}\b[^|]*`retention\.{name}`", PAGE)
