"""How often somebody is written to, as /mydata tells it."""

from bot.chat.translator import Translator
from bot.chat.views.base.held import Held, Lines, Listing
from bot.domain.asking.frequency_caps import PlannedHeld


def _lines(say: Translator, held: Held) -> Lines:
    for one in held.each("planned", PlannedHeld):
        count = say.labels("{count} message", "{count} messages", one.messages)
        yield f"{say.day(one.on)}: {count}"


MYDATA = (Listing(heading=lambda say: say.label("How often I meant to write first"), lines=_lines),)
