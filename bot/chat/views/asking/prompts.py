"""Questions and what stands around them."""

from dataclasses import replace
from functools import lru_cache

from markupsafe import Markup

from bot.chat.buttons.asking.answers import DoneChoosing, TapOption, ToggleOption
from bot.chat.buttons.asking.hints import ChangeUsual, KeepUsual
from bot.chat.buttons.asking.prompts import (
    AskExample,
    CountAnswer,
    OfferSnooze,
    ShowQuestion,
    SkipQuestion,
    SnoozeQuestion,
    TakeUp,
)
from bot.chat.buttons.people.support import SomethingIsWrong
from bot.chat.rendered import Button, Rendered, Views
from bot.chat.safe import label, shown
from bot.chat.translator import Translator
from bot.chat.views.asking.own import own_buttons
from bot.chat.views.asking.readers import (
    MARKS,
    asked_people,
    if_counted,
    level_label,
    seen_by,
    takes_people,
    tap_counted,
    taps_label,
)
from bot.chat.views.base.held import Held, Lines, Listing, indented
from bot.chat.views.base.sentences import Sentences, gap, own_message, tap_lost
from bot.domain.asking.answers import AnswerState
from bot.domain.asking.gaps import Gap
from bot.domain.asking.prompts import AnswerHeld, PromptHeld, Snooze
from bot.domain.asking.questions import Kind
from bot.domain.base.visibility import Visibility
from bot.domain.messages.asking.answers import Readers
from bot.domain.messages.asking.prompts import (
    Again,
    AskQuestion,
    Choice,
    ClosingSummary,
    OfferLater,
    ShowExample,
    Skipped,
    Snoozed,
    UsualLevels,
)
from bot.domain.people.settings import Setting

Rows = tuple[tuple[Button, ...], ...]

SUMMARY = 1200
"""Characters of questions that a closing summary repeats: with everything that stands around them,
twelve still fit one message. It repeats no answers: what is deleted would stand there still."""


def ask_question(say: Translator, message: AskQuestion) -> Rendered:
    return Rendered(
        text=_asked(say, replace(message, answer_id=0, chosen=(), receipt="")),
        buttons=(
            *_options(say, message),
            *_tools(say, message),
            *own_buttons(say, message.receipt),
        ),
    )


@lru_cache(maxsize=64)  # a Round asks everybody the same
def _asked(say: Translator, message: AskQuestion) -> Markup:
    parts = [_heading(say, message), Markup("<b>{}</b>").format(shown(message.text))]
    if message.kind is Kind.SCALE:
        parts.append(_ends(say, message))
    if message.kind is Kind.CHOICES:
        parts.append(say.t("Choose as many as you like, then press “Done”."))
    if message.kind is Kind.TEXT:
        parts.append(say.t("Write a line or two. You then choose who may see it."))
    else:
        parts.append(_tap_readers(say, message))
    if message.support:
        parts.append(
            say.t("When something weighs on you, turn to: {contact}", contact=message.support)
        )
    return Markup("\n\n").join(parts)


def show_example(say: Translator, message: ShowExample) -> Rendered:
    return Rendered(text=say.t("For example:\n<i>{text}</i>", text=message.text))


def offer_later(say: Translator, message: OfferLater) -> Rendered:
    labels = {
        Snooze.HOUR: say.label("In an hour"),
        Snooze.EVENING: say.label("This evening"),
        Snooze.TOMORROW: say.label("Tomorrow"),
    }
    rows: Rows = tuple(
        (Button(text=labels[wish], press=SnoozeQuestion(message.answer_id, wish)),)
        for wish in message.wishes
    )
    back = (Button(text=say.label("‹ Back"), press=TakeUp(message.answer_id)),)
    text = say.t(
        "<b>{question}</b>\n\nWhen shall I ask again? There is no other reminder.",
        question=message.question,
    )
    return Rendered(text=text, buttons=(*rows, back))


def snoozed(say: Translator, message: Snoozed) -> Rendered:
    text = say.t(
        "<b>{question}</b>\n\nI will ask again on {moment}.",
        question=message.question,
        moment=say.tapped_moment(message.until, message.zone),
    )
    now = Button(text=say.label("Answer now"), press=TakeUp(message.answer_id))
    return Rendered(text=text, buttons=((now,),))


def skipped(say: Translator, message: Skipped) -> Rendered:
    text = say.t("<s>{question}</s>\nSkipped. That is fine.", question=message.question)
    if message.words:
        text += "\n" + say.t("I have kept nothing of what you wrote.") + " " + own_message(say)
    after_all = Button(text=say.label("Answer after all"), press=TakeUp(message.answer_id))
    return Rendered(text=text, buttons=((after_all,),))


