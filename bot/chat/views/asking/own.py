"""The buttons under a person's own answer: they carry its Receipt."""

from bot.chat.buttons.hearing.receipts import AskWithdrawal, FollowAnswer
from bot.chat.rendered import Button
from bot.chat.translator import Translator


def own_buttons(say: Translator, receipt: str) -> tuple[tuple[Button, ...], ...]:
    """One row; none without a Receipt."""
    if not receipt:
        return ()
    follow = Button(text=say.label("My answer…"), press=FollowAnswer(receipt))
    delete = Button(text=say.label("Delete"), press=AskWithdrawal(receipt))
    return ((follow, delete),)
