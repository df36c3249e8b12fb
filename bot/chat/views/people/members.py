"""Leaving a Team."""

from markupsafe import Markup

from bot.chat.buttons.people.members import AskLeaving, ChooseLeaving, LeaveTeam, Stay
from bot.chat.rendered import Button, Rendered, Views
from bot.chat.translator import Translator
from bot.chat.views.base.sentences import told_of_friend
from bot.domain.messages.people.members import (
    ConfirmLeaving,
    LeftTeam,
    PickTeamToLeave,
    StayedAfterAll,
)


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
    return told_of_friend(say) if message.friend else say.t("Nobody is told.")


def stayed_after_all(say: Translator, _: StayedAfterAll) -> Rendered:
    return Rendered(text=say.t("Good. Everything stays as it was."))


def left_team(say: Translator, message: LeftTeam) -> Rendered:
    left = say.t("You have left <b>{team}</b>. Thank you for the time.", team=message.team)
    if not message.last:
        return Rendered(text=left)
    stays = say.t(
        "You are in no team now, so I ask you nothing any more. Your notes and settings are still"
        " here: /mydata gives them to you, /forget erases everything linked to you."
    )
    return Rendered(text=left + "\n\n" + stays)


VIEWS: Views = {
    PickTeamToLeave: pick_team_to_leave,
    ConfirmLeaving: confirm_leaving,
    StayedAfterAll: stayed_after_all,
    LeftTeam: left_team,
}
