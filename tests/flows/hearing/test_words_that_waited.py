"""Words that have waited are shown under the question their authors were asked, with their week."""

from datetime import timedelta

from bot.domain.base.visibility import Visibility
from bot.domain.messages.hearing.insights import TellQuotes
from bot.domain.people.teams import Team
from tests.answering import answer
from tests.desk import NINE, NOWHERE, Office, Phone
from tests.factories import mark

UNNAMED = Visibility.TEAM_UNNAMED


async def shares(office: Office, people: list[Phone], what: str) -> None:
    for phone in people:
        await answer(phone, (f"{what}, says {mark(phone.member.name)}", UNNAMED), tap="4")


async def test_each_week_stands_under_its_own_wording(
    office: Office, team: Team, crowd: list[Phone]
) -> None:
    await office.begin(team)
    await shares(office, crowd[:2], "fog")
    await office.at(NINE + timedelta(days=3))
    assert not [one for one in office.posted[NOWHERE] if isinstance(one, TellQuotes)]
    await office.at(NINE + timedelta(days=7))
    await shares(office, crowd, "sun")
    await office.at(NINE + timedelta(days=10))
    (page,) = [one for one in office.posted[NOWHERE] if isinstance(one, TellQuotes)]
    told = page.seen
    bank = office.unit_of_work.house.banks["weekly-check"]
    what = bank.question("what")
    assert what is not None
    assert [one.question for one in told] == [what.wording(1, "en"), what.wording(0, "en")]
    assert [one.week for one in told] == [None, NINE.date()]
    words = [{quote.text.split(",")[0] for quote in one.unnamed} for one in told]
    assert words == [{"sun"}, {"fog"}]
