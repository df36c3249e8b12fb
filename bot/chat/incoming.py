"""What is read of an update before anything of it is stored.

Only what its handler will read goes to the disk. Of a message that somebody replies to, pins or
presses a button under, that is where it stands and nothing else: its text may be somebody's answer,
and its buttons carry Receipts.
"""

import json
from collections.abc import Mapping
from typing import Any

from bot.chat.buttons import answer_of, carries_receipt, reads_words
from bot.domain.transport.inbox import Incoming

HEARD_IN_GROUPS = (
    "new_chat_members",
    "left_chat_member",
    "migrate_to_chat_id",
    "migrate_from_chat_id",
)
"""What Telegram itself says in groups that means something to this bot; and commands do."""

PLACE = ("message_id", "chat", "message_thread_id", "is_topic_message")
"""What is kept of a message within another: where it stands. Not since when: that tells when
somebody answered."""

UNDATED = 1
"""Seconds since 1970. Telegram dates a message 0 that can't be reached any more."""

NEVER = frozenset(
    {"reply_markup", "quote", "external_reply", "reply_to_story", "forward_origin", "via_bot"}
)
"""Fields that can repeat an answer or its buttons, and that no handler reads."""

WORDS = frozenset({"text", "entities", "caption", "caption_entities"})


def read(update: Mapping[str, Any]) -> Incoming:
    """The update as it may be stored, and what it may have to do with."""
    data = _pressed(update)
    message, edited = _of_person(update, "message"), _of_person(update, "edited_message")
    heard = not _among_people(update)
    return Incoming(
        update_id=update["update_id"],
        lane=lane_of(update) if heard else None,
        body=raw(_pruned(update, keeps_words=reads_words(data))) if heard else None,
        receipt=carries_receipt(data),
        answer_id=answer_of(data),
        edits=edited,
        writes=message,
    )


def lane_of(update: Mapping[str, Any]) -> int:
    """Whose updates are handled one after the other: a person's, or else a chat's.

    Read from the raw update, so that one which no library can decode still has its lane.
    """
    for content in update.values():
        if isinstance(content, Mapping):
            for holder in (content.get("from"), content.get("user"), content.get("chat")):
                if isinstance(holder, Mapping) and isinstance(holder.get("id"), int):
                    return int(holder["id"])
    return 0


def raw(update: Mapping[str, Any]) -> str:
    """The update as it is kept: in ASCII, which every database takes, whatever somebody sent."""
    return json.dumps(update, separators=(",", ":"))


def _pressed(update: Mapping[str, Any]) -> str:
    """The data of the button that was pressed, if one was."""
    query = update.get("callback_query")
    data = query.get("data") if isinstance(query, Mapping) else None
    return data if isinstance(data, str) else ""


def _of_person(update: Mapping[str, Any], kind: str) -> int | None:
    """The id of a message that somebody wrote in their own chat with the bot."""
    match update.get(kind):
        case {"message_id": int(message), "from": {"id": int(person)}, "chat": {"id": int(chat)}}:
            return message if person == chat else None
    return None


def _among_people(update: Mapping[str, Any]) -> bool:
    """Whether people talk to each other in a group. Not a word of that is stored, not even until
    it is let go; only its id is noted."""
    said = update.get("message") or update.get("edited_message")
    chat = said.get("chat") if isinstance(said, Mapping) else None
    if not isinstance(said, Mapping) or not isinstance(chat, Mapping):
        return False
    if chat.get("type") == "private" or any(key in said for key in HEARD_IN_GROUPS):
        return False
    return not str(said.get("text", "")).startswith("/")


def _pruned(update: Mapping[str, Any], *, keeps_words: bool) -> dict[str, Any]:
    """The update without what no handler reads. `keeps_words`: the button means the words that the
    message it stands under points at."""
    pruned = {kind: _content(content) for kind, content in update.items()}
    if keeps_words:
        match update["callback_query"]:
            case {"message": {"chat": _, "reply_to_message": {"text": str(text)} as words}}:
                under = pruned["callback_query"]["message"]
                under["reply_to_message"] = _place(words) | {"text": text}
    return pruned


def _content(value: Any) -> Any:
    """A message, a press, or whatever came, with every message within it cut down to its place."""
    if not isinstance(value, Mapping):
        return value
    left_out = NEVER | WORDS if _may_be_an_answer(value) else NEVER
    kept = {name: inner for name, inner in value.items() if name not in left_out}
    return {name: _place(inner) if _is_message(inner) else inner for name, inner in kept.items()}


def _may_be_an_answer(message: Mapping[str, Any]) -> bool:
    """Whether it forwards what may be an answer of its sender's: what a bot has said ("My answer:
    ..."), they themself, or somebody whom Telegram does not name. Those are no new words."""
    match message.get("forward_origin"):
        case {"sender_user": {"is_bot": True}} | {"type": "hidden_user"}:
            return True
        case {"sender_user": {"id": author}}:
            sender = message.get("from")
            return isinstance(sender, Mapping) and sender.get("id") == author
    return False


def _is_message(value: Any) -> bool:
    return isinstance(value, Mapping) and "message_id" in value and "chat" in value


def _place(message: Mapping[str, Any]) -> dict[str, Any]:
    return {name: message[name] for name in PLACE if name in message} | {"date": UNDATED}
