"""How a Team is set up, as those see it who stand for its people."""

from markupsafe import Markup

from bot.chat.buttons.people.oversight import AskHold, EndHold, HoldOn, SeeOversight
from bot.chat.buttons.people.teams import ListTeams
from bot.chat.buttons.rights.register import ReadRegister
from bot.chat.rendered import Button, Rendered, Views
from bot.chat.safe import label
from bot.chat.translator import Translator
from bot.chat.views.asking.rhythm import how_often, roles_named
from bot.chat.views.base.naming import bank_name, language_names, role_name
from bot.chat.views.base.sentences import Sentences, held
from bot.domain.messages.asking.schedules import ScheduleLine
from bot.domain.messages.people.oversight import (
    AskHoldReason,
    LinkCount,
    RepresentativeInvited,
    RoleCount,
    ShowOversight,
)
from bot.domain.people.oversight import HOLD, REASON_LIMIT

EXCERPT = 40
"""Characters of a title."""


def show_oversight(say: Translator, message: ShowOversight) -> Rendered:
    parts = [say.t("<b>How {team} is set up</b>", team=message.team)]
    if message.held_until is not None:
        parts.append(held(say, message.held_until))
    parts += [_facts(say, message), *(_schedule(say, one) for one in message.lines)]
    if message.others:
        parts.append(
            say.n("And {count} other schedule.", "And {count} other schedules.", message.others)
        )
    elif not message.lines:
        parts.append(say.t("Nothing is scheduled yet."))
    return Rendered(text=Markup("\n\n").join(parts), buttons=_ways(say, message))


def _facts(say: Translator, message: ShowOversight) -> Markup:
    lines = [
        say.n(
            "Shown once {count} person has shared",
            "Shown once {count} people have shared",
            message.floor,
        ),
        say.t("Languages: {languages}", languages=language_names(say, message.languages)),
        _channel(say, message),
        say.t("Roles: {roles}", roles=say.listing(_role(say, one) for one in message.roles)),
    ]
    if message.links:
        links = say.listing(_link(say, one) for one in message.links)
        lines.append(say.t("Open links: {links}", links=links))
    return Markup("\n").join(lines)


def _channel(say: Translator, message: ShowOversight) -> Markup:
    if not message.linked:
        return say.t("No channel yet")
    chat = label(message.chat_title, EXCERPT)
    if message.chat_public:
        return say.t("Channel: {chat}, which anybody can read", chat=chat)
    return say.t("Channel: {chat}", chat=chat)


def _role(say: Translator, one: RoleCount) -> str:
    return f"{role_name(say, one.role)} {one.people}"


def _link(say: Translator, one: LinkCount) -> str:
    return f"{role_name(say, one.role)} {one.links}"


def _schedule(say: Translator, line: ScheduleLine) -> Markup:
    paused = say.t("⏸ Paused")
    return say.t(
        "<b>{bank}</b>\n{often} · {roles}\n{next}",
        bank=bank_name(say, label(line.bank, EXCERPT)),
        often=how_often(say, line.days, line.every_weeks),
        roles=roles_named(say, line.roles),
        next=paused if line.paused else say.t("Next: {day}", day=say.weekday(line.next_on)),
    )


def _ways(say: Translator, message: ShowOversight) -> tuple[tuple[Button, ...], ...]:
    team = message.team_id
    pause: tuple[Button, ...] = (
        Button(text=say.label("⏸ Pause new questions…"), press=AskHold(team)),
    )
    if message.held_until is not None:
        days = say.labels("{count} day from now", "{count} days from now", HOLD.days)
        pause = (
            Button(text=days, press=HoldOn(team)),
            Button(text=say.label("▶ End the pause"), press=EndHold(team)),
        )
    last = (
        Button(text=say.label("‹ Back"), press=ListTeams(0)),
        Button(text=say.label("Who did what"), press=ReadRegister(team, 0)),
    )
    return (pause, last)


def ask_hold_reason(say: Translator, message: AskHoldReason) -> Rendered:
    text = say.n(
        "Pause new questions, reminders and letters in <b>{team}</b> for {count} day? What has"
        " been asked can still be answered.\n\nWrite why, in up to {most} characters. Everybody in"
        " the team can read it.",
        "Pause new questions, reminders and letters in <b>{team}</b> for {count} days? What has"
        " been asked can still be answered.\n\nWrite why, in up to {most} characters. Everybody in"
        " the team can read it.",
        HOLD.days,
        team=message.team,
        most=REASON_LIMIT,
    )
    back = Button(text=say.label("‹ No, back"), press=SeeOversight(message.team_id))
    return Rendered(text=text, buttons=((back,),))


def representative_invited(say: Translator, message: RepresentativeInvited) -> Rendered:
    text = say.t(
        "<b>A link for a representative of the organisation</b>\n{link}\n\nOne person may use it,"
        " until {moment}. They see how each team is set up that names no representative of its"
        " own, and may pause new questions there. They see no answers.",
        link=Markup("<code>{}</code>").format(message.link),
        moment=say.moment(message.expires_at, message.zone),
    )
    return Rendered(text=text, buttons=((Button(text=say.label("‹ Back"), press=ListTeams(0)),),))


VIEWS: Views = {
    ShowOversight: show_oversight,
    AskHoldReason: ask_hold_reason,
    RepresentativeInvited: representative_invited,
}


SENTENCES: Sentences = {
    "reason_names_somebody": lambda say, _: say.t(
        "Everybody in the team can read the reason for a year. Please write it without names and"
        " numbers of anybody."
    ),
    "reason_length": lambda say, facts: say.t(
        "Please write a reason, in up to {most} characters.", **facts
    ),
    "held_no_more": lambda say, _: say.t("Nothing is paused here any more."),
    "held_on": lambda say, _: say.t("It lasts on."),
    "hold_ended": lambda say, _: say.t("Questions come again from the next date on."),
    "stood_down": lambda say, _: say.t("You stand for nobody in the whole organisation any more."),
}
