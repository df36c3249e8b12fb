"""What roles, question banks, languages and time zones are called."""

from babel import Locale
from markupsafe import Markup

from bot.chat.translator import Translator
from bot.domain.base.roles import Role


def role_name(say: Translator, role: Role) -> str:
    """A role as people call it, in a list or on a button."""
    match role:
        case Role.STAFF:
            return say.label("staff")
        case Role.PEER_MENTOR:
            return say.label("peer mentor")
        case Role.CRITICAL_FRIEND:
            return say.label("critical friend")
        case Role.FACILITATOR:
            return say.label("facilitator")
        case Role.MANAGER:
            return say.label("manager")
        case Role.STEWARD:
            return say.label("safety steward")
        case Role.REPRESENTATIVE:
            return say.label("representative")
        case Role.OWNER:
            return say.label("owner")


def bank_name(say: Translator, title: str) -> str:
    """The title of a question bank; of one that is gone there is none."""
    return title or say.label("Questions that are no longer installed")


def language_name(code: str) -> str:
    """What a language calls itself, standing alone: "Svenska" for "sv"."""
    name = _own_name(code)
    return name[:1].upper() + name[1:]


def language_names(say: Translator, codes: tuple[str, ...]) -> Markup:
    """In a sentence: "English and svenska" """
    return say.listing(map(_own_name, codes))


def _own_name(code: str) -> str:
    return str(Locale.parse(code).get_language_name(code))


def zone_name(zone: str) -> str:
    """ "Stockholm" for "Europe/Stockholm"."""
    return zone.rpartition("/")[2].replace("_", " ")
