import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.cleaning import clean_name, cleaned, cleaned_with, is_blank
from bot.sandbox.client import Control, ControlRefusedError
from bot.sandbox.shapes import Chat, User
from tests.sandbox.conftest import BotClient


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("one\r\ntwo", "one\ntwo"),
        ("a\tb\0c\x1fd", "a b c d"),
        ("a\u202eb\u2028c\u2029d", "abcd"),
        ("x\u0333y\u033fz\u030a", "xyz"),
        ("a\u200f\u200f\u200eb", "a\u200c\u200c\u200eb"),
        ("a\u200fb", "a\u200fb"),
        ("kept\u00a0", "kept\u00a0"),
    ],
)
async def test_what_is_written_is_shown_clean(
    bot: BotClient, alice: User, written: str, shown: str
) -> None:
    assert (await bot.send(alice["id"], written))["text"] == shown


async def test_entities_move_with_the_text(bot: BotClient, alice: User) -> None:
    sent = await bot.send(alice["id"], "😀\r\n<b>bo\rld</b>\r<i>\r</i>", parse_mode="HTML")
    assert sent["text"] == "😀\nbold"
    assert sent["entities"] == [{"type": "bold", "offset": 3, "length": 4}]


@pytest.mark.parametrize("text", ["\r", "\t\x01", "\u200b\u200d", "\u2800", "\u202e \u00a0"])
async def test_nothing_to_be_seen_is_no_message(
    bot: BotClient, control: Control, alice: User, text: str
) -> None:
    refusal = await bot.refused("sendMessage", chat_id=alice["id"], text=text)
    assert refusal == "400 Bad Request: text must be non-empty"
    with pytest.raises(ControlRefusedError, match="text: it is blank"):
        await control.say(alice["id"], text)


@pytest.mark.parametrize(
    ("method", "given"),
    [
        ("sendMessage", {"text": "\ud83d"}),
        ("setChatTitle", {"title": "\ude00x"}),
        ("sendPoll", {"question": "?", "options": ["a", "\udc00"]}),
        ("sendMessage", {"text": "x", "reply_markup": '{"keyboard": [["\\ud800"]]}'}),
    ],
)
async def test_half_a_character_is_refused(
    bot: BotClient, ward: Chat, method: str, given: dict[str, object]
) -> None:
    refusal = await bot.refused(method, chat_id=ward["id"], **given)
    assert refusal == "400 Bad Request: strings must be encoded in UTF-8"


@pytest.mark.parametrize("written", ["\\ud800", "😀", '\\\\"ud800'])
async def test_what_only_looks_like_half_of_one_is_taken(
    bot: BotClient, alice: User, written: str
) -> None:
    assert (await bot.send(alice["id"], written))["text"] == written


@pytest.mark.parametrize("data", [b"text=%ff&chat_id=1", b"text=\xff"])
async def test_a_form_has_to_be_in_utf8(bot: BotClient, data: bytes) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    url = f"{bot.url}/bot{bot.token}/sendMessage"
    async with bot.http.post(url, data=data, headers=headers) as response:
        answer = await response.json()
    assert answer["description"] == "Bad Request: strings must be encoded in UTF-8"


async def test_names_stand_on_one_line(bot: BotClient, ward: Chat, forum: Chat) -> None:
    await bot.call("setChatTitle", chat_id=ward["id"], title="\u3000 Ward\n\u00a0 8\r\u2800")
    assert (await bot.call("getChat", chat_id=ward["id"]))["title"] == "Ward 8"
    for name in ("\u200b", "\u2800", "\ufeff\u00a0"):
        refusal = await bot.refused("createForumTopic", chat_id=forum["id"], name=name)
        assert refusal == "400 Bad Request: name must be non-empty"


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = cleaned(text)
    assert not set(once) & set("\r\t\0\u202e\u2028")
    assert is_blank(once) == is_blank(text)
    assert clean_name(clean_name(text)) == clean_name(text)


@given(st.text(alphabet="a\r 😀\u202e", max_size=9), st.data())
def test_an_entity_covers_what_it_covered(text: str, data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(begin, len(text)))
    units = [len(text[:place].encode("utf-16-le")) // 2 for place in (begin, end)]
    entity: dict[str, object] = {"type": "bold", "offset": units[0], "length": units[1] - units[0]}
    clean, entities = cleaned_with(text, [entity])
    raw = clean.encode("utf-16-le")
    covered = [
        raw[2 * each["offset"] : 2 * (each["offset"] + each["length"])].decode("utf-16-le")
        for each in entities
        if isinstance(each["offset"], int) and isinstance(each["length"], int)
    ]
    assert "".join(covered) == cleaned(text[begin:end])
