"""What the bot can do for somebody."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.chat.buttons.asking.mine import OpenMine
from bot.chat.buttons.asking.notes import StartReflection
from bot.chat.buttons.asking.readers import ChooseReadersTeam
from bot.chat.buttons.asking.schedules import PickTeamToSchedule
from bot.chat.buttons.people.founding import StartFounding
from bot.chat.buttons.people.invites import ChooseInviteTeam
from bot.chat.buttons.people.settings import OpenSettings
from bot.chat.buttons.people.support import SomethingIsWrong
from bot.chat.buttons.people.teams import ListTeams
from bot.chat.buttons.rights.register import ChooseRegister
from bot.chat.commands import COMMANDS, Command
from bot.chat.rendered import Button, Rendered, Views
from bot.chat.translator import Translator
from bot.chat.views.base.sentences import Sentences
from bot.chat.views.people.choices import rows
from bot.domain.base.roles import Role
from bot.domain.messages.people.help import ShowHelp


def show_help(say: Translator, message: ShowHelp) -> Rendered:
    usable = [one for one in COMMANDS if one.fits(message.roles, private=message.private)]
    if message.private:
        return _in_private(say, usable, message)
    text = say.t(
        "I tell you here what the team has chosen to share. All else goes on between you and me, in"
        " private."
    )
    go = Button(text=say.label("Write to me"), url=f"https://t.me/{message.bot_name}")
    return Rendered(text=text + "\n\n" + _explained(say, usable), buttons=((go,),))


def _in_private(say: Translator, usable: Sequence[Command], message: ShowHelp) -> Rendered:
    doors = [one for one in usable if one.door and (message.may_begin or one.name != "reflect")]
    typed = Markup(" ").join(Markup("/{}").format(one.name) for one in usable if not one.door)
    parts = [
        _what_for(say, message),
        _explained(say, doors),
        say.t("You can also type:") + " " + typed,
        say.t(
            "I am a program, and no channel for reporting harm: whatever must be reported, report"
            " it the way your workplace asks you to. In danger call 112 (in the EU)."
        ),
    ]
    return Rendered(text=Markup("\n\n").join(parts), buttons=rows(_ways(say, message), 2))


def _what_for(say: Translator, message: ShowHelp) -> Markup:
    if message.asked:
        return say.t(
            "I ask small questions about your work, at your own time. You choose for each answer"
            " who may see it, and can skip every one."
        )
    return say.t(
        "I ask the people in a team small questions about their work, and pass on what they choose"
        " to share, to those they choose. You are asked nothing."
    )


def _explained(say: Translator, commands: Sequence[Command]) -> Markup:
    return Markup("\n").join(Markup("/{} {}").format(one.name, one.does(say)) for one in commands)


def _ways(say: Translator, message: ShowHelp) -> list[Button]:
    """What is typed else, by a tap, but for what the settings lead to."""
    begin = Button(text=say.label("Reflect now"), press=StartReflection())
    ways = [
        *([begin] if message.may_begin else []),
        Button(text=say.label("Your notes"), press=OpenMine()),
        Button(text=say.label("Settings"), press=OpenSettings()),
        Button(text=say.label("Who sees what"), press=ChooseReadersTeam()),
        Button(text=say.label("Who did what"), press=ChooseRegister(0)),
        Button(text=say.label("Your teams"), press=ListTeams(0)),
        Button(text=say.label("Something is wrong"), press=SomethingIsWrong()),
    ]
    if Role.FACILITATOR in message.roles:
        ways.append(Button(text=say.label("Invite people"), press=ChooseInviteTeam()))
        ways.append(Button(text=say.label("What is asked"), press=PickTeamToSchedule(0)))
    if Role.OWNER in message.roles:
        ways.append(Button(text=say.label("Make a team"), press=StartFounding()))
    return ways


VIEWS: Views = {
    ShowHelp: show_help,
}


SENTENCES: Sentences = {
    "command_unknown": lambda say, _: say.t("I don't know that command. /help lists those I know."),
}
