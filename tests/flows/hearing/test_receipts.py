"""Receipts: the author's own way back, before the Seal and after it.

Bob and Bea belong to North, Charlie is an outsider.
"""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.domain.asking.answers import AnswerState, wording_of
from bot.domain.asking.notes import Note
from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility
from bot.domain.hearing.pool import Pooled
from bot.domain.messages.asking.answers import (
    AnswerFate,
    AnswerKept,
    ChooseReaders,
    ConfirmWithdrawal,
    FateKind,
    Withdrawn,
)
from bot.domain.messages.asking.prompts import AskQuestion
from bot.domain.messages.hearing.insights import TellFriend, TellQuotes
from bot.domain.people.teams import Team
from bot.domain.transport.deliveries import DeliveryState, Subject
from bot.errors import Refusal
from bot.flows.asking.levels import choose
from bot.flows.base.outbox import as_one
from bot.flows.hearing import receipts, seals
from bot.flows.people import channels
from bot.storage.asking import answers
from bot.storage.base.rows import every
from bot.storage.base.schema import note, pool
from bot.storage.people import members, teams
from bot.storage.transport import deliveries
from tests.desk import Office, Phone
from tests.factories import mark

PRIVATE, FRIEND = Visibility.PRIVATE, Visibility.FRIEND
UNNAMED, NAMED = Visibility.TEAM_UNNAMED, Visibility.TEAM_NAMED
CHANNEL = -500


async def pooled(office: Office) -> list[Pooled]:
    async with office.unit_of_work.store.look() as tx:
        return await every(tx, select(pool), Pooled)


async def notes(office: Office) -> list[Note]:
    async with office.unit_of_work.store.look() as tx:
        return await every(tx, select(note), Note)


async def says(phone: Phone, text: str, level: Visibility) -> tuple[int, str]:
    """Answer the second question. The confirmation's message id, and the Receipt in it."""
    await phone.taps("4")
    await phone.writes(text)
    await phone.picks(level)
    at, kept = phone.with_id(AnswerKept)
    return at, kept.receipt


async def channel(office: Office, team: Team) -> None:
    async with office.unit_of_work.store.step() as tx:
        await teams.change(tx, team.id, chat_id=CHANNEL, chat_title="North together")


# While the Round is open


async def test_bob_may_make_his_words_more_private(office: Office, team: Team, bob: Phone) -> None:
    await office.begin(team)
    at, receipt = await says(bob, "Too short", NAMED)
    await bob.does(receipts.follow, receipt, at=at)
    choose = bob.shown[at]
    assert isinstance(choose, ChooseReaders)
    assert choose.current is NAMED
    await bob.picks(PRIVATE)
    assert (await bob.answers())[1].visibility is PRIVATE
    again = bob.shown[at]
    assert isinstance(again, AnswerKept)
    assert again.receipt != receipt


async def test_bob_may_change_a_tap(office: Office, team: Team, bob: Phone) -> None:
    await office.begin(team)
    at, _ = bob.with_id(AskQuestion)
    await bob.taps("4")
    kept = bob.shown[at]
    assert isinstance(kept, AnswerKept)
    await bob.does(receipts.follow, kept.receipt, at=at)
    redrawn = bob.shown[at]
    assert isinstance(redrawn, AskQuestion)
    assert (redrawn.chosen, redrawn.visibility) == (("4",), UNNAMED)


async def test_bob_takes_his_answer_back_and_nothing_is_left_of_it(
    office: Office, team: Team, bob: Phone
) -> None:
    await office.begin(team)
    at, receipt = await says(bob, "Too short", UNNAMED)
    await bob.does(receipts.ask_withdrawal, receipt, at=at)
    assert bob.last(ConfirmWithdrawal).shown is False
    await bob.does(receipts.withdraw, receipt, at=at)
    assert bob.last(Withdrawn) == Withdrawn(shown=False, words=True)
    gone = (await bob.answers())[1]
    assert (gone.state, gone.receipt_hash) == (AnswerState.SKIPPED, None)
    assert await bob.words(gone) == ""
    await office.later(days=3)
    assert [one.text for one in await pooled(office)] == [""], "only the tap"
    assert await notes(office) == []


