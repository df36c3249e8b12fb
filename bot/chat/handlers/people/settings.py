"""A person's own settings."""

from bot.chat.buttons.asking.hints import ChangeUsual, KeepUsual
from bot.chat.buttons.people import settings as pressed
from bot.chat.handling import command, press
from bot.flows.people import joining, settings

HANDLERS = [
    command("settings", lambda step, who, _: settings.show_all(step, who)),
    press(
        pressed.OpenSettings,
        lambda step, who, _: settings.show_all(step, who),
    ),
    press(
        pressed.OpenSetting,
        lambda step, who, it: settings.show(step, who, it.setting, it.walk),
    ),
    press(
        pressed.SetLanguage,
        lambda step, who, it: settings.set_language(step, who, it.language, it.walk),
    ),
    press(
        pressed.SetZone,
        lambda step, who, it: settings.set_zone(step, who, it.zone, it.walk),
    ),
    press(
        pressed.ToggleDay,
        lambda step, who, it: settings.toggle_day(step, who, it.day, it.walk),
    ),
    press(
        pressed.SetTime,
        lambda step, who, it: settings.set_time(step, who, it.minutes, it.walk),
    ),
    press(
        pressed.SetQuietFrom,
        lambda step, who, it: settings.set_quiet(step, who, start=it.minutes),
    ),
    press(
        pressed.SetQuietTo,
        lambda step, who, it: settings.set_quiet(step, who, end=it.minutes),
    ),
    press(
        pressed.SetUsualWords,
        lambda step, who, it: settings.set_usual_words(step, who, it.level),
    ),
    press(
        pressed.SetUsualTaps,
        lambda step, who, it: joining.choose_taps(step, who, it.level, it.walk),
    ),
    press(KeepUsual, lambda step, who, it: settings.keep_usual(step, who, it.answer)),
    press(
        ChangeUsual,
        lambda step, who, it: settings.change_usual(step, who, it.answer, it.setting),
    ),
    press(pressed.PauseFor, lambda step, who, it: settings.pause_for(step, who, it.weeks)),
    press(pressed.Resume, lambda step, who, _: settings.resume(step, who)),
    press(
        pressed.SetDigestDay,
        lambda step, who, it: settings.set_digest_day(step, who, it.day),
    ),
    press(
        pressed.SetDigestTime,
        lambda step, who, it: settings.set_digest_time(step, who, it.minutes),
    ),
]
