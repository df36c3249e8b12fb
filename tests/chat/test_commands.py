"""Every command is explained to whoever may use it, and none is explained that does not exist."""

from telegram.ext import CommandHandler

from bot.chat.commands import COMMANDS, HIDDEN
from bot.chat.handlers import HANDLERS
from bot.chat.translator import translator
from bot.chat.views.people.help import show_help
from bot.domain.base.roles import Role
from bot.domain.messages.people.help import ShowHelp

REGISTERED = {
    name for handler in HANDLERS if isinstance(handler, CommandHandler) for name in handler.commands
}


def explained(*, private: bool) -> str:
    """The help for somebody who is everything at once."""
    message = ShowHelp(roles=tuple(Role), private=private, bot_name="a_bot")
    return str(show_help(translator("en"), message).text)


def test_every_command_is_in_the_help_or_hidden_on_purpose() -> None:
    helps = explained(private=True) + explained(private=False)
    assert {name for name in REGISTERED - HIDDEN if f"/{name} " not in helps} == set()


def test_nothing_is_listed_that_nobody_handles() -> None:
    assert {one.name for one in COMMANDS} | HIDDEN == REGISTERED


def test_every_command_belongs_somewhere() -> None:
    assert all(one.private or one.group for one in COMMANDS)
