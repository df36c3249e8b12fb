"""Weeks of two Teams, drawn at random: what people were promised when they chose holds until the
end, whatever they and those who lead do in between. See docs/attacks.md."""

import asyncio

from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility
from tests.attack.cast import Actor, Cast
from tests.attack.conftest import Findings
from tests.attack.dumps import hold
from tests.attack.history import History, live
from tests.attack.story import Promise
from tests.databases import on_sqlite
from tests.desk import Office


def test_no_word_gets_a_reader_that_its_author_did_not_choose_for_it(findings: Findings) -> None:
    findings.none_of("words", "strays")


def test_a_choice_is_about_no_other_words_than_it_showed(findings: Findings) -> None:
    findings.none_of("unseen")


def test_whoever_came_after_the_choice_reads_nothing_of_it(findings: Findings) -> None:
    findings.none_of("readers")


def test_words_go_to_no_other_chat_than_the_one_they_were_chosen_for(findings: Findings) -> None:
    findings.none_of("channel")


def test_what_stands_in_a_chat_about_who_sees_an_answer_is_so(findings: Findings) -> None:
    findings.none_of("sentences")


def test_nothing_unnamed_is_kept_of_fewer_people_than_were_really_asked(findings: Findings) -> None:
    findings.none_of("crowd")


def test_no_band_names_everybody_who_was_asked(findings: Findings) -> None:
    findings.none_of("bands")


def test_no_letter_holds_a_small_number_of_people(findings: Findings) -> None:
    findings.none_of("letters")


def test_deleted_words_stand_in_no_message_of_the_bot(findings: Findings) -> None:
    findings.none_of("copies")


def test_the_files_give_nobody_away(findings: Findings) -> None:
    findings.none_of("dump")


def test_a_history_is_the_same_each_time() -> None:
    """So that whoever is told a seed can see what happened."""
    first, second = (asyncio.run(live(3, weeks=1)).lines for _ in range(2))
    assert first == second
    assert len(first) > 50


@on_sqlite
async def test_before_the_seal_the_attacker_finds_the_author(office: Office) -> None:
    """So that they are known to see what there is to be seen: the same promise, held to be of a
    Round that is closed, while it is open."""
    north = await office.team(chat_id=-100, chat_title="North together")
    alva, *others = [Actor(one, 1) for one in await office.people(north, *"ABCDE")]
    friend = Actor(await office.member("Grete", north, Role.CRITICAL_FRIEND), 1)
    cast = Cast(
        north=north,
        south=north,
        staff=[alva, *others],
        leader=others[0],
        manager=others[1],
        friends=[friend],
    )
    history = History(office, 0, cast)
    await office.begin(north)
    await alva.phone.taps("4")
    await alva.phone.writes("zq00001k said")
    await alva.phone.picks(Visibility.TEAM_UNNAMED)
    promise = Promise(
        at=office.clock.moment,
        author="A",
        answer_id=-1,
        level=Visibility.TEAM_UNNAMED,
        names=(),
        chat=-100,
        managers=frozenset(),
        shown=frozenset({"zq00001k"}),
        written=1,
    )
    history.story.promises.append(promise)
    await hold(history)
    found = " ".join(history.story.of_kind("dump"))
    assert "zq00001k can be joined to A" in found
    assert "a copy of zq00001k lies in the files" in found
