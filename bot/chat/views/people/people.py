"""Short things said to one person."""

from bot.chat.rendered import Rendered, Views
from bot.chat.translator import Translator
from bot.chat.views.base.sentences import sentence
from bot.domain.messages.people.people import Refused, Said


def refused(say: Translator, message: Refused) -> Rendered:
    return Rendered(text=sentence(say, message.key, message.facts))


def said(say: Translator, message: Said) -> Rendered:
    return Rendered(text=sentence(say, message.key, message.facts))


VIEWS: Views = {
    Refused: refused,
    Said: said,
}
