"""What an attack on the guard and on the card found: each was so once."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from sqlalchemy import Table, select

from bot.domain.asking.answers import AnswerState
from bot.domain.asking.cpd import Span
from bot.domain.asking.notes import Note
from bot.domain.base.dangers import Danger
from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility
from bot.domain.messages.asking.answers import AnswerKept
from bot.domain.messages.asking.cpd import AskCpdPeriod, PickPieces
from bot.domain.messages.people.danger import StopForDanger
from bot.domain.people.members import UNTIL_BACK
from bot.domain.people.settings import Setting, Walk
from bot.errors import OutOfTurnError, Refusal
from bot.flows.asking import cpd, levels, mine
from bot.flows.asking.asked import Written
from bot.flows.people import danger, settings
from bot.flows.people import members as leaving
from bot.flows.people import teams as teamflow
from bot.storage.asking import notes
from bot.storage.base.schema import delivery
from bot.storage.people import members, teams
from tests.desk import Office, Phone
from tests.flows.asking import test_under_way as uw
from tests.flows.asking.test_guard import (
    TEAM,
    TELLING,
    begin,
    says_no_name,
    sends_like_this,
    shares,
    shown,
)
from tests.flows.people.test_danger import ALONE, said_first


async def paused_until(office: Office, bob: Phone) -> date | None:
    async with office.unit_of_work.store.look() as tx:
        found = await members.by_id(tx, bob.member.id)
    assert found is not None
    return found.paused_until


async def card(office: Office, bob: Phone, text: str = ALONE) -> StopForDanger:
    words = Written(text=text, message_id=office.next_message(), at=office.clock.moment)
    told = await office.do(lambda step: said_first(step, bob, words))
    assert told is not None
    assert isinstance(told.message, StopForDanger)
    return told.message


async def rows(office: Office, table: Table) -> list[dict[str, object]]:
    async with office.unit_of_work.store.look() as tx:
        return [dict(r) for r in (await tx.execute(select(table))).mappings()]


@pytest.mark.parametrize("screen", [Setting.PAUSE, Setting.TIME, Setting.ZONE, Setting.QUIET])
async def test_a_card_also_below_a_screen_of_settings(office: Office, screen: Setting) -> None:
    bob = await begin(office)
    await bob.does(settings.show, screen, Walk.FREE)
    assert await card(office, bob) is not None


async def test_a_card_also_below_a_search(office: Office) -> None:
    bob = await begin(office)
    await bob.does(mine.ask_search)
    assert await card(office, bob) is not None


async def test_held_also_after_leaving(office: Office) -> None:
    bob = await begin(office)
    await bob.does(leaving.leave, (await office.rounds())[0].team_id)
    assert await card(office, bob) is not None
    with suppress(Refusal):
        await bob.writes(ALONE)
    assert await paused_until(office, bob) == UNTIL_BACK


async def test_held_also_where_the_round_has_just_ended(office: Office) -> None:
    bob = await begin(office)
    office.clock.moment = (await office.prompts())[0].expires_at + timedelta(minutes=1)
    assert await card(office, bob) is not None
    with suppress(Refusal):
        await bob.writes(ALONE)
    assert await paused_until(office, bob) == UNTIL_BACK


async def test_held_also_where_an_edit_is_refused(office: Office) -> None:
    bob = await begin(office)
    own = await bob.writes("det gick bra")
    await bob.picks(TEAM)
    await bob.does(leaving.leave, (await office.rounds())[0].team_id)
    with suppress(Refusal):
        await bob.edits(own, ALONE)
    assert await paused_until(office, bob) == UNTIL_BACK


async def test_a_press_decides_about_the_name_that_was_shown(office: Office) -> None:
    bob = await begin(office)
    own = await bob.writes("Sten sa det bra")
    await bob.picks(TEAM)
    at, message = shown(bob)
    await bob.edits(own, "Fatima sa det bra")
    await says_no_name(bob, at, message)  # was under way when he edited
    found = (await bob.answers())[1]
    assert found.state is AnswerState.BEGUN
    assert "fatima" not in found.cleared


async def test_who_writes_anew_is_not_shared_meanwhile(office: Office) -> None:
    bob = await begin(office)
    await shares(bob, TELLING)
    at, message = shown(bob)
    await sends_like_this(bob, at, message)
    with suppress(Refusal):
        await bob.does(
            levels.write_anew, message.answer_id, message.wording, at=at
        )  # a second press
    found = (await bob.answers())[1]
    kept = [one for one in bob.shown.values() if isinstance(one, AnswerKept) and one.receipt]
    assert found.visibility is Visibility.PRIVATE or len(kept) == 2, "no Receipt stands any more"


@pytest.mark.parametrize("own", [date(2026, 3, 23), UNTIL_BACK])
async def test_it_is_not_that_kind_ends_no_pause_of_his_own(office: Office, own: date) -> None:
    bob = await begin(office)
    await office.change(bob, paused_until=own)
    told = await card(office, bob)
    await bob.writes(ALONE)
    await bob.does(danger.go_on, Danger.DISTRESS, 0, told.until)
    assert await paused_until(office, bob) == own


async def test_nobody_is_asked_while_held_when_the_chat_goes(office: Office) -> None:
    bob = await begin(office)
    (one,) = await office.rounds()
    async with office.unit_of_work.store.look() as tx:
        team = await teams.by_id(tx, one.team_id)
    assert team is not None
    alice = await office.member("Alice", team, Role.FACILITATOR)
    await bob.writes(ALONE)
    await alice.acts(lambda step: teamflow.unlink(step, alice.actor, team.id, warned=True))
    await office.deliver()
    assert "ChooseReaders" not in bob.kinds()


async def test_nor_when_a_friend_leaves(office: Office) -> None:
    team = await office.team()
    bob, *_ = await office.people(team, "Bob", "Bea", "Cid", "Dora", "Karin")
    fred = await office.member("Fred", team, Role.CRITICAL_FRIEND)
    await office.begin(team)
    await bob.taps("4")
    await bob.writes(ALONE)
    await fred.does(leaving.leave, team.id)
    assert "ChooseReaders" not in bob.kinds()


async def test_nor_when_he_unblocks_the_bot(office: Office) -> None:
    bob = await begin(office)
    await bob.writes(ALONE)
    await bob.does(leaving.blocked)
    await bob.does(leaving.unblocked)
    assert "ChooseReaders" not in bob.kinds()


async def test_nor_by_what_he_adds_or_taps(office: Office) -> None:
    bob = await begin(office)
    await bob.writes(ALONE)
    before = bob.kinds().count("AskQuestion")
    await bob.writes("jag är så trött")
    with suppress(AssertionError):
        await bob.picks(Visibility.PRIVATE)
    assert bob.kinds().count("AskQuestion") == before


async def test_the_card_comes_once_while_words_wait_for_their_turn(office: Office) -> None:
    bob = await office.member("Bob", team := await office.team())
    await office.begin(team)
    await uw.under_way(office, bob)
    office.next_message()
    at, cards = office.next_message(), 0
    for _ in range(5):
        words = Written(text=ALONE, message_id=at, at=office.clock.moment)
        async with office.unit_of_work.look() as step:
            with suppress(OutOfTurnError):
                cards += await said_first(step, bob, words) is not None
        with suppress(OutOfTurnError):
            await uw.writes(office, bob, ALONE, at)
    assert cards <= 1


async def test_what_was_not_shown_is_not_cleared(office: Office) -> None:
    bob = await begin(office)
    names = ("Karin", "Fatima", "Omar", "Johan", "Lars", "Ingrid", "Mohammed", "Astrid", "Gustav")
    await shares(bob, " ".join(f"Sen kom {name}." for name in names))
    await says_no_name(bob, *shown(bob))
    assert (await bob.answers())[1].state is AnswerState.BEGUN


async def test_a_number_in_two_messages_is_found(office: Office) -> None:
    bob = await begin(office)
    await bob.writes("ring henne på 070-123")
    await bob.writes("45 67")
    await bob.picks(TEAM)
    assert "CheckWords" in bob.kinds()


async def test_no_words_are_lost_after_write_anew_and_a_reminder(office: Office) -> None:
    team = await office.team()
    bob, *_ = await office.people(team, "Bob", "Bea", "Cid", "Dora", "Karin")
    await office.begin(team, reminder=True)
    await bob.taps("4")
    await shares(bob, "Fatima rang i natt. Vi hann inte med lunchen.")
    at, message = shown(bob)
    await bob.does(levels.write_anew, message.answer_id, message.wording, at=at)
    await office.later(hours=30)
    assert bob.kinds()[-1] == "ChooseReaders", "it shows all words: 'More to say? Just write on.'"
    await bob.writes("Och sen kom chefen")
    assert "lunchen" in await bob.words((await bob.answers())[1])


async def test_nor_after_the_chat_has_gone(office: Office) -> None:
    bob = await begin(office)
    (one,) = await office.rounds()
    async with office.unit_of_work.store.look() as tx:
        team = await teams.by_id(tx, one.team_id)
    assert team is not None
    alice = await office.member("Alice", team, Role.FACILITATOR)
    await shares(bob, "Fatima rang i natt. Vi hann inte med lunchen.")
    at, message = shown(bob)
    await bob.does(levels.write_anew, message.answer_id, message.wording, at=at)
    await alice.acts(lambda step: teamflow.unlink(step, alice.actor, team.id, warned=True))
    await office.deliver()
    await bob.writes("Och mer.")
    assert "lunchen" in await bob.words((await bob.answers())[1])


async def test_go_on_twice_asks_once(office: Office) -> None:
    team = await office.team()
    bob, *_ = await office.people(team, "Bob", "Bea", "Cid", "Dora", "Karin")
    await office.begin(team)
    await bob.writes(ALONE)
    await bob.does(danger.go_on, Danger.DISTRESS, 0, "", at=900)
    before = bob.kinds().count("AskQuestion")
    await bob.does(danger.go_on, Danger.DISTRESS, 0, "", at=900)
    assert bob.kinds().count("AskQuestion") == before


async def test_a_deleted_note_waits_in_no_file(office: Office) -> None:
    bob = await begin(office)
    own = Note(
        id="0" * 16, member_id=bob.member.id, month=date(2026, 3, 1), question="", text="SECRET"
    )
    async with office.unit_of_work.store.step() as tx:
        await notes.add_many(tx, [own])
    await bob.does(cpd.begin)
    await bob.does(cpd.set_span, bob.last(AskCpdPeriod).key, Span.THIS_YEAR)
    key = bob.last(PickPieces).key
    await bob.acts(lambda step: cpd.toggle(step, bob.actor, key, own.id, 0), at=5)
    await bob.acts(lambda step: cpd.make(step, bob.actor, key), at=5)
    await bob.acts(lambda step: mine.remove(step, bob.actor, own.id), at=6)
    assert not [one["kind"] for one in await rows(office, delivery) if "SECRET" in str(one["body"])]


async def test_what_was_cleared_and_is_gone_stays_in_no_row(office: Office) -> None:
    bob = await begin(office)
    own = await bob.writes("Fatima sa det bra")
    await bob.picks(TEAM)
    await says_no_name(bob, *shown(bob))
    await bob.edits(own, "någon sa det bra")
    await bob.picks(TEAM)
    assert (await bob.answers())[1].cleared == ()
