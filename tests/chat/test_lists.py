"""What each noun lists of its own is collected, and nothing is forgotten or listed twice."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import is_dataclass
from importlib import import_module
from pkgutil import walk_packages
from types import ModuleType
from typing import Any

from telegram.ext import CallbackQueryHandler

from bot.chat import buttons, handlers, views
from bot.chat.buttons import BUTTONS, pattern
from bot.chat.handlers import HANDLERS
from bot.chat.views import SENTENCES, VIEWS
from bot.chat.views.rights.mydata import LISTINGS
from bot.domain import messages
from bot.domain.messages import MESSAGES
from bot.domain.messages.base.message import Fleeting, Message, OnlyInPlace
from bot.domain.messages.people.people import Refused, Said

FROZEN = {
    "o": "TapOption",
    "t": "ToggleOption",
    "d": "DoneChoosing",
    "v": "PickReadersOfOld",
    "V": "PickReaders",
    "E": "ExplainReaders",
    "a": "AddWords",
    "q": "ShowQuestion",
    "Q": "CountAnswer",
    "x": "SkipQuestion",
    "z": "OfferSnooze",
    "Z": "SnoozeQuestion",
    "u": "TakeUp",
    "e": "AskExample",
    "f": "FollowAnswer",
    "w": "AskWithdrawal",
    "W": "WithdrawAnswer",
    "n": "KeepNote",
    "r": "StartReflection",
    "R": "PickReflection",
    "i": "IgnoreWords",
    "tf": "StartFounding",
    "tl": "ToggleTeamLanguage",
    "td": "LanguagesChosen",
    "tz": "FoundIn",
    "tb": "FoundingBack",
    "tx": "LeaveFounding",
    "Tl": "ListTeams",
    "To": "OpenTeam",
    "Tn": "AskName",
    "Tf": "ChooseFloor",
    "TF": "SetFloor",
    "Tu": "UnlinkChannel",
    "TU": "UnlinkAllTheSame",
    "Te": "AskEnd",
    "L": "LinkTeam",
    "LA": "LinkAllTheSame",
    "Sp": "PickTeamToSchedule",
    "Sl": "ListSchedules",
    "So": "OpenSchedule",
    "SP": "PauseSchedule",
    "SR": "ResumeSchedule",
    "SN": "SendNow",
    "Sd": "AskScheduleEnd",
    "SD": "EndSchedule",
    "bn": "NewSchedule",
    "bc": "ChangeSchedule",
    "bf": "ShowField",
    "bp": "PickValue",
    "bl": "LookAhead",
    "bs": "SaveSchedule",
    "bx": "LeaveBuilder",
    "Dg": "AskMyData",
    "Dq": "SeeQueue",
    "Dr": "ReadRelease",
    "Fb": "BeginForgetting",
    "Fa": "AskForgetting",
    "FF": "Forget",
    "Fs": "StayHere",
    "It": "ChooseInviteTeam",
    "Ir": "InviteInto",
    "Iu": "InviteAs",
    "Id": "InviteSoMany",
    "Im": "MakeInvite",
    "Il": "ListInvites",
    "IL": "OpenInvites",
    "Io": "OpenInvite",
    "Ip": "PaintInvite",
    "Iw": "AskInviteWithdrawal",
    "IW": "WithdrawInvite",
    "jp": "TurnPage",
    "jy": "SayYes",
    "jn": "SayNo",
    "so": "OpenSettings",
    "ss": "OpenSetting",
    "sf": "FinishWalk",
    "sl": "SetLanguage",
    "sz": "SetZone",
    "sd": "ToggleDay",
    "st": "SetTime",
    "sq": "SetQuietFrom",
    "sQ": "SetQuietTo",
    "sw": "SetUsualWords",
    "sT": "SetUsualTaps",
    "sp": "PauseFor",
    "sr": "Resume",
    "sD": "SetDigestDay",
    "sA": "SetDigestTime",
    "ml": "ChooseLeaving",
    "ma": "AskLeaving",
    "mL": "LeaveTeam",
    "ms": "Stay",
    "ht": "ChooseReadersTeam",
    "hs": "SeeReaders",
    "hk": "KeepUsual",
    "hc": "ChangeUsual",
    "gs": "SendReplaced",
    "gn": "NoName",
    "gw": "WriteAnew",
    "us": "SomethingIsWrong",
    "uo": "OpenSupport",
    "ul": "AskLine",
    "ue": "EmptyLine",
    "uu": "UseOrganisations",
    "dr": "SayReported",
    "dn": "ReportNow",
    "dg": "GoOn",
    "yo": "OpenMine",
    "yl": "ListMine",
    "ym": "ListMonths",
    "yM": "ListOfMonth",
    "yq": "ListQuestions",
    "yQ": "ListOfQuestion",
    "ys": "SearchNotes",
    "yn": "ReadNote",
    "ye": "ChangeNote",
    "ya": "AddToNote",
    "yd": "AskNoteRemoval",
    "yD": "RemoveNote",
    "yu": "SeeUnderway",
    "yA": "SeeAnswer",
    "po": "StartCpd",
    "pp": "SetCpdPeriod",
    "pl": "ListPieces",
    "pt": "TogglePiece",
    "pa": "AskTime",
    "pn": "AddNoTime",
    "pm": "MakeCpd",
    "px": "LeaveCpd",
    "gc": "ChooseRegister",
    "gr": "ReadRegister",
    "os": "SeeOversight",
    "oh": "AskHold",
    "oo": "HoldOn",
    "oe": "EndHold",
    "oi": "InviteRepresentative",
    "od": "StandDown",
}
"""Stand in people's chats. A code may be added here, and none be taken out or given another name's
meaning: whoever presses an old button means what it said."""


def nouns(package: ModuleType) -> Iterator[ModuleType]:
    """The files of a package, in whatever area."""
    for found in walk_packages(package.__path__, f"{package.__name__}."):
        if not found.ispkg:
            yield import_module(found.name)


def listed(package: ModuleType, name: str) -> list[Any]:
    """What the files of a package list under this name."""
    return [one for noun in nouns(package) for one in getattr(noun, name, ())]


def own_classes(package: ModuleType) -> list[type]:
    """The classes that are written in the files of a package."""
    return [
        one
        for noun in nouns(package)
        for one in vars(noun).values()
        if isinstance(one, type) and one.__module__ == noun.__name__
    ]


def test_every_message_is_listed_once_by_its_noun_and_collected() -> None:
    bases = (Message, Fleeting, OnlyInPlace)
    written = [
        one for one in own_classes(messages) if issubclass(one, Message) and one not in bases
    ]
    assert Counter(listed(messages, "MESSAGES")) == Counter(written) == Counter(MESSAGES)


def test_every_message_has_one_view() -> None:
    by_their_keys = (Refused, Said)
    assert Counter([*listed(views, "VIEWS"), *by_their_keys]) == Counter(MESSAGES)
    assert VIEWS.keys() == {*MESSAGES}


def test_every_sentence_is_said_by_one_noun() -> None:
    assert Counter(listed(views, "SENTENCES")) == Counter([*SENTENCES])


def test_what_every_noun_tells_of_the_data_it_keeps_is_in_the_file() -> None:
    assert Counter(listed(views, "MYDATA")) == Counter(LISTINGS)


def test_every_button_has_a_code_that_no_other_has() -> None:
    codes = Counter(listed(buttons, "BUTTONS"))
    assert [code for code, count in codes.items() if count > 1] == []
    assert codes.keys() == BUTTONS.keys()
    written = [one for one in own_classes(buttons) if is_dataclass(one)]
    assert Counter(BUTTONS.values()) == Counter(written)


def test_the_codes_of_buttons_stay_what_they_are() -> None:
    assert {code: kind.__name__ for code, kind in BUTTONS.items()} == FROZEN


def test_every_button_has_one_handler() -> None:
    pressed = [one.pattern for one in HANDLERS if isinstance(one, CallbackQueryHandler)]
    taken = Counter(getattr(one, "pattern", None) for one in pressed)
    assert taken == Counter(map(pattern, BUTTONS.values()))


def test_every_handler_of_a_noun_is_collected() -> None:
    assert Counter(map(id, listed(handlers, "HANDLERS"))) == Counter(map(id, HANDLERS))
