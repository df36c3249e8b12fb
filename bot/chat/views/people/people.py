"""Short things said to one person."""

from bot.chat.rendered import Rendered
from bot.chat.tongue import Tongue
from bot.chat.views.base.sentences import sentence
from bot.domain.messages.people.people import Refused, Said


def refused(say: Tongue, message: Refused) -> Rendered:
    return Rendered(text=sentence(say, message.key, message.facts))


def said(say: Tongue, message: Said) -> Rendered:
    return Rendered(text=sentence(say, message.key, message.facts))
