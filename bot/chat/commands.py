"""All commands, as the help and the menus list them: what each does, for whom and where.

The menu of a private chat is one door: so few that everybody finds theirs at a glance. All others
work typed, and are reached by a button from one of these.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from bot.chat.translator import Translator
from bot.domain.base.roles import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """`roles` are those it is meant for; empty for everybody. It works in private chats unless
    `group` says that it belongs into groups. `door`: it stands in the menu of private chats."""

    name: str
    does: Callable[[Translator], str]
    roles: frozenset[Role] = frozenset()
    private: bool = True
    group: bool = False
    door: bool = False

    def fits(self, roles: Collection[Role], *, private: bool) -> bool:
        """Whether somebody with these roles can use it there."""
        here = self.private if private else self.group
        return here and (not self.roles or not self.roles.isdisjoint(roles))


FACILITATORS = frozenset({Role.FACILITATOR})
OWNERS = frozenset({Role.OWNER})

COMMANDS: tuple[Command, ...] = (
    Command(name="reflect", does=lambda say: say.label("Reflect on something now"), door=True),
    Command(name="mine", does=lambda say: say.label("Your own notes and answers"), door=True),
    Command(name="settings", does=lambda say: say.label("When and how I ask you"), door=True),
    Command(name="cpd", does=lambda say: say.label("Your notes, for your professional file")),
    Command(name="whosees", does=lambda say: say.label("Who sees what you answer")),
    Command(name="log", does=lambda say: say.label("Who did what to the tool itself")),
    Command(name="support", does=lambda say: say.label("Who helps when something is wrong")),
    Command(name="teams", does=lambda say: say.label("Your teams")),
    Command(
        name="invite",
        does=lambda say: say.label("Links that let people join"),
        roles=FACILITATORS,
    ),
    Command(
        name="schedules",
        does=lambda say: say.label("What is asked, and when"),
        roles=FACILITATORS,
    ),
    Command(name="newteam", does=lambda say: say.label("Make a team"), roles=OWNERS),
    Command(
        name="link",
        does=lambda say: say.label("Make this chat a team's channel"),
        roles=FACILITATORS,
        private=False,
        group=True,
    ),
    Command(name="mydata", does=lambda say: say.label("Everything about you, as a file")),
    Command(name="leave", does=lambda say: say.label("Leave a team")),
    Command(name="forget", does=lambda say: say.label("Erase what is linked to you")),
    Command(name="help", does=lambda say: say.label("What I can do"), group=True, door=True),
)
"""In the order in which they are listed."""

HIDDEN = frozenset({"start"})
"""Commands that Telegram writes for people."""
