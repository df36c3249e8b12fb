"""What is kept about a person, as a file to read and as JSON."""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from pydantic import TypeAdapter

from bot.chat.rendered import File, Rendered, Views
from bot.chat.translator import Translator
from bot.chat.views.asking.readers import level_label
from bot.chat.views.base.naming import language_name, role_name, zone_name
from bot.domain.asking.answers import AnswerState
from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility
from bot.domain.messages.rights.mydata import (
    AnswerHeld,
    DraftHeld,
    GiveMyData,
    GiveMyDataFile,
    InviteHeld,
    MyData,
    NamedHeld,
    PlannedHeld,
    PromptHeld,
)

FORMAT = 1
"""Version of the JSON document; docs/mydata.md describes it."""

Lines = Iterator[str]


def give_my_data(say: Translator, message: GiveMyData) -> Rendered:
    text = say.t(
        "This is everything I keep that is linked to you. This file is for reading; the next one"
        " holds the same for programs. What you shared without your name is not in it once its"
        " round is closed: I can't tell any more which of it is yours. The button under your answer"
        " can."
    )
    content = "\n".join(_document(say, message.data)).encode()
    return Rendered(text=text, document=File(name="eftertanke.txt", content=content))


def give_my_data_file(say: Translator, message: GiveMyDataFile) -> Rendered:
    fields: dict[str, Any] = TypeAdapter(MyData).dump_python(message.data, mode="json")
    document = {"format": FORMAT, **fields, "not_included": _not_included(say)}
    content = json.dumps(document, ensure_ascii=False, indent=2).encode()
    return Rendered(
        text=say.t("The same, for programs."),
        document=File(name="eftertanke.json", content=content),
    )


def _not_included(say: Translator) -> dict[str, str]:
    return {
        "unnamed_answers": say.label(
            "What you shared without your name, once its round is closed. Nobody can tell any more"
            " who wrote it, and neither can I. The button under your answer in our chat still finds"
            " it: with it you can see what became of it, and delete it."
        ),
        "telegram": say.label(
            "Our chat itself. It lies with Telegram and on your devices, and you can delete it"
            " there."
        ),
        "backups": say.label(
            "Backups that the operator may have made. Ask them how long they keep those."
        ),
    }


def _document(say: Translator, data: MyData) -> Lines:
    zone = str(data.you["zone"])
    title = say.label("What Eftertanke keeps about you")
    yield from (title, "=" * len(title), "", str(say.moment(data.made_at, zone)))
    yield from _section(say.label("You"), _settings(say, data))
    yield from _section(say.label("Your teams"), _teams(say, data))
    yield from _section(say.label("Open questions"), _open(say, data.open, zone))
    yield from _section(say.label("Your private notes"), _notes(say, data))
    yield from _section(say.label("Shared with your name"), _named(say, data.named))
    yield from _section(say.label("What you are in the middle of"), _draft(data.draft))
    yield from _section(say.label("How often I meant to write first"), _planned(say, data.planned))
    yield from _section(say.label("Invites you made"), _invites(say, data.invites, zone))
    yield from _section(say.label("On its way"), _pending(say, data))
    yield from _section(say.label("What is not in here, and why"), _not_included(say).values())


def _section(heading: str, lines: Iterator[str] | Sequence[str] | Any) -> Lines:
    """A heading and its lines; left out if there are none."""
    found = list(lines)
    if found:
        yield from ("", heading, "-" * len(heading), *found)


def _settings(say: Translator, data: MyData) -> Lines:
    for name, label, shown in SETTINGS:
        value = data.you.get(name)
        if value is not None:
            yield f"{label(say)}: {shown(say, value)}"


def _teams(say: Translator, data: MyData) -> Lines:
    for held in data.teams:
        roles = ", ".join(role_name(say, role) for role in held.roles)
        yield f"{held.team}: {roles}"


