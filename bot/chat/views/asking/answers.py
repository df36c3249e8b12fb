"""Answers, confirmed to their authors."""

from markupsafe import Markup

from bot.chat.buttons.asking.answers import AddWords
from bot.chat.buttons.asking.notes import IgnoreWords, KeepNote
from bot.chat.buttons.hearing.receipts import AskWithdrawal, FollowAnswer, WithdrawAnswer
from bot.chat.rendered import Button, Rendered, Views
from bot.chat.safe import label, shown
from bot.chat.translator import Translator
from bot.chat.views.asking.own import EXCERPT, own_buttons, repeated
from bot.chat.views.asking.readers import MARKS, seen_by
from bot.chat.views.base.sentences import Sentences, own_message
from bot.domain.messages.asking.answers import (
    AnswerElsewhere,
    AnswerFate,
    AnswerKept,
    AskWhich,
    Belonging,
    CameBack,
    ChooseAnew,
    ConfirmWithdrawal,
    EditUnknown,
    Elsewhere,
    FateKind,
    NotUnderstood,
    NotYet,
    Since,
    Withdrawn,
)

ON_A_BUTTON = 40
"""Characters of a question that stand on a button."""


def answer_elsewhere(say: Translator, message: AnswerElsewhere) -> Rendered:
    lines = {
        Elsewhere.ADDED: say.t(
            "You have added to this answer. Choose further down who may see it; until then, only"
            " you."
        ),
        Elsewhere.BELOW: say.t("Choose further down who may see your answer."),
        Elsewhere.CHOSEN: say.t("You have chosen who may see your answer."),
        Elsewhere.DELETED: say.t("You have deleted your answer."),
    }
    asked = Markup("<b>{}</b>").format(shown(label(message.question, EXCERPT)))
    return Rendered(text=asked + "\n" + lines[message.why])


def ask_which(say: Translator, message: AskWhich) -> Rendered:
    text = say.t(
        "I can't tell what this belongs to, so I have not kept it yet. Until you choose, nobody but"
        " you sees it."
    )
    rows = [(_belonging(say, one),) for one in message.answers]
    note = Button(text=say.label("Keep it as a private note"), press=KeepNote())
    nothing = Button(text=say.label("Nothing"), press=IgnoreWords())
    return Rendered(text=text, buttons=(*rows, (note,), (nothing,)))


def _belonging(say: Translator, one: Belonging) -> Button:
    question = label(one.question, ON_A_BUTTON)
    if one.given:
        text = say.label("Add it to: {question}", question=question)
    else:
        text = say.label("It answers: {question}", question=question)
    return Button(text=text, press=AddWords(one.answer_id))


def answer_kept(say: Translator, message: AnswerKept) -> Rendered:
    mark = MARKS[message.readers.visibility]
    text = Markup("{}\n\n{} {}.").format(
        repeated(message.question, message.reply), mark, seen_by(say, message.readers)
    )
    if message.replaced:
        text += "\n\n" + own_message(say)
    return Rendered(text=text, buttons=own_buttons(say, message.receipt))


def confirm_withdrawal(say: Translator, message: ConfirmWithdrawal) -> Rendered:
    text = say.t("Delete this answer for good?")
    if message.shown:
        text += "\n" + say.t(
            "The team has seen it already. I take it out of the channel and the weekly letters."
        )
        if not message.reach:
            text += " " + _out_of_reach(say)
    if message.read:
        text += "\n" + _stays(say)
    if message.counted:
        text += "\n" + _counted(say)
    yes = Button(text=say.label("Yes, delete it"), press=WithdrawAnswer(message.receipt))
    no = Button(text=say.label("No, keep it"), press=FollowAnswer(message.receipt))
    return Rendered(text=text, buttons=((yes, no),))


def answer_fate(say: Translator, message: AnswerFate) -> Rendered:
    reply = say.t("Your answer: {reply}", reply=label(message.reply, EXCERPT))
    text = _fate(say, message) if not message.reply else reply + "\n\n" + _fate(say, message)
    delete = Button(text=say.label("Delete"), press=AskWithdrawal(message.receipt))
    again = Button(text=say.label("What has become of it?"), press=FollowAnswer(message.receipt))
    return Rendered(text=text, buttons=((again, delete),))


def withdrawn(say: Translator, message: Withdrawn) -> Rendered:
    if message.shown:
        text = say.t("Deleted, also in the channel and the weekly letters.")
        if not message.reach:
            text = say.t("Deleted.") + " " + _out_of_reach(say)
    elif message.read:
        text = say.t("Deleted here.") + " " + _stays(say)
    elif message.counted:
        text = say.t("Deleted.") + " " + _counted(say)
    else:
        text = say.t("Deleted. Nothing is kept of it.")
    return Rendered(text=text + "\n" + own_message(say) if message.words else text)


def _stays(say: Translator) -> Markup:
    return say.t("What the critical friends have read stays in their chats, without your name.")


def _out_of_reach(say: Translator) -> Markup:
    return say.t("What stands where I can't write any more stays there.")


def _counted(say: Translator) -> Markup:
    return say.t("The figure that the team has been told stays as it is.")


