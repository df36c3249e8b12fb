"""Words people write: routed to what asked for them."""

from collections.abc import Awaitable, Callable

from bot.domain.base.actors import Actor
from bot.domain.base.drafts import DraftKind
from bot.domain.base.visibility import Visibility
from bot.domain.messages.asking.answers import NotYet
from bot.domain.transport.deliveries import Delivery, Subject
from bot.flows.asking import answers, cpd, levels, mine, notes
from bot.flows.asking.asked import Written, meant
from bot.flows.base import access, drafting
from bot.flows.base.step import Step
from bot.flows.base.told import Telling, pointing
from bot.flows.people import danger, founding, oversight, settings, support, teams
from bot.flows.people import help as helping

LevelIn = Callable[[str, str], Visibility | None]
"""The level whose name somebody types: of their language and their words."""

DRAFT_WORDS: dict[DraftKind, Callable[[Step, Actor, str], Awaitable[Telling]]] = {
    DraftKind.TEAM: founding.words,
    DraftKind.TEAM_NAME: teams.rename,
    DraftKind.TEAM_END: teams.end,
    DraftKind.ZONE: settings.words,
    DraftKind.ASK_AT: settings.words,
    DraftKind.QUIET: settings.words,
    DraftKind.PAUSE: settings.words,
    DraftKind.DIGEST_AT: settings.words,
    DraftKind.SUPPORT: support.words,
    DraftKind.NOTE_CHANGE: mine.change,
    DraftKind.NOTE_MORE: mine.add,
    DraftKind.NOTE_SEARCH: mine.search,
    DraftKind.CPD_PERIOD: cpd.read_words,
    DraftKind.CPD: cpd.read_words,
    DraftKind.HOLD: oversight.hold,
}
"""What takes the words that were asked for a Draft."""


async def written(step: Step, actor: Actor, words: Written, level_in: LevelIn) -> Telling:
    """New words: they answer what was asked above them, or what they point at."""
    if words.reply_to is None and helping.is_meant(words.text):
        return await helping.show(step, actor)
    found = await meant(step, actor, words)
    message = found.message
    told_of = await danger.read(step.house, words.text)
    if told_of is not None and not await danger.names_something(step, actor, message):
        return await danger.stop(step, actor, told_of, words)
    level = await _level(step, actor, words, found.under, level_in)
    if level is not None:
        answer_id, visibility = level
        return await levels.name(step, actor, answer_id, visibility, words.message_id)
    match message.subject if message else None, message.subject_id if message else None:
        case (Subject.QUESTION | Subject.READERS | Subject.KEPT, int(answer_id)):
            return await answers.words(step, actor, answer_id, words.text, words.message_id)
        case (Subject.DRAFT, _):
            return await _for_draft(step, actor, words.text)
    which = await answers.ask_which(step, actor, found.which, words.text)
    return which or await notes.offer(step, actor)


async def changed(step: Step, actor: Actor, words: Written) -> Telling:
    """A message was edited."""
    told_of = await danger.read(step.house, words.text)
    if told_of is not None:
        return await danger.stop(step, actor, told_of, words)
    return await answers.edited(step, actor, words.text, words.message_id)


async def not_yet(step: Step, actor: Actor, what: str) -> Telling:
    """Something that is not words, and cannot be kept."""
    return [pointing(await access.member(step, actor), NotYet(what=what))]


async def _for_draft(step: Step, actor: Actor, text: str) -> Telling:
    draft = await drafting.standing(step, actor)
    if draft is None or draft.kind not in DRAFT_WORDS:
        return await notes.offer(step, actor)
    return await DRAFT_WORDS[draft.kind](step, actor, text)


async def _level(
    step: Step, actor: Actor, words: Written, under: Delivery | None, level_in: LevelIn
) -> tuple[int, Visibility] | None:
    """Right under "Who may see it?" the name of a level, or its sign, is as good as a press; all
    else is more to say. Further down it would choose for words that its author does not think of.
    """
    if under is None or under.subject is not Subject.READERS or under.subject_id is None:
        return None
    member = await access.member(step, actor)
    named = level_in(member.language, words.text)
    return None if named is None else (under.subject_id, named)
