"""What is said to somebody whose words sound as if something is wrong: few words, for a tired or
frightened reader."""

from markupsafe import Markup

from bot.chat.buttons.people.danger import GoOn, ReportNow, SayReported
from bot.chat.rendered import Button, Rendered, Views
from bot.chat.safe import shown
from bot.chat.translator import Translator
from bot.chat.views.base.sentences import Sentences
from bot.chat.views.people.support import card, program
from bot.domain.messages.people.danger import After, StopForDanger


def stop_for_danger(say: Translator, message: StopForDanger) -> Rendered:
    place = (message.danger, message.team_id, message.until)
    go_on = Button(text=say.label("Go on"), press=GoOn(*place))
    match message.after:
        case After.OVER:
            end = say.t("We have gone on. What you wrote is among your own notes: /mine")
            return Rendered(text=_said(say, message, end))
        case After.DECIDED:
            end = say.t("I ask you nothing until you want to go on.")
            return Rendered(text=_said(say, message, end), buttons=((go_on,),))
    end = say.t(
        "Only you have what you wrote: it is among your own notes, /mine. I ask you nothing until"
        " you want to go on."
    )
    rows = (
        (Button(text=say.label("I have reported it"), press=SayReported(*place)),),
        (Button(text=say.label("I do it now"), press=ReportNow(*place)),),
        (Button(text=say.label("It is not that kind of thing"), press=GoOn(*place)),),
    )
    return Rendered(text=_said(say, message, end), buttons=rows)


def _said(say: Translator, message: StopForDanger, end: Markup) -> Markup:
    """Where no list says what to do, the card stands alone."""
    if message.advice:
        return shown(message.advice) + "\n\n" + end
    return Markup("\n\n").join([program(say), card(say, message.lines), end])


VIEWS: Views = {StopForDanger: stop_for_danger}

SENTENCES: Sentences = {
    "goes_on": lambda say, _: say.t("Good. We go on."),
    "pause_goes_on": lambda say, _: say.t("Good. Your pause goes on as before."),
}