def _open(say: Translator, prompts: Sequence[PromptHeld], zone: str) -> Lines:
    for prompt in prompts:
        yield say.label(
            "{bank}, {team}, open until {moment}",
            bank=prompt.bank,
            team=prompt.team,
            moment=say.moment(prompt.closes_at, zone),
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
            yield from _indented(answer.reply, 4)
            yield f"    [{level_label(say, answer.visibility)}]"


def _notes(say: Translator, data: MyData) -> Lines:
    for note in data.notes:
        yield f"{say.month(note.month)}. {note.question}".rstrip()
        yield from _indented(note.text, 2)


def _named(say: Translator, named: Sequence[NamedHeld]) -> Lines:
    for one in named:
        week = say.label("Week of {day}", day=say.day(one.week))
        yield f"{week} {one.week.year}. {one.team}. {one.question}"
        yield from _indented(one.text, 2)


def _draft(draft: DraftHeld | None) -> Lines:
    if draft is not None:
        yield draft.kind
        for name, value in draft.fields.items():
            yield f"  {name}: {value}"


def _planned(say: Translator, planned: Sequence[PlannedHeld]) -> Lines:
    for one in planned:
        count = say.labels("{count} message", "{count} messages", one.messages)
        yield f"{say.day(one.on)}: {count}"


def _invites(say: Translator, invites: Sequence[InviteHeld], zone: str) -> Lines:
    for one in invites:
        yield say.label(
            "{team}, {role}: used {uses} of {most} times, good until {moment}",
            team=one.team,
            role=role_name(say, one.role),
            uses=one.uses,
            most=one.max_uses,
            moment=say.moment(one.expires_at, zone),
        )


def _pending(say: Translator, data: MyData) -> Lines:
    if data.messages:
        yield say.labels(
            "{count} message in our chat that I still know of; the file for programs lists it.",
            "{count} messages in our chat that I still know of; the file for programs lists them.",
            len(data.messages),
        )
    if data.updates:
        yield say.labels(
            "{count} thing you sent that I could not handle yet; the file for programs holds it.",
            "{count} things you sent that I could not handle yet; the file for programs holds"
            " them.",
            len(data.updates),
        )


def _indented(text: str, by: int) -> Lines:
    for line in text.splitlines():
        yield " " * by + line


def _yes_or_no(say: Translator, value: Any) -> str:
    return say.label("yes") if value else say.label("no")


def _as_it_is(_: Translator, value: Any) -> str:
    return str(value)


def _time(say: Translator, value: Any) -> str:
    return str(say.time(int(value)))


def _level(say: Translator, value: Any) -> str:
    return level_label(say, Visibility(value))


def _days(say: Translator, value: Any) -> str:
    return str(say.days(value))


SETTINGS: tuple[tuple[str, Callable[[Translator], str], Callable[[Translator, Any], str]], ...] = (
    ("telegram_id", lambda say: say.label("Telegram id"), _as_it_is),
    ("name", lambda say: say.label("Name"), _as_it_is),
    ("language", lambda say: say.label("Language"), lambda _, code: language_name(code)),
    ("zone", lambda say: say.label("Time zone"), lambda _, zone: zone_name(zone)),
    ("days", lambda say: say.label("Days you are asked on"), _days),
    ("ask_at", lambda say: say.label("Time you are asked at"), _time),
    ("quiet_from", lambda say: say.label("Quiet hours begin"), _time),
    ("quiet_to", lambda say: say.label("Quiet hours end"), _time),
    ("usual_words", lambda say: say.label("Offered first for words"), _level),
    ("usual_taps", lambda say: say.label("Offered first for taps"), _level),
    ("paused_until", lambda say: say.label("Paused until"), _as_it_is),
    ("reachable", lambda say: say.label("I can write to you"), _yes_or_no),
    ("owner", lambda say: role_name(say, Role.OWNER), _yes_or_no),
    ("digest_day", lambda say: say.label("Day of your weekly letter"), lambda s, d: s.day_name(d)),
    ("digest_at", lambda say: say.label("Time of your weekly letter"), _time),
    ("next_digest_at", lambda say: say.label("Next weekly letter"), _as_it_is),
    ("digested_until", lambda say: say.label("Weekly letters sent up to"), _as_it_is),
)
"""A Member's settings in the order in which they are told: field, heading, how it is shown."""


VIEWS: Views = {
    GiveMyData: give_my_data,
    GiveMyDataFile: give_my_data_file,
}
