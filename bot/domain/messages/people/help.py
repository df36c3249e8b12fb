"""What the bot can do for somebody."""

from dataclasses import dataclass

from bot.domain.base.roles import Role
from bot.domain.messages.base.message import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowHelp(Message):
    """The commands that these roles allow; in groups only those that belong there. `asked`: there
    are questions for their roles; `may_begin`: some that they could reflect on at once."""

    roles: tuple[Role, ...]
    private: bool
    bot_name: str
    asked: bool = True
    may_begin: bool = True


MESSAGES = (ShowHelp,)