def closing_summary(say: Translator, message: ClosingSummary) -> Rendered:
    if not message.kept:
        return Rendered(text=say.t("That was all. Nothing is kept of this round. Until next time!"))
    room = SUMMARY // len(message.kept)
    groups: dict[Readers, list[Markup]] = {}
    for one in message.kept:
        line = Markup("• {}").format(shown(label(one.question, min(room, 160))))
        groups.setdefault(one.readers, []).append(line)
    lines = [
        Markup("\n").join([_readers_of(say, readers), *questions])
        for readers, questions in groups.items()
    ]
    head = say.t("Thank you. This is what I keep of “{bank}”:", bank=message.bank)
    foot = say.t(
        "Until {moment} you can change each with the buttons under it. After that nobody can tell"
        " who wrote what without a name; your button still finds it.",
        moment=say.tapped_moment(message.closes_at, message.zone),
    )
    text = Markup("\n\n").join([head, *lines, foot, *_usual(say, message)])
    return Rendered(text=text, buttons=_usual_ways(say, message.usual) if message.usual else ())


def _usual(say: Translator, message: ClosingSummary) -> list[Markup]:
    if message.usual is None:
        return []
    return [
        say.t(
            "One more question, this once. Your taps: <b>{taps}</b>. Marked first for your words:"
            " <b>{words}</b>. Should it stay so?",
            taps=taps_label(say, message.usual.taps),
            words=level_label(say, message.usual.words),
        )
    ]


def _usual_ways(say: Translator, usual: UsualLevels) -> Rows:
    keep = Button(text=say.label("Yes, keep it so"), press=KeepUsual(usual.answer_id))
    ways = (
        (say.label("Change for taps"), Setting.TAPS),
        (say.label("Change for words"), Setting.WORDS),
    )
    change = [Button(text=text, press=ChangeUsual(usual.answer_id, one)) for text, one in ways]
    return ((keep,), tuple(change))


def _readers_of(say: Translator, readers: Readers) -> Markup:
    return Markup("{} <b>{}</b>").format(MARKS[readers.visibility], seen_by(say, readers))


def _heading(say: Translator, message: AskQuestion) -> Markup:
    place = say.t("{position} of {total}", position=message.position, total=message.total)
    head = say.t("{bank} · {team} · {place}", bank=message.bank, team=message.team, place=place)
    closes = say.tapped_moment(message.closes_at, message.zone)
    match message.again:
        case Gap() as gap:
            return head + "\n" + _lost(say, gap, message.zone, closes)
        case Again.TAP_LOST:
            return head + "\n" + tap_lost(say)
        case Again.REMINDER:
            return head + "\n" + say.t("Still open until {moment}, if you like.", moment=closes)
    if message.position == 1:
        return head + "\n" + say.t("Open until {moment}.", moment=closes)
    return head


def _lost(say: Translator, gap: Gap, zone: str, closes: Markup) -> Markup:
    return say.t(
        "Something broke on my side: what was answered between {since} and {until} is lost. I am"
        " sorry. If you have answered this in that time, please do so once more, until {closes}, or"
        " skip it.",
        since=say.moment(gap.since, zone),
        until=say.moment(gap.until, zone),
        closes=closes,
    )


def _ends(say: Translator, message: AskQuestion) -> Markup:
    first, last = message.options[0].id, message.options[-1].id
    return say.t(
        "{first} = {low}\n{last} = {high}",
        first=first,
        low=message.low,
        last=last,
        high=message.high,
    )


def _tap_readers(say: Translator, message: AskQuestion) -> Markup:
    if message.visibility is Visibility.PRIVATE:
        alone = say.t("🔒 Only you will see your answer.")
        return Markup(" ").join([alone, *_why_alone(say, message)])
    counted = tap_counted(say, message.readers)
    return counted if message.asked is None else counted + " " + asked_people(say, message.asked)


def _why_alone(say: Translator, message: AskQuestion) -> list[Markup]:
    """Why it can't count; or, if it is to, what that would mean."""
    if message.no_chat:
        return [say.t("This team has no chat.")]
    if message.too_few:
        return [takes_people(say, message.too_few)]
    if message.counted is not None:
        return [if_counted(say, message.counted)]
    return []


