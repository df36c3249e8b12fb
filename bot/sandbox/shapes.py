"""What the control API answers, as types: Bot API objects with the fields that people look at."""

from dataclasses import dataclass
from typing import Literal, NotRequired, TypedDict

ChatType = Literal["group", "supergroup", "channel"]


class User(TypedDict):
    id: int
    is_bot: bool
    first_name: str
    last_name: NotRequired[str]
    username: NotRequired[str]
    language_code: NotRequired[str]


class Chat(TypedDict):
    id: int
    type: str
    title: NotRequired[str]
    first_name: NotRequired[str]
    username: NotRequired[str]
    is_forum: NotRequired[bool]


class Entity(TypedDict):
    type: str
    offset: int
    length: int
    url: NotRequired[str]


class Button(TypedDict):
    text: str
    callback_data: NotRequired[str]
    url: NotRequired[str]


class Markup(TypedDict, total=False):
    inline_keyboard: list[list[Button]]
    keyboard: list[list[Button]]
    force_reply: bool
    remove_keyboard: bool
    input_field_placeholder: str


class PollOption(TypedDict):
    persistent_id: str
    text: str
    voter_count: int


class Poll(TypedDict):
    id: str
    question: str
    options: list[PollOption]
    total_voter_count: int
    is_closed: bool
    is_anonymous: bool
    type: str


class ReactionType(TypedDict):
    type: str
    emoji: NotRequired[str]


class ReactionCount(TypedDict):
    type: ReactionType
    total_count: int


class Topic(TypedDict, total=False):
    """What of it was changed."""

    name: str
    icon_custom_emoji_id: str


class File(TypedDict):
    """A PhotoSize, Document or Voice."""

    file_id: str
    file_unique_id: str
    file_size: NotRequired[int]
    file_name: NotRequired[str]
    mime_type: NotRequired[str]
    width: NotRequired[int]
    height: NotRequired[int]
    duration: NotRequired[int]


Message = TypedDict(
    "Message",
    {
        "message_id": int,
        "from": NotRequired[User],
        "sender_chat": NotRequired[Chat],
        "chat": Chat,
        "date": int,
        "edit_date": NotRequired[int],
        "message_thread_id": NotRequired[int],
        "reply_to_message": NotRequired["Message"],
        "text": NotRequired[str],
        "entities": NotRequired[list[Entity]],
        "caption": NotRequired[str],
        "caption_entities": NotRequired[list[Entity]],
        "photo": NotRequired[list[File]],
        "live_photo": NotRequired[File],
        "document": NotRequired[File],
        "voice": NotRequired[File],
        "video": NotRequired[File],
        "audio": NotRequired[File],
        "poll": NotRequired[Poll],
        "pinned_message": NotRequired["Message"],
        "new_chat_title": NotRequired[str],
        "delete_chat_photo": NotRequired[bool],
        "forum_topic_edited": NotRequired[Topic],
        "media_group_id": NotRequired[str],
        "reactions": NotRequired[list[ReactionCount]],
        "reply_markup": NotRequired[Markup],
        "migrate_to_chat_id": NotRequired[int],
        "migrate_from_chat_id": NotRequired[int],
    },
)


class CallMade(TypedDict):
    """One Bot API call. `time` is in unix seconds, `status` 0 where there was no answer."""

    n: int
    bot: str
    method: str
    parameters: dict[str, object]
    status: int
    time: float


class Finding(TypedDict):
    bot: str
    method: str
    parameter: str
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BotAccount:
    id: int
    token: str
    username: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """What the person saw after a press; `unanswered` if the bot did not answer in time.

    A button below the text field gives the `message` that it wrote.
    """

    answer: str | None
    alert: bool
    url: str | None = None
    unanswered: bool = False
    message: Message | None = None
