"""Single sentences by key: why something was not done, and short news. Those of a noun stand with
it; here are those that all say."""

from collections.abc import Callable, Mapping
from datetime import datetime

from markupsafe import Markup

from bot.chat.translator import Translator

Facts = Mapping[str, str | int]
Sentences = dict[str, Callable[[Translator, Facts], Markup]]
"""A Refusal, a toast or a `Said` names the key."""

SENTENCES: Sentences = {
    "by_invitation_only": lambda say, _: say.t(
        "This bot works by invitation. If you have opened a link, go on with the buttons above;"
        " else ask whoever told you about it for one."
    ),
    "owner_only": lambda say, _: say.t("Only the person who runs this installation can do that."),
    "not_your_team": lambda say, _: say.t(
        "You can't do that in this team. A facilitator of the team can."
    ),
    "button_unknown": lambda say, _: say.t(
        "This button no longer does anything. Write /help to see what does."
    ),
    "only_in_private": lambda say, _: say.t("Please write that to me in private."),
    "draft_gone": lambda say, _: say.t(
        "You have begun something else since, or it was too long ago. Please start again."
    ),
    "draft_dropped": lambda say, _: say.t("All right. Nothing was changed."),
}


def gap(say: Translator, facts: Facts) -> dict[str, Markup]:
    """Two moments among the facts, on the reader's own clock."""
    zone = str(facts["zone"])
    moments = {name: datetime.fromisoformat(str(facts[name])) for name in ("since", "until")}
    return {name: say.moment(moment, zone) for name, moment in moments.items()}


def held(say: Translator, until: datetime) -> Markup:
    """That a representative has paused new questions, and until when."""
    return say.t(
        "⏸ Paused by the representative until {day}: no new questions, reminders or letters.",
        day=say.weekday(until.date()),
    )


def own_message(say: Translator) -> Markup:
    """What nobody but the author can delete: what they have written themself."""
    return say.t(
        "Your own message, and files you have asked me for, stay in this chat until you delete them"
        " there: press and hold, choose “Delete”, also for me."
    )


def told_of_friend(say: Translator) -> Markup:
    """Who learns that a critical friend goes."""
    return say.t(
        "Whoever has shown something to you alone, in a round that is still open, is told that you"
        " read nothing any more. Nobody else is."
    )


def tap_lost(say: Translator) -> Markup:
    """Why something is asked once more."""
    return say.t("I was away for a while, and a tap may have got lost. Here it is once more.")
