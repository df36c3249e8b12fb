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
from bot.domain.messages.hearing.digests import DigestLetter, QueueTold, ReleaseTold
from bot.domain.messages.hearing.insights import (
    FigureTold,
    QuoteTold,
    ShareTold,
    TellFriend,
    TellInsight,
    TellPicture,
    TellQuotes,
    ThemeTold,
    WordsTold,
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
TOLD = tuple(
    ReleaseTold(release_id=n, insight=replace(INSIGHT, figures=FIGURES[:1], themes=()), more=True)
    for n in range(12)
)


def quotes(*texts: str, name: str | None = None) -> tuple[QuoteTold, ...]:
    return tuple(QuoteTold(said_id=str(n), text=text, name=name) for n, text in enumerate(texts))


def words(*groups: WordsTold) -> list[TellQuotes]:
    return [page for page in fit(TellQuotes(seen=groups)) if isinstance(page, TellQuotes)]


def group(*texts: str, named: tuple[str, ...] = (), question: str = "What helped?") -> WordsTold:
    named_ones = quotes(*named, name="Bea")
    return WordsTold(question=question, unnamed=quotes(*texts), named=named_ones)


def said(pages: Sequence[TellQuotes]) -> list[QuoteTold]:
    return [quote for page in pages for quote in page.quotes]


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
        lambda some, others: TellQuotes(seen=(group(*some, named=tuple(others)), group(*some))),
        texts,
        texts,
    ),
    st.builds(
        lambda some: TellFriend(team="North", question="", answers=9, texts=tuple(some)), texts
    ),
    few.map(lambda many: replace(INSIGHT, figures=FIGURES[:many])),
    few.map(lambda many: TellPicture(insight=replace(INSIGHT, figures=FIGURES[:many]))),
    few.map(lambda many: letter(*TOLD[:many])),
)


@given(anything_long)
def test_what_was_cut_is_not_cut_again(told: Message) -> None:
    for page in fit(told):
        assert fit(page) == (page,)


def test_a_short_message_is_one() -> None:
    told = ShowHelp(roles=(), private=True, bot_name="eftertanke_bot")
    assert fit(told) == (told,)


def test_six_are_read_at_once_some_of_each_question_and_the_rest_is_folded() -> None:
    groups = [group(*[f"{name}{n}" for n in range(5)], question=name) for name in "ABC"]
    (page,) = words(*groups)
    seen = {one.question: [quote.text for quote in one.quotes] for one in page.seen}
    assert seen == {"A": ["A0", "A1"], "B": ["B0", "B1"], "C": ["C0", "C1"]}
    assert {one.question: len(one.quotes) for one in page.folded} == {"A": 3, "B": 3, "C": 3}
    assert len(said([page])) == len({quote.text for quote in page.quotes}) == 15


def test_few_words_are_all_read_at_once() -> None:
    one = group("Rest.", "Tea.", named=("Sun.",))
    assert words(one) == [TellQuotes(seen=(one,))]


def test_all_pages_but_the_first_say_that_they_go_on_and_are_folded() -> None:
    pages = words(group(*["Yes!"] * 100))
    assert [page.continued for page in pages] == [False, True, True]
    assert [bool(page.seen) for page in pages] == [True, False, False]
    assert said(pages) == [*quotes(*["Yes!"] * 100)]


def test_a_long_text_is_cut_between_words_and_stays_its_authors() -> None:
    pages = words(group(named=("Short.", LONG)))
    pieces = [quote for quote in said(pages) if quote.said_id == "1"]
    assert len(pieces) == 3
    assert all(one.text.endswith("word") for one in pieces[:-1])
    assert {one.name for one in pieces} == {"Bea"}
    assert " ".join(one.text.strip() for one in pieces) == LONG.strip()


def test_words_without_a_name_come_before_those_with_one() -> None:
    named = [bool(quote.name) for quote in said(words(group(LONG, named=(LONG,))))]
    assert named == sorted(named)


def test_a_text_without_gaps_is_cut_between_signs() -> None:
    first, *_ = said(words(group("👩‍👩‍👧‍👦" * 580)))
    assert first.text.endswith("👩‍👩‍👧‍👦")


def test_a_picture_says_in_words_below_it_what_it_shows_if_there_is_room() -> None:
    figure = replace(FIGURES[0], question="How was it?", shares=FIGURES[0].shares[:3])
    picture = TellPicture(insight=replace(INSIGHT, figures=(figure,)))
    assert fit(picture) == (replace(picture, worded=True),)
    picture = TellPicture(insight=INSIGHT)
    alone, *texts = fit(picture)
    assert alone == replace(picture, worded=False)
    assert texts == [*fit(INSIGHT)]


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


def letter(*told: ReleaseTold) -> DigestLetter:
    queues = tuple(QueueTold(team_id=n, team=f"Team {n}", waits=1) for n in range(40))
    week = (date(2026, 3, 2), date(2026, 3, 8))
    return DigestLetter(
        first=week[0], last=week[1], told=told, quiet=("Q" * 60,) * 20, queues=queues
    )


def test_a_manager_of_many_teams_reads_each_release_once_and_what_waits_first() -> None:
    told = [one for one in fit(letter(*TOLD)) if isinstance(one, DigestLetter)]
    assert [one for page in told for one in page.told] == [*TOLD]
    assert [bool(page.quiet and page.queues) for page in told] == [not p.continued for p in told]
    assert len(told) > 1


def test_a_manager_of_few_teams_gets_one_message() -> None:
    one = letter(TOLD[0])
    assert fit(one) == (one,)