async def test_who_only_looks_at_their_answer_keeps_the_way_back_to_it(
    office: Office, team: Team, bob: Phone
) -> None:
    """Nothing was chosen anew, and then the Round is sealed."""
    await office.begin(team)
    tapped, _ = bob.with_id(AskQuestion)
    at, receipt = await says(bob, "Too short", PRIVATE)
    await bob.does(receipts.follow, receipt, at=at)
    of_tap = bob.shown[tapped]
    assert isinstance(of_tap, AnswerKept)
    await bob.does(receipts.follow, of_tap.receipt, at=tapped)
    await office.later(days=3)
    for place in (tapped, at):
        shown = bob.shown[place]
        assert isinstance(shown, AskQuestion | ChooseReaders)
        await bob.does(receipts.follow, shown.receipt, at=place)
        assert isinstance(bob.shown[place], AnswerFate)


async def test_whatever_confirmation_has_arrived_its_button_finds_the_answer(
    office: Office, team: Team, bob: Phone
) -> None:
    """Bob chooses twice more while Telegram cannot be reached, and then the Round is sealed."""
    await office.begin(team)
    at, receipt = await says(bob, "Too short", NAMED)

    async def chooses(level: Visibility) -> None:
        asked = (await bob.answers())[1]
        await bob.acts(lambda step: receipts.follow(step, bob.actor, receipt), at)
        offer = (await bob.answers())[1].offer or ""
        async with office.unit_of_work.look() as step:
            words = wording_of(await answers.parts(step.tx, asked.id))
        chosen = (bob.actor, asked.id, level, words, offer)
        await bob.acts(lambda step: choose(step, *chosen), at)

    await chooses(PRIVATE)
    await chooses(UNNAMED)
    office.clock.moment += timedelta(days=3)
    while await office.do(seals.close):
        pass
    await bob.does(receipts.follow, receipt, at=at)
    assert bob.last(AnswerFate).reply == "Too short"


async def test_no_means_no(office: Office, team: Team, bob: Phone) -> None:
    await office.begin(team)
    at, receipt = await says(bob, "Too short", UNNAMED)
    await bob.does(receipts.ask_withdrawal, receipt, at=at)
    await bob.does(receipts.follow, receipt, at=at)
    assert isinstance(bob.shown[at], ChooseReaders)
    assert (await bob.answers())[1].state is AnswerState.GIVEN


# After the Seal


async def test_what_too_few_have_shared_waits_and_can_be_taken_back(
    office: Office, team: Team, bob: Phone
) -> None:
    await channel(office, team)
    await office.begin(team)
    at, receipt = await says(bob, "Too short", UNNAMED)
    await office.later(days=3)
    await bob.does(receipts.follow, receipt, at=at)
    fate = bob.last(AnswerFate)
    assert (fate.kind, fate.reply, fate.team) == (FateKind.WAITS, "Too short", "North")
    await bob.does(receipts.withdraw, receipt, at=at)
    assert bob.last(Withdrawn) == Withdrawn(shown=False, words=True)
    assert [one.text for one in await pooled(office)] == [""]


async def shared_by_all(office: Office, team: Team, crowd: list[Phone]) -> tuple[int, str]:
    """Five have shared; the first one's message and Receipt."""
    await channel(office, team)
    await office.begin(team)
    first, *_ = [await says(one, f"{mark(one.member.name)} says so", UNNAMED) for one in crowd]
    return first


def heard(office: Office) -> str:
    """The words that stand in the channel, the withdrawn ones as a dash."""
    told = [one for one in office.channel(CHANNEL) if isinstance(one, TellQuotes)]
    return "|".join(sorted(quote.text or "-" for one in told for quote in one.quotes))


