"""What the bot can do for somebody."""

from markupsafe import Markup

from bot.chat.buttons.asking.readers import ChooseReadersTeam
from bot.chat.buttons.people.settings import OpenSettings
from bot.chat.commands import COMMANDS
from bot.chat.rendered import Button, Rendered, Views
from bot.chat.translator import Translator
from bot.chat.views.base.sentences import Sentences
from bot.domain.messages.people.help import ShowHelp


def show_help(say: Translator, message: ShowHelp) -> Rendered:
    lines = [
        Markup("/{} {}").format(one.name, one.does(say))
        for one in COMMANDS
        if one.fits(message.roles, private=message.private)
    ]
    if message.private:
        return _in_private(say, lines)
    text = say.t(
        "I tell you here what the team has chosen to share. All else goes on between you and me, in"
        " private."
    )
    go = Button(text=say.label("Write to me"), url=f"https://t.me/{message.bot_name}")
    return Rendered(text=text + "\n\n" + Markup("\n").join(lines), buttons=((go,),))


def _in_private(say: Translator, lines: list[Markup]) -> Rendered:
    parts = [
        say.t(
            "I ask small questions about your work, at your own time. You choose for each answer"
            " who may see it, and can skip every one."
        ),
        Markup("\n").join(lines),
        say.t(
            "I am a program, and no channel for reporting harm: whatever must be reported, report"
            " it the way your workplace asks you to."
        ),
    ]
    settings = Button(text=say.label("Settings"), press=OpenSettings())
    readers = Button(text=say.label("Who sees what"), press=ChooseReadersTeam())
    return Rendered(text=Markup("\n\n").join(parts), buttons=((settings, readers),))


VIEWS: Views = {
    ShowHelp: show_help,
}


SENTENCES: Sentences = {
    "command_unknown": lambda say, _: say.t("I don't know that command. /help lists those I know."),
}
