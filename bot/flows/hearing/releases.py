"""Releases: the Insight of a Round told to its Team, as messages for its channel, and words taken
out of them again."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from bot.domain.asking.questions import Kind, Question, QuestionBank
from bot.domain.asking.rounds import Round
from bot.domain.base.availability import week_of
from bot.domain.base.languages import in_language
from bot.domain.hearing.insights import Figure, Insight, Quote, Utterance, Words
from bot.domain.hearing.pool import Pooled
from bot.domain.hearing.releases import Release
from bot.domain.messages.base.message import Message
from bot.domain.messages.hearing.insights import (
    FigureTold,
    PointTold,
    QuoteTold,
    ShareTold,
    TellInsight,
    TellPicture,
    TellWords,
    ThemeTold,
)
from bot.domain.people.teams import Team
from bot.domain.transport.deliveries import Subject
from bot.flows.base.envelope import pack, unpack
from bot.flows.base.step import Step
from bot.insights.codebook import label
from bot.insights.insights import Crowd, insight
from bot.storage.asking import rounds
from bot.storage.hearing import pool, releases
from bot.storage.people import members
from bot.storage.transport import deliveries

COURSE = 8
"""Rounds shown in the course of a scale."""


async def release(
    step: Step,
    team: Team,
    bank: QuestionBank,
    ended: Round,
    shared: Sequence[Pooled],
    *,
    came_back: bool = False,
) -> Sequence[Pooled]:
    """Tell the Team's channel what this Round, with its two counts, and what had waited have shown.

    Returns what was shared as it is to be kept: as a part of the Release, or waiting for another.
    `came_back`: what was shared without a name is its authors' again, as too few were asked.
    Only what was promised to this channel is told in it. Without one, nothing is.
    """
    if team.chat_id is None:
        return shared
    before = await pool.waiting(step.tx, team.id, bank.id, team.chat_id)
    fresh = [one for one in shared if _for_team(one) and one.chat_id == team.chat_id]
    waiting = sorted((*before, *fresh), key=lambda one: one.id)
    found = await _found(step, team, bank, ended, waiting)
    if ended.self_started and found.took_part is None and not found.words:
        return shared
    # Whoever hears that nothing waits, though nothing was shown, would know that all said the same.
    found = replace(found, waits=found.waits or any(one.is_empty for one in shared))
    earlier = await releases.of_bank(step.tx, team.id, bank.id, COURSE)
    used = {one.id: one.round_id for one in waiting if one.id in found.released}
    known = await rounds.by_ids(step.tx, {*used.values()} - {ended.id}) | {ended.id: ended}
    answered_in = {id_: known[round_id] for id_, round_id in used.items()}
    told = list(_messages(found, team, bank, ended, earlier, answered_in, came_back=came_back))
    first = min(one.on_date for one in known.values())
    release_id = await _post(step, team, bank, ended, told, first)
    await pool.mark_released(
        step.tx, [one.id for one in before if one.id in found.released], release_id
    )
    return [
        replace(one, release_id=release_id) if one.id in found.released else one for one in shared
    ]


async def _found(
    step: Step, team: Team, bank: QuestionBank, ended: Round, waiting: Sequence[Pooled]
) -> Insight:
    return insight(
        bank,
        await _said(step, waiting),
        await _crowd(step, ended, waiting),
        floor=team.floor,
        languages=team.languages,
        rng=step.house.rng,
    )


async def _post(
    step: Step,
    team: Team,
    bank: QuestionBank,
    ended: Round,
    told: Sequence[Message],
    first_date: date,
) -> int:
    """Keep what is told as a Release, in the pages in which the channel gets it, and owe it to the
    channel. The Release's id.

    It is never cut anew: words that are taken out later would shift all that stands behind them.
    """
    pages = [page for message in told for page in step.house.fit(message)]
    release_id = await releases.add(
        step.tx,
        team_id=team.id,
        bank_id=bank.id,
        on_date=ended.on_date,
        released_at=step.now,
        told=[pack(page) for page in pages],
        first_date=first_date,
    )
    for page in pages:
        step.post(team, page, about=(Subject.RELEASE, release_id))
    return release_id


def _for_team(one: Pooled) -> bool:
    return one.visibility.seen_by_team


async def _crowd(step: Step, ended: Round, waiting: Sequence[Pooled]) -> Crowd:
    asked = await rounds.asked(step.tx, {one.round_id for one in waiting})
    return Crowd(
        round_id=ended.id, took_part=ended.took_part, asked=asked | {ended.id: ended.asked}
    )


async def _said(step: Step, waiting: Sequence[Pooled]) -> list[Utterance]:
    named = await members.by_ids(step.tx, {p.member_id for p in waiting if p.member_id})
    return [
        Utterance(
            id=one.id,
            round_id=one.round_id,
            voice=one.voice,
            question_id=one.question_id,
            text=one.text,
            options=one.options,
            name=named[one.member_id].name if one.member_id else None,
        )
        for one in waiting
    ]


def _messages(
    found: Insight,
    team: Team,
    bank: QuestionBank,
    ended: Round,
    earlier: Sequence[Release],
    answered_in: Mapping[str, Round],
    *,
    came_back: bool,
) -> Iterator[Message]:
    """`answered_in`: the Rounds of what is told, by its ids."""
    told = TellInsight(
        team=team.name,
        bank=in_language(bank.title, team.language),
        on=ended.on_date,
        floor=team.floor,
        took_part=found.took_part,
        too_few_asked=ended.asked < team.floor,
        came_back=came_back,
        figures=tuple(_figure(one, bank, ended, team, earlier) for one in found.figures),
        themes=tuple(
            ThemeTold(label=label(one.concept_id, team.language), people=one.people)
            for one in found.themes
        ),
        waits=found.waits,
    )
    if told.shows:
        yield TellPicture(insight=told)
    yield told
    for group in found.words:
        yield from _words(group, bank, ended, answered_in, team.language)


def _figure(
    figure: Figure, bank: QuestionBank, ended: Round, team: Team, earlier: Sequence[Release]
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


def _course(question: Question, earlier: Sequence[Release]) -> Iterator[PointTold]:
    """The medians of earlier Rounds, oldest first."""
    for past in reversed(earlier):
        for message in map(unpack, past.told):
            if isinstance(message, TellInsight):
                for figure in message.figures:
                    if figure.question_id == question.id and figure.step is not None:
                        yield PointTold(on=past.on_date, step=figure.step)


def _words(
    group: Words,
    bank: QuestionBank,
    ended: Round,
    answered_in: Mapping[str, Round],
    language: str,
) -> Iterator[TellWords]:
    """The words under the question that their authors were asked, the latest Round first. What had
    waited tells its week, since a question may be about "this" one."""
    question = bank.question(group.question_id)
    found = [answered_in[quote.said_id] for quote in (*group.unnamed, *group.named)]
    of_rounds = {one.id: one for one in found}.values()
    for one in sorted(of_rounds, key=lambda one: one.on_date, reverse=True):
        yield TellWords(
            question=question.wording(one.number, language) if question else "",
            unnamed=tuple(_quote(q) for q in group.unnamed if answered_in[q.said_id].id == one.id),
            named=tuple(_quote(q) for q in group.named if answered_in[q.said_id].id == one.id),
            week=None if one.id == ended.id else week_of(one.on_date),
        )


def _quote(quote: Quote) -> QuoteTold:
    return QuoteTold(said_id=quote.said_id, text=quote.text, name=quote.name)


async def in_reach(step: Step, team: Team | None, release_id: int | None) -> bool:
    """Whether all that the Team and its managers were told in a Release can still be changed."""
    if team is None or release_id is None:
        return True
    chats = {one.chat_id for one in await deliveries.about(step.tx, Subject.RELEASE, release_id)}
    for chat_id in chats - {team.chat_id}:
        reader = await members.by_telegram_id(step.tx, team.bot_id, chat_id)
        if reader is None or not reader.reachable:
            return False
    return True


async def take_back(step: Step, gone: Collection[Pooled]) -> bool:
    """Delete these answers for good. True if the words of any had been told to the Team; what was
    counted stays in the figures it is a part of."""
    for pooled in gone:
        await pool.remove(step.tx, pooled.id)
    told = {pooled.release_id for pooled in gone if pooled.release_id is not None}
    words = {pooled.id for pooled in gone if pooled.text}
    for release_id in sorted(told):
        release = await releases.by_id(step.tx, release_id)
        if release is not None:
            await _retell(step, release, words)
    return any(pooled.text and pooled.release_id is not None for pooled in gone)


def without(message: Message, said_ids: Collection[str] | None) -> Message:
    """The message with these words blanked (None: all words), and all else as it was."""
    if not isinstance(message, TellWords):
        return message
    return replace(
        message,
        unnamed=tuple(_blank(quote, said_ids) for quote in message.unnamed),
        named=tuple(_blank(quote, said_ids) for quote in message.named),
    )


def _blank(quote: QuoteTold, said_ids: Collection[str] | None) -> QuoteTold:
    if said_ids is not None and quote.said_id not in said_ids:
        return quote
    return replace(quote, text="", name=None if quote.name is None else "")


async def _retell(step: Step, release: Release, said_ids: Collection[str]) -> None:
    before = [unpack(message) for message in release.told]
    after = [without(message, said_ids) for message in before]
    if before != after:
        await releases.change(step.tx, release.id, [pack(message) for message in after])
        await _tell_again(step, release, before, after)


async def _tell_again(
    step: Step, told: Release, before: Sequence[Message], after: Sequence[Message]
) -> None:
    """Change the messages that stand in the channel and with the managers, and those still owed."""
    changed = {n: new for n, (old, new) in enumerate(zip(before, after, strict=True)) if old != new}
    for delivery in await deliveries.about(step.tx, Subject.RELEASE, told.id):
        if delivery.ordinal in changed:
            await step.outbox.change(delivery, changed[delivery.ordinal])
