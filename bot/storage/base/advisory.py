"""PostgreSQL's advisory locks: which number stands for what, and the statements that take them."""

from hashlib import blake2b

from bot.storage.base.claims import Claim, Lane, LockMode, Person

HOUSE = 0x45667465
"""With 1, the installation. Pairs of numbers are apart from all single ones."""

BITS = 60
"""Of a number; what is above says what it is the number of."""

LANE, TEAM, PERSON = (kind << BITS for kind in range(3))

INSTALLATION = {
    LockMode.EXCLUSIVE: f"pg_advisory_xact_lock({HOUSE}, 1)",
    LockMode.SHARED: f"pg_advisory_xact_lock_shared({HOUSE}, 1)",
}

_GIVEN = "FROM unnest($1::bigint[], $2::bool[]) AS given (key, own)"

TRY = (
    f"(SELECT key {_GIVEN} WHERE NOT CASE WHEN own THEN pg_try_advisory_xact_lock(key)"
    " ELSE pg_try_advisory_xact_lock_shared(key) END LIMIT 1)"
)
"""The first of these locks that is not to be had; nothing if all are."""

TAKE = (
    "(SELECT nullif(count(CASE WHEN own THEN pg_advisory_xact_lock(key)::text"
    f" ELSE pg_advisory_xact_lock_shared(key)::text END), count(*)) {_GIVEN})"
)
"""Waits for one after the other, as they are given."""


def enter(claim: Claim, lane: Lane | None) -> str:
    """Waits for the installation, unless somebody else is in the lane ($1): then it is NULL. Nobody
    gets into the lane meanwhile."""
    mode = f"{INSTALLATION[claim.installation]}::text"
    return mode if lane is None else f"CASE WHEN pg_try_advisory_xact_lock($1) THEN {mode} END"


def in_order(claim: Claim) -> list[tuple[int, bool]]:
    """All but the installation's, in the order in which everybody takes them, and whether they are
    had or shared."""
    if claim.installation is not LockMode.SHARED:
        return []
    teams = [(TEAM + id_, id_ in claim.teams) for id_ in sorted(claim.teams | claim.sharing)]
    return [*teams, *sorted((of_person(one), True) for one in claim.people)]


def of_lane(lane: Lane) -> int:
    return LANE + _hashed(lane)


def of_person(person: Person) -> int:
    return PERSON + _hashed(person)


def _hashed(person: Person) -> int:
    """Should two share one, they take turns."""
    name = "{} {}".format(*person).encode()
    return int.from_bytes(blake2b(name, digest_size=8).digest()) >> (64 - BITS)
