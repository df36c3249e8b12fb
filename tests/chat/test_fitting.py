"""A message that is too long for Telegram comes in several, and nothing is left out."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.chat.fitting import fit
from bot.domain.asking.questions import Kind
from bot.domain.hearing.insights import Band
from bot.domain.messages.base.message import Message
from bot.domain.messages.hearing.digests import DigestEnd, TeamQueue
from bot.domain.messages.hearing.insights import (
    FigureTold,
    QuoteTold,
    ShareTold,
    TellFriend,
    TellInsight,
    TellWords,
    ThemeTold,
)
from bot.domain.messages.people.help import ShowHelp

FEW = Band(low=5, high=9)
LONG = "word " * 1500
FIGURES = tuple(
    FigureTold(
        question_id=f"q{n}",
        question="Q" * 280,
        kind=Kind.CHOICE,
        people=FEW,
        shares=(ShareTold(label="L" * 40, share=1),) * 10,
    )
    for n in range(12)
)
INSIGHT = TellInsight(
    team="North",
    bank="Week",
    on=date(2026, 3, 2),
    floor=5,
    took_part=FEW,
    figures=FIGURES,
    themes=(ThemeTold(label="Rest", people=FEW),),
    waits=True,
)
QUEUES = tuple(TeamQueue(team=f"Team {n}", too_few=("B" * 40,) * 3) for n in range(12))


def quotes(*texts: str, name: str | None = None) -> tuple[QuoteTold, ...]:
    return tuple(QuoteTold(said_id=str(n), text=text, name=name) for n, text in enumerate(texts))


def words(
    unnamed: tuple[QuoteTold, ...] = (), named: tuple[QuoteTold, ...] = ()
) -> list[TellWords]:
    pages = fit(TellWords(question="What helped?", unnamed=unnamed, named=named))
    return [page for page in pages if isinstance(page, TellWords)]


def said(pages: Sequence[TellWords]) -> list[QuoteTold]:
    return [quote for page in pages for quote in (*page.unnamed, *page.named)]


texts = st.lists(
    st.builds(
        lambda sign, times: sign * times,
        st.sampled_from(["word ", "a.b/", "one\n", "é̂̃", "👩‍👩‍👧‍👦"]),
        st.integers(1, 1500),
    ),
    max_size=5,
)
few = st.integers(0, 12)
anything_long = st.one_of(
    st.builds(
        lambda some, others: TellWords(
            question="What helped?", unnamed=quotes(*some), named=quotes(*others, name="Bea")
        ),
        texts,
        texts,
    ),
    st.builds(
        lambda some: TellFriend(team="North", question="", answers=9, texts=tuple(some)), texts
    ),
    few.map(lambda many: replace(INSIGHT, figures=FIGURES[:many])),
    st.builds(
        lambda quiet, many: DigestEnd(quiet=("Quiet",) * quiet, queues=QUEUES[:many]), few, few
    ),
)


@given(anything_long)
def test_what_was_cut_is_not_cut_again(told: Message) -> None:
    for page in fit(told):
        assert fit(page) == (page,)


def test_a_short_message_is_one() -> None:
    told = ShowHelp(roles=(), private=True, bot_name="eftertanke_bot")
    assert fit(told) == (told,)


def test_all_pages_but_the_first_say_that_they_go_on() -> None:
    pages = words(unnamed=quotes(*["Yes!"] * 100))
    assert [page.continued for page in pages] == [False, True, True]
    assert said(pages) == [*quotes(*["Yes!"] * 100)]


def test_a_long_text_is_cut_between_words_and_stays_its_authors() -> None:
    pages = words(named=quotes("Short.", LONG, name="Bea"))
    pieces = [quote for quote in said(pages) if quote.said_id == "1"]
    assert len(pieces) == 3
    assert all(one.text.endswith("word") for one in pieces[:-1])
    assert {one.name for one in pieces} == {"Bea"}
    assert " ".join(one.text.strip() for one in pieces) == LONG.strip()


def test_words_without_a_name_come_before_those_with_one() -> None:
    pages = words(unnamed=quotes(LONG), named=quotes(LONG, name="Bea"))
    assert [bool(page.named) for page in pages] == sorted(bool(page.named) for page in pages)


def test_a_text_without_gaps_is_cut_between_signs() -> None:
    (first, *_) = words(unnamed=quotes("👩‍👩‍👧‍👦" * 580))
    assert first.unnamed[0].text.endswith("👩‍👩‍👧‍👦")


def test_each_page_for_a_critical_friend_counts_all_answers() -> None:
    told = fit(TellFriend(team="North", question="What helped?", answers=2, texts=(LONG, "Tea.")))
    friend = [page for page in told if isinstance(page, TellFriend)]
    assert len(friend) > 1
    assert {page.answers for page in friend} == {2}
    assert friend[-1].texts[-1] == "Tea."
    assert [page.continued for page in friend] == [False] + [True] * (len(friend) - 1)


def test_many_figures_come_in_several_messages_and_all_else_in_the_first() -> None:
    parts = [part for part in fit(INSIGHT) if isinstance(part, TellInsight)]
    assert [f.question_id for part in parts for f in part.figures] == [f"q{n}" for n in range(12)]
    assert [part.continued for part in parts] == [False] + [True] * (len(parts) - 1)
    assert [bool(part.themes and part.waits) for part in parts] == [not p.continued for p in parts]


def test_an_insight_without_figures_is_one_message() -> None:
    bare = replace(INSIGHT, figures=())
    assert fit(bare) == (bare,)


def test_a_manager_of_many_teams_reads_each_queue_once_and_the_quiet_ones_first() -> None:
    told = fit(DigestEnd(quiet=("Quiet",), queues=QUEUES))
    ends = [end for end in told if isinstance(end, DigestEnd)]
    assert [queue for end in ends for queue in end.queues] == [*QUEUES]
    assert [bool(end.quiet) for end in ends] == [True] + [False] * (len(ends) - 1)
    assert len(ends) > 1


def test_a_manager_of_few_teams_gets_one_message() -> None:
    end = DigestEnd(quiet=("Quiet",), queues=(TeamQueue(team="North", invites=1),))
    assert fit(end) == (end,)
