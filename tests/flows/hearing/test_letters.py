"""What the buttons under a manager's letter bring, and to whom."""

import secrets
from datetime import date, datetime, timedelta
from functools import partial

import pytest

from bot.chat.buttons.hearing.receipts import WithdrawAnswer
from bot.domain.base.roles import Role
from bot.domain.messages.hearing.digests import DigestLetter, LanguageGap, ShowQueue
from bot.domain.messages.hearing.insights import TellPicture
from bot.domain.people.teams import Team
from bot.errors import Refusal
from bot.flows.hearing import digests
from bot.sandbox.shapes import Message
from bot.storage.people import invites, teams
from tests.desk import BOT_ID, Office
from tests.factories import add_round
from tests.stage import MONDAY, Stage, visible
from tests.telling import CHANNEL, FRIDAY, north, tell

WEEK = timedelta(days=7)


async def test_max_gets_word_for_word_what_the_channel_got(stage: Stage) -> None:
    """AT-29, and a withdrawal that reaches both."""
    team = await stage.team()
    eve = await stage.member("Eve", team)
    max_ = await stage.member("Max", team, Role.MANAGER, next_digest_at=FRIDAY)
    channel = await stage.channel(team, eve)
    async with stage.app.unit_of_work.step() as step:
        await tell(step, team.id)
    await stage.settle()
    before = len(await max_.chat())
    await stage.at(FRIDAY)

    (letter,) = (await max_.chat())[before:]
    assert "photo" in letter
    assert len(visible(letter).split()) < 60
    assert "Said by" not in visible(letter)

    await max_.taps("Word for word")
    words = (await stage.control.messages(eve.id, chat=channel))[-1]
    assert content((await max_.chat())[-1]) == content(words)
    assert "Said by 3" in await max_.sees()

    await stage.forged(eve, WithdrawAnswer("receipt-3"))
    words = (await stage.control.messages(eve.id, chat=channel))[-1]
    assert content((await max_.chat())[-1]) == content(words)
    assert "Said by 3" not in await max_.sees()


async def test_who_manages_a_team_no_more_reads_nothing_of_it(office: Office) -> None:
    """A letter's buttons stay in the chat; what they bring is for managers."""
    team, max_ = await north(office)
    await office.do(lambda step: tell(step, team.id))
    await office.deliver()
    await office.at(FRIDAY)
    (told,) = max_.last(DigestLetter).told
    await max_.does(partial(digests.read, drawn=True), told.release_id)
    assert max_.kinds() == ["DigestLetter", "TellQuotes"]

    await office.joins(max_, team, Role.STAFF)
    with pytest.raises(Refusal, match="release_gone"):
        await max_.does(partial(digests.read, drawn=True), told.release_id)
    with pytest.raises(Refusal, match="not_your_team"):
        await max_.does(digests.show_queue, team.id)


async def test_a_button_under_a_picture_alone_brings_what_it_shows_in_words(
    office: Office,
) -> None:
    """Nobody has shared any words, so there is nothing else to bring."""
    team, max_ = await north(office)
    await office.do(lambda step: tell(step, team.id, taps_only=True))
    await office.deliver()
    await office.at(FRIDAY)
    (told,) = max_.last(DigestLetter).told
    await max_.does(partial(digests.read, drawn=True), told.release_id)
    assert max_.kinds() == ["DigestLetter", "TellPicture"]
    assert max_.last(TellPicture).worded


async def test_a_new_manager_cannot_read_what_was_told_before_them(office: Office) -> None:
    team, max_ = await north(office)
    await office.do(lambda step: tell(step, team.id))
    await office.deliver()
    await office.at(FRIDAY)
    (told,) = max_.last(DigestLetter).told
    mia = await office.member("Mia", team, Role.STAFF)
    await office.joins(mia, team, Role.MANAGER)
    with pytest.raises(Refusal, match="release_gone"):
        await mia.does(partial(digests.read, drawn=False), told.release_id)


