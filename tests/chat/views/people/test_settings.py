"""What somebody's settings are called."""

import pytest

from bot.chat.translator import translator
from bot.chat.views.people.settings import setting_name
from bot.domain.people.settings import Setting


@pytest.mark.parametrize("language", ["en", "sv"])
@pytest.mark.parametrize("setting", Setting)
def test_a_setting_is_a_name_that_its_value_can_follow(language: str, setting: Setting) -> None:
    """All of them stand as "name: value" at a glance."""
    assert ":" not in setting_name(translator(language), setting)
