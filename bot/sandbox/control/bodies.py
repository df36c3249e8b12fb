"""The shapes of what the control API is asked. Unknown fields are refused."""

from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import Base64Bytes, BaseModel, ConfigDict, Field, model_validator

from bot.sandbox.clock import FASTEST
from bot.sandbox.faults import Kind
from bot.sandbox.limits import LEAST, MOST

Name = Annotated[str, Field(min_length=1, max_length=64)]
Username = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_]{2,31}$")]
Amount = Annotated[float, Field(ge=LEAST, le=MOST)]
Url = Annotated[str, Field(pattern=r"^https?://[^\s]{1,2000}$")]
PersonId = Annotated[int, Field(gt=0, lt=2**52)]


class Body(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class NewBot(Body):
    """`privacy` is Telegram's privacy mode: in groups it sees only what is meant for it.

    With `topics`, its private chats can have topics.
    """

    username: Username
    token: Annotated[str, Field(pattern=r"^[1-9][0-9]{0,18}:[A-Za-z0-9_-]+$")] | None = None
    first_name: Name | None = None
    privacy: bool = True
    topics: bool = False


class NewUser(Body):
    first_name: Name
    last_name: Name | None = None
    id: PersonId | None = None
    username: Username | None = None
    language_code: Annotated[str, Field(min_length=2, max_length=35)] | None = None


class NewChat(Body):
    """The first of the admins owns the chat."""

    type: Literal["group", "supergroup", "channel"]
    title: Annotated[str, Field(min_length=1, max_length=128)]
    username: Username | None = None
    is_forum: bool = False
    members: tuple[int, ...] = ()
    admins: tuple[int, ...] = ()
    bots: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _forums_are_supergroups(self) -> Self:
        if self.is_forum and self.type != "supergroup":
            raise ValueError("is_forum: only a supergroup can be a forum")
        if self.username and self.type == "group":
            raise ValueError("username: only supergroups and channels can be public")
        return self


class Block(Body):
    user: int
    bot: str | None = None


class Deactivate(Body):
    user: int


class Media(Body):
    """A file that a person sends; without `data` (base64), a small one is made up."""

    data: Base64Bytes | None = None
    duration: Annotated[int, Field(ge=0)] = 1
    name: Annotated[str, Field(min_length=1, max_length=255)] = "document.txt"


class Location(Body):
    latitude: Annotated[float, Field(ge=-90, le=90)]
    longitude: Annotated[float, Field(ge=-180, le=180)]


class Contact(Body):
    """Without a number, the person's own is made up."""

    phone_number: Name | None = None
    first_name: Name | None = None
    last_name: Name | None = None


class Say(Body):
    user: int
    chat: int | None = None
    bot: str | None = None
    text: str | None = None
    voice: Media | None = None
    photo: Media | None = None
    document: Media | None = None
    location: Location | None = None
    contact: Contact | None = None
    reply_to: int | None = None
    thread: int | None = None


class Start(Body):
    """A link to the bot that is followed; with a chat, one that brings it there."""

    user: int
    bot: str | None = None
    chat: int | None = None
    payload: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")] | None = None


class OfMessage(Body):
    user: int
    chat: int | None = None
    bot: str | None = None
    message: int


class Vote(OfMessage):
    """Options by their place, from 0, or their words; none takes the vote back."""

    options: tuple[int | str, ...]


class React(OfMessage):
    """Without an emoji, the reaction is taken back."""

    emoji: str | None = None


class Stop(Body):
    """Without a draft, whatever the bot is writing there."""

    user: int
    bot: str | None = None
    draft: int | None = None


class Edit(Body):
    user: int
    chat: int | None = None
    bot: str | None = None
    message: int
    text: str


class Press(Body):
    """`timeout` is in seconds."""

    user: int
    chat: int | None = None
    bot: str | None = None
    message: int
    button: str
    timeout: Annotated[float, Field(ge=0, le=300)] = 10.0


class Join(Body):
    """With a bot, `user` is who brings or removes it; without one, `user` comes or goes."""

    chat: int | None = None
    user: int | None = None
    bot: str | None = None
    link: str | None = None

    @model_validator(mode="after")
    def _somewhere(self) -> Self:
        if (self.chat is None) == (self.link is None):
            raise ValueError("chat: name either a chat or a link")
        return self


class Leave(Body):
    chat: int
    user: int | None = None
    bot: str | None = None


class Promote(Leave):
    """Without `rights`, the usual ones: all but to promote others."""

    admin: bool = True
    rights: tuple[str, ...] | None = None
    title: Annotated[str, Field(max_length=16)] = ""


class Restrict(Leave):
    """What of ChatPermissions is forbidden; nothing lifts the restriction."""

    forbid: tuple[str, ...] = ()


class OneChat(Body):
    chat: int


class Migrate(Body):
    chat: int
    user: int | None = None


class Off(Body):
    off: Literal[True] | None = None


class SetClock(Off):
    """`speed` is seconds of the sandbox in a real one; without it the clock stands still."""

    now: datetime | None = None
    speed: Annotated[float, Field(ge=0, le=FASTEST)] | None = None


class SetLimits(Off):
    messages_per_second: Amount | None = None
    per_chat_per_second: Amount | None = None
    per_group_per_minute: Amount | None = None


class NewFault(Off):
    """`method` may be `*`; with a `chat` only calls that name it go wrong; `seconds` belongs to
    latency; `{off: true}` forgets the whole plan.

    For the kinds that befall updates (duplicate, reorder, undecodable) no method is needed.
    """

    method: str | None = None
    bot: str | None = None
    chat: int | None = None
    kind: Kind | None = None
    retry_after: Annotated[int, Field(gt=0)] = 1
    seconds: Annotated[float, Field(ge=0)] = 0.0
    count: Annotated[int, Field(gt=0)] = 1


class PutOnline(Body):
    """`data` is base64; the URL leads on `to` another; with neither, what stands there goes."""

    url: Url
    data: Base64Bytes | None = None
    to: Url | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if self.data is not None and self.to is not None:
            raise ValueError("to: a URL with a file leads nowhere")
        return self


class Transcript(Body):
    chat: int
    user: int
    bot: str | None = None


class Since(Body):
    since: Annotated[int, Field(ge=0)] = 0


class ChatsOf(Body):
    user: int


class Reset(Body):
    """With `keep_bots` they stay, with their tokens, webhooks and profiles."""

    keep_bots: bool = False


class Nothing(Body):
    pass