async def test_words_that_were_told_are_taken_out_where_they_stand(
    office: Office, team: Team, crowd: list[Phone]
) -> None:
    at, receipt = await shared_by_all(office, team, crowd)
    await office.later(days=3)
    assert "bobx says so" in heard(office)
    bob = crowd[0]
    await bob.does(receipts.follow, receipt, at=at)
    assert bob.last(AnswerFate).kind is FateKind.SHOWN
    await bob.does(receipts.ask_withdrawal, receipt, at=at)
    assert bob.last(ConfirmWithdrawal).shown
    before = len(office.channel(CHANNEL))
    await bob.does(receipts.withdraw, receipt, at=at)
    assert bob.last(Withdrawn) == Withdrawn(shown=True, words=True)
    assert heard(office) == "-|aebx says so|arodx says so|dicx says so|evex says so"
    assert len(office.channel(CHANNEL)) == before, "changed in place"


async def test_words_are_taken_out_of_their_page_and_all_others_stand_as_they_were(
    office: Office, team: Team, crowd: list[Phone]
) -> None:
    await channel(office, team)
    await office.begin(team)
    (at, receipt), *_ = [await says(one, one.member.name * 700, UNNAMED) for one in crowd]
    await office.later(days=3)
    before = office.channel(CHANNEL)
    await crowd[0].does(receipts.withdraw, receipt, at=at)
    after = office.channel(CHANNEL)
    pages = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert sum(isinstance(one, TellQuotes) for one in before) > 2
    assert all("Bob" in repr(old) and "Bob" not in repr(new) for old, new in pages)
    assert "Bob" not in repr(after)


async def test_an_edge_without_limits_gets_each_message_whole(
    office: Office, team: Team, crowd: list[Phone]
) -> None:
    office.unit_of_work = replace(
        office.unit_of_work, house=replace(office.unit_of_work.house, fit=as_one)
    )
    await channel(office, team)
    await office.begin(team)
    for one in crowd:
        await says(one, one.member.name * 700, UNNAMED)
    await office.later(days=3)
    (told,) = [one for one in office.channel(CHANNEL) if isinstance(one, TellQuotes)]
    assert len(told.quotes) == 5


async def test_where_the_bot_can_write_no_more_it_does_not_claim_to_have_taken_words_out(
    office: Office, team: Team, crowd: list[Phone]
) -> None:
    at, receipt = await shared_by_all(office, team, crowd)
    await office.later(days=3)
    await office.do(lambda step: channels.lose(step, CHANNEL))
    bob = crowd[0]
    await bob.does(receipts.ask_withdrawal, receipt, at=at)
    assert bob.last(ConfirmWithdrawal).reach is False
    await bob.does(receipts.withdraw, receipt, at=at)
    assert bob.last(Withdrawn) == Withdrawn(shown=True, words=True, reach=False)


async def test_somebody_we_were_asked_to_forget_can_still_take_their_words_back(
    office: Office, team: Team, crowd: list[Phone]
) -> None:
    at, receipt = await shared_by_all(office, team, crowd)
    await office.later(days=3)
    bob = crowd[0]
    async with office.unit_of_work.store.step() as tx:
        await members.remove(tx, bob.member.id)
    await bob.does(receipts.follow, receipt, at=at)
    assert bob.last(AnswerFate).kind is FateKind.SHOWN
    await bob.does(receipts.withdraw, receipt, at=at)
    assert heard(office) == "-|aebx says so|arodx says so|dicx says so|evex says so"


async def test_words_that_are_still_on_their_way_never_arrive(
    office: Office, team: Team, crowd: list[Phone]
) -> None:
    at, receipt = await shared_by_all(office, team, crowd)
    office.clock.moment += timedelta(days=3)
    await office.do(seals.close)
    await crowd[0].acts(lambda step: receipts.withdraw(step, crowd[0].actor, receipt), at)
    async with office.unit_of_work.look() as step:
        owed = await deliveries.about(step.tx, Subject.RELEASE, 1)
    assert all("bobx says so" not in (one.body or "") for one in owed)
    await office.deliver()
    assert heard(office) == "-|aebx says so|arodx says so|dicx says so|evex says so"


async def test_a_message_telegram_refused_neither_keeps_the_words_nor_shifts_the_others(
    office: Office, team: Team, crowd: list[Phone]
) -> None:
    at, receipt = await shared_by_all(office, team, crowd)
    office.clock.moment += timedelta(days=3)
    await office.do(seals.close)
    async with office.unit_of_work.store.step() as tx:
        first, *_ = await deliveries.about(tx, Subject.RELEASE, 1)
        await deliveries.change(tx, first.id, state=DeliveryState.PARKED)
    await office.deliver()
    await crowd[0].does(receipts.withdraw, receipt, at=at)
    assert heard(office) == "-|aebx says so|arodx says so|dicx says so|evex says so"


