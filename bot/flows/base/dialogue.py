"""The dialogue of one Prompt: which question comes next, and how each is asked and confirmed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.answers import Answer, AnswerState
from bot.domain.deliveries import DeliveryState, Priority, Subject
from bot.domain.gaps import Gap
from bot.domain.insights import Band
from bot.domain.languages import in_language
from bot.domain.members import Caller, Member
from bot.domain.messages.answers import AnswerKept, ChooseReaders, Kept, Readers
from bot.domain.messages.prompts import AskQuestion, Choice, ClosingSummary
from bot.domain.pace import local_day
from bot.domain.promises import PRIVATE, Offer, Promise
from bot.domain.prompts import Prompt, PromptState
from bot.domain.questions import Question, QuestionBank
from bot.domain.receipts import new_receipt, receipt_hash
from bot.domain.rounds import Round
from bot.domain.teams import Team
from bot.domain.visibility import Visibility
from bot.errors import Refusal
from bot.flows.base import lost
from bot.flows.base.audience import could_begin
from bot.flows.base.readers import Around, around, in_chat, readers
from bot.flows.base.step import Step
from bot.insights.people import asked_band
from bot.storage import answers, deliveries, dialogues, prompts
from bot.storage.dialogues import Belongings


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialogue:
    """A Prompt with all that belongs to it. `people` is how many are in the Team, and `asked` how
    many of those the Round has asked or is sure to ask, or could have begun it themselves: people
    who can be reached."""

    prompt: Prompt
    round: Round
    team: Team
    member: Member
    bank: QuestionBank
    people: int
    asked: int

    @property
    def crowd(self) -> int:
        """How many could share without their names: nobody hides among those who are not asked."""
        return min(self.people, self.asked)

    @property
    def can_share(self) -> bool:
        """Whether a tapped answer can ever be counted: enough are asked, and there is a chat."""
        return self.crowd >= self.team.floor and self.team.chat_id is not None

    @property
    def asked_band(self) -> Band | None:
        """About how many people the Round asks, for whoever is to choose; None where too few are
        for anything to be shared without a name, or where people begin by themselves."""
        return None if self.round.self_started else asked_band(self.crowd, self.team.floor)

    def wanted(self, now: datetime) -> bool:
        """Whether the person can still be asked at all."""
        away = self.member.paused_on(local_day(self.member.zone, now))
        return self.prompt.takes_answers(now) and self.member.reachable and not away

    async def offered(self, step: Step) -> tuple[Offer, tuple[Readers, ...]]:
        """What can be chosen for words now, and who would read them, level by level."""
        there = await around(step, self.team)
        offer = there.offer(self.member, self.people, self.crowd)
        return offer, tuple(there.readers(one, self.round.id) for one in offer.promises)

    def question(self, answer: Answer) -> Question:
        """The question an answer replies to. Refused if the bank has lost it."""
        question = self.bank.question(answer.question_id)
        if question is None:
            raise Refusal("question_gone")
        return question

    def wording(self, question: Question) -> str:
        return question.wording(self.round.number, self.member.language)

    def tap_promise(self, wish: Visibility) -> Promise:
        """What a tap is to be kept with: counted without a name, or private."""
        if not wish.seen_by_team or not self.can_share:
            return PRIVATE
        return next(iter(in_chat(self.team, Visibility.TEAM_UNNAMED)), PRIVATE)

    def kept_tap(self, answer: Answer, wish: Visibility) -> Promise:
        """What a tap is kept with now: counted only where the question has said in which chat."""
        promise = self.tap_promise(wish)
        return promise if promise.chat_id == answer.chat_id else PRIVATE

    def first_promise(self, question: Question) -> Promise:
        """What a reply to the question is kept with until its author says otherwise."""
        return self.tap_promise(self.member.usual_taps) if question.kind.tapped else PRIVATE


async def of_prompts(step: Step, prompt_ids: Collection[int]) -> dict[int, Dialogue]:
    """The Dialogues of these Prompts by their ids, but for those whose bank is not installed."""
    found = await dialogues.of_prompts(step.tx, prompt_ids)
    together = [(prompt_id, await _dialogue(step, whole)) for prompt_id, whole in found.items()]
    return {prompt_id: talk for prompt_id, talk in together if talk is not None}


async def of_prompt(step: Step, prompt_id: int) -> Dialogue:
    """The Prompt's Dialogue. Refused if its bank is no longer installed."""
    found = await of_prompts(step, [prompt_id])
    if prompt_id not in found:
        raise Refusal("question_gone")
    return found[prompt_id]


