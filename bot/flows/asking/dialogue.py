"""The dialogue of one Prompt: what belongs to it, and what its answers say."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.asking.answers import Answer
from bot.domain.asking.promises import PRIVATE, Offer, Promise
from bot.domain.asking.prompts import TO_COME, AnswerHeld, Prompt, PromptHeld, PromptState
from bot.domain.asking.questions import Kind, Question, QuestionBank
from bot.domain.asking.rounds import Round
from bot.domain.base.actors import Actor
from bot.domain.base.availability import local_day
from bot.domain.base.languages import in_language
from bot.domain.base.visibility import Visibility
from bot.domain.hearing.insights import Band
from bot.domain.messages.asking.answers import Readers
from bot.domain.messages.base.message import Message
from bot.domain.people.members import Member
from bot.domain.people.support import SupportField
from bot.domain.people.teams import Team
from bot.domain.transport.deliveries import Priority, Subject
from bot.errors import Refusal
from bot.flows.asking.audience import could_begin
from bot.flows.asking.readers import Around, around, in_chat
from bot.flows.base import lost
from bot.flows.base.personal import GOES, DataSection, PersonalData, team_name
from bot.flows.base.step import Step
from bot.flows.base.told import About, At, Spot, Told
from bot.insights.people import asked_band
from bot.storage.asking import answers, dialogues, prompts, rounds
from bot.storage.asking.dialogues import Belongings
from bot.storage.people import members, support


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialogue:
    """A Prompt with all that belongs to it, and who is `there` to read what is shared. `people` is
    how many are in the Team, and `asked` how many of those the Round has asked or is sure to ask,
    or could have begun it themselves: people who can be reached. `support` is whom to turn to when
    something weighs on somebody. `stopped`: the Schedule that has laid the Round out is paused or
    gone, so that nobody else is asked and nobody reminded."""

    prompt: Prompt
    round: Round
    there: Around
    member: Member
    bank: QuestionBank
    people: int
    asked: int
    support: str
    stopped: bool

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

    def readers(self, promise: Promise, *, of: Kind = Kind.TEXT) -> Readers:
        """Who reads what is kept with this promise, in reply to such a question."""
        return self.there.readers(self.there.kept(promise), self.round.on_date, of=of)

    def readers_of(self, answer: Answer) -> Readers:
        return self.readers(answer.promise, of=self.question(answer).kind)

    def question(self, answer: Answer) -> Question:
        """The question an answer replies to. Refused if the bank has lost it."""
        question = self.bank.question(answer.question_id)
        if question is None:
            raise Refusal("question_gone")
        return question

    def wording(self, question: Question) -> str:
        return question.wording(self.round.number, self.member.language)

    def told(
        self,
        message: Message,
        at: Spot = At.END,
        *,
        about: About | None = None,
        outdates: Message | None = None,
        expires_at: datetime | None = None,
        priority: Priority = Priority.REPLY,
    ) -> Told:
        """One message for the person who is asked, which goes with the Round."""
        return Told(
            message=message,
            language=self.member.language,
            at=at,
            about=about,
            round_id=self.round.id,
            expires_at=expires_at,
            priority=priority,
            outdates=outdates,
        )

    def instead(self, answer: Answer, message: Message, *, outdates: Message | None = None) -> Told:
        """What stands from now on in place of the pressed message, about the answer's question."""
        about = (Subject.QUESTION, answer.id)
        return self.told(message, At.PRESSED, about=about, outdates=outdates)

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
    step.claim(sharing={whole.team.id for whole in found.values()})
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
    step: Step, actor: Actor, answer_id: int, *, withdrawing: bool = False
) -> tuple[Dialogue, Answer]:
    """The Dialogue of an answer whose question the actor was asked.

    Refused if the Round is closed, and in the same words if it was somebody else's. Withdrawing is
    possible as long as there is an answer, also after somebody has left the Team.
    """
    found = await dialogues.of_answer(step.tx, answer_id)
    if found is None:
        raise await lost.refusal(step, actor, "round_closed")
    whole, answer = found
    asked = (whole.member.bot_id, whole.member.telegram_id)
    yours = asked == (step.house.bot_id, actor.telegram_id)
    if yours and not withdrawing and whole.prompt.left(step.now):
        raise Refusal("you_left")
    if not yours or not (withdrawing or whole.prompt.takes_answers(step.now)):
        raise await lost.refusal(step, actor, "round_closed")
    # Nothing that a promise hangs on changes while somebody answers.
    step.claim(sharing={whole.team.id})
    talk = await _dialogue(step, whole, await around(step, whole.team))
    if talk is None:
        raise Refusal("question_gone")
    return talk, answer


