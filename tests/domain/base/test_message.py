"""Whatever can be owed is a message, and every kind of message can be owed."""

from bot.domain.messages import MESSAGES
from bot.domain.messages.base.message import Message


def test_every_kind_of_message_is_listed() -> None:
    known = {kind.__name__ for kind in Message.__subclasses__()}
    assert known == {kind.__name__ for kind in MESSAGES}
    assert len(known) == len(MESSAGES), "one name, one kind: rows keep the name"
