"""Leaving a Team."""

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from bot.chat.buttons.people.members import AskLeaving, ChooseLeaving, LeaveTeam, Stay
from bot.chat.rendered import Button, Rendered, Views
from bot.chat.translator import Translator
from bot.chat.views.asking.readers import level_label
from bot.chat.views.base.held import Held, Lines, Listing
from bot.chat.views.base.naming import language_name, role_name, zone_name
from bot.chat.views.base.sentences import Sentences, told_of_friend
from bot.domain.asking.hints import Hint
from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility
from bot.domain.messages.people.members import (
    ConfirmLeaving,
    LeftTeam,
    PickTeamToLeave,
    StayedAfterAll,
)
from bot.domain.people.members import UNTIL_BACK, TeamHeld


def pick_team_to_leave(say: Translator, message: PickTeamToLeave) -> Rendered:
    rows = tuple(
        (Button(text=team.name, press=AskLeaving(team.team_id)),) for team in message.teams
    )
    stay = Button(text=say.label("‹ None, I stay"), press=Stay())
    return Rendered(text=say.t("Which team do you want to leave?"), buttons=(*rows, (stay,)))


def confirm_leaving(say: Translator, message: ConfirmLeaving) -> Rendered:
    parts = [
        say.t("Leave <b>{team}</b>?", team=message.team),
        say.t(
            "• I do not ask you for this team any more, and a question that is open now closes.\n"
            "• What you have shared stays with the team, just as you shared it. The button under"
            " an answer still takes it back.\n"
            "• Your private notes stay with you."
        ),
        _who_is_told(say, message),
        say.t("A new link takes you in again."),
    ]
    yes = Button(text=say.label("Yes, leave"), press=LeaveTeam(message.team_id))
    no = Button(text=say.label("No, I stay"), press=ChooseLeaving() if message.several else Stay())
    return Rendered(text=Markup("\n\n").join(parts), buttons=((yes, no),))


def _who_is_told(say: Translator, message: ConfirmLeaving) -> Markup:
    kept = say.t("In /log everybody in the team can read that you left.")
    told = told_of_friend(say) if message.friend else say.t("Nobody gets a message.")
    return told + " " + kept


def stayed_after_all(say: Translator, _: StayedAfterAll) -> Rendered:
    return Rendered(text=say.t("Good. Everything stays as it was."))


def left_team(say: Translator, message: LeftTeam) -> Rendered:
    left = say.t("You have left <b>{team}</b>. Thank you for the time.", team=message.team)
    if not message.last:
        return Rendered(text=left)
    stays = say.t(
        "You are in no team now, so I ask you nothing any more. Your notes and settings are still"
        " here: /mine shows your notes, /forget erases everything linked to you."
    )
    return Rendered(text=left + "\n\n" + stays)


VIEWS: Views = {
    PickTeamToLeave: pick_team_to_leave,
    ConfirmLeaving: confirm_leaving,
    StayedAfterAll: stayed_after_all,
    LeftTeam: left_team,
}


def _yes_or_no(say: Translator, value: Any) -> str:
    return say.label("yes") if value else say.label("no")


def _as_it_is(_: Translator, value: Any) -> str:
    return str(value)


def _time(say: Translator, value: Any) -> str:
    return str(say.time(int(value)))


def _level(say: Translator, value: Any) -> str:
    return level_label(say, Visibility(value))


def _hint(say: Translator, value: Any) -> str:
    match Hint(value):
        case Hint.READERS:
            return say.label("who may see your words")
        case Hint.HABITS:
            return say.label("your usual choices")


def _until(say: Translator, value: Any) -> str:
    return say.label("you say so") if str(value) == UNTIL_BACK.isoformat() else str(value)


def _days(say: Translator, value: Any) -> str:
    return str(say.days(value))


SETTINGS: tuple[tuple[str, Callable[[Translator], str], Callable[[Translator, Any], str]], ...] = (
    ("telegram_id", lambda say: say.label("Telegram id"), _as_it_is),
    ("name", lambda say: say.label("Name"), _as_it_is),
    ("language", lambda say: say.label("Language"), lambda _, code: language_name(code)),
    ("zone", lambda say: say.label("Time zone"), lambda _, zone: zone_name(zone)),
    ("days", lambda say: say.label("Days you are asked on"), _days),
    ("ask_at", lambda say: say.label("Time you are asked at"), _time),
    ("quiet_from", lambda say: say.label("Quiet hours begin"), _time),
    ("quiet_to", lambda say: say.label("Quiet hours end"), _time),
    ("usual_words", lambda say: say.label("Offered first for words"), _level),
    ("usual_taps", lambda say: say.label("Offered first for taps"), _level),
    ("paused_until", lambda say: say.label("Paused until"), _until),
    ("reachable", lambda say: say.label("I can write to you"), _yes_or_no),
    ("owner", lambda say: role_name(say, Role.OWNER), _yes_or_no),
    ("digest_day", lambda say: say.label("Day of your weekly letter"), lambda s, d: s.day_name(d)),
    ("digest_at", lambda say: say.label("Time of your weekly letter"), _time),
    ("next_digest_at", lambda say: say.label("Next weekly letter"), _as_it_is),
    ("digested_until", lambda say: say.label("Weekly letters sent up to"), _as_it_is),
    ("next_hint", lambda say: say.label("What I explain to you next"), _hint),
    ("hint_from", lambda say: say.label("I explain it from this day on"), _as_it_is),
    (
        "representative_since",
        lambda say: say.label("Representative of the organisation since"),
        _as_it_is,
    ),
)
"""A Member's settings in the order in which they are told: field, heading, how it is shown."""


def _settings(say: Translator, held: Held) -> Lines:
    for name, label, shown in SETTINGS:
        value = held.data["you"].get(name)
        if value is not None:
            yield f"{label(say)}: {shown(say, value)}"


def _teams(say: Translator, held: Held) -> Lines:
    for one in held.each("teams", TeamHeld):
        roles = ", ".join(role_name(say, role) for role in one.roles)
        yield f"{one.team}: {roles}"


MYDATA = (
    Listing(heading=lambda say: say.label("You"), lines=_settings),
    Listing(heading=lambda say: say.label("Your teams"), lines=_teams),
)


SENTENCES: Sentences = {
    "only_facilitator": lambda say, facts: say.t(
        "You are the only facilitator of {team}. First invite another one, or delete the team:"
        " /teams.",
        **facts,
    ),
    "welcome_back": lambda say, _: say.t(
        "Good to have you back! I will ask you again at your own time. /settings changes it."
    ),
    "no_team_to_leave": lambda say, _: say.t(
        "You are in no team that you could leave. /forget erases what is linked to you."
    ),
    "not_in_team": lambda say, _: say.t("You are not in this team."),
}
