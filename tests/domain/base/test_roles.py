"""Which roles nobody may hold at once."""

from itertools import combinations

from bot.domain.base.roles import IN_TEAM, Role, at_odds


def test_friends_and_representatives_lead_nobody() -> None:
    pairs = {pair for pair in combinations(IN_TEAM, 2) if at_odds(pair)}
    assert {frozenset(pair) for pair in pairs} == {
        frozenset({Role.CRITICAL_FRIEND, Role.FACILITATOR}),
        frozenset({Role.CRITICAL_FRIEND, Role.MANAGER}),
        frozenset({Role.REPRESENTATIVE, Role.FACILITATOR}),
        frozenset({Role.REPRESENTATIVE, Role.MANAGER}),
    }
    assert not at_odds(())
    assert at_odds({Role.STAFF, Role.CRITICAL_FRIEND, Role.MANAGER})
