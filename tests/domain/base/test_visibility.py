"""Levels, and the Receipts that lead back to an answer."""

from bot.domain.base.visibility import Visibility
from bot.domain.hearing.receipts import new_receipt, receipt_hash


def test_levels_stand_from_the_most_private_to_the_most_open() -> None:
    assert list(Visibility) == ["private", "friend", "team_unnamed", "team_named"]


def test_the_team_sees_only_what_was_shared_with_it() -> None:
    seen = [level for level in Visibility if level.seen_by_team]
    assert seen == [Visibility.TEAM_UNNAMED, Visibility.TEAM_NAMED]


def test_a_receipt_fits_a_button_and_only_its_hash_is_kept() -> None:
    receipts = {new_receipt() for _ in range(200)}
    assert len(receipts) == 200
    assert all(len(one) == 22 and ":" not in one for one in receipts)
    assert all(len(receipt_hash(one)) == 64 and one not in receipt_hash(one) for one in receipts)
