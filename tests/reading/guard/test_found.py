"""What can be said of each kind of find."""

from bot.reading.guard import Identifier


def test_only_a_checked_number_is_certain_and_only_the_only_one_is_a_hint() -> None:
    assert [kind for kind in Identifier if kind.certain] == [Identifier.PERSONAL_NUMBER]
    assert [kind for kind in Identifier if kind.hint] == [Identifier.ONLY_ONE]
    doubtful = [kind for kind in Identifier if kind.may_be_no_name]
    assert doubtful == [Identifier.NAME, Identifier.ONLY_ONE]
