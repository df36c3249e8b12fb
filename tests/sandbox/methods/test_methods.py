"""What holds for every method."""

import asyncio
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.calling import Call, Method
from bot.sandbox.chats import Kind
from bot.sandbox.errors import ApiError
from bot.sandbox.files import Upload
from bot.sandbox.methods import BY_NAME, METHODS
from bot.sandbox.params import Params
from bot.sandbox.posting import post
from bot.sandbox.standings import ADMIN_RIGHTS, Standing, Status
from bot.sandbox.unplayed import UNPLAYED
from bot.sandbox.world import FIRST_SUPERGROUP, World

FORUM = -FIRST_SUPERGROUP

AT_ONCE = [method for method in METHODS if method.name not in ("getUpdates", "setWebhook")]
"""Methods that neither wait nor leave a task behind."""


def inhabited() -> SimpleNamespace:
    """A world where Alice talks with the bot; message 1 is hers, message 2 the bot's.

    Both are in a forum as well, where the bot may do everything.
    """
    world = World()
    bot = world.add_bot("thinking_bot", None, "Thinking", reads_all=False)
    alice = world.add_person("Alice", person_id=1)
    bot.started_by.add(alice.id)
    chat = world.private_chat(bot, alice)
    post(world, chat, alice, {"text": "/start"})
    post(world, chat, bot, {"text": "Hello"})
    forum = world.add_chat(Kind.SUPERGROUP, "Ward 7", is_forum=True)
    world.let_in(forum, alice, Standing(status=Status.MEMBER))
    rights = frozenset(ADMIN_RIGHTS)
    world.let_in(forum, bot, Standing(status=Status.ADMINISTRATOR, rights=rights))
    post(world, forum, bot, {"text": "Hello"})
    return SimpleNamespace(world=world, bot=bot)


plain = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 3),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=8),
    st.sampled_from(["1", "2", "HTML", "<b>x</b>", "typing", "null", "[]", "{}", "[[]]", '"x"']),
)
keys = st.sampled_from(
    (
        "type",
        "text",
        "callback_data",
        "url",
        "inline_keyboard",
        "keyboard",
        "force_reply",
        "message_id",
        "chat_id",
        "media",
        "command",
        "description",
        "offset",
        "length",
        "user",
        "emoji",
        "custom_emoji_id",
        "photo",
        "can_send_messages",
        "web_app",
        "copy_text",
        "quote",
    )
)
nested = st.recursive(
    plain,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=8,
)
values = nested | st.just(Upload(data=b"x", name="x", mime="text/plain"))


@given(st.data())
def test_no_call_makes_the_box_stumble(data: st.DataObject) -> None:
    method = data.draw(st.sampled_from(AT_ONCE))
    given_parameters = data.draw(
        st.dictionaries(st.sampled_from(sorted(method.parameters) or ["x"]), values)
    )
    if data.draw(st.booleans()):
        chat = data.draw(st.sampled_from([1, FORUM]))
        given_parameters |= {"chat_id": chat, "message_id": 2, "user_id": 1}
    told = inhabited()
    params = Params(given_parameters, lambda *_: None)
    refused = asyncio.run(refusal(method, Call(told.world, told.bot, params)))
    assert refused is None or (refused.code in (400, 403, 429) and ": " in refused.description)


async def refusal(method: Method, call: Call) -> ApiError | None:
    try:
        await method.run(call)
    except ApiError as error:
        return error
    return None


def test_played_and_unplayed_methods_are_the_whole_of_the_api() -> None:
    assert not BY_NAME.keys() & UNPLAYED.keys()
    assert len(METHODS) == len(BY_NAME)
    assert len(BY_NAME) + len(UNPLAYED) == 185


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
def test_methods_are_named_as_telegram_names_them(method: Method) -> None:
    assert method.name[0].islower()
    assert method.name.isalpha()