async def test_a_new_manager_does_not_learn_what_had_come_up_before_them(office: Office) -> None:
    """What is new or gone tells of the Round before, too."""
    team, max_ = await north(office)
    await office.do(lambda step: tell(step, team.id, "nobody told us anything"))
    await office.deliver()
    await office.later(minutes=1)
    mia = await office.member("Mia", team, Role.STAFF)
    await office.joins(mia, team, Role.MANAGER)
    await office.change(mia, next_digest_at=FRIDAY + WEEK)
    await office.at(FRIDAY + timedelta(days=4))
    await office.do(lambda step: tell(step, team.id, "we asked him what he wanted"))
    await office.deliver()
    await office.at(FRIDAY + WEEK)

    *_, told = max_.last(DigestLetter).told
    assert told.insight.gone
    assert all(one.new for one in told.insight.themes)
    (told,) = mia.last(DigestLetter).told
    assert (any(one.new for one in told.insight.themes), told.insight.gone) == (False, ())
    await mia.does(partial(digests.read, drawn=False), told.release_id)
    insight = mia.last(TellPicture).insight
    assert (any(one.new for one in insight.themes), insight.gone) == (False, ())


async def test_the_queue_names_what_waits_and_nobody(office: Office) -> None:
    team, max_ = await north(office, chat_id=None)
    await office.member("Bob", team, reachable=False)
    await office.member("Eeva", team, language="fi")
    schedule = await office.schedule(team, on=date(2026, 3, 9))
    async with office.unit_of_work.store.step() as tx:
        for uses, days in ((0, 3), (1, 3), (0, -1)):
            await invites.add(tx, **invite(team, uses, FRIDAY + timedelta(days=days)))
        await add_round(tx, team.id, MONDAY, schedule_id=schedule.id, took_part=2)
    await office.at(FRIDAY)
    assert [one.waits for one in max_.last(DigestLetter).queues] == [4]
    await max_.does(digests.show_queue, team.id)
    queue = max_.last(ShowQueue).queue
    assert (queue.invites, queue.unreachable, queue.no_channel) == (1, 0, True)
    assert queue.too_few == ("Three small questions and a tap",)
    assert queue.gaps == (LanguageGap(bank="Three small questions and a tap", languages=("fi",)),)


async def test_what_has_been_seen_to_waits_no_more(office: Office) -> None:
    team, max_ = await north(office, chat_id=None)
    await office.at(FRIDAY)
    assert [one.waits for one in max_.last(DigestLetter).queues] == [1]
    async with office.unit_of_work.store.step() as tx:
        await teams.change(tx, team.id, chat_id=CHANNEL)
    await max_.does(digests.show_queue, team.id)
    assert max_.last(ShowQueue).queue.waits == 0


async def test_who_cannot_be_reached_is_counted_only_from_five_people(office: Office) -> None:
    team, max_ = await north(office)
    for number in range(4):
        await office.member(f"P{number}", team, reachable=False)
    await office.at(FRIDAY)
    assert max_.last(DigestLetter).queues == ()
    await office.member("P4", team, reachable=False)
    await office.at(FRIDAY + WEEK)
    assert [one.waits for one in max_.last(DigestLetter).queues] == [1]
    await max_.does(digests.show_queue, team.id)
    assert max_.last(ShowQueue).queue.unreachable == 5


async def test_the_queue_is_no_window_on_one_person(office: Office) -> None:
    """It is as it is now, so Max could watch it: nobody's leave, nor who turns away, shows."""
    team, max_ = await north(office, chat_id=None)
    eeva = await office.member("Eeva", team, language="fi")
    await office.schedule(team, on=date(2026, 3, 9))
    for number in range(5):
        await office.member(f"P{number}", team, reachable=False)
    bob = await office.member("Bob", team)
    await max_.does(digests.show_queue, team.id)
    before = max_.last(ShowQueue).queue
    assert (before.unreachable, len(before.gaps)) == (5, 1)
    await office.change(eeva, paused_until=date(2026, 4, 1))
    await office.change(bob, reachable=False)
    await max_.does(digests.show_queue, team.id)
    assert max_.last(ShowQueue).queue == before


def invite(team: Team, uses: int, expires_at: datetime) -> invites.Fields:
    return {
        "bot_id": BOT_ID,
        "token": secrets.token_hex(8),
        "team_id": team.id,
        "role": Role.STAFF,
        "made_by": None,
        "expires_at": expires_at,
        "max_uses": 5,
        "uses": uses,
        "withdrawn": False,
    }


def content(message: Message) -> str:
    """What stands in a message, with all its signs."""
    return str(message.get("text") or message.get("caption"))
