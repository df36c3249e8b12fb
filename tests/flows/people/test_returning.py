"""People who block the bot, or are gone, and come back. Bob belongs, and so do the crowd."""

from bot.domain.asking.prompts import Snooze
from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility
from bot.domain.messages.asking.answers import ChooseReaders
from bot.domain.messages.asking.prompts import AskQuestion
from bot.domain.messages.asking.readers import ShowReaders
from bot.domain.messages.people.people import Said
from bot.domain.people.teams import Team
from bot.flows.asking import prompts, readers
from bot.flows.base.step import Step
from bot.flows.people import members
from tests.desk import Office, Phone


async def levels(phone: Phone) -> list[Visibility]:
    """With whom somebody may share words just now; they have answered the scale."""
    await phone.taps("4")
    await phone.writes("Hurry, mostly")
    return [one.visibility for one in phone.last(ChooseReaders).levels]


async def block(phone: Phone) -> None:
    await phone.does(members.blocked)


async def test_five_of_whom_one_has_blocked_the_bot_are_no_crowd(
    office: Office, team: Team, crowd: list[Phone]
) -> None:
    bob, *_, eve = crowd
    await office.begin(team)
    assert bob.last(AskQuestion).can_share
    await block(eve)
    assert Visibility.TEAM_UNNAMED not in await levels(bob)


async def test_nor_are_five_of_whom_one_has_left(
    office: Office, team: Team, crowd: list[Phone]
) -> None:
    bob, *_, eve = crowd
    for name in ("Fay", "Gus"):
        await office.member(name, team, Role.MANAGER)
    await office.begin(team)
    await eve.does(members.leave, team.id)
    assert Visibility.TEAM_UNNAMED not in await levels(bob)


async def test_the_others_of_a_team_are_no_crowd_for_the_few_who_are_asked(
    office: Office, team: Team, crowd: list[Phone]
) -> None:
    """Nobody hides among those who were not asked, nor among those who are gone."""
    bob, *_, eve = crowd
    for name in ("Fay", "Gus"):
        await office.member(name, team, Role.MANAGER)
    await office.begin(team)
    await block(eve)
    assert Visibility.TEAM_UNNAMED not in await levels(bob)


async def test_no_number_of_people_tells_that_somebody_has_turned_away(
    office: Office, team: Team, crowd: list[Phone]
) -> None:
    bob, *_, eve = crowd
    await block(eve)
    await bob.does(readers.show, team.id)
    assert bob.last(ShowReaders).people == 5


async def test_an_open_question_is_asked_again_when_somebody_comes_back(
    office: Office, team: Team, crowd: list[Phone]
) -> None:
    bob = crowd[0]
    await office.begin(team)
    await bob.taps("4")
    await block(bob)
    await office.later(hours=1)
    await bob.does(members.unblocked)
    assert bob.kinds()[-2:] == ["Said", "AskQuestion"]
    assert bob.last(Said).key == "welcome_back"
    assert bob.last(AskQuestion).position == 2
    await bob.writes("Hurry, mostly")
    assert bob.kinds()[-1] == "ChooseReaders"


async def test_a_choice_of_readers_is_asked_for_again(
    office: Office, team: Team, crowd: list[Phone]
) -> None:
    bob = crowd[0]
    await office.begin(team)
    await levels(bob)
    await block(bob)
    await bob.does(members.unblocked)
    assert bob.kinds()[-2:] == ["Said", "ChooseReaders"]


async def test_after_the_end_of_a_round_there_is_only_a_welcome(
    office: Office, team: Team, crowd: list[Phone]
) -> None:
    bob = crowd[0]
    await office.begin(team)
    await block(bob)
    await office.later(hours=49)
    await bob.does(members.unblocked)
    assert bob.kinds() == ["AskQuestion", "Said"]


async def test_who_never_was_away_is_only_welcomed(
    office: Office, team: Team, crowd: list[Phone]
) -> None:
    """Telegram may say it twice."""
    bob = crowd[0]
    await office.begin(team)
    await bob.does(members.unblocked)
    assert bob.kinds() == ["AskQuestion", "Said"]


async def test_a_question_that_was_put_off_waits_for_who_is_away_when_it_comes(
    office: Office, team: Team, crowd: list[Phone]
) -> None:
    bob = crowd[0]
    await office.begin(team)
    at, asked = bob.with_id(AskQuestion)
    await bob.does(prompts.snooze, asked.answer_id, Snooze.HOUR, at=at)
    await block(bob)
    await office.later(hours=2)
    assert bob.kinds() == ["Snoozed"]
    await bob.does(members.unblocked)
    assert bob.kinds() == ["Snoozed", "Said", "AskQuestion"]


async def test_a_question_that_came_while_somebody_was_away_is_let_go(
    office: Office, team: Team, crowd: list[Phone]
) -> None:
    bob = crowd[0]
    await block(bob)
    await office.begin(team)
    await bob.does(members.unblocked)
    assert bob.kinds() == ["Said"]


async def test_nothing_is_owed_to_who_is_known_to_be_gone(office: Office, team: Team) -> None:
    gil = await office.member("Gil", team, Role.FACILITATOR, reachable=False)

    async def tell(step: Step) -> None:
        step.write(gil.member, Said(key="welcome_back"))

    await office.do(tell)
    assert await office.owed() == []
