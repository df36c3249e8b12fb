"""The screens that build a Schedule."""

from collections.abc import Callable, Iterator

from markupsafe import Markup

from bot.chat.buttons.asking.builder import (
    LeaveBuilder,
    LookAhead,
    PickValue,
    SaveSchedule,
    ShowField,
)
from bot.chat.rendered import Button, Rendered, Views
from bot.chat.safe import label
from bot.chat.translator import Translator
from bot.chat.views.asking.rhythm import every, open_for, rhythm
from bot.chat.views.base.naming import language_names, role_name
from bot.chat.views.base.sentences import Sentences, held
from bot.domain.asking.builder import Field
from bot.domain.asking.schedules import EVERY_WEEKS, OPEN_HOURS
from bot.domain.base.availability import EVERY_DAY
from bot.domain.hearing.insights import FLOOR, Band, Enough, tellable
from bot.domain.messages.asking.builder import AskField, PreviewSchedule

Row = tuple[Button, ...]
Screen = tuple[Markup, tuple[Row, ...]]

PURPOSES = 1600
"""Characters of what banks are good for on one screen, however many there are."""


def ask_field(say: Translator, message: AskField) -> Rendered:
    head = say.t("<b>Schedule for {team}</b>", team=message.team)
    if message.bank and message.field is not Field.BANK:
        head = say.t("<b>{bank}</b> · {team}", bank=message.bank, team=message.team)
    text, rows = SCREENS[message.field](say, message)
    return Rendered(text=Markup("\n\n").join([head, text]), buttons=(*rows, *_moves(say, message)))


def preview_schedule(say: Translator, message: PreviewSchedule) -> Rendered:
    parts = [
        say.t("<b>{bank}</b> · {team}", bank=message.bank, team=message.team),
        rhythm(
            say,
            message.days,
            message.every_weeks,
            message.roles,
            message.open_hours,
            reminder=message.reminder,
        ),
        _ahead(say, message),
        *_warnings(say, message),
    ]
    back = Button(text=say.label("‹ Back"), press=ShowField(message.key, Field.REMINDER))
    leave = Button(text=say.label("Cancel"), press=LeaveBuilder(message.key))
    save = Button(text=say.label("✔ Save"), press=SaveSchedule(message.key))
    return Rendered(text=Markup("\n\n").join(parts), buttons=((back, leave, save),))


def _bank(say: Translator, message: AskField) -> Screen:
    room = PURPOSES // max(len(message.banks), 1)
    lines = [
        say.n(
            "<b>{bank}</b> · {count} minute\n{purpose}",
            "<b>{bank}</b> · {count} minutes\n{purpose}",
            one.minutes,
            bank=one.title,
            purpose=label(one.purpose, room),
        )
        for one in message.banks
    ]
    rows = tuple(
        (_choice(message, one.bank_id, one.title, on=one.bank_id == message.bank_id),)
        for one in message.banks
    )
    return Markup("\n\n").join([say.t("What shall be asked?"), *lines]), rows


def _days(say: Translator, message: AskField) -> Screen:
    buttons = [
        _choice(message, str(day), say.day_name(day), on=day in message.days) for day in EVERY_DAY
    ]
    text = say.t("On which days? Everybody is asked at their own time of day.")
    return text, (tuple(buttons[:3]), tuple(buttons[3:6]), tuple(buttons[6:]))


def _every(say: Translator, message: AskField) -> Screen:
    rows = tuple(
        (_choice(message, str(weeks), every(say, weeks), on=weeks == message.every_weeks),)
        for weeks in EVERY_WEEKS
    )
    return say.t("How often?"), rows


def _roles(say: Translator, message: AskField) -> Screen:
    rows = tuple(
        (
            _choice(
                message,
                one.role,
                say.label("{role} ({count})", role=role_name(say, one.role), count=one.people),
                on=one.role in message.roles,
            ),
        )
        for one in message.offered
    )
    return say.t("Who is asked? In brackets stands how many people the team has of each."), rows


def _open(say: Translator, message: AskField) -> Screen:
    rows = tuple(
        (_choice(message, str(hours), open_for(say, hours), on=hours == message.open_hours),)
        for hours in OPEN_HOURS
    )
    return say.t("How long do people have to answer?"), rows


def _reminder(say: Translator, message: AskField) -> Screen:
    rows = (
        (_choice(message, "1", say.label("Remind once"), on=message.reminder),),
        (_choice(message, "0", say.label("No reminder"), on=not message.reminder),),
    )
    text = say.t("Shall I remind once, half-way, those who have a question open?")
    return text, rows


