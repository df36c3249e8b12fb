"""A doctor in his practice."""

import pytest

from bot.chat.menus import set_menus
from bot.operating import doctor
from tests.operating.doctor.practice import Practice, file_of
from tests.stage import Stage


@pytest.fixture
async def practice(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Practice:
    quick = [one for one in doctor.CHECKS if one[0] != "pictures"]
    monkeypatch.setattr(doctor, "CHECKS", quick)
    await set_menus(stage.app.bot, stage.config.languages)
    if stage.app.unit_of_work.store.on_sqlite:
        for file in file_of(stage.config.database.url).parent.glob("*.sqlite*"):
            file.chmod(0o600)  # as they are when the bot makes them
    return Practice(stage)
