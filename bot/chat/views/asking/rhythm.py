"""How often, whom, and for how long: the parts of a Schedule in words."""

from markupsafe import Markup

from bot.chat.translator import Translator
from bot.chat.views.base.naming import role_name
from bot.domain.base.roles import Role

DAY_HOURS = 24


def how_often(say: Translator, days: tuple[int, ...], every_weeks: int) -> Markup:
    """ "Mon and Thu, every 2 weeks" """
    named = say.days(days)
    return say.n("{days}, every week", "{days}, every {count} weeks", every_weeks, days=named)


def every(say: Translator, weeks: int) -> str:
    """On a button."""
    return say.labels("Every week", "Every {count} weeks", weeks)


def open_for(say: Translator, hours: int) -> str:
    """ "1 day", "7 days" """
    return say.labels("{count} day", "{count} days", hours // DAY_HOURS)


def roles_named(say: Translator, roles: tuple[Role, ...]) -> Markup:
    return say.listing(role_name(say, role) for role in roles)


def rhythm(
    say: Translator,
    days: tuple[int, ...],
    every_weeks: int,
    roles: tuple[Role, ...],
    open_hours: int,
    *,
    reminder: bool,
) -> Markup:
    """Four lines that say all of a Schedule but its bank."""
    lines = [
        how_often(say, days, every_weeks),
        say.t("Asks: {roles}", roles=roles_named(say, roles)),
        say.t("Open for {days}", days=open_for(say, open_hours)),
        say.t("With one reminder") if reminder else say.t("No reminder"),
    ]
    return Markup("\n").join(lines)
