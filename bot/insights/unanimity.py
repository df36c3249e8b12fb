"""Unanimity: where a figure would tell what each of a few people tapped."""

from collections.abc import Iterable


def of_one_mind(tapped: Iterable[tuple[str, ...]], people: int, floor: int) -> bool:
    """Whether what was tapped in reply to one question of one Round is all the same, and comes from
    fewer than twice the floor: a figure would tell what each one in a small group tapped.

    Such a Round is never shown, nor laid together with others: of two, a figure would tell both.
    """
    return len({frozenset(options) for options in tapped}) == 1 and people < 2 * floor
