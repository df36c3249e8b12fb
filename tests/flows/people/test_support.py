"""Who helps when something is wrong: the owner fills in the card, everybody can see it, and nobody
learns who has looked. Alice leads North, Bob belongs to it; Olga runs the installation."""

from dataclasses import dataclass

import pytest
from sqlalchemy import select

from bot.domain.asking.builder import Field
from bot.domain.base.deeds import Deed
from bot.domain.base.roles import Role
from bot.domain.messages.asking.builder import AskField
from bot.domain.messages.asking.notes import OfferReflections
from bot.domain.messages.asking.prompts import AskQuestion
from bot.domain.messages.people.support import AskSupportLine, EditSupport, ShowSupport
from bot.domain.messages.rights.register import ShowRegister
from bot.domain.people.support import EMERGENCY, NEEDED, SupportField
from bot.domain.people.teams import Team
from bot.errors import Refusal
from bot.flows.asking import builder, notes, rounds
from bot.flows.people import support
from bot.flows.rights import register
from bot.storage.base.schema import delivery
from bot.storage.people import support as stored
from tests.desk import BOT_ID, Office, Phone

ORGANISATION = support.ORGANISATION


@dataclass(frozen=True, slots=True, kw_only=True)
class Play:
    team: Team
    olga: Phone
    alice: Phone
    bob: Phone


async def begin(office: Office) -> Play:
    team = await office.team()
    alice = await office.member("Alice", team, Role.FACILITATOR)
    bob = await office.member("Bob", team)
    olga = await office.member("Olga", team, owner=True)
    async with office.unit_of_work.store.step() as tx:
        await stored.put(tx, BOT_ID, None, {})
    return Play(team=team, olga=olga, alice=alice, bob=bob)


async def writes(who: Phone, team_id: int, field: SupportField, line: str) -> None:
    await who.does(support.ask_line, team_id, field)
    assert who.last(AskSupportLine).field is field
    await who.writes(line)


def lines(message: ShowSupport | EditSupport) -> dict[str, str]:
    return {one.field: one.text for one in message.lines if one.text}


async def test_without_a_card_the_emergency_number_still_stands_there(office: Office) -> None:
    play = await begin(office)
    await play.bob.does(support.show)
    assert lines(play.bob.last(ShowSupport)) == {SupportField.EMERGENCY: EMERGENCY}


async def test_the_owner_fills_in_the_card_that_counts_everywhere(office: Office) -> None:
    play = await begin(office)
    await writes(play.olga, ORGANISATION, SupportField.SAFEGUARDING, "  Eva Ek,  08-123 45 ")
    assert lines(play.olga.last(EditSupport))[SupportField.SAFEGUARDING] == "Eva Ek, 08-123 45"
    await play.bob.does(support.show)
    assert lines(play.bob.last(ShowSupport))[SupportField.SAFEGUARDING] == "Eva Ek, 08-123 45"
    assert not play.bob.last(ShowSupport).editable


async def test_it_says_what_is_still_missing(office: Office) -> None:
    play = await begin(office)
    await play.olga.does(support.open_card, ORGANISATION)
    missing = play.olga.last(EditSupport).lacking
    assert SupportField.SAFEGUARDING in missing
    for field in missing:
        await writes(play.olga, ORGANISATION, field, "Eva Ek")
    assert play.olga.last(EditSupport).lacking == ()


async def test_a_team_names_its_own_and_lets_go_of_it_again(office: Office) -> None:
    play = await begin(office)
    await writes(play.olga, ORGANISATION, SupportField.SAFEGUARDING, "Eva")
    await writes(play.alice, play.team.id, SupportField.DEPUTY, "Ulf")
    await play.bob.does(support.show)
    own = {SupportField.EMERGENCY: EMERGENCY, SupportField.SAFEGUARDING: "Eva"}
    assert lines(play.bob.last(ShowSupport)) == own | {SupportField.DEPUTY: "Ulf"}
    assert play.bob.last(ShowSupport).team == "North"

    await play.alice.does(support.use_organisations, play.team.id)
    await play.bob.does(support.show)
    assert lines(play.bob.last(ShowSupport)) == own


async def test_a_line_can_be_emptied(office: Office) -> None:
    play = await begin(office)
    await writes(play.olga, ORGANISATION, SupportField.DEPUTY, "Ulf")
    await play.olga.does(support.empty_line, ORGANISATION, SupportField.DEPUTY)
    assert SupportField.DEPUTY not in lines(play.olga.last(EditSupport))


async def test_a_line_is_short(office: Office) -> None:
    play = await begin(office)
    await play.olga.does(support.ask_line, ORGANISATION, SupportField.DEPUTY)
    with pytest.raises(Refusal, match="support_line_length"):
        await play.olga.writes("x" * 121)


async def test_a_line_in_which_nothing_can_be_seen_is_none(office: Office) -> None:
    play = await begin(office)
    await play.olga.does(support.ask_line, ORGANISATION, SupportField.SAFEGUARDING)
    with pytest.raises(Refusal, match="support_line_length"):
        await play.olga.does(support.words, "\u200b\u2060")


async def test_only_who_runs_it_changes_the_organisations_card(office: Office) -> None:
    play = await begin(office)
    for who in (play.alice, play.bob):
        with pytest.raises(Refusal, match="owner_only"):
            await who.does(support.ask_line, ORGANISATION, SupportField.DEPUTY)
    with pytest.raises(Refusal, match="not_your_team"):
        await play.bob.does(support.open_card, play.team.id)


async def test_nothing_is_kept_of_who_has_looked(office: Office) -> None:
    play = await begin(office)
    await play.bob.acts(lambda step: support.show(step, play.bob.actor))
    async with office.unit_of_work.store.look() as tx:
        assert (await tx.execute(select(delivery.c.kind))).all() == []


async def test_until_it_is_clear_who_helps_nobody_starts_what_may_stir_something_up(
    office: Office,
) -> None:
    play = await begin(office)
    await play.bob.does(notes.begin)
    assert play.bob.last(OfferReflections).waits
    with pytest.raises(Refusal, match="support_first"):
        await play.bob.does(rounds.start_reflection, play.team.id, "end-of-shift")

    await play.alice.does(builder.begin, play.team.id)
    key = play.alice.last(AskField).key
    with pytest.raises(Refusal, match="support_first"):
        await play.alice.does(builder.pick, key, Field.BANK, "end-of-shift")
    await play.alice.does(builder.pick, key, Field.BANK, "weekly-check")

    for field in NEEDED:
        await writes(play.olga, ORGANISATION, field, "Eva Ek")
    await play.alice.does(builder.pick, key, Field.BANK, "end-of-shift")
    await play.bob.does(notes.begin)
    assert play.bob.last(AskQuestion).bank


async def test_everybody_reads_in_the_register_that_the_card_was_changed(office: Office) -> None:
    play = await begin(office)
    await writes(play.alice, play.team.id, SupportField.DEPUTY, "Ulf")
    await writes(play.alice, play.team.id, SupportField.DEPUTY, "Ulf")
    await play.alice.does(support.use_organisations, play.team.id)
    await play.bob.does(register.show_mine)
    kinds = [one.kind for one in play.bob.last(ShowRegister).lines]
    assert kinds == [Deed.SUPPORT_LET_GO, Deed.SUPPORT_CHANGED]
    assert "Ulf" not in repr(play.bob.last(ShowRegister))
