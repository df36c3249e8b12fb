"""The screens that found a Team."""

from markupsafe import Markup

from bot.chat.buttons.asking.schedules import ListSchedules
from bot.chat.buttons.people.founding import (
    FoundIn,
    FoundingBack,
    LanguagesChosen,
    LeaveFounding,
    ToggleTeamLanguage,
)
from bot.chat.buttons.people.teams import OpenTeam
from bot.chat.rendered import Button, Rendered, Views
from bot.chat.translator import Translator
from bot.chat.views.base.naming import language_name, zone_name
from bot.chat.views.base.sentences import Sentences
from bot.domain.messages.people.founding import (
    AskTeamName,
    PickTeamLanguages,
    PickTeamZone,
    TeamFounded,
)


def ask_team_name(say: Translator, message: AskTeamName) -> Rendered:
    text = say.t("A new team: what is it called? Write its name, up to 60 characters.")
    leave = Button(text=say.label("Cancel"), press=LeaveFounding(message.key))
    return Rendered(text=text, buttons=((leave,),))


def pick_team_languages(say: Translator, message: PickTeamLanguages) -> Rendered:
    text = say.t(
        "<b>{team}</b>\n\nWhich languages does the team use? The first one you choose is what its"
        " channel reads. Everybody is asked in their own language.",
        team=message.name,
    )
    toggles = [_language(message, code) for code in message.offered]
    rows = tuple(tuple(toggles[i : i + 2]) for i in range(0, len(toggles), 2))
    done = Button(text=say.label("Next ›"), press=LanguagesChosen(message.key))
    return Rendered(text=text, buttons=(*rows, (_back(say, message.key), done)))


def pick_team_zone(say: Translator, message: PickTeamZone) -> Rendered:
    head = say.t("<b>{team}</b>\n\nIn which time zone is the team?", team=message.name)
    if not message.typed:
        hint = say.t("If it is not here, write the country or a large city.")
    elif not message.unknown:
        hint = say.t("This is what I found for “{typed}”.", typed=message.typed)
    else:
        hint = say.t(
            "I know no place “{typed}”. Write a country, or a larger city near you.",
            typed=message.typed,
        )
    rows = tuple(
        (Button(text=zone_name(zone), press=FoundIn(message.key, zone)),) for zone in message.zones
    )
    return Rendered(text=head + "\n" + hint, buttons=(*rows, (_back(say, message.key),)))


def team_founded(say: Translator, message: TeamFounded) -> Rendered:
    head = say.t("<b>{team}</b> is there, and you are its facilitator. Next:", team=message.name)
    steps = [
        say.t("1. Add me to the team's group or channel, and link it with one tap."),
        say.t("2. Write /invite for links that let people join."),
        say.t("3. Write /schedules to choose what is asked, and when."),
    ]
    address = f"https://t.me/{message.bot_name}"
    group = Button(text=say.label("Add me to a group"), url=f"{address}?startgroup")
    channel = Button(
        text=say.label("Add me to a channel"), url=f"{address}?startchannel&admin=post_messages"
    )
    schedules = Button(text=say.label("Schedules"), press=ListSchedules(message.team_id))
    team = Button(text=say.label("The team"), press=OpenTeam(message.team_id))
    return Rendered(
        text=Markup("\n\n").join([head, Markup("\n").join(steps)]),
        buttons=((group,), (channel,), (schedules, team)),
    )


def _language(message: PickTeamLanguages, code: str) -> Button:
    text = language_name(code)
    if code in message.chosen:
        text = f"{message.chosen.index(code) + 1} · {text}"
    return Button(text=text, press=ToggleTeamLanguage(message.key, code))


def _back(say: Translator, key: str) -> Button:
    return Button(text=say.label("‹ Back"), press=FoundingBack(key))


VIEWS: Views = {
    AskTeamName: ask_team_name,
    PickTeamLanguages: pick_team_languages,
    PickTeamZone: pick_team_zone,
    TeamFounded: team_founded,
}


SENTENCES: Sentences = {
    "team_name_length": lambda say, facts: say.t(
        "A name has 1 to {most} characters. Please write another.", **facts
    ),
    "language_first": lambda say, _: say.t("Choose at least one language."),
}
