"""The choices under each setting; the present one is ticked."""

from collections.abc import Sequence

from bot.chat.buttons.people import settings as press
from bot.chat.rendered import Button
from bot.chat.translator import Translator
from bot.chat.views.asking.readers import MARKS, level_label, taps_label
from bot.chat.views.base.naming import language_name, zone_name
from bot.domain.base.availability import EVERY_DAY, clock_face
from bot.domain.base.visibility import Visibility
from bot.domain.messages.people.settings import Habits, ShowSetting
from bot.domain.people.members import UNTIL_BACK
from bot.domain.people.settings import (
    PAUSE_WEEKS,
    QUIET_FROM,
    QUIET_TO,
    TIMES,
    UNTIL_I_SAY,
    Setting,
)

Row = tuple[Button, ...]


def choices(say: Translator, message: ShowSetting) -> tuple[Row, ...]:
    """The rows of buttons that change this setting."""
    habits = message.habits
    match message.setting:
        case Setting.LANGUAGE:
            return _languages(message)
        case Setting.ZONE:
            return _zones(message)
        case Setting.DAYS:
            return _days(say, message)
        case Setting.TIME:
            return _times(message)
        case Setting.QUIET:
            return _quiet(habits)
        case Setting.WORDS:
            return _words(say, habits)
        case Setting.TAPS:
            return _taps(say, message)
        case Setting.PAUSE:
            return _pauses(say, habits)
        case Setting.DIGEST:
            return _digest(say, habits)


def rows(buttons: Sequence[Button], width: int) -> tuple[Row, ...]:
    return tuple(tuple(buttons[i : i + width]) for i in range(0, len(buttons), width))


def _languages(message: ShowSetting) -> tuple[Row, ...]:
    present, walk = message.habits.language, message.walk
    offered = [
        _choice(language_name(code), code == present, press.SetLanguage(code, walk))
        for code in message.languages
    ]
    return rows(offered, 2)


def _zones(message: ShowSetting) -> tuple[Row, ...]:
    present, walk = message.habits.zone, message.walk
    offered = [
        _choice(zone_name(zone), zone == present, press.SetZone(zone, walk))
        for zone in message.zones
    ]
    return rows(offered, 2)


def _days(say: Translator, message: ShowSetting) -> tuple[Row, ...]:
    present, walk = message.habits.days, message.walk
    names = {day: say.day_name(day) for day in EVERY_DAY}
    offered = [
        Button(text=f"✅ {name}" if day in present else name, press=press.ToggleDay(day, walk))
        for day, name in names.items()
    ]
    return rows(offered, 3)


def _times(message: ShowSetting) -> tuple[Row, ...]:
    present, walk = message.habits.ask_at, message.walk
    offered = [_choice(clock_face(at), at == present, press.SetTime(at, walk)) for at in TIMES]
    return rows(offered, 3)


def _words(say: Translator, habits: Habits) -> tuple[Row, ...]:
    return tuple(
        (
            _choice(
                f"{MARKS[level]} {level_label(say, level)}",
                level is habits.usual_words,
                press.SetUsualWords(level),
            ),
        )
        for level in Visibility
    )


def _taps(say: Translator, message: ShowSetting) -> tuple[Row, ...]:
    return tuple(
        (
            _choice(
                f"{MARKS[level]} {taps_label(say, level)}",
                level is message.habits.usual_taps,
                press.SetUsualTaps(level, message.walk),
            ),
        )
        for level in (Visibility.PRIVATE, Visibility.TEAM_UNNAMED)
    )


def _quiet(habits: Habits) -> tuple[Row, ...]:
    begins = [
        _choice(f"🌙 {clock_face(at)}", at == habits.quiet_from, press.SetQuietFrom(at))
        for at in QUIET_FROM
    ]
    ends = [
        _choice(f"☀ {clock_face(at)}", at == habits.quiet_to, press.SetQuietTo(at))
        for at in QUIET_TO
    ]
    return (tuple(begins), tuple(ends))


def _pauses(say: Translator, habits: Habits) -> tuple[Row, ...]:
    weeks = [
        Button(text=say.labels("{count} week", "{count} weeks", count), press=press.PauseFor(count))
        for count in PAUSE_WEEKS
    ]
    until = Button(text=say.label("Until I say so"), press=press.PauseFor(UNTIL_I_SAY))
    if habits.paused_until is None:
        return (tuple(weeks), (until,))
    again = Button(text=say.label("Start asking me again"), press=press.Resume())
    last = (again,) if habits.paused_until == UNTIL_BACK else (until, again)
    return (tuple(weeks), last)


def _digest(say: Translator, habits: Habits) -> tuple[Row, ...]:
    days = [
        _choice(say.day_name(day), day == habits.digest_day, press.SetDigestDay(day))
        for day in EVERY_DAY
    ]
    times = [
        _choice(clock_face(at), at == habits.digest_at, press.SetDigestTime(at)) for at in TIMES
    ]
    return (*rows(days, 3), *rows(times, 3))


def _choice(text: str, chosen: bool, pressed: object) -> Button:
    return Button(text=f"✓ {text}" if chosen else text, press=pressed)
