"""Who may see an answer, in words."""

from markupsafe import Markup

from bot.chat.tongue import Tongue
from bot.domain.messages.answers import Readers
from bot.domain.visibility import Visibility


def seen_by(say: Tongue, readers: Readers) -> Markup:
    """The exact readers: "Seen by the 9 people in this team, without your name"."""
    match readers.visibility:
        case Visibility.PRIVATE:
            return say.t("Seen only by you")
        case Visibility.FRIEND:
            return say.t("Seen by {names}, without your name", names=say.listing(readers.names))
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
