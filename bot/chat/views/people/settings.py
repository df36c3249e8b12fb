"""A person's own settings: all at a glance, and one by one."""

from datetime import date, datetime

from markupsafe import Markup

from bot.chat.buttons.asking.readers import ChooseReadersTeam
from bot.chat.buttons.people import settings as press
from bot.chat.buttons.people.members import ChooseLeaving
from bot.chat.buttons.rights.forgetting import BeginForgetting
from bot.chat.buttons.rights.mydata import AskMyData
from bot.chat.rendered import Button, Rendered, Views
from bot.chat.translator import Translator
from bot.chat.views.asking.readers import level_label, taps_label
from bot.chat.views.base.naming import language_name, zone_name
from bot.chat.views.base.sentences import Sentences
from bot.chat.views.people.choices import Row, choices, rows
from bot.domain.base.availability import clock_face
from bot.domain.messages.people.settings import Habits, ShowSetting, ShowSettings
from bot.domain.people.members import UNTIL_BACK
from bot.domain.people.settings import Setting, Walk


def show_settings(say: Translator, message: ShowSettings) -> Rendered:
    habits = message.habits
    shown = [one for one in Setting if _matters(one, habits)]
    lines = [
        say.t("{name}: <b>{value}</b>", name=setting_name(say, one), value=_value(say, one, habits))
        for one in shown
    ]
    head = say.t("<b>Your settings</b>")
    buttons = [
        Button(text=setting_name(say, one), press=press.OpenSetting(one, Walk.FREE))
        for one in shown
    ]
    text = Markup("\n\n").join([head, Markup("\n").join(lines), *_warnings(say, habits)])
    return Rendered(text=text, buttons=(*rows(buttons, 2), *_yours(say)))


def _yours(say: Translator) -> tuple[Row, ...]:
    """What somebody has a right to, where they would look for it."""
    return (
        (
            Button(text=say.label("Who sees what"), press=ChooseReadersTeam()),
            Button(text=say.label("My data"), press=AskMyData()),
        ),
        (
            Button(text=say.label("Leave a team"), press=ChooseLeaving()),
            Button(text=say.label("Erase me"), press=BeginForgetting()),
        ),
    )


def show_setting(say: Translator, message: ShowSetting) -> Rendered:
    head = Markup("<b>{}</b>").format(setting_name(say, message.setting))
    parts = [head, _explained(say, message)]
    if message.setting in (Setting.TIME, Setting.QUIET):
        parts += _warnings(say, message.habits)
    return Rendered(
        text=Markup("\n\n").join(parts),
        buttons=(*choices(say, message), *_ways(say, message)),
    )


def setting_name(say: Translator, setting: Setting) -> str:
    match setting:
        case Setting.LANGUAGE:
            return say.label("Language")
        case Setting.ZONE:
            return say.label("Time zone")
        case Setting.DAYS:
            return say.label("Days")
        case Setting.TIME:
            return say.label("Time of day")
        case Setting.QUIET:
            return say.label("Quiet hours")
        case Setting.WORDS:
            return say.label("Your words")
        case Setting.TAPS:
            return say.label("Your taps")
        case Setting.PAUSE:
            return say.label("Pause")
        case Setting.DIGEST:
            return say.label("Weekly letter")


OF_QUESTIONS = (Setting.DAYS, Setting.TIME, Setting.WORDS, Setting.TAPS)
"""What matters only to whoever is asked something."""


def _matters(setting: Setting, habits: Habits) -> bool:
    if setting is Setting.DIGEST:
        return habits.digest_day is not None
    return habits.asked or setting not in OF_QUESTIONS


def _value(say: Translator, setting: Setting, habits: Habits) -> str | Markup:
    match setting:
        case Setting.LANGUAGE:
            return language_name(habits.language)
        case Setting.ZONE:
            return zone_name(habits.zone)
        case Setting.DAYS:
            return say.days(habits.days)
        case Setting.TIME:
            return say.time(habits.ask_at)
        case Setting.QUIET:
            return _quiet(habits)
        case Setting.WORDS:
            return level_label(say, habits.usual_words)
        case Setting.TAPS:
            return taps_label(say, habits.usual_taps)
        case Setting.PAUSE:
            return _pause(say, habits.paused_until)
        case Setting.DIGEST:
            return say.t(
                "{day} {time}",
                day=say.day_name(habits.digest_day or 0),
                time=say.time(habits.digest_at),
            )


def _pause(say: Translator, until: date | None) -> Markup:
    if until is None:
        return say.t("none")
    if until == UNTIL_BACK:
        return say.t("until you say so")
    return say.t("until {day}", day=say.weekday(until))


