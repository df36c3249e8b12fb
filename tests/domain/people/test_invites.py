"""Links, their tokens and their end."""

import re
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.base.roles import Role
from bot.domain.people.invites import Invite, InviteState, deep_link, new_token

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)


def invite(**fields: object) -> Invite:
    made = {
        "id": 1,
        "bot_id": 1,
        "token": "t",
        "team_id": 1,
        "role": Role.STAFF,
        "made_by": None,
        "uses": 0,
    }
    made |= {"expires_at": NOW + timedelta(days=1), "max_uses": 1, "withdrawn": False}
    return Invite(**(made | fields))  # type: ignore[arg-type] # all its own


def test_a_token_has_128_bits_and_fits_into_a_deep_link() -> None:
    tokens = {new_token() for _ in range(1000)}
    assert len(tokens) == 1000
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{22}", token) for token in tokens)


def test_a_link_opens_the_bot_with_the_token() -> None:
    assert deep_link("a_bot", "abc") == "https://t.me/a_bot?start=abc"


@given(st.booleans(), st.integers(0, 3), st.integers(-3, 3))
def test_a_link_is_good_only_while_nothing_speaks_against_it(
    withdrawn: bool, uses: int, hours_left: int
) -> None:
    expires_at = NOW + timedelta(hours=hours_left)
    one = invite(withdrawn=withdrawn, uses=uses, max_uses=3, expires_at=expires_at)
    good = not withdrawn and uses < 3 and hours_left > 0
    assert (one.state(NOW) is InviteState.OPEN) is good
