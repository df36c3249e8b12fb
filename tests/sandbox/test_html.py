import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox import utf16
from bot.sandbox.detect import span
from bot.sandbox.errors import ApiError
from bot.sandbox.html import parse_html
from bot.sandbox.jsons import JsonObject


@pytest.mark.parametrize(
    ("tag", "kind"),
    [
        ("b", "bold"),
        ("strong", "bold"),
        ("i", "italic"),
        ("em", "italic"),
        ("u", "underline"),
        ("ins", "underline"),
        ("s", "strikethrough"),
        ("strike", "strikethrough"),
        ("del", "strikethrough"),
        ("tg-spoiler", "spoiler"),
        ("code", "code"),
        ("pre", "pre"),
        ("blockquote", "blockquote"),
        ("B", "bold"),
    ],
)
def test_every_tag_has_its_entity(tag: str, kind: str) -> None:
    text, entities = parse_html(f"a <{tag}>word</{tag}> b")
    assert text == "a word b"
    assert entities == [{"type": kind, "offset": 2, "length": 4}]


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        (
            '<span class="tg-spoiler">x</span>',
            "x",
            [{"type": "spoiler", "offset": 0, "length": 1}],
        ),
        (
            "<blockquote expandable>x</blockquote>",
            "x",
            [{"type": "expandable_blockquote", "offset": 0, "length": 1}],
        ),
        (
            '<pre><code class="language-python">x = 1</code></pre>',
            "x = 1",
            [{"type": "pre", "offset": 0, "length": 5, "language": "python"}],
        ),
        (
            '<code class="language-python">x</code>',
            "x",
            [{"type": "code", "offset": 0, "length": 1}],
        ),
        (
            "<a href='https://example.org/a?b=1&amp;c=2'>x</a>",
            "x",
            [
                {
                    "type": "text_link",
                    "offset": 0,
                    "length": 1,
                    "url": "https://example.org/a?b=1&c=2",
                }
            ],
        ),
        (
            "<a>example.org</a>",
            "example.org",
            [{"type": "text_link", "offset": 0, "length": 11, "url": "http://example.org/"}],
        ),
        (
            '<a href="tg://user?id=42">Alice</a>',
            "Alice",
            [{"type": "text_mention", "offset": 0, "length": 5, "user": {"id": 42}}],
        ),
        ('<a href="nowhere">x</a>', "x", []),
        ("<b></b>empty", "empty", []),
        ("&lt;b&gt; &amp; &quot; &#39; &#x1F600; &nbsp; &", "<b> & \" ' 😀 &nbsp; &", []),
        ("a &lt b", "a < b", []),
    ],
)
def test_attributes_links_and_references(
    source: str, text: str, entities: list[JsonObject]
) -> None:
    assert parse_html(source) == (text, entities)


@pytest.mark.parametrize("form", ["", "r", "R", "tD", "Tdw"])
def test_a_time_that_each_reader_sees_in_their_own_zone(form: str) -> None:
    text, entities = parse_html(f'<tg-time unix="1772442000" format="{form}">Monday</tg-time>')
    assert text == "Monday"
    assert entities == [
        {
            "type": "date_time",
            "offset": 0,
            "length": 6,
            "unix_time": 1772442000,
            "date_time_format": form,
        }
    ]


def test_offsets_count_utf16_units() -> None:
    text, entities = parse_html("😀é<b>x😀</b>")
    assert text == "😀éx😀"
    assert entities == [{"type": "bold", "offset": 3, "length": 3}]


def test_entities_nest() -> None:
    _, entities = parse_html("<b>a<i>b</i></b>")
    assert {entity["type"]: (entity["offset"], entity["length"]) for entity in entities} == {
        "bold": (0, 2),
        "italic": (1, 1),
    }


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("é<x>y</x>", 'Unsupported start tag "x" at byte offset 2'),
        ("a <br/>", 'Unsupported start tag "br/" at byte offset 2'),
        (
            "<b>x</i>",
            'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"',
        ),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<a href", 'Unclosed start tag "a" at byte offset 0'),
        ("<a href=", 'Unclosed start tag "a" at byte offset 0'),
        ("<a href='x", "Unclosed start tag at byte offset 0"),
        ("<a href=x/y>z</a>", "Unexpected end of name token at byte offset 8"),
        ("<b =x>y</b>", 'Empty attribute name in the tag "b" at byte offset 0'),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<tg-time unix="1" format="x">y</tg-time>', "Invalid date format used"),
        (
            '<tg-emoji emoji-id="x">y</tg-emoji>',
            "Invalid custom emoji identifier specified",
        ),
    ],
)
def test_complaints_are_telegrams_own(source: str, complaint: str) -> None:
    with pytest.raises(ApiError) as refused:
        parse_html(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {complaint}"


@given(st.text())
def test_an_escaped_text_comes_back_unchanged(text: str) -> None:
    assert parse_html(html.escape(text)) == (text, [])


@given(st.text(), st.text(min_size=1), st.text())
def test_an_entity_covers_what_stood_in_its_tag(before: str, inside: str, after: str) -> None:
    source = f"{html.escape(before)}<b>{html.escape(inside)}</b>{html.escape(after)}"
    text, (entity,) = parse_html(source)
    begins, ends = span(entity)
    assert utf16.slice_of(text, begins, ends - begins) == inside


@given(st.text(alphabet="<>/=&;'\" abhrefspncod#x1é😀"))
def test_any_text_is_parsed_or_refused(source: str) -> None:
    try:
        text, entities = parse_html(source)
    except ApiError:
        return
    length = utf16.length(text)
    assert all(ends <= length for _, ends in map(span, entities))
