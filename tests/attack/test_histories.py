"""Weeks of two Teams, drawn at random: what people were promised when they chose holds until the
end, whatever they and those who lead do in between. See docs/attacks.md."""

from tests.attack.conftest import Findings


def test_no_word_gets_a_reader_that_its_author_did_not_choose_for_it(findings: Findings) -> None:
    findings.none_of("words", "strays")


def test_a_choice_is_about_no_other_words_than_it_showed(findings: Findings) -> None:
    findings.none_of("unseen")


def test_whoever_came_after_the_choice_reads_nothing_of_it(findings: Findings) -> None:
    findings.none_of("readers")


def test_words_go_to_no_other_chat_than_the_one_they_were_chosen_for(findings: Findings) -> None:
    findings.none_of("channel")


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
