"""Words that answered nothing, and reflections people start themselves."""

from markupsafe import Markup

from bot.chat.buttons.asking.mine import OpenMine
from bot.chat.buttons.asking.notes import IgnoreWords, KeepNote, PickReflection, StartReflection
from bot.chat.rendered import Button, Rendered, Views
from bot.chat.safe import label
from bot.chat.translator import Translator
from bot.chat.views.base.held import Held, Lines, Listing, indented
from bot.chat.views.base.sentences import Sentences
from bot.domain.asking.notes import NoteHeld
from bot.domain.messages.asking.notes import (
    NoteKept,
    NothingOpen,
    OfferReflections,
    Reflection,
    WordsLeft,
)

PURPOSES = 1600
"""Characters of what banks are good for on one screen, however many there are."""


def nothing_open(say: Translator, message: NothingOpen) -> Rendered:
    text = say.t("No question is open just now, so I have not kept this. What shall I do with it?")
    rows = [(Button(text=say.label("Keep it as a private note"), press=KeepNote()),)]
    if message.can_reflect:
        rows.append((Button(text=say.label("Start a reflection now"), press=StartReflection()),))
    rows.append((Button(text=say.label("Nothing"), press=IgnoreWords()),))
    return Rendered(text=text, buttons=tuple(rows))


def note_kept(say: Translator, _: NoteKept) -> Rendered:
    yours = Button(text=say.label("Your notes"), press=OpenMine())
    return Rendered(text=say.t("🔒 Kept among your own notes: /mine"), buttons=((yours,),))


def words_left(say: Translator, _: WordsLeft) -> Rendered:
    return Rendered(text=say.t("All right. I have kept nothing."))


def offer_reflections(say: Translator, message: OfferReflections) -> Rendered:
    if not message.in_team:
        return Rendered(
            text=say.t("You are in no team just now, so there is nothing to start here.")
        )
    if message.waits:
        return Rendered(text=SENTENCES["support_first"](say, {}))
    if not message.choices:
        return Rendered(
            text=say.t("There is nothing here that you could start by yourself just now.")
        )
    room = PURPOSES // len(message.choices)
    lines = [
        say.t("<b>{bank}</b>\n{purpose}", bank=c.bank, purpose=label(c.purpose, room))
        for c in message.choices
    ]
    return Rendered(
        text=Markup("\n\n").join([say.t("What do you want to think about?"), *lines]),
        buttons=tuple((_choice(say, one, message),) for one in message.choices),
    )


def _choice(say: Translator, one: Reflection, message: OfferReflections) -> Button:
    several_teams = len({c.team_id for c in message.choices}) > 1
    text = say.label("{bank} ({team})", bank=one.bank, team=one.team) if several_teams else one.bank
    return Button(text=text, press=PickReflection(one.team_id, one.bank_id))


VIEWS: Views = {
    NothingOpen: nothing_open,
    NoteKept: note_kept,
    WordsLeft: words_left,
    OfferReflections: offer_reflections,
}


SENTENCES: Sentences = {
    "support_first": lambda say, _: say.t(
        "These questions may stir something up, so it must first be clear who helps: fill in the"
        " card with /support."
    ),
}


def _held(say: Translator, held: Held) -> Lines:
    for note in held.each("notes", NoteHeld):
        yield f"{say.month(note.month)}. {note.question}".rstrip()
        yield from indented(note.text, 2)


MYDATA = (Listing(heading=lambda say: say.label("Your private notes"), lines=_held),)
