"""Founding a Team."""

from bot.chat.buttons.people.founding import (
    FoundIn,
    FoundingBack,
    LanguagesChosen,
    LeaveFounding,
    StartFounding,
    ToggleTeamLanguage,
)
from bot.chat.handling import command, press
from bot.flows.people import founding

HANDLERS = [
    command("newteam", lambda step, who, _: founding.begin(step, who)),
    press(StartFounding, lambda step, who, _: founding.begin(step, who)),
    press(
        ToggleTeamLanguage,
        lambda step, who, it: founding.toggle_language(step, who, it.key, it.language),
    ),
    press(LanguagesChosen, lambda step, who, it: founding.languages_chosen(step, who, it.key)),
    press(FoundIn, lambda step, who, it: founding.found(step, who, it.key, it.zone)),
    press(FoundingBack, lambda step, who, it: founding.back(step, who, it.key)),
    press(LeaveFounding, lambda step, who, it: founding.leave(step, who, it.key)),
]