async def of_answer(
    step: Step, caller: Caller, answer_id: int, *, withdrawing: bool = False
) -> tuple[Dialogue, Answer]:
    """The Dialogue of an answer whose question the caller was asked.

    Refused if the Round is closed, and in the same words if it was somebody else's. Withdrawing is
    possible as long as there is an answer, also after somebody has left the Team.
    """
    found = await dialogues.of_answer(step.tx, answer_id)
    if found is None:
        raise await lost.refusal(step, caller, "round_closed")
    whole, answer = found
    asked = (whole.member.bot_id, whole.member.telegram_id)
    yours = asked == (step.house.bot_id, caller.telegram_id)
    if not yours or not (withdrawing or whole.prompt.takes_answers(step.now)):
        raise await lost.refusal(step, caller, "round_closed")
    talk = await _dialogue(step, whole)
    if talk is None:
        raise Refusal("question_gone")
    return talk, answer


async def ask_first(step: Step, talks: Sequence[Dialogue], *, gap: Gap | None = None) -> None:
    """Owe each of these people the first question of their Prompt."""
    first = [talk.bank.path({})[0] for talk in talks]
    places = [
        (talk.prompt.id, question.id, talk.first_promise(question))
        for talk, question in zip(talks, first, strict=True)
    ]
    asked = await answers.ask(step.tx, places)
    for talk, answer in zip(talks, asked, strict=True):
        _owe_question(step, talk, answer, [answer], priority=Priority.PROMPT, gap=gap)


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
        if not ask_again(step, talk, replies, gap=gap):
            for begun in (one for one in replies if one.state is AnswerState.BEGUN):
                await ask_readers(step, talk, begun)


def ask_again(
    step: Step,
    talk: Dialogue,
    answered: Sequence[Answer],
    *,
    reminder: bool = False,
    gap: Gap | None = None,
) -> bool:
    """Owe the open question once more, at the end of the chat. False if there is none."""
    open_now = next((one for one in answered if one.state is AnswerState.ASKED), None)
    if open_now is None:
        return False
    _owe_question(
        step,
        talk,
        open_now,
        answered,
        priority=Priority.PROMPT,
        reminder=reminder,
        gap=gap,
    )
    return True


async def ask_open(
    step: Step, talk: Dialogue, answered: Sequence[Answer], *, missed: bool = False
) -> bool:
    """Owe once more what is open, a question or a choice of readers, at the end of the chat. False
    if nothing is. `missed`: a tap on it may have been lost."""
    priority = Priority.PROMPT if missed else Priority.REPLY
    for answer in answered:
        if answer.state is AnswerState.BEGUN:
            await ask_readers(step, talk, answer, missed=missed)
            return True
        if answer.state is AnswerState.ASKED:
            _owe_question(step, talk, answer, answered, priority=priority, missed=missed)
            return True
    return False


async def ask_readers(
    step: Step, talk: Dialogue, answer: Answer, *, edit: int | None = None, missed: bool = False
) -> None:
    """Ask who may see an answer in words; in place of message `edit`, if there is one."""
    message = await choice(step, talk, answer, missed=missed)
    await tell(step, talk, message, (Subject.READERS, answer.id), edit=edit)


async def choice(
    step: Step, talk: Dialogue, answer: Answer, *, missed: bool = False
) -> ChooseReaders:
    """The question who may see an answer. It is noted who was shown: nobody else can be chosen by
    whoever replies to it."""
    offer, levels = await talk.offered(step)
    if answer.offer != offer.tag:
        await answers.change(step.tx, answer.id, offer=offer.tag)
    return ChooseReaders(
        answer_id=answer.id,
        question=talk.wording(talk.question(answer)),
        reply=await reply_text(step, talk, answer),
        levels=levels,
        usual=talk.member.usual_words,
        current=answer.visibility if answer.state is AnswerState.GIVEN else None,
        missed=missed,
        offer=offer.tag,
        asked=talk.asked_band,
        no_chat=talk.team.chat_id is None,
    )


def question_message(talk: Dialogue, answer: Answer, answered: Sequence[Answer]) -> AskQuestion:
    """The question as this person meets it."""
    question, language = talk.question(answer), talk.member.language
    can_share = question.kind.tapped and talk.can_share
    promise = talk.kept_tap(answer, answer.visibility) if can_share else PRIVATE
    path = [q.id for q in talk.bank.path({a.question_id: a.options for a in answered})]
    return AskQuestion(
        answer_id=answer.id,
        kind=question.kind,
        text=talk.wording(question),
        position=path.index(question.id) + 1 if question.id in path else 1,
        total=len(path),
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
        answered=answer.state is AnswerState.GIVEN,
        readers=Around(team=talk.team).readers(promise, tapped=True),
        asked=talk.asked_band if can_share else None,
        no_chat=talk.team.chat_id is None,
    )


async def go_on(step: Step, talk: Dialogue) -> None:
    """Ask what comes next, or close the Prompt with a summary."""
    answered = await answers.of_prompt(step.tx, talk.prompt.id)
    by_question = {answer.question_id: answer for answer in answered}
    for question in talk.bank.path({a.question_id: a.options for a in answered}):
        answer = by_question.get(question.id)
        if answer is None:
            place = (talk.prompt.id, question.id, talk.first_promise(question))
            (answer,) = await answers.ask(step.tx, [place])
            _owe_question(step, talk, answer, [*answered, answer])
            return
        if answer.state in (AnswerState.ASKED, AnswerState.BEGUN):
            return
    if talk.prompt.state is not PromptState.DONE:
        await _close(step, talk, answered)