async def test_a_tap_that_was_counted_stays_in_the_figures_and_says_nothing_else(
    office: Office, team: Team, crowd: list[Phone]
) -> None:
    await channel(office, team)
    await office.begin(team)
    for one in crowd:
        await one.taps("4")
    bob = crowd[0]
    at, kept = bob.with_id(AnswerKept)
    await office.later(days=3)
    before = office.channel(CHANNEL)
    await bob.does(receipts.ask_withdrawal, kept.receipt, at=at)
    assert not bob.last(ConfirmWithdrawal).shown
    await bob.does(receipts.withdraw, kept.receipt, at=at)
    assert bob.last(Withdrawn) == Withdrawn(shown=False)
    assert office.channel(CHANNEL) == before
    assert len(await pooled(office)) == 4


async def test_what_friends_have_read_is_said_to_stay_with_them(
    office: Office, team: Team, bob: Phone
) -> None:
    fritz = await office.member("Fritz", team, Role.CRITICAL_FRIEND)
    await office.begin(team)
    at, receipt = await says(bob, "Between us", FRIEND)
    await office.later(days=3)
    assert fritz.last(TellFriend).texts == ("Between us",)
    await bob.does(receipts.follow, receipt, at=at)
    assert bob.last(AnswerFate).kind is FateKind.WITH_FRIENDS
    await bob.does(receipts.withdraw, receipt, at=at)
    assert bob.last(Withdrawn) == Withdrawn(shown=False, read=True, words=True)
    assert [one.visibility for one in await pooled(office)] == [UNNAMED]


async def test_a_private_answer_is_a_note_and_can_be_deleted(
    office: Office, team: Team, bob: Phone
) -> None:
    await office.begin(team)
    at, receipt = await says(bob, "Only mine", PRIVATE)
    await office.later(days=3)
    await bob.does(receipts.follow, receipt, at=at)
    assert bob.last(AnswerFate).kind is FateKind.PRIVATE
    await bob.does(receipts.withdraw, receipt, at=at)
    assert await notes(office) == []


@pytest.mark.parametrize("days", [0, 3], ids=["open", "sealed"])
async def test_deleted_twice_it_says_so(office: Office, team: Team, bob: Phone, days: int) -> None:
    await office.begin(team)
    at, receipt = await says(bob, "Too short", UNNAMED)
    await office.later(days=days)
    await bob.does(receipts.withdraw, receipt, at=at)
    for flow in (receipts.follow, receipts.ask_withdrawal, receipts.withdraw):
        with pytest.raises(Refusal, match="answer_gone"):
            await bob.does(flow, receipt, at=at)


# Other people


async def test_bea_cannot_use_bobs_receipt_while_the_round_is_open(
    office: Office, team: Team, crowd: list[Phone]
) -> None:
    await office.begin(team)
    bob, bea = crowd[:2]
    at, receipt = await says(bob, "Too short", UNNAMED)
    for flow in (receipts.follow, receipts.withdraw):
        with pytest.raises(Refusal, match="round_closed"):
            await bea.does(flow, receipt, at=at)
    assert (await bob.answers())[1].state is AnswerState.GIVEN


async def test_charlie_the_outsider_and_guesses_get_nowhere(
    office: Office, team: Team, bob: Phone
) -> None:
    await office.begin(team)
    at, receipt = await says(bob, "Too short", UNNAMED)
    charlie = Phone(office, replace(bob.member, telegram_id=4711, name="Charlie"))
    for flow in (receipts.follow, receipts.withdraw):
        with pytest.raises(Refusal, match="round_closed"):
            await charlie.does(flow, receipt)
    for flow in (receipts.follow, receipts.ask_withdrawal, receipts.withdraw):
        for phone in (bob, charlie):
            with pytest.raises(Refusal, match="answer_gone"):
                await phone.does(flow, "A" * 22, at=at)
