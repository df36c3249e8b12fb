"""The Seal: a Round closes, links between people and unnamed answers are cut for good, and the team
hears what may be heard. All in one step."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.domain.asking.answers import Answer, AnswerState
from bot.domain.asking.notes import Note
from bot.domain.asking.promises import PRIVATE
from bot.domain.asking.questions import QuestionBank
from bot.domain.asking.rounds import Round, RoundState
from bot.domain.base.availability import month_of, week_of
from bot.domain.base.languages import in_language
from bot.domain.base.visibility import Visibility
from bot.domain.hearing.pool import Pooled, Sealable, seal
from bot.domain.messages.asking.answers import CameBack
from bot.domain.messages.hearing.insights import TellFriend
from bot.domain.messages.people.people import Said
from bot.domain.people.members import Member
from bot.domain.people.teams import Team
from bot.flows.asking.audience import really_asked
from bot.flows.asking.dialogue import chosen_labels
from bot.flows.asking.readers import Around, around
from bot.flows.base import redaction
from bot.flows.base.step import Step
from bot.flows.hearing.releases import release
from bot.insights.unanimity import of_one_mind
from bot.storage.asking import answers, notes, prompts, rounds
from bot.storage.hearing import pool
from bot.storage.people import members, teams
from bot.storage.transport import deliveries, inbox

GOOD_FOR = timedelta(days=1)
"""How long the word of what came back may wait to be sent. Until then its row tells who was asked.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer, its author and its words, for the last time together."""

    member_id: int
    answer: Answer
    text: str

    @property
    def private(self) -> bool:
        return (
            self.answer.visibility is Visibility.PRIVATE
            or self.answer.state is not AnswerState.GIVEN
            or self.answer.receipt_hash is None
        )


async def close(step: Step) -> bool:
    """Close the Round whose time ran out first. True if there may be more."""
    ended = await rounds.to_close(step.tx, step.now, step.leaves)
    team = await teams.by_id(step.tx, ended.team_id) if ended else None
    if ended is None or team is None:
        return False
    step.claim(teams={team.id})
    bank = step.house.banks.get(ended.bank_id)
    whole = await _ended(step, team, ended, bank)
    shared = _shared(step, whole)
    await _tell_of_return(step, whole)
    _tell_friends(step, whole, shared)
    if bank is not None:
        shared = await release(step, team, bank, whole.counted, shared, came_back=whole.came_back)
    await pool.add_many(step.tx, shared)
    # Last: whoever stores an answer to it waits from here on.
    await _seal(step, whole)
    return True


async def close_untold(step: Step, by: datetime) -> bool:
    """Close a Round whose time ran out by that moment, and which the team has heard before, as far
    as anybody knows: a restored database holds it open once more. True if there may be more.

    Links are cut as ever, and what people keep for themselves becomes theirs. What they shared
    goes: told again, it could be laid over what was told before, and among their notes it would
    tell who had said it.
    """
    ended = await rounds.to_close(step.tx, by)
    team = await teams.by_id(step.tx, ended.team_id) if ended else None
    if ended is None or team is None:
        return False
    whole = await _ended(step, team, ended, step.house.banks.get(ended.bank_id))
    await _seal(step, replace(whole, replies=await replies_of(step, ended)))
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ended:
    """A Round that is over, with the replies as they are to be kept, and who is there to read them.
    `came_back`: too few were asked for what some have shared, or might have. `counted`: the Round
    with the two counts that stay."""

    there: Around
    bank: QuestionBank | None
    round: Round
    counted: Round
    replies: Sequence[Reply]
    came_back: bool

    @property
    def team(self) -> Team:
        return self.there.team


async def _ended(step: Step, team: Team, ended: Round, bank: QuestionBank | None) -> _Ended:
    """What the Round has come to.

    If fewer than the floor were really asked, there was no crowd to hide in, whatever it looked
    like when people chose: what was shared without a name goes back to its author.
    """
    there = await around(step, team)
    replies = await replies_of(step, ended)
    asked = await really_asked(step, team, ended, bank)
    too_few = asked < team.floor
    kept = [_kept(there, reply, too_few=too_few) for reply in replies]
    unnamed = any(_unnamed(reply) for reply in replies)
    took_part = len({reply.member_id for reply in replies})
    return _Ended(
        there=there,
        bank=bank,
        round=ended,
        counted=replace(ended, state=RoundState.SEALED, asked=asked, took_part=took_part),
        replies=kept,
        came_back=too_few and not ended.self_started and (ended.asked >= team.floor or unnamed),
    )


def _kept(there: Around, reply: Reply, *, too_few: bool) -> Reply:
    """The reply, or the same as if its author had kept it to themself."""
    promise = there.kept(reply.answer.promise)
    if promise == PRIVATE or (too_few and _unnamed(reply)):
        return replace(reply, answer=reply.answer.promised(PRIVATE))
    return reply


def _unnamed(reply: Reply) -> bool:
    return not reply.private and reply.answer.visibility is Visibility.TEAM_UNNAMED


async def _tell_of_return(step: Step, whole: _Ended) -> None:
    """Tell everybody who was asked if people were offered a crowd that is not there any more:
    enough were to be asked, and were not. Whether any had taken that offer is not told. Nor is it
    told at all where people begin by themselves: the others would learn that somebody had."""
    if whole.bank is None or not whole.came_back:
        return
    asked = await prompts.asked(step.tx, whole.round.id)
    people = await members.by_ids(step.tx, asked)
    for _, member in sorted(people.items()):
        title = in_language(whole.bank.title, member.language)
        told = CameBack(team=whole.team.name, bank=title)
        step.write(member, told, expires_at=step.now + GOOD_FOR)


async def _seal(step: Step, whole: _Ended) -> None:
    """Give people what is theirs alone, cut every other link, and keep two counts."""
    own = [reply for reply in whole.replies if reply.private]
    await keep_as_notes(step, whole.round, whole.bank, own)
    await _forget_links(step, whole.team, whole.round)
    counted = whole.counted
    await rounds.change(
        step.tx,
        counted.id,
        state=counted.state,
        asked=counted.asked,
        took_part=counted.took_part,
    )


def _shared(step: Step, whole: _Ended) -> Sequence[Pooled]:
    """What people shared, cut from them, as it goes to the Pool."""
    ended = whole.round
    answered = [
        Sealable(
            member_id=reply.member_id,
            question_id=reply.answer.question_id,
            visibility=reply.answer.visibility,
            options=reply.answer.options,
            text="" if reply.answer.options else reply.text,
            receipt_hash=reply.answer.receipt_hash or "",
            receipt_before=reply.answer.receipt_before,
            chat_id=reply.answer.chat_id,
        )
        for reply in whole.replies
        if not reply.private
    ]
    sealed = seal(
        answered,
        team_id=ended.team_id,
        bank_id=ended.bank_id,
        round_id=ended.id,
        week=week_of(ended.on_date),
        rng=step.house.rng,
    )
    return _without_unanimity(sealed, whole.team.floor)


def _without_unanimity(sealed: Sequence[Pooled], floor: int) -> Sequence[Pooled]:
    """Answers by tap, but for what a small Round has said with one voice: that is gone for good."""
    tapped: dict[str, list[Pooled]] = {}
    for one in sealed:
        # A tap has no other level than this; were it to get one, people would have two Voices.
        if one.options and one.visibility is Visibility.TEAM_UNNAMED:
            tapped.setdefault(one.question_id, []).append(one)
    bare = {
        question
        for question, group in tapped.items()
        if of_one_mind([one.options for one in group], len({one.voice for one in group}), floor)
    }
    return [one.emptied() if one.options and one.question_id in bare else one for one in sealed]


async def _forget_links(step: Step, team: Team, ended: Round) -> None:
    """Delete every row that knows who was asked or who answered, and have the file rewritten.

    Among them are updates that could not be handled (somebody may have written the same words once
    more, with success) and messages that nobody waits for any longer.
    """
    asked = await prompts.people_of_round(step.tx, ended.id)
    # Whoever is handling an update has that first, and messages then; so do we.
    await inbox.overtake(step.tx, team.bot_id, asked)
    await inbox.forget_parked_of_round(step.tx, team.bot_id, ended.id)
    await deliveries.remove_expired(step.tx, team.bot_id, step.now)
    await deliveries.remove_of_round(step.tx, ended.id)
    await prompts.remove_of_round(step.tx, ended.id)
    await redaction.cut(step, team.bot_id, asked)


def _tell_friends(step: Step, whole: _Ended, shared: Sequence[Pooled]) -> None:
    """Let the critical friends read what was shared with them, without names, all at once: each
    what its author chose them for, as far as they are critical friends still."""
    chosen = {one.answer.receipt_hash: one.answer.friends for one in whole.replies}
    asked = [question.id for question in whole.bank.questions] if whole.bank else []
    for friend in whole.there.friends:
        by_question: dict[str, list[str]] = {question_id: [] for question_id in asked}
        for one in shared:
            if one.visibility is Visibility.FRIEND and friend.id in chosen[one.receipt_hash]:
                by_question.setdefault(one.question_id, []).append(one.text)
        for question_id, texts in by_question.items():
            if texts:
                _tell_friend(step, whole, friend, question_id, texts)


def _tell_friend(
    step: Step, whole: _Ended, friend: Member, question_id: str, texts: Sequence[str]
) -> None:
    question = whole.bank.question(question_id) if whole.bank else None
    told = TellFriend(
        team=whole.team.name,
        question=question.wording(whole.round.number, friend.language) if question else "",
        answers=len(texts),
        texts=tuple(texts),
    )
    step.write(friend, told)


async def replies_of(step: Step, ended: Round) -> list[Reply]:
    """Everything that was answered in the Round."""
    texts = await answers.texts_of_round(step.tx, ended.id)
    return [
        Reply(member_id=member_id, answer=answer, text=texts.get(answer.id, ""))
        for member_id, answer in await answers.of_round(step.tx, ended.id)
    ]


async def keep_as_notes(
    step: Step, ended: Round, bank: QuestionBank | None, own: Sequence[Reply]
) -> None:
    """Keep each of these replies among its author's Notes."""
    people = await members.by_ids(step.tx, {reply.member_id for reply in own})
    month = month_of(ended.on_date)
    kept = [_note(people[one.member_id], bank, one.answer, one.text, month) for one in own]
    await notes.add_many(step.tx, kept)


