"""What is said to somebody who wants to be forgotten."""

from markupsafe import Markup

from bot.chat.buttons.rights.forgetting import AskForgetting, Forget, StayHere
from bot.chat.rendered import Button, Rendered, Views
from bot.chat.translator import Translator
from bot.chat.views.base.sentences import Sentences, told_of_friend
from bot.domain.messages.rights.forgetting import (
    ConfirmForgetting,
    ExplainForgetting,
    Forgotten,
    NotForgotten,
)


def explain_forgetting(say: Translator, message: ExplainForgetting) -> Rendered:
    parts = [
        say.t("I can forget you. This is what that means."),
        say.t("<b>What goes</b>") + "\n" + _goes(say, message),
        say.t("<b>What stays</b>")
        + "\n"
        + say.t(
            "What you shared without your name, once its round is closed. It is nobody's any more,"
            " so I can't find it. You still can: the button under each answer works afterwards,"
            " too. Figures that a team has been told stay as they are. Our chat stays with Telegram"
            " until you delete it there."
        ),
        say.t("If you want a copy first, write /mydata."),
    ]
    yes = Button(text=say.label("Forget me"), press=AskForgetting(message.until))
    no = Button(text=say.label("‹ No, I stay"), press=StayHere())
    return Rendered(text=Markup("\n\n").join(parts), buttons=((yes,), (no,)))


def confirm_forgetting(say: Translator, message: ConfirmForgetting) -> Rendered:
    text = say.t("<b>Shall I really forget you?</b> It is done at once and can't be undone.")
    yes = Button(text=say.label("Yes, forget me for good"), press=Forget(message.until))
    no = Button(text=say.label("‹ No, I stay"), press=StayHere())
    return Rendered(text=text, buttons=((yes,), (no,)))


def not_forgotten(say: Translator, _: NotForgotten) -> Rendered:
    return Rendered(text=say.t("Good that you stay. Nothing was changed."))


def forgotten(say: Translator, _: Forgotten) -> Rendered:
    return Rendered(
        text=say.t(
            "Done. I have forgotten you, and I won't write again. Thank you for what you gave to"
            " your colleagues. Should you want to come back one day, a new invite lets you in."
        )
    )


def _goes(say: Translator, message: ExplainForgetting) -> Markup:
    goes = say.t(
        "Your settings and your private notes, open questions and what you have answered to them,"
        " and everything you shared with your name; where a team has seen that, I take it out of"
        " the channel, as far as I can still write there."
    )
    if message.teams:
        goes += " " + say.t("You leave {teams}.", teams=say.listing(message.teams))
    if message.named:
        goes += " " + say.n(
            "{count} answer with your name goes.",
            "{count} answers with your name go.",
            message.named,
        )
    if message.friend:
        goes += " " + told_of_friend(say)
    return goes


VIEWS: Views = {
    ExplainForgetting: explain_forgetting,
    ConfirmForgetting: confirm_forgetting,
    NotForgotten: not_forgotten,
    Forgotten: forgotten,
}


SENTENCES: Sentences = {
    "only_owner": lambda say, _: say.t(
        "You are the only one who runs this installation. First let somebody else in: the command"
        " “eftertanke invite” prints a link for that."
    ),
    "forget_again": lambda say, _: say.t(
        "That was a while ago, so I have changed nothing. If you still mean it, write /forget."
    ),
}
