"""The Seal: a Round closes, links between people and unnamed answers are cut for good, and the team
hears what may be heard. All in one step."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.messages.insights import QuoteTold, TellFriend
from bot.domain.pace import week_of
from bot.domain.pool import Pooled, Sealable, seal
from bot.domain.questions import QuestionBank
from bot.domain.roles import Role
from bot.domain.rounds import Round, RoundState
from bot.domain.teams import Team
from bot.domain.visibility import Visibility
from bot.flows.base import keeping, scrubbing
from bot.flows.base.keeping import Reply
from bot.flows.base.pages import pages
from bot.flows.base.step import Step
from bot.flows.base.telling import release
from bot.storage import deliveries, inbox, members, pool, prompts, rounds, teams


async def close(step: Step) -> bool:
    """Close the Round whose time ran out first. True if there may be more."""
    ended = await rounds.to_close(step.tx, step.now)
    team = await teams.by_id(step.tx, ended.team_id) if ended else None
    if ended is None or team is None:
        return False
    step.be_alone()
    bank = step.house.banks.get(ended.bank_id)
    replies = await keeping.replies(step, ended)
    shared = _shared(step, ended, replies)
    await _seal(step, team, ended, replies)
    await _tell_friends(step, team, ended, bank, shared)
    if bank is not None:
        shared = await release(step, team, bank, ended, shared, _took_part(replies))
    await pool.add_many(step.tx, shared)
    return True


async def close_untold(step: Step, by: datetime) -> bool:
    """Close a Round whose time ran out by that moment, and which the team has heard before, as far
    as anybody knows: a restored database holds it open once more. True if there may be more.

    Links are cut as ever, and what people keep for themselves becomes theirs. What they shared
    goes: told again, it could be laid over what was told before.
    """
    ended = await rounds.to_close(step.tx, by)
    team = await teams.by_id(step.tx, ended.team_id) if ended else None
    if ended is None or team is None:
        return False
    await _seal(step, team, ended, await keeping.replies(step, ended))
    return True


async def _seal(step: Step, team: Team, ended: Round, replies: Sequence[Reply]) -> None:
    """Give people what is theirs alone, cut every other link, and keep two counts."""
    asked = await prompts.count_asked(step.tx, ended.id)
    bank = step.house.banks.get(ended.bank_id)
    await keeping.keep(step, ended, bank, [reply for reply in replies if reply.private])
    await _forget_links(step, team, ended)
    await rounds.change(
        step.tx, ended.id, state=RoundState.SEALED, asked=asked, took_part=_took_part(replies)
    )


def _took_part(replies: Sequence[Reply]) -> int:
    return len({reply.member_id for reply in replies})


def _shared(step: Step, ended: Round, replies: Sequence[Reply]) -> Sequence[Pooled]:
    """What people shared, cut from them, as it goes to the Pool."""
    answered = [
        Sealable(
            member_id=reply.member_id,
            question_id=reply.answer.question_id,
            visibility=reply.answer.visibility,
            options=reply.answer.options,
            text="" if reply.answer.options else reply.text,
            receipt_hash=reply.answer.receipt_hash or "",
        )
        for reply in replies
        if not reply.private
    ]
    return seal(
        answered,
        team_id=ended.team_id,
        bank_id=ended.bank_id,
        round_id=ended.id,
        week=week_of(ended.on_date),
        rng=step.house.rng,
    )


async def _forget_links(step: Step, team: Team, ended: Round) -> None:
    """Delete every row that knows who was asked or who answered, and have the file rewritten.

    Among them are updates that could not be handled (somebody may have written the same words once
    more, with success) and messages that nobody waits for any longer.
    """
    asked = await prompts.people_of_round(step.tx, ended.id)
    await inbox.forget_parked_of_round(step.tx, team.bot_id, ended.id)
    await deliveries.remove_expired(step.tx, team.bot_id, step.now)
    await deliveries.remove_of_round(step.tx, ended.id)
    await prompts.remove_of_round(step.tx, ended.id)
    await scrubbing.cut(step, team.bot_id, asked)


async def _tell_friends(
    step: Step, team: Team, ended: Round, bank: QuestionBank | None, shared: Sequence[Pooled]
) -> None:
    """Let the critical friends read what was shared with them, without names, all at once."""
    by_question: dict[str, list[QuoteTold]] = {}
    for one in shared:
        if one.visibility is Visibility.FRIEND:
            quote = QuoteTold(said_id=one.id, text=one.text)
            by_question.setdefault(one.question_id, []).append(quote)
    if not by_question:
        return
    for friend in await members.holding(step.tx, team.id, Role.CRITICAL_FRIEND):
        for question_id, quotes in by_question.items():
            question = bank.question(question_id) if bank else None
            asked = question.wording(ended.number, friend.language) if question else ""
            for number, page in enumerate(pages(quotes)):
                told = TellFriend(
                    team=team.name,
                    question=asked,
                    answers=len(quotes),
                    texts=tuple(quote.text for quote in page),
                    continued=number > 0,
                )
                step.write(friend, told)
