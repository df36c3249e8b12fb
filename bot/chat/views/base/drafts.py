"""What somebody is in the middle of making, as /mydata tells it."""

from bot.chat.translator import Translator
from bot.chat.views.base.held import Held, Lines, Listing
from bot.domain.base.drafts import DraftHeld


def _lines(_: Translator, held: Held) -> Lines:
    draft = held.one("draft", DraftHeld)
    if draft is not None:
        yield draft.kind
        for name, value in draft.fields.items():
            yield f"  {name}: {value}"


MYDATA = (Listing(heading=lambda say: say.label("What you are in the middle of"), lines=_lines),)
