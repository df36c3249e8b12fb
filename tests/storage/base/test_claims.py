"""Claims: what covers what, and what both together come to."""

import pytest

from bot.storage.base import advisory
from bot.storage.base.claims import EVERYTHING, FREE, MOST_LOCKS, OWN, Claim

NORTH = Claim(teams=frozenset({1}))
IN_NORTH = Claim(sharing=frozenset({1}))
BOB = Claim(people=frozenset({(1, 7)}))


@pytest.mark.parametrize("claim", [OWN, NORTH, IN_NORTH, BOB, EVERYTHING])
def test_everything_covers_whatever_is_claimed(claim: Claim) -> None:
    assert EVERYTHING.covers(claim)
    assert claim.covers(EVERYTHING) is (claim is EVERYTHING)


@pytest.mark.parametrize("claim", [OWN, NORTH, IN_NORTH, BOB, EVERYTHING])
def test_a_free_step_has_nothing_to_go_by(claim: Claim) -> None:
    assert not FREE.covers(claim)


def test_whoever_has_a_team_may_go_by_it_and_whoever_shares_it_may_not_decide() -> None:
    assert NORTH.covers(IN_NORTH)
    assert not IN_NORTH.covers(NORTH)
    assert not NORTH.covers(BOB)
    assert (NORTH | BOB).covers(IN_NORTH | BOB)


def test_more_locks_than_a_server_has_for_one_are_the_whole_installation() -> None:
    some = Claim(teams=frozenset(range(MOST_LOCKS)))
    assert some.locks == MOST_LOCKS
    assert (some | OWN) == some
    assert (some | BOB) is EVERYTHING


def test_locks_are_taken_by_kind_and_then_by_number_whatever_they_guard() -> None:
    claim = Claim(
        teams=frozenset({9, 2}), sharing=frozenset({5, 2}), people=frozenset({(1, 8), (1, 7)})
    )
    taken = advisory.in_order(claim)
    keys = [key for key, _ in taken]
    assert keys == sorted(keys)
    assert taken[:3] == [
        (advisory.TEAM + 2, True),
        (advisory.TEAM + 5, False),
        (advisory.TEAM + 9, True),
    ]
    assert {own for _, own in taken[3:]} == {True}
    assert advisory.in_order(EVERYTHING) == advisory.in_order(FREE) == []


def test_no_two_kinds_of_lock_ever_share_a_number() -> None:
    people = [(bot, person) for bot in (1, 2**40) for person in (-5, 7, 2**50)]
    lanes = {advisory.of_lane(one) for one in people}
    others = {advisory.of_person(one) for one in people}
    assert len(lanes) == len(others) == len(people)
    assert all(0 <= one < advisory.TEAM for one in lanes)
    assert all(advisory.PERSON <= one < 2**63 for one in others)