async def keep(
    step: Step, talk: Dialogue, answer: Answer, *, edit: int | None, **changes: object
) -> None:
    """Save an answer with these changes and confirm it to its author, with a fresh Receipt; in
    place of message `edit`, or else of the confirmation that is there already."""
    receipt = new_receipt()
    tapped = talk.question(answer).kind.tapped
    kept = await answers.change(step.tx, answer.id, receipt_hash=receipt_hash(receipt), **changes)
    message = AnswerKept(
        question=talk.wording(talk.question(kept)),
        reply=await reply_text(step, talk, kept),
        readers=await readers(step, talk.team, kept.promise, talk.round.id, tapped=tapped),
        receipt=receipt,
    )
    await tell(step, talk, message, (Subject.KEPT, kept.id), edit=edit)


async def tell(
    step: Step, talk: Dialogue, message: object, about: tuple[Subject, int], *, edit: int | None
) -> None:
    """Owe a message to the person; one about the same that has not been sent yet gives way."""
    waiting = await deliveries.about(step.tx, *about) if edit is None else []
    if waiting and waiting[-1].state is DeliveryState.OWED:
        await step.change(waiting[-1], message)
    else:
        step.write(talk.member, message, edits=edit, about=about, round_id=talk.round.id)


async def sent_message(step: Step, subject: Subject, subject_id: int) -> int | None:
    """Telegram's id of the latest message about the subject, if it has been sent."""
    about = await deliveries.about(step.tx, subject, subject_id)
    return next((d.message_id for d in reversed(about) if d.message_id is not None), None)


async def reply_text(step: Step, talk: Dialogue, answer: Answer) -> str:
    """An answer as its author would read it: their words, or the labels they chose."""
    question = talk.question(answer)
    if question.kind.tapped:
        return chosen_labels(question, answer.options, talk.member.language)
    return "\n".join(part.text for part in await answers.parts(step.tx, answer.id))


def chosen_labels(question: Question, options: Sequence[str], language: str) -> str:
    """The chosen options in words, in the question's own order."""
    return ", ".join(
        f"{o.emoji} {in_language(o.label, language)}".strip()
        for o in question.options
        if o.id in options
    )


async def _dialogue(step: Step, whole: Belongings) -> Dialogue | None:
    bank = step.house.banks.get(whole.round.bank_id)
    if bank is None:
        return None
    asked = whole.asked
    if whole.round.self_started:
        asked = await could_begin(step, whole.team, bank)
    return Dialogue(
        prompt=whole.prompt,
        round=whole.round,
        team=whole.team,
        member=whole.member,
        bank=bank,
        people=whole.people,
        asked=asked,
    )


def _owe_question(
    step: Step,
    talk: Dialogue,
    answer: Answer,
    answered: Sequence[Answer],
    *,
    priority: Priority = Priority.REPLY,
    reminder: bool = False,
    gap: Gap | None = None,
    missed: bool = False,
) -> None:
    message = question_message(talk, answer, answered)
    step.write(
        talk.member,
        replace(message, reminder=reminder, missed=missed, lost=gap),
        priority=priority,
        about=(Subject.QUESTION, answer.id),
        round_id=talk.round.id,
        expires_at=talk.prompt.expires_at,
    )


async def _close(step: Step, talk: Dialogue, answered: Sequence[Answer]) -> None:
    await prompts.change(step.tx, talk.prompt.id, state=PromptState.DONE, remind_at=None)
    about = (Subject.CLOSING, talk.prompt.id)
    message = await summary(step, talk, answered)
    step.write(talk.member, message, about=about, round_id=talk.round.id)


async def summary(step: Step, talk: Dialogue, answered: Sequence[Answer]) -> ClosingSummary:
    """What the Prompt has come to, as things stand now."""
    there = await around(step, talk.team)
    texts = await answers.texts_of_prompt(step.tx, talk.prompt.id)
    kept = []
    for answer in answered:
        question = talk.bank.question(answer.question_id)
        if answer.replied and question is not None:
            chosen = chosen_labels(question, answer.options, talk.member.language)
            level = there.still(answer.promise, talk.round.id, tapped=question.kind.tapped)
            reply = chosen or texts.get(answer.id, "")
            kept.append(Kept(question=talk.wording(question), reply=reply, readers=level))
    return ClosingSummary(
        bank=in_language(talk.bank.title, talk.member.language),
        team=talk.team.name,
        closes_at=talk.prompt.expires_at,
        zone=talk.member.zone,
        kept=tuple(kept),
        skipped=sum(answer.state is AnswerState.SKIPPED for answer in answered),
    )
