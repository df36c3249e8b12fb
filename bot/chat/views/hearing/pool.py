"""What stands in the Pool under somebody's name, as /mydata tells it."""

from bot.chat.translator import Translator
from bot.chat.views.base.held import Held, Lines, Listing, indented
from bot.chat.views.base.sentences import Sentences
from bot.domain.hearing.pool import NamedHeld


def _lines(say: Translator, held: Held) -> Lines:
    for one in held.each("named", NamedHeld):
        week = say.label("Week of {day}", day=say.day(one.week))
        yield f"{week} {one.week.year}. {one.team}. {one.question}"
        yield from indented(one.text, 2)


MYDATA = (Listing(heading=lambda say: say.label("Shared with your name"), lines=_lines),)


SENTENCES: Sentences = {
    "named_came_back": lambda say, facts: say.t(
        "{team} no longer has the chat in which what you shared with your name was to be shown."
        " Nobody has seen it. It is in your own notes now, /mine.",
        **facts,
    ),
}