def came_back(say: Translator, message: CameBack) -> Rendered:
    text = say.t(
        "If you shared something with the team without your name in “{bank}” ({team}), nobody has"
        " seen it: too few were asked this time to hide among. It is in your own notes now,"
        " /mine.",
        bank=message.bank,
        team=message.team,
    )
    return Rendered(text=text)


def choose_anew(say: Translator, message: ChooseAnew) -> Rendered:
    parts = [_what_changed(say, message)]
    if message.may_choose:
        parts.append(say.t("Under your answers you can choose anew."))
    return Rendered(text=Markup(" ").join(parts))


def _what_changed(say: Translator, message: ChooseAnew) -> Markup:
    match message.since:
        case Since.FRIEND:
            return say.t(
                "{friend} reads nothing any more as a critical friend of {team}. What you had"
                " shared with nobody else is yours alone again.",
                friend=message.friend,
                team=message.team,
            )
        case Since.AWAY:
            return say.t(
                "While I could not reach you, who reads what you share in {team} has changed. What"
                " was meant for others than there are now is yours alone again.",
                team=message.team,
            )
    alone = say.t("What you had shared with the team in this round is yours alone again.")
    return _chat_changed(say, message) + " " + alone


def _chat_changed(say: Translator, message: ChooseAnew) -> Markup:
    """What has happened; not what is so now, which may be otherwise when it is read."""
    if message.left:
        return say.t("The chat of {team} has changed.", team=message.team)
    if not message.chat:
        return say.t("{team} has lost its chat.", team=message.team)
    facts = {"team": message.team, "chat": message.chat}
    if message.public:
        return say.t(
            "{team} was given the public chat ‘{chat}’: anybody can read what is shared there.",
            **facts,
        )
    return say.t("{team} was given another chat: ‘{chat}’.", **facts)


def not_understood(say: Translator, message: NotUnderstood) -> Rendered:
    options = say.listing(message.labels) if message.several else say.choice(message.labels)
    if message.several:
        return Rendered(
            text=say.t(
                "I can take one or more of these, divided by commas: {options}.", options=options
            )
        )
    return Rendered(text=say.t("I can take one of these as an answer: {options}.", options=options))


def edit_unknown(say: Translator, _: EditUnknown) -> Rendered:
    return Rendered(
        text=say.t(
            "This message belongs to no open answer, so your change is not kept. If its round is"
            " closed, the button under your answer can still withdraw it."
        )
    )


def not_yet(say: Translator, message: NotYet) -> Rendered:
    kinds = {
        "photo": say.t("I can't keep pictures yet."),
        "voice": say.t("I can't listen to voice messages yet."),
        "sticker": say.t("I like the sticker, but I can't keep it yet."),
        "file": say.t("I can't keep files yet."),
    }
    text = kinds.get(message.what, say.t("I can't keep this kind of message yet."))
    return Rendered(text=text + " " + say.t("Please write it in words. Nothing was stored."))


def _fate(say: Translator, message: AnswerFate) -> Markup:
    day = say.day(message.on) if message.on else Markup("")
    match message.kind:
        case FateKind.PRIVATE:
            return say.t("🔒 It is among your own notes, which only you see: /mine")
        case FateKind.WITH_FRIENDS:
            return say.t(
                "💬 Of the critical friends you chose in {team}, those who were still there have"
                " it, without your name.",
                team=message.team,
            )
        case FateKind.WAITS if message.named:
            return say.t(
                "⏳ {team} has not seen it. It is shown, with your name, as soon as enough people"
                " take part, and is deleted unseen on {day} at the latest.",
                team=message.team,
                day=day,
            )
        case FateKind.WAITS:
            return say.t(
                "⏳ {team} has not seen it. It is shown only where it points at nobody, and is"
                " deleted unseen on {day} at the latest.",
                team=message.team,
                day=day,
            )
        case FateKind.SHOWN:
            return say.t(
                "👥 It was part of what {team} heard on {day}.", team=message.team, day=day
            )


VIEWS: Views = {
    AnswerElsewhere: answer_elsewhere,
    AskWhich: ask_which,
    AnswerKept: answer_kept,
    ConfirmWithdrawal: confirm_withdrawal,
    AnswerFate: answer_fate,
    Withdrawn: withdrawn,
    CameBack: came_back,
    NotUnderstood: not_understood,
    EditUnknown: edit_unknown,
    ChooseAnew: choose_anew,
    NotYet: not_yet,
}


SENTENCES: Sentences = {
    "nothing_readable": lambda say, _: say.t(
        "I can't read anything in this message. Please write it in words."
    ),
    "nothing_ticked": lambda say, _: say.t("Choose at least one, or skip the question."),
    "level_gone": lambda say, _: say.t("That choice is not available now. Please choose another."),
    "readers_changed": lambda say, _: say.t(
        "What you can choose from has changed. Please have a look, and choose again."
    ),
    "words_since": lambda say, _: say.t(
        "You have written more since. Please look at all of it, and choose once more."
    ),
    "kept_already": lambda say, _: say.t("These words belong to an answer already."),
    "words_gone": lambda say, _: say.t(
        "I can't see your words any more. Please write them again, or note them elsewhere."
    ),
}
