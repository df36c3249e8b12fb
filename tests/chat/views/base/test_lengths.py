"""However much people write, every message fits Telegram's limits once it has been parsed."""

import html
import re
from datetime import UTC, datetime

import pytest
from markupsafe import Markup

from bot.chat.rendered import TEXT_LIMIT, Rendered
from bot.chat.translator import translator
from bot.chat.views import RENDERERS
from bot.domain.asking.builder import Field
from bot.domain.asking.questions import Kind
from bot.domain.base.visibility import Visibility
from bot.domain.messages.asking.answers import (
    AnswerFate,
    AnswerKept,
    ChooseReaders,
    FateKind,
    Kept,
    NotUnderstood,
    Readers,
)
from bot.domain.messages.asking.builder import AskField, BankChoice
from bot.domain.messages.asking.notes import OfferReflections, Reflection
from bot.domain.messages.asking.prompts import AskQuestion, Choice, ClosingSummary
from bot.domain.messages.hearing.digests import LanguageGap, TeamQueue
from bot.domain.messages.hearing.insights import QuoteTold, TellFriend, TellWords
from bot.flows.base.pages import pages
from bot.flows.hearing.digests import _ends

AT = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)
LONG_QUESTION = ("What happened? " * 19)[:280]
LONG_NAME = "N" * 128
TRYING = (
    "w" * 4096,
    "a.b@c#d/" * 512,
    "a\n" * 2048,
    "<b>&amp;\"'" * 400,
    "👩‍👩‍👧‍👦" * 580,
    "é̂̃" * 1000,
    "שלום world " * 370,
    "\u2028x" * 2048,
)
READERS = Readers(visibility=Visibility.FRIEND, names=(LONG_NAME,) * 30, people=99_999, floor=5)


def visible(rendered: Rendered) -> str:
    """The text after parsing, as Telegram counts it."""
    return html.unescape(re.sub(r"</?[a-z]+>", "", str(rendered.text)))


def said(message: object, language: str) -> Rendered:
    rendered = RENDERERS[type(message)](translator(language), message)
    assert isinstance(rendered.text, Markup)
    assert 0 < len(visible(rendered)) <= TEXT_LIMIT
    assert str(rendered.text).count("</") <= 100, "more entities than Telegram keeps"
    for method in (None, 7):
        rendered.call(method)
    return rendered


languages = pytest.mark.parametrize("language", ["en", "sv"])
words = pytest.mark.parametrize("reply", TRYING, ids=range(len(TRYING)))


@languages
@words
def test_everything_said_about_one_answer_fits(language: str, reply: str) -> None:
    levels = (Readers(visibility=Visibility.PRIVATE), READERS)
    said(AnswerKept(question=LONG_QUESTION, reply=reply, readers=READERS, receipt="r"), language)
    said(
        ChooseReaders(
            answer_id=1,
            question=LONG_QUESTION,
            reply=reply,
            levels=levels,
            usual=Visibility.PRIVATE,
        ),
        language,
    )
    for kind in FateKind:
        fate = AnswerFate(kind=kind, reply=reply, receipt="r", team="T" * 60, on=AT.date())
        said(fate, language)


@languages
@pytest.mark.parametrize("count", [1, 6, 12])
def test_a_closing_summary_fits_however_much_there_was(language: str, count: int) -> None:
    kept = Kept(question=LONG_QUESTION, readers=READERS)
    summary = ClosingSummary(
        bank="B" * 280,
        team="T" * 60,
        closes_at=AT,
        zone="Europe/Stockholm",
        kept=(kept,) * count,
        skipped=0,
    )
    said(summary, language)


