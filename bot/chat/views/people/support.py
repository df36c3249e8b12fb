"""Who helps when something is wrong, in plain words for a tired reader."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from markupsafe import Markup

from bot.chat.buttons.people.support import (
    AskLine,
    EmptyLine,
    OpenSupport,
    UseOrganisations,
)
from bot.chat.buttons.people.teams import OpenTeam
from bot.chat.rendered import Button, Rendered, Views
from bot.chat.safe import shown
from bot.chat.translator import Translator
from bot.chat.views.base.sentences import Sentences
from bot.chat.views.people.choices import rows
from bot.domain.base.dangers import Danger
from bot.domain.messages.people.support import (
    AskSupportLine,
    EditSupport,
    ShowSupport,
    SupportLine,
)
from bot.domain.people.support import SupportField

LABELS: Mapping[SupportField, Callable[[Translator], str]] = {
    SupportField.EMERGENCY: lambda say: say.label("In danger now, call"),
    SupportField.SAFEGUARDING: lambda say: say.label("Somebody is harmed or not cared for"),
    SupportField.DEPUTY: lambda say: say.label("If you don't get hold of them"),
    SupportField.OUT_OF_HOURS: lambda say: say.label("In the evening and at night"),
    SupportField.STAFF_SUPPORT: lambda say: say.label("For you at work"),
    SupportField.CRISIS_LINE: lambda say: say.label("For you, at any hour"),
    SupportField.WHISTLEBLOWING: lambda say: say.label("To report wrongdoing safely"),
}


DANGERS: Mapping[Danger, Callable[[Translator], str]] = {
    Danger.IMMEDIATE: lambda say: say.label("Danger to somebody's life"),
    Danger.ABUSE: lambda say: say.label("Harm or neglect"),
    Danger.DISTRESS: lambda say: say.label("Somebody who cannot go on"),
    Danger.WRONGDOING: lambda say: say.label("Wrongdoing"),
}


def show_support(say: Translator, message: ShowSupport) -> Rendered:
    parts = [_head(say, message), card(say, message.lines), program(say)]
    buttons = []
    if message.editable:
        change = Button(text=say.label("Change the card"), press=OpenSupport(message.team_id))
        buttons.append((change,))
    return Rendered(text=Markup("\n\n").join(parts), buttons=tuple(buttons))


def _head(say: Translator, message: ShowSupport) -> Markup:
    if message.team:
        return say.t("<b>If something is wrong</b>, in {team}", team=message.team)
    return say.t("<b>If something is wrong</b>")


def card(say: Translator, lines: Sequence[SupportLine]) -> Markup:
    """Whom to ring, and for what."""
    return Markup("\n").join(
        Markup("{}: <b>{}</b>").format(LABELS[one.field](say), shown(one.text)) for one in lines
    )


def program(say: Translator) -> Markup:
    """Nobody shall think that they have told somebody."""
    return say.t(
        "I am a program. Nobody reads this now, and telling me is not a report. Nobody learns that"
        " you have seen this."
    )


def edit_support(say: Translator, message: EditSupport) -> Rendered:
    buttons = [
        Button(text=LABELS[one.field](say), press=AskLine(message.team_id, one.field))
        for one in message.lines
    ]
    last = [*_back(say, message)]
    text = Markup("\n\n").join([*_edited(say, message)])
    return Rendered(text=text, buttons=(*((one,) for one in buttons), *rows(last, 2)))


def _edited(say: Translator, message: EditSupport) -> Iterator[Markup]:
    if not message.team:
        yield say.t(
            "<b>Who helps when something is wrong</b>, in every team that names nobody else"
        )
    elif message.own:
        yield say.t("<b>Who helps when something is wrong</b> in {team}", team=message.team)
    else:
        yield say.t(
            "<b>Who helps when something is wrong</b> in {team}: as in the whole organisation,"
            " until you change a line.",
            team=message.team,
        )
    yield Markup("\n").join(_line(say, one) for one in message.lines)
    if message.often:
        told = [
            say.t("{danger}: {times}", danger=DANGERS[one.danger](say), times=one.times)
            for one in message.often
        ]
        head = say.t("<b>What words told of last month</b>, in all teams, from five on")
        yield Markup("\n").join([head, *told])
    if message.lacking:
        names = say.listing(LABELS[field](say) for field in message.lacking)
        yield say.t(
            "Still missing: {lines}. Until then, questions that may stir something up can't be"
            " started.",
            lines=names,
        )


def _line(say: Translator, line: SupportLine) -> Markup:
    words = shown(line.text) if line.text else say.t("<i>nothing yet</i>")
    return Markup("{}: {}").format(LABELS[line.field](say), words)


def _back(say: Translator, message: EditSupport) -> Iterator[Button]:
    if message.own:
        label = say.label("Use the organisation's")
        yield Button(text=label, press=UseOrganisations(message.team_id))
    if message.team_id:
        yield Button(text=say.label("‹ Back"), press=OpenTeam(message.team_id))


def ask_support_line(say: Translator, message: AskSupportLine) -> Rendered:
    parts = [
        Markup("<b>{}</b>").format(LABELS[message.field](say)),
        say.t(
            "Write who that is and how to reach them, such as “Eva Ek, 08-123 45”. Everybody in the"
            " team can see it."
        ),
    ]
    if message.now:
        parts.append(say.t("Now: {line}", line=message.now))
    back = Button(text=say.label("‹ Back"), press=OpenSupport(message.team_id))
    empty = Button(
        text=say.label("Leave it empty"), press=EmptyLine(message.team_id, message.field)
    )
    return Rendered(text=Markup("\n").join(parts), buttons=((back, empty),))


VIEWS: Views = {
    ShowSupport: show_support,
    EditSupport: edit_support,
    AskSupportLine: ask_support_line,
}

SENTENCES: Sentences = {
    "support_line_length": lambda say, facts: say.t(
        "Please write it in one line of at most {most} characters.", **facts
    ),
    "support_of_organisation": lambda say, _: say.t(
        "From now on the organisation's card counts here."
    ),
}
