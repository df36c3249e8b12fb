"""Check digits that are reckoned here."""

from collections.abc import Callable

import pytest

from bot.reading.guard import checks


@pytest.mark.parametrize(
    ("check", "right", "wrong"),
    [
        (checks.luhn, "4111111111111111", "4111111111111112"),
        (checks.swedish, "8802199029", "8802199028"),
        (checks.swedish, "198802199029", "178802199029"),
        (checks.swedish, "8802799026", "8802999024"),
        (checks.hungarian_person, "14803121233", "14803121234"),
        (checks.hungarian_taj, "111111110", "111111111"),
        (checks.hungarian_tax, "8000000008", "7000000008"),
        (checks.british_nino, "JM483120D", "GB483120D"),
        (checks.british_nino, "JM483120D", "JM483120E"),
        (checks.british_nhs, "4857773457", "4857773458"),
        (checks.british_nhs, "4857773457", "1857773457"),
        (checks.austrian, "1237010180", "1238010180"),
        (checks.german_pension, "15070649C103", "15070649C104"),
        (checks.german_health, "A123456780", "A123456781"),
        (checks.spanish_security, "281234567840", "281234567841"),
        (checks.swiss, "7569217076985", "7569217076986"),
    ],
)
def test_the_right_one_is_right_and_the_wrong_one_wrong(
    check: Callable[[str], bool], right: str, wrong: str
) -> None:
    assert check(right)
    assert not check(wrong)
