"""Any message of the domain, made up from the types of its fields: for tests that look at all.

Texts that people choose (their words, names, titles, what they typed) are left blank at first, so
that the same message can be made with harmless words and with any others.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime
from enum import Enum
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from hypothesis import strategies as st
from pydantic_core import to_jsonable_python

from bot.chat.views import SENTENCES
from bot.domain.asking.answers import AnswerState
from bot.domain.asking.frequency_caps import PlannedHeld
from bot.domain.asking.notes import NoteHeld
from bot.domain.asking.prompts import PromptHeld
from bot.domain.asking.schedules import EVERY_WEEKS, OPEN_HOURS
from bot.domain.base.availability import EVERY_DAY
from bot.domain.base.deeds import DeedHeld
from bot.domain.base.drafts import DraftHeld
from bot.domain.base.visibility import Visibility
from bot.domain.hearing.pool import NamedHeld
from bot.domain.messages.asking.builder import AskField
from bot.domain.messages.asking.mine import ShowNote
from bot.domain.messages.asking.prompts import AskQuestion, Choice
from bot.domain.messages.asking.schedules import ScheduleLine
from bot.domain.messages.hearing.digests import DigestLetter, ReleaseTold
from bot.domain.messages.hearing.insights import (
    FigureTold,
    QuoteTold,
    TellInsight,
    TellPicture,
    TellQuotes,
    WordsTold,
)
from bot.domain.messages.people.danger import StopForDanger
from bot.domain.messages.people.people import Refused, Said
from bot.domain.messages.rights.mydata import GiveMyData, GiveMyDataFile
from bot.domain.messages.rights.register import DeedLine
from bot.domain.people.invites import InviteHeld
from bot.domain.people.members import TeamHeld
from bot.domain.people.teams import FLOORS
from bot.domain.transport.deliveries import MessageHeld
from bot.domain.transport.inbox import UpdateHeld

Made = st.SearchStrategy[Any]
Words = Callable[[str], str]
"""What to fill a blank with, given the name of the field it stands in."""

BLANK = "\N{BLANK SYMBOL}"

NAME = 60
LONGEST = {
    "high": 40,
    "label": 40,
    "labels": 40,
    "low": 40,
    "purpose": 280,
    "question": 280,
    "reply": 5000,
    "text": 280,
    "texts": 280,
}
"""Characters that these fields can hold; all others `NAME`."""

AT = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)

_maybe = st.sampled_from(("", BLANK))
_minutes = st.integers(0, 1439)
_zones = st.sampled_from(("Europe/Stockholm", "America/Argentina/ComodRivadavia"))
_languages = st.sampled_from(("sv", "en", "el"))
LOST = {"since": "2026-03-02T08:00+00:00", "until": "2026-03-02T12:00+00:00", "zone": "UTC"}
"""What sentences about a Gap are made of."""

COMING = {"at": "2026-03-02T08:00+00:00", "day": "2026-03-02"}
"""What sentences about what is to come are made of; they need a zone as well."""

_facts = {
    "chat": BLANK,
    "days": 7,
    "floor": 5,
    "most": 60,
    "name": BLANK,
    "people": 2,
    "at_once": 1,
    **LOST,
    **COMING,
}

DEED = {
    "bank": BLANK,
    "before": BLANK,
    "changed": "days,roles",
    "chat": BLANK,
    "floor": 6,
    "languages": "sv,en",
    "least": 5,
    "name": BLANK,
    "public": 1,
    "reason": BLANK,
    "role": "staff",
    "since": "2026-03-02",
    "team": BLANK,
    "until": "2026-03-03",
    "uses": 5,
    "zone": "Europe/Stockholm",
}
"""What lines of the Register are made of."""

VALUES: dict[str, Made] = {
    "ask_at": _minutes,
    "back": st.sampled_from(("", "2026-11", "0a1b2c3d")),
    "bank_id": st.just("b" * 32),
    "body": st.just("{}"),
    "bot_name": st.just("eftertanke_bot"),
    "chosen": st.lists(_languages, unique=True).map(tuple),
    "data_location": _maybe,
    "days": st.sets(st.sampled_from(EVERY_DAY), min_size=1).map(sorted).map(tuple),
    "digest_at": _minutes,
    "digest_day": st.none() | st.sampled_from(EVERY_DAY),
    "emoji": st.sampled_from(("", "🙂")),
    "every_weeks": st.sampled_from(EVERY_WEEKS),
    "facts": st.just(_facts | {"team": BLANK}),
    "fields": st.just({"name": BLANK, "languages": ["sv"], "stage": "zone"}),
    "floor": st.sampled_from(FLOORS),
    "floors": st.just(FLOORS),
    "invited_by": _maybe,
    "key": st.just("0a1b2c3d"),
    "kind": st.just("AskQuestion"),
    "lacking": st.lists(_languages, unique=True).map(tuple),
    "language": _languages,
    "languages": st.lists(_languages, min_size=1, unique=True).map(tuple),
    "offer": st.just("0a1b2c3d"),
    "link": st.just(f"https://t.me/eftertanke_bot?start={'a' * 22}"),
    "made_by": _maybe,
    "note_id": st.just("0123456789abcdef"),
    "offered": st.just(("sv", "en", "el")),
    "open_hours": st.sampled_from(OPEN_HOURS),
    "operator_contact": _maybe,
    "operator_name": _maybe,
    "question_id": st.just("so_what"),
    "quiet_from": _minutes,
    "quiet_to": _minutes,
    "receipt": st.just("r" * 22),
    "said_id": st.just("0123456789abcdef"),
    "sent": st.just("0a1b2c3d"),
    "state": st.sampled_from(AnswerState),
    "support_contact": _maybe,
    "wording": st.just("0a1b2c3d"),
    "tag": st.just("0a1b2c3d"),
    "token": st.just("t" * 22),
    "typed": _maybe,
    "what": st.sampled_from(("photo", "voice", "sticker", "file", "other")),
    "zone": _zones,
    "zones": st.lists(_zones, unique=True).map(tuple),
}
"""What is no free text, or may be missing, by the name of its field."""

YOU = {
    "telegram_id": 1000,
    "name": BLANK,
    "language": "sv",
    "zone": "Europe/Stockholm",
    "days": (0, 1),
    "ask_at": 540,
    "quiet_from": 1200,
    "quiet_to": 420,
    "usual_words": Visibility.PRIVATE,
    "usual_taps": Visibility.TEAM_UNNAMED,
    "paused_until": "2026-12-24",
    "reachable": True,
    "owner": False,
    "digest_day": 4,
    "digest_at": 780,
    "next_digest_at": AT.isoformat(),
}


def _options() -> Made:
    """The buttons of a question."""
    count = st.integers(2, 10)
    one = {"label": BLANK, "emoji": "🙂"}
    return count.map(lambda many: tuple(Choice(id=f"{n:016}", **one) for n in range(many)))


HELD = {
    "teams": TeamHeld,
    "open": PromptHeld,
    "notes": NoteHeld,
    "named": NamedHeld,
    "planned": PlannedHeld,
    "invites": InviteHeld,
    "deeds": DeedHeld,
    "messages": MessageHeld,
    "updates": UpdateHeld,
}
"""What /mydata gives lists of, by its name."""


def _my_data() -> Made:
    listed = {name: _few(kind, 3) for name, kind in HELD.items()}
    draft = st.none() | st.deferred(lambda: any_message(DraftHeld))
    found = st.fixed_dictionaries({**listed, "draft": draft})
    return found.map(lambda them: to_jsonable_python({"made_at": AT, "you": YOU, **them}))


def _few(kind: type, most: int, least: int = 0) -> Made:
    some = st.lists(st.deferred(lambda: any_message(kind)), min_size=least, max_size=most)
    return some.map(tuple)


OF_KIND: dict[tuple[type, str], Made] = {
    (AskField, "bank"): _maybe,
    (AskQuestion, "options"): _options(),
    (DeedHeld, "facts"): st.just(DEED),
    (DeedLine, "facts"): st.just(DEED),
    (DigestLetter, "told"): _few(ReleaseTold, 1),
    (GiveMyData, "data"): _my_data(),
    (GiveMyDataFile, "data"): _my_data(),
    (Refused, "key"): st.sampled_from(sorted(SENTENCES)),
    (Said, "key"): st.sampled_from(sorted(SENTENCES)),
    (ScheduleLine, "bank"): _maybe,
    (ShowNote, "page"): st.just(0),
    (StopForDanger, "until"): st.sampled_from(("", "9999-12-31")),
    (TellInsight, "figures"): _few(FigureTold, 2),
    (TellPicture, "worded"): st.none(),
    (TellQuotes, "folded"): _few(WordsTold, 1),
    (TellQuotes, "seen"): _few(WordsTold, 1, least=1),
    (WordsTold, "named"): _few(QuoteTold, 1),
    (WordsTold, "unnamed"): _few(QuoteTold, 2),
}
"""What only these kinds of message have under that name. Where there is more to tell, it comes in
several messages; see tests/chat/test_fitting.py."""


def any_message(kind: type) -> Made:
    """Messages of this kind, with blanks for what people chose."""
    own = {name: made for (of, name), made in OF_KIND.items() if of is kind}
    parts = {
        name: _value(name, hint) for name, hint in get_type_hints(kind).items() if name not in own
    }
    return st.builds(kind, **parts, **own)


def filled(message: Any, words: Words, name: str = "") -> Any:
    """The message with words in each of its blanks."""
    if is_dataclass(message) and not isinstance(message, type):
        found = {one.name: getattr(message, one.name) for one in fields(message)}
        return replace(message, **filled(found, words))
    if isinstance(message, Mapping):
        return {key: filled(value, words, key) for key, value in message.items()}
    if isinstance(message, tuple | list):
        return type(message)(filled(one, words, name) for one in message)
    return words(name) if message == BLANK else message


def _value(name: str, hint: Any) -> Made:
    """By the field's name where that says more than its type."""
    inside = get_args(hint)[:1] or (hint,)
    if name in VALUES and not any(_speaks(one) for one in inside):
        return VALUES[name]
    if get_origin(hint) is tuple:
        return st.lists(_value(name, inside[0]), max_size=5).map(tuple)
    if get_args(hint):
        return st.one_of(*(_value(name, one) for one in get_args(hint)))
    return _plain(name, hint)


def _speaks(hint: Any) -> bool:
    """Whether a type says by itself what it holds."""
    return is_dataclass(hint) or (isinstance(hint, type) and issubclass(hint, Enum | datetime))


def _plain(name: str, hint: Any) -> Made:
    if is_dataclass(hint) and isinstance(hint, type):
        return any_message(hint)
    if issubclass(hint, Enum):
        return st.sampled_from(hint)
    known: dict[type, Made] = {
        NoneType: st.none(),
        bool: st.booleans(),
        date: st.dates(date(2026, 1, 1), date(2026, 12, 31)),
        datetime: st.just(AT),
        int: st.integers(1, 2**53) if name.endswith("_id") else st.integers(1, 12),
        str: st.just(BLANK),
    }
    return known[hint]
