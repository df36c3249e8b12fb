"""What is on its way to or from somebody, as /mydata tells it."""

from bot.chat.translator import Translator
from bot.chat.views.base.held import Held, Lines, Listing
from bot.domain.transport.deliveries import MessageHeld
from bot.domain.transport.inbox import UpdateHeld


def _lines(say: Translator, held: Held) -> Lines:
    messages = held.each("messages", MessageHeld)
    updates = held.each("updates", UpdateHeld)
    if messages:
        yield say.labels(
            "{count} message in our chat that I still know of; the file for programs lists it.",
            "{count} messages in our chat that I still know of; the file for programs lists them.",
            len(messages),
        )
    if updates:
        yield say.labels(
            "{count} thing you sent that I could not handle yet; the file for programs holds it.",
            "{count} things you sent that I could not handle yet; the file for programs holds"
            " them.",
            len(updates),
        )


MYDATA = (Listing(heading=lambda say: say.label("On its way"), lines=_lines),)
