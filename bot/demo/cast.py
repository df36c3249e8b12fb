"""Who plays: a home care team of twelve, two languages, all roles."""

from dataclasses import dataclass

from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility

TEAM = "Norra hemtjänsten"


@dataclass(frozen=True, slots=True, kw_only=True)
class CastMember:
    """One person of the play. `habit` is whom they mostly let read their words; `weeks` are those
    in which they answer."""

    name: str
    role: Role
    language: str
    ask_at: str = "09:00"
    habit: Visibility = Visibility.TEAM_UNNAMED
    weeks: tuple[int, ...] = (1, 3, 4)


OWNER = CastMember(name="Ingrid", role=Role.FACILITATOR, language="sv", weeks=(1, 2, 3, 4))

OTHERS = (
    CastMember(name="Ada", role=Role.STAFF, language="en", ask_at="07:00", weeks=(1, 2, 3, 4)),
    CastMember(name="Bo", role=Role.STAFF, language="sv", ask_at="16:00"),
    CastMember(name="Cem", role=Role.STAFF, language="en", habit=Visibility.TEAM_NAMED),
    CastMember(name="Dina", role=Role.STAFF, language="sv", weeks=(1, 2, 3, 4)),
    CastMember(name="Erik", role=Role.STAFF, language="sv", weeks=(1, 3)),
    CastMember(name="Farah", role=Role.STAFF, language="en", ask_at="16:00", weeks=(1, 2, 3, 4)),
    CastMember(name="Hanna", role=Role.PEER_MENTOR, language="sv"),
    CastMember(name="Ivan", role=Role.PEER_MENTOR, language="en", habit=Visibility.FRIEND),
    CastMember(
        name="Karin", role=Role.MANAGER, language="sv", habit=Visibility.PRIVATE, weeks=(1, 3, 4)
    ),
    CastMember(name="Lena", role=Role.STEWARD, language="en", weeks=()),
    CastMember(name="Per", role=Role.CRITICAL_FRIEND, language="sv", weeks=()),
)
