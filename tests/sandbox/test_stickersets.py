import pytest

from bot.sandbox.stickersets import may_be_called


@pytest.mark.parametrize(
    ("name", "may"),
    [
        ("cats_by_thinking_bot", True),
        ("Cats2_by_Thinking_Bot", True),
        ("cats", False),
        ("_by_thinking_bot", False),
        ("by_thinking_bot", False),
        ("2cats_by_thinking_bot", False),
        ("my__cats_by_thinking_bot", False),
        ("katt-och-hund_by_thinking_bot", False),
        ("kött_by_thinking_bot", False),
        ("cats_by_other_bot", False),
        ("c" * 48 + "_by_thinking_bot", True),
        ("c" * 49 + "_by_thinking_bot", False),
    ],
)
def test_a_set_is_called_after_its_bot(name: str, may: bool) -> None:
    assert may_be_called(name, "thinking_bot") is may
