"""Whatever entities a text comes with, the HTML is well-formed and the words are all there."""

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox import utf16
from bot.sandbox.detect import span
from bot.sandbox.jsons import JsonObject
from bot.sandbox.page.entities import Reader, formatted
from bot.sandbox.page.links import ToBot

READER = Reader(lambda way: ToBot(username="x", start=None) if "t.me" in way else None, 1, {})
KINDS = (
    "bold",
    "italic",
    "spoiler",
    "blockquote",
    "pre",
    "code",
    "text_link",
    "url",
    "bot_command",
    "hashtag",
    "mention",
    "date_time",
    "custom_emoji",
    "unheard_of",
)
Case = tuple[str, list[JsonObject]]
"""Words, and what is said to be of them."""

ALLOWED = {"strong", "em", "span", "blockquote", "pre", "code", "a", "button", "time"}


class Reading(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED
        assert not [name for name, _ in attrs if name.startswith("on") or name == "style"]
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


@st.composite
def dressed(draw: st.DrawFn) -> Case:
    words = draw(st.text(st.characters(codec="utf-8") | st.sampled_from("<>&\"'🌱/@"), max_size=40))
    size = utf16.length(words)
    entities = draw(
        st.lists(
            st.fixed_dictionaries(
                {
                    "type": st.sampled_from(KINDS),
                    "offset": st.integers(0, size + 2),
                    "length": st.integers(0, size + 2),
                    "url": st.sampled_from(
                        ["https://t.me/x", "javascript:x", 'http://"><b>', "\"'<>"]
                    ),
                    "unix_time": st.integers(),
                }
            ),
            max_size=6,
        )
    )
    return words, entities


@given(dressed())
def test_words_survive_and_tags_close(case: Case) -> None:
    words, entities = case
    reading = Reading()
    reading.feed(str(formatted(words, entities, READER)))
    reading.close()
    assert reading.open == []
    assert reading.words.replace("\ufffd", "") == words.replace("\ufffd", "") or split(
        words, entities
    )


def split(words: str, entities: list[JsonObject]) -> bool:
    """An entity may begin or end in the middle of a character; then that one is lost."""
    units = words.encode("utf-16-le")
    ends = [end for entity in entities for end in span(entity)]
    return any(0xDC <= units[2 * end + 1] <= 0xDF for end in ends if 2 * end + 1 < len(units))
