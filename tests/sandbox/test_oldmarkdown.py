import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.errors import ApiError
from bot.sandbox.jsons import JsonObject
from bot.sandbox.oldmarkdown import parse_markdown


def span(kind: str, offset: int, length: int, **more: object) -> dict[str, object]:
    return {"type": kind, "offset": offset, "length": length, **more}


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("*bold* _italic_ `code`", "bold italic code", None),
        ("1.5 (fine) - really!", "1.5 (fine) - really!", []),
        (r"snake\_case \x", r"snake_case \x", []),
        ("😀*é*", "😀é", [span("bold", 2, 1)]),
        ("```python\nx = 1```", "x = 1", [span("pre", 0, 5, language="python")]),
        ("```x```", "x", [span("pre", 0, 1)]),
        ("**", "", []),
        (
            "[words](https://example.org)",
            "words",
            [span("text_link", 0, 5, url="https://example.org/")],
        ),
        ("[example.org]", "example.org", [span("text_link", 0, 11, url="http://example.org/")]),
        ("[Alice](tg://user?id=42)!", "Alice!", [span("text_mention", 0, 5, user={"id": 42})]),
        ("[x](nowhere)", "x", []),
        ("[x](open", "x", []),
    ],
)
def test_what_comes_of_it(source: str, text: str, entities: list[JsonObject] | None) -> None:
    read, found = parse_markdown(source)
    assert read == text
    if entities is None:
        assert [entity["type"] for entity in found] == ["bold", "italic", "code"]
    else:
        assert found == entities


@pytest.mark.parametrize(
    ("source", "where"), [("*x", 0), ("é_x", 2), ("a `x", 2), ("```x", 0), ("[x", 0)]
)
def test_an_entity_without_end(source: str, where: int) -> None:
    with pytest.raises(ApiError) as refused:
        parse_markdown(source)
    assert refused.value.description == (
        "Bad Request: can't parse entities: "
        f"Can't find end of the entity starting at byte offset {where}"
    )


@given(st.text(st.sampled_from("*_`[]()\\ ax\n"), max_size=12))
def test_every_text_is_read_or_refused(source: str) -> None:
    try:
        text, _ = parse_markdown(source)
    except ApiError:
        return
    assert len(text) <= len(source)
