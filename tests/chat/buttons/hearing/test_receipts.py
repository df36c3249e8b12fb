"""The data of buttons that carry a Receipt."""

from dataclasses import fields

from bot.chat.buttons import BUTTONS, LIMIT, carries_receipt, encode
from bot.chat.buttons.asking.notes import IgnoreWords
from bot.chat.buttons.hearing.receipts import AskWithdrawal, FollowAnswer, WithdrawAnswer
from bot.domain.hearing.receipts import new_receipt


def test_a_receipt_fits_on_every_button_that_carries_one() -> None:
    for kind in (FollowAnswer, AskWithdrawal, WithdrawAnswer):
        data = encode(kind(new_receipt()))
        assert len(data) <= LIMIT
        assert carries_receipt(data)


def test_no_other_button_is_taken_for_one() -> None:
    assert not carries_receipt(encode(IgnoreWords()))
    for data in ("", "f1", "no such button", ":"):
        assert not carries_receipt(data)


def test_every_secret_is_called_a_receipt() -> None:
    secret = {"receipt"}
    carrying = {kind for kind in BUTTONS.values() if secret & {f.name for f in fields(kind)}}
    assert carrying == {FollowAnswer, AskWithdrawal, WithdrawAnswer}
