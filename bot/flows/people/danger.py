"""Danger: words that sound as if something is wrong. Their author is told at once who can help, and
is asked nothing more until they want to go on. Nobody else learns of it, and no row tells why: what
they wrote is an unfinished answer like others, and they are on leave until they come back."""

from bot.domain.asking.prompts import PromptState
from bot.domain.base.actors import Actor
from bot.domain.base.availability import local_day, month_of
from bot.domain.base.dangers import Danger
from bot.domain.base.drafts import DraftKind
from bot.domain.messages.people.danger import StopForDanger
from bot.domain.people.members import UNTIL_BACK, Member
from bot.domain.people.support import SupportCard, SupportField
from bot.domain.transport.deliveries import Delivery, Subject
from bot.errors import OutOfTurnError, Refusal
from bot.flows.asking import answers, dialogue, own_time, questions, rounds
from bot.flows.asking.asked import Written, meant
from bot.flows.base import access, drafting
from bot.flows.base.personal import NothingPersonal
from bot.flows.base.step import Step
from bot.flows.base.told import At, Telling, Told, sealed, toast
from bot.storage.asking import answers as stored
from bot.storage.asking import prompts
from bot.storage.people import members, support, teams

OF_THOUGHTS = (DraftKind.NOTE_CHANGE, DraftKind.NOTE_MORE)
OF_ANSWERS = (Subject.QUESTION, Subject.READERS, Subject.KEPT)


async def read(step: Step, text: str) -> Danger | None:
    """What the words tell, by the lists of all languages."""
    return await step.house.safety.read(text)


async def card_for(step: Step, actor: Actor, words: Written) -> Told | None:
    """What is said to their author before anything is done with these words: it must get there.
    None if they tell of no danger, or are the name of something."""
    found = await read(step, words.text)
    member = await access.known(step, actor) if found else None
    if found is None or member is None:
        return None
    try:
        message = (await meant(step, actor, words)).message
    except OutOfTurnError:
        message = None
    if await names_something(step, actor, message):
        return None
    team_id = 0
    if message is not None and message.subject in OF_ANSWERS and message.subject_id is not None:
        team_id = await _team_of(step, actor, message.subject_id)
    return sealed(member, await _card(step, member, found, team_id), At.END)


async def card_for_edit(step: Step, actor: Actor, words: Written) -> Told | None:
    """The same for words in place of others."""
    found = await read(step, words.text)
    member = await access.known(step, actor) if found else None
    if found is None or member is None:
        return None
    answer = await stored.by_message(step.tx, member.id, words.message_id)
    if answer is None:
        return None
    team_id = await _team_of(step, actor, answer.id)
    return sealed(member, await _card(step, member, found, team_id), At.END)


async def names_something(step: Step, actor: Actor, message: Delivery | None) -> bool:
    """Whether these words were asked for as the name of something, a date and the like. What
    somebody adds to a note of theirs is not."""
    if message is None or message.subject is not Subject.DRAFT:
        return False
    draft = await drafting.standing(step, actor)
    return draft is not None and draft.kind not in OF_THOUGHTS


async def hold(
    step: Step, actor: Actor, found: Danger, words: Written, answer_id: int | None = None
) -> Telling:
    """Their author is asked nothing more. The words are part of an answer that is theirs alone, or
    are not kept where they answer nothing."""
    member = await access.member(step, actor)
    month = month_of(local_day(member.zone, step.now))
    await support.count(step.tx, step.house.bot_id, month, found)
    telling: Telling = ()
    if answer_id is not None:
        telling = await answers.put_quietly(step, actor, answer_id, words.text, words.message_id)
    step.claim(teams=await teams.touching(step.tx, member.id))
    await members.change(step.tx, member.id, paused_until=UNTIL_BACK)
    held = await access.member(step, actor)
    await own_time.hush(step, held)
    return telling


async def hold_edit(step: Step, actor: Actor, found: Danger, words: Written) -> Telling:
    """The same where a message was changed; what belongs to no open answer stays as it is."""
    member = await access.member(step, actor)
    answer = await stored.by_message(step.tx, member.id, words.message_id)
    if answer is None:
        return await answers.edited(step, actor, words.text, words.message_id)
    return await hold(step, actor, found, words, answer.id)


async def decide(step: Step, actor: Actor, found: Danger, team_id: int) -> Telling:
    """Their author has said what they do about it. It is noted nowhere."""
    member = await access.member(step, actor)
    mine = await members.memberships(step.tx, member.id)
    card = await _card(step, member, found, team_id if team_id in mine else 0, decided=True)
    return [sealed(member, card, At.PRESSED)]


async def go_on(step: Step, actor: Actor) -> Telling:
    """Ask again, and first what is still open."""
    member = await access.member(step, actor)
    step.claim(teams=await teams.touching(step.tx, member.id))
    if member.paused_until == UNTIL_BACK:
        await members.change(step.tx, member.id, paused_until=None)
        member = await access.member(step, actor)
        await rounds.take_in(step, member)
    return [toast("goes_on"), *await _open_again(step, member)]


async def _open_again(step: Step, member: Member) -> list[Told]:
    telling: list[Told] = []
    for prompt in await prompts.of_member(step.tx, member.id):
        if prompt.state is PromptState.OPEN and prompt.takes_answers(step.now):
            talk = (await dialogue.of_prompts(step, [prompt.id])).get(prompt.id)
            if talk is not None:
                answered = await stored.of_prompt(step.tx, prompt.id)
                telling += await questions.ask_open(step, talk, answered)
    return telling


async def _team_of(step: Step, actor: Actor, answer_id: int) -> int:
    try:
        talk, _ = await dialogue.of_answer(step, actor, answer_id)
    except Refusal:
        return 0
    return talk.team.id


async def _card(
    step: Step, member: Member, found: Danger, team_id: int, *, decided: bool = False
) -> StopForDanger:
    card = await support.for_team(step.tx, step.house.bot_id, team_id or None)
    text = _filled(await step.house.safety.advice(found, member.language), card)
    return StopForDanger(danger=found, advice=text, team_id=team_id, decided=decided)


def _filled(text: str, card: SupportCard) -> str:
    """The advice with the organisation's numbers; lines that would name nobody are left out."""
    lines = []
    for line in text.splitlines():
        named = [field for field in SupportField if f"{{{field}}}" in line]
        if all(card.line(field) for field in named):
            for field in named:
                line = line.replace(f"{{{field}}}", card.line(field))
            lines.append(line)
    return "\n".join(lines).strip()


RECORDS = (
    NothingPersonal(
        tables=("danger",),
        holds="how many texts of a month told of which kind of danger, in the whole installation",
        kept="for good",
    ),
)
