"""Schedules, as those who set the rhythm see them."""

from datetime import date, datetime

from markupsafe import Markup

from bot.chat.buttons.asking.builder import ChangeSchedule, NewSchedule
from bot.chat.buttons.asking.schedules import (
    AskScheduleEnd,
    EndSchedule,
    ListSchedules,
    OpenSchedule,
    PauseSchedule,
    PickTeamToSchedule,
    ResumeSchedule,
    SendNow,
)
from bot.chat.buttons.people.teams import OpenTeam
from bot.chat.rendered import Button, Rendered, Views
from bot.chat.translator import Translator
from bot.chat.views.asking.rhythm import how_often, rhythm, roles_named
from bot.chat.views.base.naming import bank_name
from bot.chat.views.base.paging import turns
from bot.chat.views.base.sentences import Sentences, held
from bot.domain.messages.asking.schedules import (
    ConfirmScheduleEnd,
    PickScheduledTeam,
    ScheduleLine,
    ShowSchedule,
    ShowSchedules,
)

Row = tuple[Button, ...]


def pick_scheduled_team(say: Translator, message: PickScheduledTeam) -> Rendered:
    rows: list[Row] = [
        (
            Button(
                text=say.label("{team} ({count})", team=one.name, count=one.schedules),
                press=ListSchedules(one.team_id),
            ),
        )
        for one in message.teams
    ]
    rows += turns(say, message.page, message.more, PickTeamToSchedule)
    return Rendered(text=say.t("Whose schedules?"), buttons=tuple(rows))


def show_schedules(say: Translator, message: ShowSchedules) -> Rendered:
    head = say.t("<b>Schedules of {team}</b>", team=message.team)
    if message.held_until is not None:
        head += "\n\n" + held(say, message.held_until)
    if message.lines:
        lines = [_brief(say, one) for one in message.lines]
    else:
        lines = [say.t("Nothing is scheduled yet.")]
    rows: list[Row] = [
        (Button(text=_title(say, one), press=OpenSchedule(one.schedule_id)),)
        for one in message.lines
    ]
    rows.append((Button(text=say.label("＋ New schedule"), press=NewSchedule(message.team_id)),))
    back = PickTeamToSchedule(0) if message.several else OpenTeam(message.team_id)
    rows.append((Button(text=say.label("‹ Back"), press=back),))
    return Rendered(text=Markup("\n\n").join([head, *lines]), buttons=tuple(rows))


def show_schedule(say: Translator, message: ShowSchedule) -> Rendered:
    line = message.line
    text = say.t(
        "<b>{bank}</b> · {team}\n{rhythm}\n{next}",
        bank=_title(say, line),
        team=message.team,
        rhythm=rhythm(
            say, line.days, line.every_weeks, line.roles, line.open_hours, reminder=line.reminder
        ),
        next=_next(say, line),
    )
    if message.held_until is not None:
        text += "\n\n" + held(say, message.held_until)
    if line.paused:
        text += "\n\n" + say.t(
            "It asks and reminds nobody now. Whoever has been asked can still answer until that"
            " round closes, and a question that somebody has put off still comes."
        )
        turn = Button(text=say.label("▶ Resume"), press=ResumeSchedule(line.schedule_id))
    else:
        turn = Button(text=say.label("⏸ Pause"), press=PauseSchedule(line.schedule_id))
    change = Button(text=say.label("Change"), press=ChangeSchedule(line.schedule_id))
    send = Button(text=say.label("Send now"), press=SendNow(line.schedule_id))
    back = Button(text=say.label("‹ Back"), press=ListSchedules(message.team_id))
    delete = Button(text=say.label("Delete…"), press=AskScheduleEnd(line.schedule_id))
    if line.declared:
        text += "\n\n" + SENTENCES["schedule_declared"](say, {})
        return Rendered(text=text, buttons=((turn, send), (back,)))
    return Rendered(text=text, buttons=((change, turn), (send,), (back, delete)))


def confirm_schedule_end(say: Translator, message: ConfirmScheduleEnd) -> Rendered:
    text = say.t(
        "Delete <b>{bank}</b> ({often}) from {team}? From then on it asks and reminds nobody."
        " Whoever has been asked can still answer until that round closes, and a question that"
        " somebody has put off still comes.",
        bank=_title(say, message.line),
        often=how_often(say, message.line.days, message.line.every_weeks),
        team=message.team,
    )
    yes = Button(text=say.label("Yes, delete it"), press=EndSchedule(message.line.schedule_id))
    no = Button(text=say.label("No, keep it"), press=OpenSchedule(message.line.schedule_id))
    return Rendered(text=text, buttons=((yes, no),))


def _brief(say: Translator, line: ScheduleLine) -> Markup:
    return say.t(
        "<b>{bank}</b>\n{often} · {roles}\n{next}",
        bank=_title(say, line),
        often=how_often(say, line.days, line.every_weeks),
        roles=roles_named(say, line.roles),
        next=_next(say, line),
    )


def _title(say: Translator, line: ScheduleLine) -> str:
    return bank_name(say, line.bank)


def _next(say: Translator, line: ScheduleLine) -> Markup:
    if line.paused:
        return say.t("⏸ Paused")
    return say.t("Next: {day}", day=say.weekday(line.next_on))


VIEWS: Views = {
    PickScheduledTeam: pick_scheduled_team,
    ShowSchedules: show_schedules,
    ShowSchedule: show_schedule,
    ConfirmScheduleEnd: confirm_schedule_end,
}


def _sent_now(say: Translator, people: int, at_once: int) -> Markup:
    """Nobody is asked in their quiet hours or on their days off, whoever would like it. No number
    is told: beside that of those who hold the roles, it would tell how many are away."""
    if at_once == people:
        return say.t("On its way.")
    if at_once == 0:
        return say.t("They will get it later: now is in their quiet hours or on a day off.")
    return say.t("On its way. Those who have quiet hours or a day off get it afterwards.")


SENTENCES: Sentences = {
    "schedule_gone": lambda say, _: say.t("This schedule does not exist any more."),
    "schedule_declared": lambda say, _: say.t(
        "This schedule is kept in the settings file of the installation. You can pause it; whoever"
        " runs the bot can change it there."
    ),
    "nobody_to_ask": lambda say, _: say.t("Nobody in the team would be asked now."),
    "held": lambda say, facts: held(say, datetime.fromisoformat(str(facts["at"]))),
    "sent_already": lambda say, _: say.t(
        "Everybody who can be asked now has been asked, or is about to be."
    ),
    "paused_meanwhile": lambda say, _: say.t(
        "It was paused while a round of it is open. Resume it first: in that round, those who are"
        " left can be asked then."
    ),
    "laid_out_ahead": lambda say, facts: say.t(
        "The round of {day} is laid out already. It comes by itself, to each person at their own"
        " time.",
        day=say.weekday(date.fromisoformat(str(facts["day"]))),
    ),
    "closes_first": lambda say, facts: say.t(
        "A round of it is in its last hour, in which nobody is asked any more. It can be sent again"
        " from {moment} on.",
        moment=say.moment(datetime.fromisoformat(str(facts["at"])), str(facts["zone"])),
    ),
    "sent_now": lambda say, facts: _sent_now(say, int(facts["people"]), int(facts["at_once"])),
    "schedule_deleted": lambda say, _: say.t("Deleted."),
    "no_team_led": lambda say, _: say.t(
        "You lead no team. Schedules are set by the facilitators of a team."
    ),
}
