"""Words that may tell who they are about: as others would read them, and what can be done."""

from collections.abc import Iterable

from markupsafe import Markup

from bot.chat.buttons.asking.answers import PickReaders
from bot.chat.buttons.asking.guard import NoName, SendReplaced, WriteAnew
from bot.chat.rendered import Button, Rendered, Views
from bot.chat.safe import label, marked, shown
from bot.chat.translator import Translator
from bot.chat.views.asking.own import EXCERPT
from bot.chat.views.asking.readers import MARKS, level_label, seen_by
from bot.domain.base.graphemes import boundary
from bot.domain.base.visibility import Visibility
from bot.domain.messages.asking.guard import AskAnew, CheckWords, Stretch

STRETCH, FOUND = 80, 60
"""Characters of what stands between two finds, and of each."""


def check_words(say: Translator, message: CheckWords) -> Rendered:
    parts = [
        _why(say, message),
        _block((_shortened(one), one.found) for one in message.stretches),
    ]
    if message.replaces:
        parts.append(say.t("Like this, it would not:"))
        parts.append(_block((_sent(one), False) for one in message.stretches))
    if message.more:
        parts.append(say.n("Then {count} more place.", "Then {count} more places.", message.more))
    parts.append(
        say.t(
            "{mark} {seen}. Until you choose, only you see it.",
            mark=MARKS[message.readers.visibility],
            seen=seen_by(say, message.readers),
        )
    )
    return Rendered(text=Markup("\n").join(parts), buttons=_buttons(say, message))


def ask_anew(say: Translator, message: AskAnew) -> Rendered:
    asked = Markup("<b>{}</b>").format(shown(label(message.question, EXCERPT)))
    text = say.t(
        "Write it anew here, and it takes the place of what you wrote. Or change your own message:"
        " press and hold it, then choose “Edit”. Until then, only you see it."
    )
    only_me = _only_me(say, message.answer_id, message.wording, message.offer)
    return Rendered(text=asked + "\n" + text, buttons=((only_me,),))


def _why(say: Translator, message: CheckWords) -> Markup:
    if not message.replaces:
        return say.t("<b>This may point at one person:</b>")
    return say.t("<b>This may show who it is about:</b>")


def _block(pieces: Iterable[tuple[str, bool]]) -> Markup:
    return Markup("<blockquote>{}</blockquote>").format(marked(pieces))


def _sent(piece: Stretch) -> str:
    return _shortened(piece) if piece.instead is None else label(piece.instead, FOUND)


def _shortened(piece: Stretch) -> str:
    """What was found, or what stands between: of much of that, its beginning and its end."""
    text = piece.text
    if piece.found:
        return label(text, FOUND)
    if len(text) <= STRETCH:
        return text
    half = STRETCH // 2
    return f"{text[: boundary(text, half)]}…{text[boundary(text, len(text) - half) :]}"


def _buttons(say: Translator, message: CheckWords) -> tuple[tuple[Button, ...], ...]:
    place = (message.answer_id, message.readers.visibility, message.sent, message.offer)
    anew = WriteAnew(message.answer_id, message.wording)
    rows = [
        (Button(text=say.label("I write it anew"), press=anew),),
        (_only_me(say, message.answer_id, message.wording, message.offer),),
    ]
    if message.replaces:
        rows.insert(0, (Button(text=say.label("Send it like this"), press=SendReplaced(*place)),))
    if message.doubtful:
        rows.append((Button(text=_no_name(say, message), press=NoName(*place)),))
    return tuple(rows)


def _only_me(say: Translator, answer_id: int, wording: str, offer: str) -> Button:
    level = Visibility.PRIVATE
    text = f"{MARKS[level]} {level_label(say, level)}"
    return Button(text=text, press=PickReaders(answer_id, level, wording, offer))


def _no_name(say: Translator, message: CheckWords) -> str:
    if not message.replaces:
        return say.label("It points at nobody")
    return say.labels("That is no name", "Those are no names", message.doubtful)


VIEWS: Views = {
    CheckWords: check_words,
    AskAnew: ask_anew,
}
