import pytest

from bot.sandbox.detect import with_detected


@pytest.mark.parametrize(
    ("text", "kind", "offset", "length"),
    [
        ("/start", "bot_command", 0, 6),
        ("say /help@thinking_bot now", "bot_command", 4, 18),
        ("ask @alice_b!", "mention", 4, 8),
        ("so #tired", "hashtag", 3, 6),
        ("see https://example.org/a?b=c.", "url", 4, 25),
        ("see example.org, please", "url", 4, 11),
        ("write to a.b@example.org", "email", 9, 15),
        ("😀 /start", "bot_command", 3, 6),
    ],
)
def test_telegram_finds_it_by_itself(text: str, kind: str, offset: int, length: int) -> None:
    assert with_detected(text, []) == [{"type": kind, "offset": offset, "length": length}]


@pytest.mark.parametrize(
    "text",
    [
        "and/or",
        "1/2",
        "a@b",
        "me@",
        "#1",
        "3.5 hours",
        "end.Then",
        "</b>",
        "e.g. this",
        "path/to/x",
    ],
)
def test_nothing_is_found(text: str) -> None:
    assert with_detected(text, []) == []


def test_nothing_is_found_in_code_and_links() -> None:
    code = {"type": "code", "offset": 0, "length": 6}
    assert with_detected("/start", [code]) == [code]


def test_what_is_found_stands_beside_what_was_given_in_order() -> None:
    bold = {"type": "bold", "offset": 7, "length": 4}
    found = {"type": "bot_command", "offset": 0, "length": 6}
    assert with_detected("/start bold", [bold]) == [found, bold]