@languages
@pytest.mark.parametrize("kind", Kind)
def test_the_longest_question_fits(language: str, kind: Kind) -> None:
    options = tuple(Choice(id=str(n), label="L" * 40, emoji="🙂") for n in range(1, 11))
    question = AskQuestion(
        answer_id=2**53,
        kind=kind,
        text=LONG_QUESTION,
        position=1,
        total=12,
        bank="B" * 280,
        team="T" * 60,
        closes_at=AT,
        zone="Europe/Stockholm",
        visibility=Visibility.TEAM_UNNAMED,
        options=options,
        chosen=("1",),
        low="l" * 280,
        high="h" * 280,
        has_example=True,
        can_share=True,
    )
    said(question, language)
    said(NotUnderstood(labels=tuple(f"🙂 {o.label}" for o in options), several=True), language)


@languages
@words
def test_shared_words_come_in_pages_that_fit(language: str, reply: str) -> None:
    named = [QuoteTold(said_id=f"n{n}", text=reply, name=LONG_NAME) for n in range(2)]
    quotes = [*(QuoteTold(said_id=f"u{n}", text=reply) for n in range(5)), *named]
    told = list(pages(quotes))
    for page in told:
        for gone in (False, True):
            shown = [QuoteTold(said_id="x", text="", name="") if gone else q for q in page]
            unnamed = tuple(q for q in shown if q.name is None)
            others = tuple(q for q in shown if q.name is not None)
            words = TellWords(question=LONG_QUESTION, unnamed=unnamed, named=others, continued=True)
            said(words, language)
        said(
            TellFriend(
                team="T" * 60,
                question=LONG_QUESTION,
                answers=7,
                texts=tuple(q.text for q in page),
            ),
            language,
        )
    for quote in quotes:
        pieces = [q.text for page in told for q in page if q.said_id == quote.said_id]
        assert "".join("".join(pieces).split()) == "".join(reply.split()), "nothing is left out"


def test_many_short_answers_share_a_page_but_not_more_than_it_takes() -> None:
    quotes = [QuoteTold(said_id=str(n), text="Yes!") for n in range(1000)]
    told = list(pages(quotes))
    assert [q.said_id for page in told for q in page] == [str(n) for n in range(1000)]
    assert len(told) < 30
    for page in told:
        said(TellWords(question=LONG_QUESTION, unnamed=page), "en")


def test_a_long_text_is_cut_between_words() -> None:
    (first, *_) = pages([QuoteTold(said_id="1", text="word " * 2000)])
    assert first[0].text.endswith("word")


@languages
def test_a_manager_of_many_teams_gets_what_waits_in_several_messages(language: str) -> None:
    gap = LanguageGap(bank="B" * 40, languages=("sv", "el", "hu"))
    queues = [
        TeamQueue(
            team=f"{n} ".ljust(60, "T"),
            invites=9,
            unreachable=9,
            too_few=("B" * 40,) * (n % 5),
            gaps=(gap,) * (n % 3),
            no_channel=True,
        )
        for n in range(40)
    ]
    told = list(_ends(["Q" * 60] * 20, queues))
    assert [queue for one in told for queue in one.queues] == queues
    assert [bool(one.quiet) for one in told] == [True] + [False] * (len(told) - 1)
    assert 1 < len(told) < 15
    for one in told:
        said(one, language)
    assert len(list(_ends(["Quiet"], queues[:2]))) == 1
    assert list(_ends([], [])) == []


@languages
@pytest.mark.parametrize("count", [1, 5, 25])
def test_every_bank_can_be_offered_however_many_there_are(language: str, count: int) -> None:
    title, purpose = "B" * 40, "To think about it. " * 14
    said(
        OfferReflections(
            choices=tuple(
                Reflection(team_id=1, team="T" * 60, bank_id=str(n), bank=title, purpose=purpose)
                for n in range(count)
            )
        ),
        language,
    )
    said(
        AskField(
            key="0a1b2c3d",
            field=Field.BANK,
            team="T" * 60,
            bank_id="",
            bank="",
            days=(),
            every_weeks=1,
            roles=(),
            open_hours=48,
            reminder=True,
            banks=tuple(
                BankChoice(bank_id=str(n), title=title, purpose=purpose, minutes=5)
                for n in range(count)
            ),
        ),
        language,
    )
