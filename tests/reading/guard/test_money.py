"""Accounts and cards."""

import pytest

from bot.reading.guard import Identifier
from tests.reading.guard.said import GUARD, words


@pytest.mark.parametrize(
    "account",
    [
        "SE50 8000 0810 3400 0978 3250",
        "SE8812000000012170145283",
        "nl91 abna 0417 1643 00",
        "GB26MIDL40051512345674",
        "NL64 ABNA 0417 1643 01",
    ],
)
def test_an_account_is_found_to_its_end(account: str) -> None:
    assert words(f"till {account} två gånger", Identifier.IBAN) == [account]


@pytest.mark.parametrize(
    "card", ["4485766102399120", "5555 0012 3498 7614", "4348-7628-1033-4415", "378282246310005"]
)
def test_a_card_is_found(card: str) -> None:
    assert words(f"kort {card} sa hon", Identifier.CARD) == [card]


def test_a_long_row_of_digits_that_is_no_card_is_none() -> None:
    assert words("batch 4485766102399121 kom", Identifier.CARD) == []


def test_a_sum_is_no_account() -> None:
    assert GUARD.read("It cost 12 500 000 in all") == ()
