"""What is said to somebody whose words sound as if something is wrong: few words, for a tired or
frightened reader."""

from markupsafe import Markup

from bot.chat.buttons.people.danger import GoOn, ReportNow, SayReported
from bot.chat.rendered import Button, Rendered, Views
from bot.chat.safe import shown
from bot.chat.translator import Translator
from bot.chat.views.base.sentences import Sentences
from bot.domain.messages.people.danger import StopForDanger


def stop_for_danger(say: Translator, message: StopForDanger) -> Rendered:
    go_on = Button(text=say.label("Go on"), press=GoOn())
    if message.decided:
        end = say.t("I ask you nothing until you want to go on.")
        return Rendered(text=_said(message, end), buttons=((go_on,),))
    end = say.t("Only you have what you wrote. I ask you nothing until you want to go on.")
    place = (message.danger, message.team_id)
    rows = (
        (Button(text=say.label("I have reported it"), press=SayReported(*place)),),
        (Button(text=say.label("I do it now"), press=ReportNow(*place)),),
        (Button(text=say.label("It is not that kind of thing"), press=GoOn()),),
    )
    return Rendered(text=_said(message, end), buttons=rows)


def _said(message: StopForDanger, end: Markup) -> Markup:
    return shown(message.advice) + "\n\n" + end


VIEWS: Views = {StopForDanger: stop_for_danger}

SENTENCES: Sentences = {
    "goes_on": lambda say, _: say.t("Good. We go on."),
}
