"""The buttons under a manager's letter."""

from datetime import date

from bot.chat.translator import translator
from bot.chat.views.hearing.digests import digest_letter
from bot.domain.hearing.insights import Enough
from bot.domain.messages.hearing.digests import DigestLetter, ReleaseTold
from bot.domain.messages.hearing.insights import TellInsight

SEEN = 25
"""Characters of a button that a small phone shows."""


def told(release_id: int, on: date) -> ReleaseTold:
    insight = TellInsight(
        team="The home care of the northern parts of town",
        bank="Three small questions and a tap",
        on=on,
        floor=5,
        took_part=Enough.ENOUGH,
    )
    return ReleaseTold(release_id=release_id, insight=insight, more=True)


def test_two_rounds_of_the_same_questions_can_be_told_apart_on_a_small_phone() -> None:
    letter = DigestLetter(
        first=date(2026, 2, 27),
        last=date(2026, 3, 6),
        told=(told(1, date(2026, 3, 2)), told(2, date(2026, 3, 5))),
        quiet=(),
        queues=(),
    )
    for language in ("en", "sv"):
        rows = digest_letter(translator(language), letter).buttons
        shown = [button.text[:SEEN] for row in rows for button in row]
        assert len(set(shown)) == len(shown) == 2, shown
