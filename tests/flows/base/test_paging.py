"""Lists, a page at a time."""

import pytest

from bot.flows.base.paging import page_of


@pytest.mark.parametrize(
    ("page", "found"),
    [
        (0, (0, [1, 2], True)),
        (1, (1, [3, 4], True)),
        (2, (2, [5], False)),
        (3, (2, [5], False)),
        (-1, (0, [1, 2], True)),
    ],
)
def test_a_page_that_is_gone_is_the_last_one(page: int, found: tuple[int, list[int], bool]) -> None:
    assert page_of([1, 2, 3, 4, 5], page, 2) == found


def test_an_empty_list_has_one_page() -> None:
    assert page_of([], 4, 2) == (0, [], False)


def test_a_full_page_is_followed_by_none() -> None:
    assert page_of([1, 2], 0, 2) == (0, [1, 2], False)