def _options(say: Translator, message: AskQuestion) -> Rows:
    buttons = [_option(message, choice) for choice in message.options]
    if message.kind is Kind.SCALE:
        rows: Rows = tuple(tuple(buttons[i : i + 5]) for i in range(0, len(buttons), 5))
    else:
        rows = tuple((button,) for button in buttons)
    if message.kind is Kind.CHOICES:
        done = DoneChoosing(message.answer_id, message.visibility)
        rows = (*rows, (Button(text=say.label("✔ Done"), press=done),))
    return rows


def _option(message: AskQuestion, choice: Choice) -> Button:
    text = f"{choice.emoji} {choice.label}".strip()
    if message.kind is Kind.SCALE:
        text = choice.id
    if choice.id in message.chosen:
        text = f"✅ {text}"
    kind = ToggleOption if message.kind is Kind.CHOICES else TapOption
    return Button(text=text, press=kind(message.answer_id, choice.id, message.visibility))


def _tools(say: Translator, message: AskQuestion) -> Rows:
    rows: list[tuple[Button, ...]] = []
    if message.can_share:
        rows.append((_switch(say, message),))
    row: list[Button] = []
    if not message.answered:
        row.append(Button(text=say.label("Skip"), press=SkipQuestion(message.answer_id)))
        row.append(Button(text=say.label("Later"), press=OfferSnooze(message.answer_id)))
    if message.has_example:
        row.append(Button(text=say.label("Example"), press=AskExample(message.answer_id)))
    if row:
        rows.append(tuple(row))
    if message.sensitive:
        rows.append((Button(text=say.label("Something is wrong"), press=SomethingIsWrong()),))
    return tuple(rows)


def _switch(say: Translator, message: AskQuestion) -> Button:
    """What a press on the button would change it to."""
    if message.visibility is Visibility.PRIVATE:
        share: object = ShowQuestion(message.answer_id, Visibility.TEAM_UNNAMED)
        if message.offer:
            share = CountAnswer(message.answer_id, message.offer)
        return Button(text=say.label("👥 Count it, without my name"), press=share)
    keep = ShowQuestion(message.answer_id, Visibility.PRIVATE)
    return Button(text=say.label("🔒 Keep it to myself"), press=keep)


VIEWS: Views = {
    AskQuestion: ask_question,
    ShowExample: show_example,
    OfferLater: offer_later,
    Snoozed: snoozed,
    Skipped: skipped,
    ClosingSummary: closing_summary,
}


def _open(say: Translator, held: Held) -> Lines:
    for prompt in held.each("open", PromptHeld):
        yield say.label(
            "{bank}, {team}, open until {moment}",
            bank=prompt.bank,
            team=prompt.team,
            moment=say.moment(prompt.closes_at, held.zone),
        )
        for answer in prompt.answers:
            yield from _answer(say, answer)


def _answer(say: Translator, answer: AnswerHeld) -> Lines:
    yield f"  {answer.question}"
    match answer.state:
        case AnswerState.ASKED:
            state = say.label("not answered yet")
            yield f"    ({state})"
        case AnswerState.SKIPPED:
            state = say.label("skipped")
            yield f"    ({state})"
        case _:
            yield from indented(answer.reply, 4)
            yield f"    [{level_label(say, answer.visibility)}]"


MYDATA = (Listing(heading=lambda say: say.label("Open questions"), lines=_open),)


SENTENCES: Sentences = {
    "round_closed": lambda say, _: say.t(
        "This round is closed. Whatever you wrote in it and did not share is in your own notes:"
        " /mine."
    ),
    "you_left": lambda say, _: say.t(
        "You have left this team, so nothing can be changed here. “Delete” still takes it back."
    ),
    "round_closed_lost": lambda say, facts: say.t(
        "This question is closed. What was answered between {since} and {until} is lost: something"
        " broke on my side. I am sorry.",
        **gap(say, facts),
    ),
    "answer_gone_lost": lambda say, facts: say.t(
        "Nothing is kept under this button. What was said between {since} and {until} is lost:"
        " something broke on my side. I am sorry.",
        **gap(say, facts),
    ),
    "answer_gone": lambda say, _: say.t("Nothing is kept under this button any more."),
    "question_gone": lambda say, _: say.t("This question is no longer in use."),
    "answered_already": lambda say, _: say.t(
        "You have answered this. To change or delete it, use the buttons under your answer."
    ),
    "no_time_for_later": lambda say, _: say.t(
        "It closes within the hour, so there is no time to put it off."
    ),
    "snooze_too_late": lambda say, _: say.t(
        "The question closes before that. Try an earlier time."
    ),
}
