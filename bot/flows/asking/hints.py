"""Hints: they come with the questions of a Round, whatever anybody answers to these. What hung on
an answer would tell who has given one when the Round has long been sealed."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from bot.domain.asking.answers import Answer
from bot.domain.asking.hints import Hint, following
from bot.domain.base.availability import local_day
from bot.flows.asking.dialogue import Dialogue
from bot.flows.base.step import Step
from bot.storage.asking import answers, prompts
from bot.storage.people import members


async def give(step: Step, talks: Sequence[Dialogue]) -> None:
    """Let the Prompt of each of these people, who are asked its first question now, bring the hint
    that is due to them, so that none brings it again. Where there is nobody to choose yet, it is
    explained once more when there is."""
    brings: defaultdict[Hint, list[int]] = defaultdict(list)
    next_ones: defaultdict[tuple[Hint | None, date | None], list[int]] = defaultdict(list)
    for talk in {talk.member.id: talk for talk in talks}.values():
        day = local_day(talk.member.zone, step.now)
        hint = talk.member.hint_on(day)
        if hint is None:
            continue
        brings[hint].append(talk.prompt.id)
        if hint is not Hint.READERS or len(talk.offer.promises) > 1:
            next_ones[following(hint, day)].append(talk.member.id)
    for hint, prompt_ids in brings.items():
        await prompts.mark(step.tx, prompt_ids, hint=hint)
    for (then, since), ids in next_ones.items():
        await members.mark(step.tx, ids, next_hint=then, hint_from=since)


async def explains_readers(step: Step, talk: Dialogue, answer: Answer) -> bool:
    """Whether this is the first answer in words for which its author is asked who may see it, as
    far as is known: of what was sealed nobody knows who wrote it. What people begin by themselves
    explains it until a Round has asked them, and leaves no trace of that."""
    own = talk.round.self_started and talk.member.next_hint is Hint.READERS
    if talk.prompt.hint is not Hint.READERS and not own:
        return False
    mine = [one.id for one in await prompts.of_member(step.tx, talk.member.id)]
    others = [one for given in (await answers.of_prompts(step.tx, mine)).values() for one in given]
    return not any(one.replied and not one.options and one.id != answer.id for one in others)
