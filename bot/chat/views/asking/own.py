"""A person's own answer, repeated to them, and the buttons under it: they carry its Receipt."""

from markupsafe import Markup

from bot.chat.buttons.hearing.receipts import AskWithdrawal, FollowAnswer
from bot.chat.rendered import Button
from bot.chat.safe import excerpt, shown
from bot.chat.translator import Translator

EXCERPT = 300
"""Characters of an answer that its confirmation repeats."""


def own_buttons(say: Translator, receipt: str) -> tuple[tuple[Button, ...], ...]:
    """One row; none without a Receipt."""
    if not receipt:
        return ()
    follow = Button(text=say.label("My answer…"), press=FollowAnswer(receipt))
    delete = Button(text=say.label("Delete"), press=AskWithdrawal(receipt))
    return ((follow, delete),)


def repeated(question: str, reply: str) -> Markup:
    """A question and what was answered to it, or the beginning of that."""
    begun = shown(excerpt(reply, EXCERPT))
    return Markup("{}\n<blockquote>{}</blockquote>").format(shown(question), begun)
