"""Whatever can be owed is a message."""

from bot.domain.messages import FLEETING, MESSAGES, ONLY_IN_PLACE


def test_rows_keep_the_name_of_a_message_so_no_two_share_one() -> None:
    assert len({kind.__name__ for kind in MESSAGES}) == len(MESSAGES)


def test_a_message_of_which_nothing_is_left_is_told_from_all_others_by_its_name() -> None:
    assert "Forgotten" in FLEETING
    assert "ClosingSummary" in ONLY_IN_PLACE
    assert not FLEETING & ONLY_IN_PLACE
