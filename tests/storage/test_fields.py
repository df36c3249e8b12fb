"""What can be written to a row is what the object that is read from it has: one list of names, and
one of types, whoever adds to either. What names an update never changes, and so is not written."""

from types import ModuleType
from typing import get_type_hints

import pytest

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
