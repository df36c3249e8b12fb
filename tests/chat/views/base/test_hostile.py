"""Whatever people write, in every message there is: shown as it was written, and never obeyed."""

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import count
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chat.rendered import Rendered
from bot.chat.translator import translator
from bot.chat.views import SENTENCES, VIEWS, sentence
from bot.chat.views.rights.mydata import give_my_data, give_my_data_file
from bot.domain.messages import MESSAGES
from bot.domain.messages.rights.mydata import GiveMyData, GiveMyDataFile
from bot.sandbox.detect import with_detected
from tests.any_message import COMING, LONGEST, LOST, NAME, any_message, filled

TAGS = frozenset({"a", "b", "blockquote", "code", "i", "pre", "s", "tg-time", "u"})
"""Of Telegram's tags, those that this bot may use."""

BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
ISOLATE, POP = "\u2068", "\u2069"
INVISIBLE = frozenset(f"\u2060{ISOLATE}{POP}")
"""What the bot puts between people's letters."""

SNIPPETS = (
    "<b>bold</b>",
    "</blockquote>",
    "</b></i>",
    "<a href='https://evil.example'>x</a>",
    "<script>alert(1)</script>",
    "<!-- x -->",
    "<",
    "&",
    "&lt;b&gt;",
    "&amp;amp;",
    "&#60;i&#62;",
    "&copy",
    "*bold* _it_ __u__ ~s~ ||spoiler|| `code` ```pre```",
    "[x](tg://user?id=1)",
    "@alice_smith",
    "#burnout",
    "$TSLA",
    "/start@eftertanke_bot",
    "https://example.com/a?b=c&d=e",
    "tg://resolve?domain=x",
    "one@example.com",
    "example.org",
    "{team} {0} {} {",
    "%s %(x)s",
    "שלום",
    "مرحبا",
    "\u202eevil",
    "\u2066x",
    "\u2069\u2069\u2069",
    "\u200f",
    "e\u0302\u0303\u0304",
    "👩‍👩‍👧‍👦",
    "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "🇸🇪🇫🇮",
    "nul\x00l",
    "\x1b[31m",
    "a\nb",
    "\r\n",
    "\u2028",
    "\x85",
    "\t",
    "\ud83d",
    "w" * 70,
)
hostile = st.lists(st.sampled_from(SNIPPETS) | st.text(max_size=8), max_size=8).map("".join)
long = st.sampled_from(SNIPPETS).map(lambda snippet: snippet * 3000)
languages = pytest.mark.parametrize("language", ["en", "sv"])


@dataclass
class Read:
    """A message as a screen would show it."""

    text: str
    tags: list[tuple[str, tuple[tuple[str, str | None], ...]]] = field(default_factory=list)

    @property
    def seen(self) -> str:
        return collapsed(self.text)

    @property
    def entities(self) -> list[tuple[str, str]]:
        """What Telegram finds by itself: kind and text."""
        units = self.text.encode("utf-16-le", "surrogatepass")
        return [
            (str(one["type"]), units[2 * begin : 2 * end].decode("utf-16-le", "replace"))
            for one in with_detected(self.text, [])
            for begin in [int(str(one["offset"]))]
            for end in [begin + int(str(one["length"]))]
        ]


class Screen(HTMLParser):
    """Reads HTML as the standard library does, which knows nothing of ours."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.read = Read("")
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.read.tags.append((tag, tuple(attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.read.tags.append((f"/{tag}", ()))

    def handle_data(self, data: str) -> None:
        self.read.text += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")


class Planted:
    """Gives each blank words of its own, behind a mark by which they are found again."""

    def __init__(self, texts: list[str]) -> None:
        self._texts = texts
        self._numbers = count()
        self.words: dict[str, str] = {}

    def __call__(self, name: str) -> str:
        number = next(self._numbers)
        mark = f"tok{number}tok"
        words = f"{mark} {self._texts[number % len(self._texts)]}" if self._texts else mark
        self.words[mark] = words[: LONGEST.get(name, NAME)]
        return self.words[mark]


def collapsed(text: str) -> str:
    """What is left for the eye, on one line: spaces are one, and signs without a look are none."""
    return " ".join("".join(c for c in text if c not in INVISIBLE).split())


def kept(words: str) -> str:
    """Words as they may be kept: without controls, which no screen shows, and without the signs
    that turn the direction of what comes after."""
    return "".join(
        c
        for c in words
        if c not in BIDI
        and unicodedata.category(c) != "Cs"
        and (c >= " " or c in "\n\t")
        and c != "\x7f"
    )


def marks(text: str) -> list[str]:
    return re.findall(r"tok\d+tok", text)


def shows(seen: str, mark: str, words: str) -> bool:
    """Whether the words stand where their mark is: all of them, or cut with an ellipsis."""
    wanted = collapsed(kept(words))
    places = [found.start() for found in re.finditer(mark, seen)]
    return bool(places) and all(_stands(seen[place:], wanted) for place in places)


def _stands(seen: str, wanted: str) -> bool:
    if seen.startswith(wanted):
        return True
    same = next(n for n, (a, b) in enumerate(zip(f"{seen}\0", wanted, strict=False)) if a != b)
    return seen[same : same + 1] == "…"


def labels(rendered: Rendered) -> Iterator[dict[str, str]]:
    _, wish = rendered.call(None)
    for row in (wish["reply_markup"] or {}).get("inline_keyboard", []):
        yield from row


def check_directions(text: str) -> None:
    """Each isolate is closed on the line on which it begins, and all people's words are in one."""
    for line in text.split("\n"):
        depth = 0
        for piece in re.split(f"([{ISOLATE}{POP}])", line):
            depth += (piece == ISOLATE) - (piece == POP)
            assert depth >= 0
            assert depth > 0 or not marks(piece)
        assert depth == 0
    assert not (set(text) & BIDI) - {ISOLATE, POP}


