"""People's words are shown as they were written, and never do anything."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.fitting import _length
from bot.chat.safe import FIRST_STRONG_ISOLATE, POP_ISOLATE, clean, label, shown
from bot.domain.base.texts import JOINER
from bot.sandbox.detect import with_detected

INVISIBLE = {ord(sign): None for sign in (JOINER, FIRST_STRONG_ISOLATE, POP_ISOLATE)}

SPEAKING = (
    "@alice_smith",
    "write to @bob_jones, please",
    "..@alice_smith",
    f"{JOINER}@alice_smith",
    "#burnout",
    f"{JOINER}#burnout",
    "(#burnout)",
    "#\u200cburnout",
    "/start",
    "/start@eftertanke_bot",
    f"{JOINER}/start",
    "https://example.com/path?x=1",
    "HTTP://EXAMPLE.COM",
    "tg://resolve?domain=alice",
    "example.com",
    "caf\u0301e\u0301.com",
    "see example.org/abc.",
    "one@example.com",
    "t.me/joinchat",
    "\U0001f600.com",
    "$TSLA",
    "a.b.c.example.se",
)


@pytest.mark.parametrize("words", SPEAKING)
def test_nothing_becomes_a_link_a_mention_a_hashtag_or_a_command(words: str) -> None:
    assert with_detected(html.unescape(str(shown(words))), []) == []


@pytest.mark.parametrize("before", ["½", "²", "é", "\u0301", "("])
@pytest.mark.parametrize("sign", ["#burnout", "$TSLA", "@alice_smith", "/start"])
def test_what_telegram_takes_for_a_letter_is_not_guessed(before: str, sign: str) -> None:
    """It reads a hashtag after a fraction, and none after a letter: more signs are stopped than
    would speak."""
    assert f"{before}{sign[0]}{JOINER}{sign[1:]}" in shown(before + sign)


tempting = st.text(
    st.sampled_from("ab1 _-@#/$.:\n\u2060\u0301\u200c\u05d0<>&\"'\x00" + "\U0001f600"), max_size=40
)


@given(tempting | st.lists(st.sampled_from(SPEAKING), max_size=4).map(" ".join))
def test_no_mixture_of_signs_becomes_one_either(words: str) -> None:
    assert with_detected(html.unescape(str(shown(words))), []) == []


@given(st.text(max_size=200))
def test_what_is_read_is_what_was_written(words: str) -> None:
    read = html.unescape(str(shown(words))).translate(INVISIBLE)
    assert read.splitlines() == clean(words).translate(INVISIBLE).splitlines()


@given(tempting)
def test_nothing_in_it_is_markup(words: str) -> None:
    text = str(shown(words))
    assert "<" not in text
    assert ">" not in text


@given(tempting | st.text(max_size=80))
def test_its_length_is_known_before_it_is_made_harmless(words: str) -> None:
    """Pages of words are filled by this length; see bot/chat/fitting.py."""
    assert len(html.unescape(str(shown(words)))) <= _length(words)


def test_each_line_keeps_its_direction_to_itself() -> None:
    lines = str(shown("שלום\nhello")).split("\n")
    assert all(line[0] == FIRST_STRONG_ISOLATE and line[-1] == POP_ISOLATE for line in lines)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  hello \n", "hello"),
        ("nul\x00l", "null"),
        ("bell\x07 tab\t", "bell tab"),
        ("\u202eevil", "evil"),
        ("half \ud83d", "half"),
        ("\x00\x01\u202e", ""),
        ("one\ntwo", "one\ntwo"),
        ("👩‍👩‍👧‍👦 é", "👩‍👩‍👧‍👦 é"),
    ],
)
def test_what_no_screen_shows_is_not_kept(written: str, kept: str) -> None:
    assert clean(written) == kept


def test_a_label_is_one_short_line() -> None:
    assert label("one\n two\t three") == "one two three"
    assert label("x" * 100) == "x" * 59 + "…"
    assert label("x" * 60) == "x" * 60