async def give_up_waiting(step: Step, team: Team) -> None:
    """The Team's chat, with which this was shared, is another now, or none: what was sealed and not
    told yet becomes a Note of whoever had given it their name. The rest is nobody's, so that nobody
    can be asked, and is given up."""
    waiting = await pool.waiting_named(step.tx, team.id)
    authors = await members.by_ids(step.tx, {one.member_id for one in waiting if one.member_id})
    kept = []
    for one in waiting:
        if one.member_id in authors:
            bank = step.house.banks.get(one.bank_id)
            kept.append(_note(authors[one.member_id], bank, one, one.text, month_of(one.week)))
    await notes.add_many(step.tx, kept)
    for author_id in dict.fromkeys(note.member_id for note in kept):
        told = Said(key="named_came_back", facts={"team": team.name})
        step.write(authors[author_id], told)
    await pool.remove_waiting(step.tx, team.id)
    await redaction.want(step)


def _note(
    author: Member, bank: QuestionBank | None, said: Answer | Pooled, text: str, month: date
) -> Note:
    question = bank.question(said.question_id) if bank else None
    # Always the first wording: the one that was asked would tell the Round.
    wording = question.wording(0, author.language) if question else said.question_id
    chosen = chosen_labels(question, said.options, author.language) if question else ""
    return Note(
        id=secrets.token_hex(8),
        member_id=author.id,
        month=month,
        question=wording,
        text=chosen or text or ", ".join(said.options),
        receipt_hash=said.receipt_hash,
        receipt_before=said.receipt_before,
    )
