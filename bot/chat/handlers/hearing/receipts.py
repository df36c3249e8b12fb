"""Buttons that carry a Receipt."""

from bot.chat.buttons.hearing.receipts import AskWithdrawal, FollowAnswer, WithdrawAnswer
from bot.chat.handling import press
from bot.flows.hearing import receipts

HANDLERS = [
    press(FollowAnswer, lambda step, who, it: receipts.follow(step, who, it.receipt)),
    press(
        AskWithdrawal,
        lambda step, who, it: receipts.ask_withdrawal(step, who, it.receipt),
    ),
    press(WithdrawAnswer, lambda step, who, it: receipts.withdraw(step, who, it.receipt)),
]
