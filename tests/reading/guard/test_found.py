"""A text with something else in the place of what was found."""

from bot.reading.guard import Found, Guard, Identifier, replaced


def say(kind: Identifier, words: str) -> str:
    return f"[{kind}]"


def test_what_was_found_is_replaced_and_the_rest_stays() -> None:
    text = "kollegan Fatima ringde 070-123 45 67 igen"
    assert replaced(text, Guard().read(text), say) == "kollegan [name] ringde [phone] igen"


def test_the_same_name_is_said_once_and_gets_the_same_in_both_places() -> None:
    asked: list[str] = []

    def number(kind: Identifier, words: str) -> str:
        asked.append(words)
        return f"P{len(asked)}"

    text = "Fatima said that Bilal and Fatima stay"
    assert replaced(text, Guard().read(text), number) == "P1 said that P2 and P1 stay"
    assert asked == ["Fatima", "Bilal"]


def test_a_text_in_which_nothing_was_found_stays_as_it_is() -> None:
    assert replaced("all is well", (), say) == "all is well"


def test_what_is_found_in_any_order_is_replaced_in_the_order_of_the_text() -> None:
    found = [Found(4, 5, Identifier.NAME), Found(0, 1, Identifier.ROOM)]
    assert replaced("a b c", found, say) == "[room] b [name]"


def test_only_a_checked_number_is_certain_and_only_the_only_one_is_a_hint() -> None:
    assert [kind for kind in Identifier if kind.certain] == [Identifier.PERSONAL_NUMBER]
    assert [kind for kind in Identifier if kind.hint] == [Identifier.ONLY_ONE]
    doubtful = [kind for kind in Identifier if kind.may_be_no_name]
    assert doubtful == [Identifier.NAME, Identifier.ONLY_ONE]
