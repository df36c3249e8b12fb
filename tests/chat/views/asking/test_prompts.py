"""When something comes or ends stands there in words, and the phone knows the moment itself."""

from datetime import UTC, datetime

import pytest

from bot.chat.translator import translator
from bot.chat.views.asking.prompts import closing_summary, snoozed
from bot.chat.views.people.joining import welcome
from bot.domain.base.visibility import Visibility
from bot.domain.messages.asking.answers import Kept, Readers
from bot.domain.messages.asking.prompts import ClosingSummary, Snoozed
from bot.domain.messages.people.joining import Welcome
from bot.sandbox.html import parse_html

AT = datetime(2026, 3, 3, 8, 0, tzinfo=UTC)
STOCKHOLM = "Europe/Stockholm"


@pytest.mark.parametrize(("language", "told"), [("en", "Tue 3 Mar 09:00"), ("sv", "tis 3 mars")])
def test_a_moment_can_be_read_and_be_tapped(language: str, told: str) -> None:
    say = translator(language)
    kept = Kept(question="What?", readers=Readers(visibility=Visibility.PRIVATE))
    for shown in (
        snoozed(say, Snoozed(answer_id=1, question="What?", until=AT, zone=STOCKHOLM)),
        closing_summary(
            say,
            ClosingSummary(
                bank="Weekly", team="North", closes_at=AT, zone=STOCKHOLM, kept=(kept,), skipped=0
            ),
        ),
        welcome(
            say, Welcome(name="Bob", zone=STOCKHOLM, first_at=AT, may_found=False, in_team=True)
        ),
    ):
        text, entities = parse_html(str(shown.text))
        (moment,) = [one for one in entities if one["type"] == "date_time"]
        assert moment["unix_time"] == AT.timestamp()
        assert moment["date_time_format"] == ""
        assert told in text
        assert moment["length"] == len(say.moment(AT, STOCKHOLM))