async def reopen(step: Step, talk: Dialogue) -> None:
    """Somebody who answers a question that was put off has taken the Prompt up again."""
    if talk.prompt.state in TO_COME:
        await prompts.change(step.tx, talk.prompt.id, state=PromptState.OPEN)


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
        support=await _support(step, whole.team, bank),
        stopped=whole.stopped,
    )


async def _support(step: Step, team: Team, bank: QuestionBank) -> str:
    """Whom to turn to, where a question may stir something up."""
    if not bank.sensitive:
        return ""
    card = await support.for_team(step.tx, team.bot_id, team.id)
    return card.line(SupportField.STAFF_SUPPORT) or step.house.config.privacy.support_contact


def wording(
    step: Step, round_: Round | None, bank_id: str, question_id: str, member: Member
) -> str:
    """The question as this person met it, or its id if the bank has lost it."""
    bank = step.house.banks.get(bank_id)
    question = bank.question(question_id) if bank else None
    if question is None:
        return question_id
    return question.wording(round_.number if round_ else 0, member.language)


async def _open(step: Step, member: Member) -> list[PromptHeld]:
    mine = await prompts.of_member(step.tx, member.id)
    found = [(prompt, await rounds.by_id(step.tx, prompt.round_id)) for prompt in mine]
    return [await _held(step, prompt, one, member) for prompt, one in found if one is not None]


async def _held(step: Step, prompt: Prompt, round_: Round, member: Member) -> PromptHeld:
    bank = step.house.banks.get(round_.bank_id)
    replies = await answers.of_prompt(step.tx, prompt.id)
    return PromptHeld(
        team=await team_name(step, round_.team_id),
        bank=in_language(bank.title, member.language) if bank else round_.bank_id,
        state=prompt.state,
        due_at=prompt.due_at,
        closes_at=prompt.expires_at,
        answers=tuple([await _answer(step, one, round_, member) for one in replies]),
    )


async def _answer(step: Step, answer: Answer, round_: Round, member: Member) -> AnswerHeld:
    friends = await members.by_ids(step.tx, answer.friends)
    return AnswerHeld(
        question_id=answer.question_id,
        question=wording(step, round_, round_.bank_id, answer.question_id, member),
        state=answer.state,
        reply=await _reply(step, answer, round_, member),
        visibility=answer.visibility,
        readers=tuple(sorted(one.name for one in friends.values())),
    )


async def _reply(step: Step, answer: Answer, round_: Round, member: Member) -> str:
    if not answer.options:
        return "\n".join(part.text for part in await answers.parts(step.tx, answer.id))
    bank = step.house.banks.get(round_.bank_id)
    question = bank.question(answer.question_id) if bank else None
    if question is None:
        return ", ".join(answer.options)
    return chosen_labels(question, answer.options, member.language)


RECORDS = (
    PersonalData(
        tables=("prompt", "answer", "part"),
        holds="an open Round: who was asked, what they answered, in which message, and which"
        " critical friends or which chat they were shown",
        kept="until the Seal",
        mydata=DataSection(
            name="open",
            explained={
                "open": "one entry for each round that is still open: `team`, `bank`, `state`,"
                " `due_at`, `closes_at`, `answers`",
                "open[].answers": "`question_id`, `question`, `state` (asked, begun, given or"
                " skipped), `reply`, `visibility`, `readers` (the critical friends it was promised"
                " to)",
            },
            of=_open,
        ),
        forget=GOES,
    ),
)