@languages
@pytest.mark.parametrize("kind", MESSAGES, ids=lambda kind: kind.__name__)
@settings(max_examples=12)
@given(data=st.data())
def test_words_are_shown_and_change_nothing_else(
    kind: type, language: str, data: st.DataObject
) -> None:
    message = data.draw(any_message(kind))
    texts = data.draw(st.lists(hostile | long, min_size=1, max_size=5))
    if kind in (GiveMyData, GiveMyDataFile):
        texts = [kept(text) for text in texts]
    nothing, planted = Planted([]), Planted(texts)
    plain = said(filled(message, nothing), language)
    told = said(filled(message, planted), language)
    before, after = Screen(str(plain.text)).read, Screen(str(told.text)).read

    assert after.tags == before.tags
    assert {tag.strip("/") for tag, _ in after.tags} <= TAGS
    assert after.entities == before.entities
    assert marks(after.seen) == marks(before.seen)
    for mark in marks(after.seen):
        assert shows(after.seen, mark, planted.words[mark]), (after.seen, planted.words[mark])
    check_directions(after.text)
    check_size(told, after.text)
    check_buttons(plain, told, planted)


def said(message: Any, language: str) -> Rendered:
    return VIEWS[type(message)](translator(language), message)


def check_size(told: Rendered, text: str) -> None:
    with_file = told.photo or told.document or told.picture
    assert 0 < len(text) <= (1024 if with_file else 4096)
    assert str(told.text).count("</") <= 100, "more entities than Telegram keeps"


def check_buttons(plain: Rendered, told: Rendered, planted: Planted) -> None:
    for before, after in zip(labels(plain), labels(told), strict=True):
        assert {**before, "text": ""} == {**after, "text": ""}
        assert len(after.get("callback_data", "").encode()) <= 64
        label = after["text"]
        assert 0 < len(label) <= 64
        assert "\n" not in label
        assert not set(label) & BIDI
        assert marks(label) == marks(before["text"]) or label.endswith("…")
        for mark in marks(label):
            assert shows(collapsed(label), mark, planted.words[mark])


@languages
@settings(max_examples=30)
@given(message=any_message(GiveMyData), texts=st.lists(hostile, min_size=1, max_size=5))
def test_the_files_with_ones_data_hold_the_very_words(
    language: str, message: GiveMyData, texts: list[str]
) -> None:
    planted = Planted([kept(text).strip() for text in texts])
    data = filled(message, planted).data
    to_read = give_my_data(translator(language), GiveMyData(data=data)).document
    for_programs = give_my_data_file(translator(language), GiveMyDataFile(data=data)).document
    assert to_read is not None
    assert for_programs is not None
    document = json.dumps(json.loads(for_programs.content), ensure_ascii=False)
    page = collapsed(to_read.content.decode())
    for mark, words in planted.words.items():
        assert json.dumps(words, ensure_ascii=False)[1:-1] in document
        assert mark not in page or shows(page, mark, words)


@languages
@pytest.mark.parametrize("key", sorted(SENTENCES))
def test_what_flashes_over_a_button_has_no_markup(language: str, key: str) -> None:
    names = dict.fromkeys(("chat", "name", "team"), "<b>")
    told = sentence(
        translator(language),
        key,
        {"days": 7, "floor": 5, "most": 60, "people": 2, "at_once": 1, **names, **LOST, **COMING},
    )
    assert Screen(str(told)).read.tags == []
    assert "&lt;" not in told.unescape()
