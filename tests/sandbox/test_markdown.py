import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox import detect, utf16
from bot.sandbox.errors import ApiError
from bot.sandbox.jsons import JsonObject
from bot.sandbox.markdown import parse_markdown_v2


def span(kind: str, offset: int, length: int, **more: object) -> dict[str, object]:
    return {"type": kind, "offset": offset, "length": length, **more}


@pytest.mark.parametrize(
    ("mark", "kind"),
    [
        ("*", "bold"),
        ("_", "italic"),
        ("__", "underline"),
        ("~", "strikethrough"),
        ("||", "spoiler"),
        ("`", "code"),
        ("```", "pre"),
    ],
)
def test_every_mark_has_its_entity(mark: str, kind: str) -> None:
    text, entities = parse_markdown_v2(f"a {mark}word one{mark} b")
    if kind == "pre":
        assert (text, entities) == ("a  one b", [span("pre", 2, 4, language="word")])
    else:
        assert (text, entities) == ("a word one b", [span(kind, 2, 8)])


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("*a _b_*", "a b", [span("italic", 2, 1), span("bold", 0, 3)]),
        ("__*_x_*__", "x", [span("italic", 0, 1), span("bold", 0, 1), span("underline", 0, 1)]),
        (r"1\.5 \*not bold\* \\", r"1.5 *not bold* " + "\\", []),
        (r"back\slash é\é", "backslash é\\é", []),
        ("a**b", "ab", []),
        ("`a*b_c`", "a*b_c", [span("code", 0, 5)]),
        (r"`a\`b`", "a`b", [span("code", 0, 3)]),
        ("```python\nx = 1```", "x = 1", [span("pre", 0, 5, language="python")]),
        ("```\r\nplain```", "plain", [span("pre", 0, 5)]),
        ("😀*é*", "😀é", [span("bold", 2, 1)]),
        (
            "[words](https://example.org/a_b?c=1)",
            "words",
            [span("text_link", 0, 5, url="https://example.org/a_b?c=1")],
        ),
        (
            r"[x](https://example.org/a\)b)",
            "x",
            [span("text_link", 0, 1, url="https://example.org/a)b")],
        ),
        ("[Alice](tg://user?id=42)", "Alice", [span("text_mention", 0, 5, user={"id": 42})]),
        (
            r"[example\.org]",
            "example.org",
            [span("text_link", 0, 11, url="http://example.org/")],
        ),
        ("[nothing](nowhere)", "nothing", []),
        ("![👍](tg://emoji?id=5368)", "👍", [span("custom_emoji", 0, 2, custom_emoji_id="5368")]),
        (
            "![Monday](tg://time?unix=1772442000&format=wDT)",
            "Monday",
            [span("date_time", 0, 6, unix_time=1772442000, date_time_format="wDT")],
        ),
        (">one\n>two", "one\ntwo", [span("blockquote", 0, 7)]),
        (">one\n>two\nthree", "one\ntwo\nthree", [span("blockquote", 0, 8)]),
        (">one\n>two||\nthree", "one\ntwo\nthree", [span("expandable_blockquote", 0, 8)]),
        (">all of it||", "all of it", [span("expandable_blockquote", 0, 9)]),
        ("**>one\n>two||", "one\ntwo", [span("expandable_blockquote", 0, 7)]),
        (">*bold* in it", "bold in it", [span("bold", 0, 4), span("blockquote", 0, 10)]),
        ("a\n>b", "a\nb", [span("blockquote", 2, 1)]),
        ("\\\n>b", "\nb", [span("blockquote", 1, 1)]),
    ],
)
def test_what_comes_of_it(source: str, text: str, entities: list[JsonObject]) -> None:
    assert parse_markdown_v2(source) == (text, entities)


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        *(
            (f"a{char}b", f"Character '{char}' is reserved and must be escaped with the preceding")
            for char in "]()>#+-=|{}.!"
        ),
        ("*x", "Can't find end of Bold entity at byte offset 0"),
        ("é_x", "Can't find end of Italic entity at byte offset 2"),
        ("__x_", "Can't find end of Italic entity at byte offset 3"),
        ("a ~x", "Can't find end of Strikethrough entity at byte offset 2"),
        ("||x|y", "Character '|' is reserved"),
        ("`x", "Can't find end of Code entity at byte offset 0"),
        ("```\nx", "Can't find end of Pre entity at byte offset 0"),
        ("```a`b```", "Can't find end of Pre entity at byte offset 0"),
        ("```py\nx", "Can't find end of PreCode entity at byte offset 0"),
        ("[x", "Can't find end of TextUrl entity at byte offset 0"),
        ("[x](https://example.org", "Can't find end of a URL at byte offset 4"),
        ("![x", "Can't find end of CustomEmoji entity at byte offset 0"),
        ("![x]", "The entity must contain a tg://emoji or tg://time URL"),
        ("![x](https://example.org)", "Invalid tg://emoji or tg://time URL specified"),
        ("![x](tg://emoji?id=0)", "Invalid tg://emoji or tg://time URL specified"),
        (">*x\ny*", "Can't find end of Bold entity at byte offset 1"),
        (">||x\ny||", "Can't find end of Spoiler entity at byte offset 1"),
        (">*x", "Can't find end of Bold entity at byte offset 1"),
        (">a||b", "Can't find end of Spoiler entity at byte offset 2"),
    ],
)
def test_telegrams_own_complaints(source: str, complaint: str) -> None:
    with pytest.raises(ApiError) as refused:
        parse_markdown_v2(source)
    assert refused.value.description.startswith(f"Bad Request: can't parse entities: {complaint}")


def escaped(text: str) -> str:
    return "".join(f"\\{char}" if char in "_*[]()~`>#+-=|{}.!\\" else char for char in text)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_what_is_escaped_comes_back_as_it_was(text: str) -> None:
    assert parse_markdown_v2(escaped(text)) == (text, [])


@given(st.lists(st.sampled_from("*_~`|>![]()\\\n\r ax") | st.just("```"), max_size=14))
def test_every_text_is_read_or_refused(parts: list[str]) -> None:
    try:
        text, entities = parse_markdown_v2("".join(parts))
    except ApiError:
        return
    for begins, ends in map(detect.span, entities):
        assert 0 <= begins <= ends <= utf16.length(text)
