"""What can be written to a row is what the object that is read from it has: one list of names, and
one of types, whoever adds to either. What names an update never changes, and so is not written."""

import inspect
from importlib import import_module
from pkgutil import walk_packages
from types import ModuleType
from typing import Unpack, get_origin, get_type_hints

import pytest

from bot import storage
from bot.domain.asking.answers import Answer
from bot.domain.asking.prompts import Prompt
from bot.domain.asking.rounds import Round
from bot.domain.asking.schedules import Schedule
from bot.domain.hearing.releases import Release
from bot.domain.people.invites import Invite
from bot.domain.people.members import Member
from bot.domain.people.teams import Team
from bot.domain.transport.deliveries import Delivery
from bot.domain.transport.inbox import Received
from bot.storage.asking import answers, prompts, rounds, schedules
from bot.storage.hearing import releases
from bot.storage.people import invites, members, teams
from bot.storage.transport import deliveries, inbox

READ_AS = [
    (answers, Answer),
    (prompts, Prompt),
    (rounds, Round),
    (schedules, Schedule),
    (releases, Release),
    (invites, Invite),
    (members, Member),
    (teams, Team),
    (deliveries, Delivery),
    (inbox, Received),
]


@pytest.mark.parametrize(("table", "read"), READ_AS, ids=lambda one: one.__name__)
def test_a_row_is_written_as_it_is_read(table: ModuleType, read: type) -> None:
    written = get_type_hints(table.Fields)
    fixed = {"bot_id": int, "update_id": int} if read is Received else {}
    assert written | fixed == get_type_hints(read)


def test_no_row_is_written_by_names_that_nobody_checks() -> None:
    names = [one.name for one in walk_packages(storage.__path__, "bot.storage.")]
    nouns = [import_module(one) for one in names if one.split(".")[2] not in ("base", "migrations")]
    taken = {
        f"{noun.__name__}.{one.__name__}": parameter.annotation
        for noun in nouns
        for _, one in inspect.getmembers(noun, inspect.isfunction)
        for parameter in inspect.signature(one).parameters.values()
        if one.__module__ == noun.__name__ and parameter.kind is parameter.VAR_KEYWORD
    }
    assert len(taken) > 10
    assert [name for name, what in taken.items() if get_origin(what) is not Unpack] == []
