"""The dialogue of one Prompt: what belongs to it, how its questions are asked, and how it is asked
who may see the answers."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.answers import Answer, AnswerState, wording_of
from bot.domain.deliveries import TELLING_READERS, Delivery, DeliveryState, Priority, Subject
from bot.domain.gaps import Gap
from bot.domain.insights import Band
from bot.domain.languages import in_language
from bot.domain.members import Caller, Member
from bot.domain.messages.answers import AnswerElsewhere, ChooseReaders, Elsewhere, Readers
from bot.domain.messages.prompts import AskQuestion, Choice
from bot.domain.pace import local_day
from bot.domain.promises import PRIVATE, Offer, Promise
from bot.domain.prompts import TO_COME, Prompt, PromptState
from bot.domain.questions import Question, QuestionBank
from bot.domain.rounds import Round
from bot.domain.teams import Team
from bot.domain.visibility import Visibility
from bot.errors import Refusal
from bot.flows.base import lost
from bot.flows.base.audience import could_begin
from bot.flows.base.readers import Around, around, in_chat
from bot.flows.base.step import Step
from bot.insights.people import asked_band
from bot.storage import answers, deliveries, dialogues, prompts
from bot.storage.dialogues import Belongings


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialogue:
    """A Prompt with all that belongs to it, and who is `there` to read what is shared. `people` is
    how many are in the Team, and `asked` how many of those the Round has asked or is sure to ask,
    or could have begun it themselves: people who can be reached."""

    prompt: Prompt
    round: Round
    there: Around
    member: Member
    bank: QuestionBank
    people: int
    asked: int

    @property
    def team(self) -> Team:
        return self.there.team

    @property
    def crowd(self) -> int:
        """How many could share without their names: nobody hides among those who are not asked."""
        return min(self.people, self.asked)

    @property
    def can_share(self) -> bool:
        """Whether a tapped answer can ever be counted: enough are asked, and there is a chat."""
        return self.crowd >= self.team.floor and self.team.chat_id is not None

    @property
    def too_few(self) -> int:
        """How many it would take to hide among, where there are not so many."""
        return self.team.floor if self.crowd < self.team.floor else 0

    @property
    def asked_band(self) -> Band | None:
        """About how many people are asked; None if too few, or if people begin by themselves."""
        return None if self.round.self_started else asked_band(self.crowd, self.team.floor)

    def wanted(self, now: datetime) -> bool:
        """Whether the person can still be asked at all."""
        away = self.member.paused_on(local_day(self.member.zone, now))
        return self.prompt.takes_answers(now) and self.member.reachable and not away

    @property
    def offer(self) -> Offer:
        """What can be chosen for words now."""
        return self.there.offer(self.member, self.people, self.crowd)

    def readers(self, promise: Promise, *, tapped: bool = False) -> Readers:
        """Who reads what is kept with this promise."""
        return self.there.readers(self.there.kept(promise), self.round.on_date, tapped=tapped)

    def readers_of(self, answer: Answer) -> Readers:
        return self.readers(answer.promise, tapped=self.question(answer).kind.tapped)

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
    of_team = {whole.team.id: whole.team for whole in found.values()}
    there = {id_: await around(step, team) for id_, team in of_team.items()}
    together = [
        (prompt_id, await _dialogue(step, whole, there[whole.team.id]))
        for prompt_id, whole in found.items()
    ]
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
    if yours and not withdrawing and whole.prompt.left(step.now):
        raise Refusal("you_left")
    if not yours or not (withdrawing or whole.prompt.takes_answers(step.now)):
        raise await lost.refusal(step, caller, "round_closed")
    talk = await _dialogue(step, whole, await around(step, whole.team))
    if talk is None:
        raise Refusal("question_gone")
    return talk, answer


async def reopen(step: Step, talk: Dialogue) -> None:
    """Somebody who answers a question that was put off has taken the Prompt up again."""
    if talk.prompt.state in TO_COME:
        await prompts.change(step.tx, talk.prompt.id, state=PromptState.OPEN)


async def ask_first(step: Step, talks: Sequence[Dialogue], *, gap: Gap | None = None) -> None:
    """Owe each of these people the first question of their Prompt."""
    first = [talk.bank.path({})[0] for talk in talks]
    places = [
        (talk.prompt.id, question.id, talk.first_promise(question))
        for talk, question in zip(talks, first, strict=True)
    ]
    asked = await answers.ask(step.tx, places)
    for talk, answer in zip(talks, asked, strict=True):
        owe_question(step, talk, answer, [answer], priority=Priority.PROMPT, gap=gap)


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


async def remind(step: Step, talk: Dialogue, answered: Sequence[Answer]) -> None:
    """Ask the open question once more; if none is, who may see what was written."""
    begun = [one for one in answered if one.state is AnswerState.BEGUN]
    if not ask_again(step, talk, answered, reminder=True) and begun:
        await ask_readers(step, talk, begun[-1])


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
    owe_question(
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
            owe_question(step, talk, answer, answered, priority=priority, missed=missed)
            return True
    return False


async def ask_readers(
    step: Step,
    talk: Dialogue,
    answer: Answer,
    *,
    edit: int | None = None,
    before: Visibility | None = None,
    missed: bool = False,
) -> None:
    """Ask who may see an answer in words; in place of message `edit`, or else at the end of the
    chat. `before`: what had been chosen for it until words were added.

    Nothing else in the chat says any more who does, or offers to choose for other words.
    """
    message = await readers_message(step, talk, answer, before=before, missed=missed)
    why = Elsewhere.BELOW if before is None else Elsewhere.ADDED
    await retire(step, talk, answer, why, but=edit)
    await tell(step, talk, message, (Subject.READERS, answer.id), edit=edit)


async def readers_message(
    step: Step,
    talk: Dialogue,
    answer: Answer,
    *,
    before: Visibility | None = None,
    missed: bool = False,
) -> ChooseReaders:
    """What asks who may see an answer in words, as they are now. It is noted who was shown: nobody
    else can be chosen by whoever replies to it."""
    given = answer.state is AnswerState.GIVEN
    parts = await answers.parts(step.tx, answer.id)
    others = await answers.of_prompt(step.tx, talk.prompt.id)
    offer = talk.offer
    shown = offer.tag if talk.member.reachable else None
    if answer.offer != shown:
        await answers.change(step.tx, answer.id, offer=shown)
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
    )


def _chosen(offer: Offer, answer: Answer) -> Visibility | None:
    """The level that was chosen, if it would mean the same today."""
    return answer.visibility if offer.at(answer.visibility) == answer.promise else None


async def retire(
    step: Step, talk: Dialogue, answer: Answer, why: Elsewhere, *, but: int | None = None
) -> None:
    """Let no message in the chat but this one show the answer, or say who may see it."""
    message = AnswerElsewhere(question=talk.wording(talk.question(answer)), why=why)
    showing = await deliveries.about(step.tx, TELLING_READERS, answer.id)
    gives_way = but is None and why in (Elsewhere.BELOW, Elsewhere.ADDED)
    for one in showing:
        if one.state is not DeliveryState.SENT:
            if not (gives_way and one.subject is Subject.READERS):
                await step.change(one, message)
        elif one.message_id != but:
            put_in_place(step, talk, one, message, (Subject.QUESTION, answer.id))


async def to_be_shown(step: Step, answer: Answer) -> bool:
    """Whether the answer, or who may see it, is about to look otherwise than in the chat now, or
    should and could not."""
    showing = await deliveries.about(step.tx, TELLING_READERS, answer.id)
    return any(one.state is not DeliveryState.SENT for one in showing)


def put_in_place(
    step: Step, talk: Dialogue, sent: Delivery, message: object, about: tuple[Subject, int]
) -> None:
    """Owe a message in place of one that stands in the person's chat."""
    edits = sent.message_id
    step.write(talk.member, message, edits=edits, about=about, round_id=talk.round.id)


