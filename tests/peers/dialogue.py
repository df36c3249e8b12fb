"""What people do with a bot, and what must come of it, whatever the bot is made of.

The bot asks whoever starts it how the day was, takes a press for an answer and then words, sends
photos back, holds a poll, and lives in groups and topics. The files beside this one and the folder
`grammy` hold one such bot each, built as the library's own guide would.
"""

import base64
from asyncio import timeout

from bot.sandbox.client import Control
from bot.sandbox.shapes import ChatType, Message

USERNAME = "ward_bot"

PATIENCE_SECONDS = 60.0
"""For anything that a bot does, its start included."""

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)

CALLED = frozenset(
    {
        "answerCallbackQuery",
        "createForumTopic",
        "editMessageText",
        "getChatMemberCount",
        "getFile",
        "sendMessage",
        "sendPhoto",
        "sendPoll",
    }
)
"""What a bot calls meanwhile."""


class Talk:
    """Alice and Bob, their phones, and the bot somewhere out there."""

    def __init__(self, control: Control) -> None:
        self._control = control
        self._alice = 0
        self._bob = 0

    async def play(self) -> None:
        self._alice = (await self._control.user("Alice", language_code="sv"))["id"]
        self._bob = (await self._control.user("Bob"))["id"]
        await self._alice_is_asked()
        await self._alice_answers_in_words()
        await self._alice_sends_a_photo()
        await self._alice_votes()
        await self._they_take_the_bot_into_a_group()
        await self._they_talk_in_topics()

    async def _alice_is_asked(self) -> None:
        await self._control.say(self._alice, "/start")
        question = await self._sees("How was today?")
        assert question["entities"] == [{"type": "bold", "offset": 8, "length": 5}]
        (row,) = question["reply_markup"]["inline_keyboard"]
        assert [button["text"] for button in row] == ["Calm", "Busy"]
        pressed = await self._control.press(
            self._alice, question["message_id"], "Busy", timeout=PATIENCE_SECONDS
        )
        assert pressed.answer == "Noted"
        edited = await self._sees("You said busy")
        assert edited["message_id"] == question["message_id"]
        assert "reply_markup" not in edited

    async def _alice_answers_in_words(self) -> None:
        asked = await self._sees("What made it so?")
        pressed = await self._control.press(self._alice, asked["message_id"], "The work")
        assert pressed.message is not None
        said = pressed.message["message_id"]
        heard = await self._sees("I heard: The work")
        assert heard["reply_to_message"]["message_id"] == said
        assert heard["reply_markup"] == {"remove_keyboard": True}
        await self._control.edit(self._alice, said, "The weather")
        await self._sees("Now I hear: The weather")

    async def _alice_sends_a_photo(self) -> None:
        await self._control.say(self._alice, photo=PNG)
        back = await self._sees(f"{len(PNG)} bytes")
        assert (back["photo"][-1]["width"], back["photo"][-1]["height"]) == (1, 1)
        assert back["from"]["username"] == USERNAME

    async def _alice_votes(self) -> None:
        await self._control.say(self._alice, "/poll")
        asked = await self._sees("Which shift?")
        assert asked["poll"]["is_anonymous"] is False
        await self._control.vote(self._alice, asked["message_id"], ["Late"])
        await self._sees("You chose Late")

    async def _they_take_the_bot_into_a_group(self) -> None:
        group = await self._chat("group", "Ward 7")
        await self._control.join(group, user=self._alice, bot=USERNAME)
        await self._sees("Hello, Ward 7", chat=group)
        await self._control.say(self._bob, "Who is this for?", chat=group)
        asked = await self._control.say(self._bob, f"/who@{USERNAME}", chat=group)
        count = await self._sees("We are 3", chat=group)
        assert count["reply_to_message"]["message_id"] == asked["message_id"]

    async def _they_talk_in_topics(self) -> None:
        forum = await self._chat("supergroup", "Ward 9", is_forum=True)
        await self._control.join(forum, user=self._alice, bot=USERNAME)
        await self._sees("Hello, Ward 9", chat=forum)
        await self._control.promote(forum, bot=USERNAME)
        await self._control.say(self._alice, "/topic Handover", chat=forum)
        opening = await self._sees("Talk about Handover here", chat=forum)
        thread = opening["message_thread_id"]
        await self._control.say(self._bob, "/here", chat=forum, thread=thread)
        assert (await self._sees("I am here", chat=forum))["message_thread_id"] == thread

    async def _chat(self, kind: ChatType, title: str, *, is_forum: bool = False) -> int:
        """A chat of Alice's with Bob in it; its id."""
        members, admins = [self._bob], [self._alice]
        made = await self._control.chat(
            kind, title, is_forum=is_forum, members=members, admins=admins
        )
        return made["id"]

    async def _sees(self, text: str, *, chat: int | None = None) -> Message:
        """The message with these words, as soon as Alice has it on her phone."""
        async with self._control.events() as events, timeout(PATIENCE_SECONDS):
            while True:
                for message in await self._control.messages(self._alice, chat=chat):
                    if words(message) == text:
                        return message
                await events.receive_json()


def words(message: Message) -> str:
    poll = message.get("poll")
    return poll["question"] if poll else message.get("text") or message.get("caption") or ""