SCREENS: dict[Field, Callable[[Translator, AskField], Screen]] = {
    Field.BANK: _bank,
    Field.DAYS: _days,
    Field.EVERY: _every,
    Field.ROLES: _roles,
    Field.OPEN: _open,
    Field.REMINDER: _reminder,
}


def _choice(message: AskField, value: str, text: str, *, on: bool) -> Button:
    mark = "✅" if message.field.toggled else "✓"
    return Button(
        text=f"{mark} {text}" if on else text, press=PickValue(message.key, message.field, value)
    )


def _moves(say: Translator, message: AskField) -> tuple[Row, ...]:
    """Back, and on where something is chosen; at the end, or if nothing is missing, the preview."""
    before, after = message.field.preceding, message.field.following
    row = [
        Button(text=say.label("‹ Back"), press=ShowField(message.key, before))
        if before
        else Button(text=say.label("Cancel"), press=LeaveBuilder(message.key))
    ]
    if message.bank_id and after:
        row.append(Button(text=say.label("Next ›"), press=ShowField(message.key, after)))
    if message.bank_id and message.days and message.roles:
        row.append(Button(text=say.label("Preview"), press=LookAhead(message.key)))
    return (tuple(row),)


def _ahead(say: Translator, message: PreviewSchedule) -> Markup:
    days = say.listing(str(say.weekday(day)) for day in message.dates)
    lines = [
        say.t("Next: {days}", days=days),
        _reached(say, message.reached),
    ]
    if message.today in message.dates:
        lines.append(say.t("Today, those whose own time has passed are asked at once."))
    if message.under_way:
        under_way = say.listing(str(say.weekday(day)) for day in message.under_way)
        lines.append(say.t("Already on its way: {days}", days=under_way))
    return Markup("\n").join(lines)


def _warnings(say: Translator, message: PreviewSchedule) -> Iterator[Markup]:
    if message.held_until is not None:
        yield held(say, message.held_until)
    if message.people < message.floor:
        yield say.n(
            "⚠ Fewer than {count} person is asked, so the team is shown only words with a name.",
            "⚠ Fewer than {count} people are asked, so the team is shown only words with a name.",
            message.floor,
        )
    if not message.has_channel:
        yield say.t("⚠ The team has no channel yet. What is shared waits four weeks at most.")
    if message.lacking:
        yield say.t(
            "⚠ The questions are not in {languages}, which some of these people read. They get them"
            " in another language.",
            languages=language_names(say, message.lacking),
        )
    if message.dropped:
        yield _dropped(say, tellable(message.dropped))
    if message.beside:
        yield say.t(
            "⚠ On some of these days the same people are asked for {banks} as well.",
            banks=say.listing(message.beside),
        )


def _reached(say: Translator, reached: Band | Enough | None) -> Markup:
    """No number that would tell, beside those of the Team's members, how many are away."""
    if reached is None:
        return say.n(
            "Reaches fewer than {count} person now", "Reaches fewer than {count} people now", FLOOR
        )
    if isinstance(reached, Enough):
        return say.t("Reaches enough people now")
    if reached.high is None:
        return say.t("Reaches {low} or more people now", low=reached.low)
    return say.t("Reaches {low}–{high} people now", low=reached.low, high=reached.high)


def _dropped(say: Translator, people: int | None) -> Markup:
    """Somebody's other Teams and letters are their own matter."""
    if people is None:
        return say.t(
            "⚠ Some people would be asked too often: nobody gets questions more than once a day or"
            " more than three messages a week, so I would leave some out."
        )
    return say.n(
        "⚠ {count} person would be asked too often: nobody gets questions more than once a day or"
        " more than three messages a week, so I would leave some out.",
        "⚠ {count} people would be asked too often: nobody gets questions more than once a day or"
        " more than three messages a week, so I would leave some out.",
        people,
    )


VIEWS: Views = {
    AskField: ask_field,
    PreviewSchedule: preview_schedule,
}


SENTENCES: Sentences = {
    "schedule_saved": lambda say, _: say.t("Saved."),
    "bank_gone": lambda say, _: say.t("These questions are not installed any more."),
    "bank_missing": lambda say, _: say.t("Choose first what shall be asked."),
    "days_missing": lambda say, _: say.t("Choose at least one day."),
    "roles_missing": lambda say, _: say.t("Choose at least one role."),
}
