"""Who may see an answer, in words."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.chat.callbacks.readers import ChooseReadersTeam, SeeReaders
from bot.chat.messages.naming import role_name
from bot.chat.rendered import Button, Rendered
from bot.chat.safe import label
from bot.chat.tongue import Tongue
from bot.domain.messages.answers import Readers
from bot.domain.messages.readers import PickTeamForReaders, ShowReaders
from bot.domain.visibility import Visibility

MARKS = {
    Visibility.PRIVATE: "🔒",
    Visibility.FRIEND: "💬",
    Visibility.TEAM_UNNAMED: "👥",
    Visibility.TEAM_NAMED: "🙋",
}


NAMES_SHOWN = 3
NAME_EXCERPT = 24
"""Characters."""


def pick_team_for_readers(say: Tongue, message: PickTeamForReaders) -> Rendered:
    rows = tuple(
        (Button(text=team.name, press=SeeReaders(team.team_id)),) for team in message.teams
    )
    return Rendered(text=say.t("Who sees what: in which team?"), buttons=rows)


def show_readers(say: Tongue, message: ShowReaders) -> Rendered:
    levels = [
        Markup("{} <b>{}</b>\n{}").format(
            MARKS[one.visibility], level_label(say, one.visibility), _meaning(say, message, one)
        )
        for one in message.levels
    ]
    parts = [_heading(say, message), *levels, _others(say, message)]
    back = Button(text=say.label("‹ Other teams"), press=ChooseReadersTeam())
    return Rendered(text=Markup("\n\n").join(parts), buttons=((back,),) if message.several else ())


def seen_by(say: Tongue, readers: Readers) -> Markup:
    """The exact readers: "Seen by the 9 people in this team, without your name"."""
    match readers.visibility:
        case Visibility.PRIVATE:
            return say.t("Seen only by you")
        case Visibility.FRIEND:
            return say.t("Seen by {names}, without your name", names=_names(say, readers.names))
        case Visibility.TEAM_UNNAMED:
            return say.n(
                "Seen by the {count} person in this team, without your name",
                "Seen by the {count} people in this team, without your name",
                readers.people,
            )
        case Visibility.TEAM_NAMED:
            return say.n(
                "Seen by the {count} person in this team, with your name",
                "Seen by the {count} people in this team, with your name",
                readers.people,
            )


def level_label(say: Tongue, level: Visibility) -> str:
    """A level on a button, or as somebody may type it."""
    match level:
        case Visibility.PRIVATE:
            return say.label("Only me")
        case Visibility.FRIEND:
            return say.label("Critical friends, no name")
        case Visibility.TEAM_UNNAMED:
            return say.label("The team, no name")
        case Visibility.TEAM_NAMED:
            return say.label("The team, with my name")


def named_level(say: Tongue, typed: str) -> Visibility | None:
    """The level somebody means who types its name or its sign, or both, as on the button."""
    wanted = typed.casefold()
    for level in Visibility:
        label = level_label(say, level).casefold()
        if wanted in (label, MARKS[level], f"{MARKS[level]} {label}"):
            return level
    return None


def _names(say: Tongue, names: Sequence[str]) -> Markup:
    """All of them if they are few, so that several such lines still fit one message."""
    first = [label(name, NAME_EXCERPT) for name in names[:NAMES_SHOWN]]
    if len(names) <= NAMES_SHOWN:
        return say.listing(first)
    others = say.n("{count} other", "{count} others", len(names) - NAMES_SHOWN)
    return say.listing([*first, others])


def _heading(say: Tongue, message: ShowReaders) -> Markup:
    head = say.n(
        "<b>Who sees what in {team}</b>\n{count} person is in the team.",
        "<b>Who sees what in {team}</b>\n{count} people are in the team.",
        message.people,
        team=message.team,
    )
    if not message.roles:
        return head
    roles = say.listing(role_name(say, role) for role in message.roles)
    return head + " " + say.t("You: {roles}", roles=roles)


def _meaning(say: Tongue, message: ShowReaders, one: Readers) -> Markup:
    """Who reads it now, or why the level is not offered just now."""
    match one.visibility:
        case Visibility.FRIEND if not one.names:
            return say.t("The team has no critical friends just now.")
        case Visibility.TEAM_UNNAMED if one.people < message.floor:
            return say.n(
                "Not offered yet: it takes at least {count} person in the team.",
                "Not offered yet: it takes at least {count} people in the team.",
                message.floor,
            )
        case Visibility.TEAM_UNNAMED:
            shown = say.n(
                "Shown once at least {count} person shares this way.",
                "Shown once at least {count} people share this way.",
                message.floor,
            )
            return Markup("{}. {}").format(seen_by(say, one), shown)
        case _:
            return seen_by(say, one) + "."


def _others(say: Tongue, message: ShowReaders) -> Markup:
    lines = []
    if message.facilitators:
        lines.append(
            say.t(
                "Led by {names}. They choose what is asked, and see no more than the team.",
                names=say.listing(message.facilitators),
            )
        )
    if message.managers:
        lines.append(
            say.t(
                "Managers: {names}. They get what the team has heard, in a weekly letter, and what"
                " is waiting for them. Never who answered.",
                names=say.listing(message.managers),
            )
        )
    else:
        lines.append(say.t("The team has no manager here."))
    return Markup("\n").join(lines)
