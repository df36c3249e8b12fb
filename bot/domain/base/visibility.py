"""Who may see an Answer. The author chooses, answer by answer."""

from enum import StrEnum


class Visibility(StrEnum):
    """From the most private to the most open."""

    PRIVATE = "private"
    FRIEND = "friend"
    TEAM_UNNAMED = "team_unnamed"
    TEAM_NAMED = "team_named"

    @property
    def seen_by_team(self) -> bool:
        return self in (Visibility.TEAM_UNNAMED, Visibility.TEAM_NAMED)
