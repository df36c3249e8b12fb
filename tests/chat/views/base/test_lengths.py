"""However much people write, every message fits Telegram's limits once it has been parsed."""

import html
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from markupsafe import Markup

from bot.chat.fitting import fit
from bot.chat.rendered import CAPTION_LIMIT, TEXT_LIMIT, Rendered
from bot.chat.translator import translator
from bot.chat.views import VIEWS
from bot.domain.asking.builder import Field
from bot.domain.asking.questions import Kind
from bot.domain.base.visibility import Visibility
from bot.domain.hearing.insights import Band
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
from bot.domain.messages.base.message import Message
from bot.domain.messages.hearing.digests import (
    DigestLetter,
    LanguageGap,
    ReleaseTold,
    ShowQueue,
    TeamQueue,
)
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
from bot.flows.hearing.releases import without

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


def said(message: Message, language: str) -> Rendered:
    rendered = VIEWS[type(message)](translator(language), message)
    assert isinstance(rendered.text, Markup)
    most = TEXT_LIMIT if rendered.picture is None else CAPTION_LIMIT
    assert 0 < len(visible(rendered)) <= most
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
    named = tuple(QuoteTold(said_id=f"n{n}", text=reply, name=LONG_NAME) for n in range(2))
    unnamed = tuple(QuoteTold(said_id=f"u{n}", text=reply) for n in range(5))
    group = WordsTold(question=LONG_QUESTION, unnamed=unnamed, named=named, week=AT.date())
    for page in fit(TellQuotes(seen=(group,) * 3)):
        said(page, language)
        said(without(page, None), language)


@languages
@words
def test_words_for_critical_friends_come_in_pages_that_fit(language: str, reply: str) -> None:
    told = TellFriend(team="T" * 60, question=LONG_QUESTION, answers=7, texts=(reply,) * 7)
    for page in fit(told):
        said(page, language)


def test_many_short_answers_fit_the_pages_that_they_share() -> None:
    quotes = tuple(QuoteTold(said_id=str(n), text="Yes!") for n in range(1000))
    pages = fit(TellQuotes(seen=(WordsTold(question=LONG_QUESTION, unnamed=quotes),)))
    assert len(pages) < 30
    for page in pages:
        said(page, "en")


@languages
def test_many_figures_come_in_messages_that_fit(language: str) -> None:
    figure = FigureTold(
        question_id="q",
        question=LONG_QUESTION,
        kind=Kind.CHOICE,
        people=Band(low=5, high=9),
        shares=(ShareTold(label="L" * 40, share=1),) * 10,
    )
    told = TellInsight(
        team="T" * 60,
        bank="B" * 40,
        on=AT.date(),
        floor=5,
        took_part=Band(low=5, high=9),
        figures=(figure,) * 12,
        waits=True,
    )
    for part in fit(TellPicture(insight=told)):
        said(part, language)


@languages
@pytest.mark.parametrize("figures", range(4))
@pytest.mark.parametrize("themes", range(6))
def test_a_picture_has_room_for_the_words_below_it(
    language: str, figures: int, themes: int
) -> None:
    scale = FigureTold(
        question_id="q",
        question="How much room have you had for it?",
        kind=Kind.SCALE,
        people=Band(low=10, high=19),
        shares=(ShareTold(label="1–3", share=4), ShareTold(label="4–5", share=6)),
        step=4,
        steps=5,
        low="L" * 20,
        high="H" * 20,
    )
    theme = ThemeTold(label="Support from managers", people=Band(low=3, high=5), new=True)
    told = TellInsight(
        team="T" * 30,
        bank="B" * 40,
        on=AT.date(),
        floor=5,
        took_part=Band(low=50, high=None),
        figures=(scale,) * figures,
        themes=(theme,) * themes,
        gone=("Support from managers",) * 3 if themes else (),
        waits=True,
    )
    for part in fit(TellPicture(insight=told)):
        said(part, language)


@languages
def test_a_letter_with_a_picture_has_room_for_all_its_words(language: str) -> None:
    figure = FigureTold(
        question_id="q",
        question=LONG_QUESTION,
        kind=Kind.CHOICE,
        people=Band(low=5, high=9),
        shares=(ShareTold(label="L" * 40, share=10),),
    )
    insight = TellInsight(
        team="T" * 60,
        bank="B" * 40,
        on=AT.date(),
        floor=5,
        took_part=Band(low=50, high=None),
        figures=(figure,),
    )
    letter = DigestLetter(
        first=AT.date(),
        last=AT.date(),
        told=(ReleaseTold(release_id=1, insight=insight, more=True),),
        quiet=("Q" * 60,) * 3,
    )
    said(letter, language)


@languages
def test_what_waits_in_a_team_fits_a_message(language: str) -> None:
    gap = LanguageGap(bank="B" * 40, languages=("sv", "el", "hu"))
    queues = tuple(
        TeamQueue(
            team=f"{n} ".ljust(60, "T"),
            invites=9,
            unreachable=9,
            too_few=("B" * 40,) * (n % 5),
            gaps=(gap,) * (n % 3),
            no_channel=True,
        )
        for n in range(40)
    )
    for one in queues:
        said(ShowQueue(queue=one), language)


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


def test_of_a_round_only_what_comes_first_makes_a_sound() -> None:
    def silent(message: Message) -> bool:
        _, wish = VIEWS[type(message)](translator("en"), message).call(None)
        return bool(wish.get("disable_notification"))

    told = TellInsight(
        team="North", bank="Check", on=AT.date(), floor=5, took_part=Band(low=5, high=9)
    )
    theme = ThemeTold(label="Handovers", people=Band(low=3, high=5))
    shown = replace(told, themes=(theme,))
    assert not silent(told)
    assert not silent(TellPicture(insight=shown))
    assert silent(shown)
    assert silent(TellQuotes(seen=(WordsTold(question="What helped?"),)))
    assert silent(TellPicture(insight=replace(shown, silent=True)))
