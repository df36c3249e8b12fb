"""What whoever leads a Team reads where nothing could be shown for weeks."""

from markupsafe import Markup

from bot.chat.buttons.asking.readers import SeeReaders
from bot.chat.buttons.asking.schedules import ListSchedules
from bot.chat.rendered import Button, Rendered, Views
from bot.chat.safe import shown
from bot.chat.translator import Translator
from bot.domain.messages.hearing.unshown import NothingShown


def nothing_shown(say: Translator, message: NothingShown) -> Rendered:
    """It is not urgent, so it comes with no sound."""
    parts = _of_questions(say, message) if message.questions else _of_all(say, message)
    asked = Button(text=say.label("What is asked"), press=ListSchedules(message.team_id))
    seen = Button(text=say.label("Who sees what"), press=SeeReaders(message.team_id))
    return Rendered(text=Markup("\n\n").join(parts), buttons=((asked, seen),), silent=True)


def _of_all(say: Translator, message: NothingShown) -> list[Markup]:
    return [
        say.t(
            "<b>{bank}</b> · {team}\nNothing could be shown since {day}.",
            bank=message.bank,
            team=message.team,
            day=say.day(message.since),
        ),
        say.n(
            "It takes {count} person who lets an answer count or be read, so that it points at"
            " nobody.",
            "It takes {count} people who let an answer count or be read, so that it points at"
            " nobody.",
            message.floor,
        ),
        say.t(
            "Perhaps too few are asked: then ask another role, too. Perhaps the hour is a bad one."
            " Or people keep their answers to themselves, which is their right, and how it is until"
            " they choose otherwise. It helps to talk about who sees what, and what you will do"
            " with it. Please ask nobody whether they have answered."
        ),
    ]


def _of_questions(say: Translator, message: NothingShown) -> list[Markup]:
    asked = [Markup("• {}").format(shown(one)) for one in message.questions]
    return [
        say.t(
            "<b>{bank}</b> · {team}\nSince {day} nothing could be shown of this (in the words of"
            " this round):",
            bank=message.bank,
            team=message.team,
            day=say.day(message.since),
        ),
        Markup("\n").join(asked),
        say.t(
            "Perhaps it is hard to answer, or to share. Ask the team what it would rather be asked:"
            " a question that nothing comes of costs everybody time."
        ),
    ]


VIEWS: Views = {NothingShown: nothing_shown}
