"""Insights: what a Round has shown, as messages in its Team's language."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import chain

from bot.domain.asking.questions import Kind, Question, QuestionBank
from bot.domain.asking.rounds import Round
from bot.domain.base.availability import week_of
from bot.domain.base.languages import in_language
from bot.domain.hearing.insights import Figure, Insight, Quote, Theme, Words
from bot.domain.hearing.releases import Release
from bot.domain.messages.base.message import Message
from bot.domain.messages.hearing.insights import (
    FigureTold,
    PointTold,
    QuoteTold,
    ShareTold,
    TellInsight,
    TellPicture,
    TellQuotes,
    ThemeTold,
    WordsTold,
    insights_in,
)
from bot.domain.people.teams import Team
from bot.flows.base.envelope import unpack
from bot.insights.codebook import label
from bot.insights.themes import MOST


class Past:
    """A Release that was told before; what it told is read when somebody first looks."""

    def __init__(self, release: Release) -> None:
        self.release = release

    @cached_property
    def told(self) -> Sequence[Message]:
        return [unpack(one) for one in self.release.told]

    @cached_property
    def shown(self) -> Sequence[TellInsight]:
        return insights_in(self.told)


def messages(
    found: Insight,
    team: Team,
    bank: QuestionBank,
    ended: Round,
    earlier: Sequence[Past],
    answered_in: Mapping[str, Round],
    *,
    came_back: bool,
    silent: bool,
) -> Iterator[Message]:
    """What the channel gets: the picture, and what people said in words; or why there is neither.

    `earlier`: the Releases of this bank before it, newest first. `answered_in`: the Rounds of what
    is told, by its ids. `silent`: it comes with no sound.
    """
    since, past = _last_themes(earlier)
    told = TellInsight(
        team=team.name,
        bank=in_language(bank.title, team.language),
        on=ended.on_date,
        floor=team.floor,
        took_part=found.took_part,
        too_few_asked=ended.asked < team.floor,
        came_back=came_back,
        figures=tuple(_figure(one, bank, ended, team, earlier) for one in found.figures),
        themes=tuple(_theme(one, past, team.language) for one in found.themes),
        gone=_gone(found.themes, past, team.language),
        since=since,
        asked=tuple(one.id for one in bank.questions),
        waits=found.waits,
        silent=silent,
    )
    yield TellPicture(insight=told) if told.shows else told
    if found.words:
        groups = (_words(one, bank, ended, answered_in, team.language) for one in found.words)
        yield TellQuotes(seen=tuple(chain.from_iterable(groups)))


def _theme(theme: Theme, past: Sequence[str], language: str) -> ThemeTold:
    return ThemeTold(
        label=label(theme.concept_id, language),
        people=theme.people,
        concept_id=theme.concept_id,
        # Where there was no room for more, this may have come up last time, too.
        new=0 < len(past) < MOST and theme.concept_id not in past,
    )


def _gone(now: Sequence[Theme], past: Sequence[str], language: str) -> tuple[str, ...]:
    """What came up last time and does not now; nothing where nothing came up now, as that tells
    only how many have written, or where there is no room for more."""
    here = {one.concept_id for one in now}
    tells = 0 < len(here) < MOST
    return tuple(label(one, language) for one in past if tells and one not in here)


def _last_themes(earlier: Sequence[Past]) -> tuple[date | None, Sequence[str]]:
    """The themes of the last Release that showed any, by their ids in the codebook; and the date of
    the first Round of which it told."""
    for past in earlier:
        themes = [theme.concept_id for one in past.shown for theme in one.themes]
        if themes:
            return past.release.first_date, [one for one in themes if one]
    return None, ()


def _figure(
    figure: Figure, bank: QuestionBank, ended: Round, team: Team, earlier: Sequence[Past]
) -> FigureTold:
    question = bank.question(figure.question_id)
    if question is None:
        raise ValueError("a figure of a question that the bank does not have")
    steps = [option.id for option in question.options]
    return FigureTold(
        question_id=question.id,
        question=question.wording(ended.number, team.language),
        kind=question.kind,
        people=figure.people,
        shares=tuple(
            ShareTold(label=_cell_label(question, cell.options, team.language), share=cell.share)
            for cell in figure.cells
        ),
        step=steps.index(figure.middle) + 1 if figure.middle else None,
        steps=len(steps) if question.kind is Kind.SCALE else 0,
        low=in_language(question.low, team.language) if question.low else "",
        high=in_language(question.high, team.language) if question.high else "",
        course=tuple(_course(question, earlier)),
    )


def _cell_label(question: Question, options: Sequence[str], language: str) -> str:
    """ "1–3" for neighbouring steps, the labels for other options."""
    if question.kind is Kind.SCALE:
        return options[0] if len(options) == 1 else f"{options[0]}–{options[-1]}"
    labels = {o.id: f"{o.emoji} {in_language(o.label, language)}" for o in question.options}
    return " / ".join(labels[option].strip() for option in options)


def _course(question: Question, earlier: Sequence[Past]) -> Iterator[PointTold]:
    """The medians of earlier Rounds, oldest first."""
    for past in reversed(earlier):
        for figure in (figure for shown in past.shown for figure in shown.figures):
            if figure.question_id == question.id and figure.step is not None:
                yield PointTold(on=past.release.on_date, step=figure.step)


def _words(
    group: Words,
    bank: QuestionBank,
    ended: Round,
    answered_in: Mapping[str, Round],
    language: str,
) -> Iterator[WordsTold]:
    """The words under the question that their authors were asked, the latest Round first. What had
    waited tells its week, since a question may be about "this" one."""
    question = bank.question(group.question_id)
    found = [answered_in[quote.said_id] for quote in (*group.unnamed, *group.named)]
    of_rounds = {one.id: one for one in found}.values()
    for one in sorted(of_rounds, key=lambda one: one.on_date, reverse=True):
        yield WordsTold(
            question_id=group.question_id,
            question=question.wording(one.number, language) if question else "",
            unnamed=tuple(_quote(q) for q in group.unnamed if answered_in[q.said_id].id == one.id),
            named=tuple(_quote(q) for q in group.named if answered_in[q.said_id].id == one.id),
            week=None if one.id == ended.id else week_of(one.on_date),
        )


def _quote(quote: Quote) -> QuoteTold:
    return QuoteTold(said_id=quote.said_id, text=quote.text, name=quote.name)