def _explained(say: Translator, message: ShowSetting) -> Markup:
    match message.setting:
        case Setting.LANGUAGE:
            return say.t("In which language shall I talk to you?")
        case Setting.ZONE:
            return _zone_hint(say, message)
        case Setting.DAYS:
            return _days_hint(say)
        case Setting.TIME:
            return say.t(
                "When do you like to be asked? About fifteen minutes before the end of a shift is"
                " a good time. Choose one, or write one such as 14:45.\n\nChosen: <b>{time}</b>",
                time=say.time(message.habits.ask_at),
            )
        case Setting.QUIET:
            return say.t(
                "In these hours I do not begin to write to you: 🌙 is when they begin, ☀ when they"
                " end. Choose, or write both, such as 21:30-06:30.\n\nChosen: <b>{span}</b>",
                span=_quiet(message.habits),
            )
        case Setting.WORDS:
            return say.t(
                "Who do you mostly want to read your words? This is only marked with ✓ for you:"
                " nothing is shared before you choose, each time."
            )
        case Setting.TAPS:
            return say.t(
                "Some questions are answered with a tap. Should your taps count in the team's"
                " picture, without your name? Too small a team sees no picture. You can change it"
                " under every question."
            )
        case Setting.PAUSE:
            return _pause_hint(say, message.habits)
        case Setting.DIGEST:
            return say.t(
                "As a manager you get a letter a week: what your teams have heard, and what waits"
                " for you. When shall it come? Choose a day and a time, or write a time.\n\n"
                "Chosen: <b>{chosen}</b>",
                chosen=_value(say, Setting.DIGEST, message.habits),
            )


def _days_hint(say: Translator) -> Markup:
    return say.t(
        "On which days may I ask you? Press a day to add it or take it away. A question"
        " that falls on a day off waits for the next of your days, or is left out if its"
        " time is over by then."
    )


def _zone_hint(say: Translator, message: ShowSetting) -> Markup:
    now = say.t("Chosen: <b>{zone}</b>", zone=zone_name(message.habits.zone))
    if not message.typed:
        hint = say.t("Where are you? If it is not here, write your country or a large city.")
    elif not message.unknown:
        hint = say.t("This is what I found for “{typed}”.", typed=message.typed)
    else:
        hint = say.t(
            "I know no place “{typed}”. Write a country, or a larger city near you.",
            typed=message.typed,
        )
    return hint + "\n\n" + now


def _pause_hint(say: Translator, habits: Habits) -> Markup:
    if habits.paused_until == UNTIL_BACK:
        return say.t("You are on a pause. I ask nothing until you say so.")
    if habits.paused_until is not None:
        return say.t(
            "You are on a pause. I ask again from {day} on. You can choose another end, or write a"
            " date such as 24/12 or 2026-12-24.",
            day=say.weekday(habits.paused_until),
        )
    return say.t(
        "How long shall I leave you alone? Choose, or write the date from which I may ask again,"
        " such as 24/12 or 2026-12-24. What would have come meanwhile is dropped, not piled up."
    )


def _warnings(say: Translator, habits: Habits) -> list[Markup]:
    if not habits.asks_in_quiet:
        return []
    return [
        say.t(
            "Your own time ({time}) falls in your quiet hours. It comes first: questions come at"
            " that time, reminders wait.",
            time=say.time(habits.ask_at),
        )
    ]


def _ways(say: Translator, message: ShowSetting) -> tuple[Row, ...]:
    """Back to the overview; on a first visit, on to the welcome."""
    if message.walk is Walk.JOINING and message.setting is Setting.TAPS:
        return ()  # either choice goes on
    if message.walk is Walk.FREE:
        return ((Button(text=say.label("‹ Back"), press=press.OpenSettings()),),)
    return ((Button(text=say.label("Next ›"), press=press.FinishWalk()),),)


def _quiet(habits: Habits) -> str:
    return f"{clock_face(habits.quiet_from)}–{clock_face(habits.quiet_to)}"


VIEWS: Views = {
    ShowSettings: show_settings,
    ShowSetting: show_setting,
}


SENTENCES: Sentences = {
    "one_day_at_least": lambda say, _: say.t(
        "Keep at least one day. If you want to hear nothing for a while, take a pause instead."
    ),
    "quiet_all_day": lambda say, _: say.t(
        "Quiet hours need a beginning and another end. If you want to hear nothing at all, take a"
        " pause instead."
    ),
    "time_unclear": lambda say, _: say.t("I don't see a time in that. Write one such as 14:45."),
    "span_unclear": lambda say, _: say.t(
        "I don't see two times in that. Write when it begins and ends, such as 21:30-06:30."
    ),
    "day_unclear": lambda say, _: say.t(
        "I don't see a date in that. Write one such as 24/12 or 2026-12-24."
    ),
    "day_past": lambda say, _: say.t("That day is not in the future. Please write a later one."),
    "day_far": lambda say, facts: say.n(
        "That is too far away: a pause may last {count} day.",
        "That is too far away: a pause may last {count} days.",
        int(facts["days"]),
    ),
    "usual_kept": lambda say, _: say.t("Good, it stays so. /settings changes it at any time."),
    "usual_any_time": lambda say, _: say.t("You can change this at any time: /settings"),
    "pause_ended": lambda say, facts: say.t(
        "Good. I will ask you again. The next question may come on {moment}.",
        moment=say.moment(datetime.fromisoformat(str(facts["at"])), str(facts["zone"])),
    ),
    "pause_ended_held": lambda say, facts: say.t(
        "Good, your pause is over. A representative has paused new questions until {day}; the next"
        " may come on {moment}.",
        day=say.weekday(datetime.fromisoformat(str(facts["until"])).date()),
        moment=say.moment(datetime.fromisoformat(str(facts["at"])), str(facts["zone"])),
    ),
    "pause_ended_for_nothing": lambda say, _: say.t(
        "Good, your pause is over. Nothing is planned that would ask you just now."
    ),
    "digest_for_managers": lambda say, _: say.t("The weekly letter goes to managers only."),
}