def question_message(talk: Dialogue, answer: Answer, answered: Sequence[Answer]) -> AskQuestion:
    """The question as this person meets it."""
    question, language = talk.question(answer), talk.member.language
    can_share = question.kind.tapped and talk.can_share
    given = answer.state is AnswerState.GIVEN
    promise = talk.kept_tap(answer, answer.visibility) if can_share else PRIVATE
    counted = talk.tap_promise(Visibility.TEAM_UNNAMED)
    to_count = can_share and given and promise == PRIVATE
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
        answered=given,
        readers=talk.readers(promise, tapped=True),
        asked=talk.asked_band if can_share else None,
        no_chat=talk.team.chat_id is None,
        too_few=talk.too_few,
        counted=talk.readers(counted, tapped=True) if to_count else None,
        offer=talk.there.tag(counted) if to_count else "",
    )


async def tell(
    step: Step, talk: Dialogue, message: object, about: tuple[Subject, int], *, edit: int | None
) -> None:
    """Owe a message to the person; one about the same that has not been sent yet gives way."""
    waiting = await deliveries.about(step.tx, *about) if edit is None else []
    if waiting and waiting[-1].state is DeliveryState.OWED:
        await step.change(waiting[-1], message)
    else:
        step.write(talk.member, message, edits=edit, about=about, round_id=talk.round.id)


async def sent_message(
    step: Step, subjects: Subject | Collection[Subject], subject_id: int
) -> int | None:
    """Telegram's id of the latest message about the subject, if it has been sent."""
    about = await deliveries.about(step.tx, subjects, subject_id)
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


async def _dialogue(step: Step, whole: Belongings, there: Around) -> Dialogue | None:
    bank = step.house.banks.get(whole.round.bank_id)
    if bank is None:
        return None
    asked = whole.asked
    if whole.round.self_started:
        asked = await could_begin(step, whole.team, bank)
    return Dialogue(
        prompt=whole.prompt,
        round=whole.round,
        there=there,
        member=whole.member,
        bank=bank,
        people=whole.people,
        asked=asked,
    )


def owe_question(
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
    """Owe the question at the end of the chat."""
    message = question_message(talk, answer, answered)
    step.write(
        talk.member,
        replace(message, reminder=reminder, missed=missed, lost=gap),
        priority=priority,
        about=(Subject.QUESTION, answer.id),
        round_id=talk.round.id,
        expires_at=talk.prompt.expires_at,
    )
