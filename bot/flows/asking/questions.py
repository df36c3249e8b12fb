"""Questions on their way: how they are asked, and asked once more; and how it is asked who may
see what was answered."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.domain.asking.answers import OPEN, Answer, AnswerState, wording_of
from bot.domain.asking.gaps import Gap
from bot.domain.asking.promises import PRIVATE, Offer
from bot.domain.asking.questions import Risk
from bot.domain.base.languages import in_language
from bot.domain.base.visibility import Visibility
from bot.domain.messages.asking.answers import AnswerElsewhere, ChooseReaders, Elsewhere
from bot.domain.messages.asking.prompts import Again, AskQuestion, Choice
from bot.domain.transport.deliveries import (
    TELLING_READERS,
    DeliveryState,
    Priority,
    Subject,
)
from bot.flows.asking import hints
from bot.flows.asking.dialogue import Dialogue
from bot.flows.base import lost
from bot.flows.base.step import Step
from bot.flows.base.told import At, Spot, Told
from bot.storage.asking import answers
from bot.storage.transport import deliveries


async def ask_first(step: Step, talks: Sequence[Dialogue], *, gap: Gap | None = None) -> None:
    """Owe each of these people the first question of their Prompt."""
    first = [talk.bank.path({})[0] for talk in talks]
    places = [
        (talk.prompt.id, question.id, talk.first_promise(question))
        for talk, question in zip(talks, first, strict=True)
    ]
    asked = await answers.ask(step.tx, places)
    await hints.give(step, talks)
    for talk, answer in zip(talks, asked, strict=True):
        await step.tell(talk.member, [ask(talk, answer, [answer], Priority.PROMPT, gap)])


async def ask_afresh(
    step: Step, talks: Sequence[Dialogue], answered: Mapping[int, Sequence[Answer]]
) -> None:
    """Ask each of these people once more what they may have answered in a time that is lost."""
    if not talks:
        return
    gap = await lost.gap(step)
    await ask_first(step, [t for t in talks if t.prompt.id not in answered], gap=gap)
    for talk in talks:
        replies = answered.get(talk.prompt.id, ())
        again = ask_again(talk, replies, gap)
        if not again:
            for begun in (one for one in replies if one.state is AnswerState.BEGUN):
                again += await ask_readers(step, talk, begun)
        await step.tell(talk.member, again)


async def remind(step: Step, talk: Dialogue, answered: Sequence[Answer]) -> None:
    """Ask the open question once more; if none is, who may see what was written."""
    begun = [one for one in answered if one.state is AnswerState.BEGUN]
    again = ask_again(talk, answered, Again.REMINDER)
    if not again and begun:
        again = await ask_readers(step, talk, begun[-1])
    await step.tell(talk.member, again)


def ask_again(
    talk: Dialogue,
    answered: Sequence[Answer],
    why: Again | Gap | None = None,
) -> list[Told]:
    """The open question once more, at the end of the chat. Nothing if there is none."""
    return [
        ask(talk, one, answered, Priority.PROMPT, why)
        for one in answered
        if one.state is AnswerState.ASKED
    ][:1]


async def ask_open(
    step: Step, talk: Dialogue, answered: Sequence[Answer], *, missed: bool = False
) -> list[Told]:
    """Once more what is open, a question or a choice of readers, at the end of the chat. Nothing if
    nothing is. `missed`: a tap on it may have been lost."""
    priority = Priority.PROMPT if missed else Priority.REPLY
    for answer in answered:
        if answer.state is AnswerState.BEGUN:
            return await ask_readers(step, talk, answer, missed=missed)
        if answer.state is AnswerState.ASKED:
            why = Again.TAP_LOST if missed else None
            return [ask(talk, answer, answered, priority, why)]
    return []


async def ask_readers(
    step: Step,
    talk: Dialogue,
    answer: Answer,
    at: Spot = At.ONCE,
    *,
    before: Visibility | None = None,
    missed: bool = False,
    explain: bool = False,
) -> list[Told]:
    """Ask who may see an answer in words. `before`: what had been chosen for it until words were
    added. `explain`: say all that there is to say about it.

    Nothing else in the chat says any more who does, or offers to choose for other words.
    """
    message = await readers_message(
        step, talk, answer, before=before, missed=missed, explain=explain
    )
    why = Elsewhere.BELOW if before is None else Elsewhere.ADDED
    outdates = elsewhere(talk, answer, why)
    return [talk.told(message, at, about=(Subject.READERS, answer.id), outdates=outdates)]


async def readers_message(
    step: Step,
    talk: Dialogue,
    answer: Answer,
    *,
    before: Visibility | None = None,
    missed: bool = False,
    explain: bool = False,
) -> ChooseReaders:
    """What asks who may see an answer in words, as they are now. It is noted who was shown: nobody
    else can be chosen by whoever replies to it. It explains itself once, and to whoever comes back
    to choose anew."""
    given = answer.state is AnswerState.GIVEN
    parts = await answers.parts(step.tx, answer.id)
    others = await answers.of_prompt(step.tx, talk.prompt.id)
    explains = explain or given or await hints.explains_readers(step, talk, answer)
    offer = talk.offer
    shown = offer.tag if talk.member.reachable else None
    if answer.offer != shown or answer.anew:
        # Whoever reads all their words here, and writes on, writes more.
        await answers.change(step.tx, answer.id, offer=shown, anew=False)
    return ChooseReaders(
        answer_id=answer.id,
        question=talk.wording(talk.question(answer)),
        reply="\n".join(part.text for part in parts),
        levels=tuple(talk.readers(one) for one in offer.promises),
        usual=talk.member.usual_words,
        current=_chosen(offer, answer) if given else before,
        now=talk.readers(answer.promise) if given else None,
        below=any(one.state is AnswerState.ASKED and one.id > answer.id for one in others),
        missed=missed,
        wording=wording_of(parts),
        offer=offer.tag,
        asked=talk.asked_band,
        too_few=talk.too_few,
        no_chat=talk.team.chat_id is None,
        brief=not explains,
    )


def _chosen(offer: Offer, answer: Answer) -> Visibility | None:
    """The level that was chosen, if it would mean the same today."""
    return answer.visibility if offer.at(answer.visibility) == answer.promise else None


def elsewhere(talk: Dialogue, answer: Answer, why: Elsewhere) -> AnswerElsewhere:
    """What a message says that showed an answer, or who may see it, and does so no more."""
    return AnswerElsewhere(question=talk.wording(talk.question(answer)), why=why)


async def to_be_shown(step: Step, answer: Answer) -> bool:
    """Whether the answer, or who may see it, is about to look otherwise than in the chat now, or
    should and could not."""
    showing = await deliveries.about(step.tx, TELLING_READERS, answer.id)
    return any(one.state is not DeliveryState.SENT for one in showing)


def question_message(talk: Dialogue, answer: Answer, answered: Sequence[Answer]) -> AskQuestion:
    """The question as this person meets it."""
    question, language = talk.question(answer), talk.member.language
    can_share = question.kind.tapped and talk.can_share
    given = answer.state is AnswerState.GIVEN
    promise = talk.kept_tap(answer, answer.visibility) if can_share else PRIVATE
    counted = talk.tap_promise(Visibility.TEAM_UNNAMED)
    to_count = can_share and given and promise == PRIVATE
    path = [q.id for q in talk.bank.path({a.question_id: a.options for a in answered})]
    settled = {a.question_id: a.options for a in answered if a.state not in OPEN}
    return AskQuestion(
        answer_id=answer.id,
        kind=question.kind,
        text=talk.wording(question),
        position=path.index(question.id) + 1 if question.id in path else 1,
        total=talk.bank.at_most(settled),
        bank=in_language(talk.bank.title, language),
        team=talk.team.name,
        closes_at=talk.prompt.expires_at,
        zone=talk.member.zone,
        visibility=promise.visibility,
        options=tuple(
            Choice(id=o.id, label=in_language(o.label, language), emoji=o.emoji)
            for o in question.options
        ),
        chosen=answer.options,
        low=in_language(question.low, language) if question.low else "",
        high=in_language(question.high, language) if question.high else "",
        has_example=question.example is not None,
        can_share=can_share,
        answered=given,
        readers=talk.readers(promise, of=question.kind),
        asked=talk.asked_band if can_share else None,
        no_chat=talk.team.chat_id is None,
        too_few=talk.too_few,
        counted=talk.readers(counted, of=question.kind) if to_count else None,
        offer=talk.there.tag(counted) if to_count else "",
        support=talk.support if question.risk is Risk.MEDIUM else "",
        sensitive=question.risk is Risk.MEDIUM,
    )


def ask(
    talk: Dialogue,
    answer: Answer,
    answered: Sequence[Answer],
    priority: Priority = Priority.REPLY,
    again: Again | Gap | None = None,
) -> Told:
    """The question, at the end of the chat. `again`: why once more."""
    message = question_message(talk, answer, answered)
    return talk.told(
        replace(message, again=again),
        about=(Subject.QUESTION, answer.id),
        expires_at=talk.prompt.expires_at,
        priority=priority,
    )
