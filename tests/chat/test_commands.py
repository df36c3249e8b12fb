"""Every command is explained to whoever may use it, and none is explained that does not exist."""

import re

import pytest
from telegram.ext import CommandHandler

from bot.chat.buttons.asking.cpd import StartCpd
from bot.chat.buttons.asking.readers import ChooseReadersTeam
from bot.chat.buttons.asking.schedules import PickTeamToSchedule
from bot.chat.buttons.people.founding import StartFounding
from bot.chat.buttons.people.invites import ChooseInviteTeam
from bot.chat.buttons.people.members import ChooseLeaving
from bot.chat.buttons.people.support import SomethingIsWrong
from bot.chat.buttons.people.teams import ListTeams
from bot.chat.buttons.rights.forgetting import BeginForgetting
from bot.chat.buttons.rights.mydata import AskMyData
from bot.chat.buttons.rights.register import ChooseRegister
from bot.chat.commands import COMMANDS, HIDDEN
from bot.chat.handlers import HANDLERS
from bot.chat.translator import translator
from bot.chat.views.asking.mine import show_mine
from bot.chat.views.people.help import show_help
from bot.chat.views.people.settings import show_settings
from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility
from bot.domain.messages.asking.mine import ShowMine
from bot.domain.messages.people.help import ShowHelp
from bot.domain.messages.people.settings import Habits, ShowSettings
from bot.flows.people.help import is_meant

HABITS = Habits(
    language="en",
    zone="Europe/Stockholm",
    days=(0,),
    ask_at=540,
    quiet_from=1320,
    quiet_to=360,
    asks_in_quiet=False,
    usual_words=Visibility.PRIVATE,
    usual_taps=Visibility.PRIVATE,
    paused_until=None,
    digest_day=None,
    digest_at=0,
)

REGISTERED = {
    name for handler in HANDLERS if isinstance(handler, CommandHandler) for name in handler.commands
}


def explained(*, private: bool) -> str:
    """The help for somebody who is everything at once."""
    message = ShowHelp(roles=tuple(Role), private=private, bot_name="a_bot")
    return str(show_help(translator("en"), message).text)


def test_every_command_is_in_the_help_or_hidden_on_purpose() -> None:
    helps = explained(private=True) + explained(private=False)
    assert {name for name in REGISTERED - HIDDEN if not re.search(rf"/{name}\b", helps)} == set()


BY_TAP = {
    "support": SomethingIsWrong,
    "cpd": StartCpd,
    "whosees": ChooseReadersTeam,
    "log": ChooseRegister,
    "teams": ListTeams,
    "invite": ChooseInviteTeam,
    "schedules": PickTeamToSchedule,
    "newteam": StartFounding,
    "mydata": AskMyData,
    "leave": ChooseLeaving,
    "forget": BeginForgetting,
}


def test_whatever_is_typed_is_a_tap_away_from_the_door() -> None:
    say = translator("en")
    helping = show_help(say, ShowHelp(roles=tuple(Role), private=True, bot_name="a_bot"))
    settings = show_settings(say, ShowSettings(habits=HABITS))
    mine = show_mine(say, ShowMine(lines=(), notes=1))
    doors = (helping, settings, mine)
    offered = {type(button.press) for it in doors for row in it.buttons for button in row}
    typed = {one.name for one in COMMANDS if one.private and not one.door}
    assert typed == BY_TAP.keys()
    assert offered.issuperset(BY_TAP.values())


@pytest.mark.parametrize("language", ["en", "sv"])
def test_help_without_a_slash_is_help_in_every_language(language: str) -> None:
    word = {"en": "Help", "sv": "Hjälp"}[language]
    for typed in (word, word.upper(), f"{word.lower()}!", "?", "/ help", " Hjälp. "):
        assert is_meant(typed)
    for said in ("I need help with the rota", "helpful", "", "…"):
        assert not is_meant(said)


def test_nothing_is_listed_that_nobody_handles() -> None:
    assert {one.name for one in COMMANDS} | HIDDEN == REGISTERED


def test_every_command_belongs_somewhere() -> None:
    assert all(one.private or one.group for one in COMMANDS)
