"""What people do with what has come: everything that the phone lets them, in any order."""

from datetime import timedelta
from typing import TypeVar

from bot.domain.asking.prompts import Snooze
from bot.domain.asking.questions import Kind
from bot.domain.base.visibility import Visibility
from bot.domain.messages.asking.answers import AnswerKept, ChooseReaders
from bot.domain.messages.asking.mine import ShowUnderway
from bot.domain.messages.asking.prompts import AskQuestion, Skipped, Snoozed
from bot.domain.messages.rights.forgetting import ExplainForgetting
from bot.flows.asking import answers, levels, mine, notes, prompts, rounds, underway
from bot.flows.hearing import receipts
from bot.flows.people import members, settings
from bot.flows.rights import forgetting
from tests.attack.cast import Actor
from tests.attack.history import Deed, History
from tests.attack.story import Promise, tokens

Asked = TypeVar("Asked")


async def a_while(h: History) -> None:
    """Everybody looks at their phone, and does something about it or nothing."""
    people = h.cast.everybody
    h.rng.shuffle(people)
    for actor in people:
        wants_to = actor.diligence if something_open(h, actor) else SELDOM
        if actor.gone or h.rng.random() > wants_to:
            continue
        h.office.clock.moment += timedelta(seconds=h.rng.uniform(5, 200))
        for _ in range(h.rng.randint(1, 4)):
            (deed,) = h.rng.choices([one for one, _ in DEEDS], [often for _, often in DEEDS])
            await deed(h, actor)
        await h.check_words(actor)
        await h.check_sentences(actor)
        if h.rng.random() < RARELY:
            (deed,) = h.rng.choices([one for one, _ in RARE], [often for _, often in RARE])
            await deed(h, actor)


def something_open(h: History, actor: Actor) -> bool:
    asked = (one for one in actor.phone.shown.values() if isinstance(one, AskQuestion))
    return any(one.closes_at > h.now for one in asked)


def newest(h: History, actor: Actor, kind: type[Asked]) -> tuple[int, Asked] | None:
    """The last message of this kind, or now and then an older one."""
    found = [(n, one) for n, one in sorted(actor.phone.shown.items()) if isinstance(one, kind)]
    if not found:
        return None
    return h.rng.choice(found) if h.rng.random() < 0.15 else found[-1]


async def taps(h: History, actor: Actor) -> bool:
    found = newest(h, actor, AskQuestion)
    if found is None or not found[1].kind.tapped:
        return False
    at, asked = found
    place = await h.round_of(asked.answer_id)
    option = h.rng.choice(asked.options).id
    if place is not None and h.ordinal(place) % 2 == 0:  # every other Round is of one mind
        option = h.moods.setdefault(place, option)
    h.tell(f"{actor.name} taps ‘{option}’")
    if asked.kind is not Kind.CHOICES:
        press = actor.phone.does(answers.tap, asked.answer_id, option, asked.visibility, at=at)
        return await h.dare(press)
    ticked = actor.phone.does(answers.toggle, asked.answer_id, option, asked.visibility, at=at)
    done = await h.dare(ticked)
    press = actor.phone.does(answers.done, asked.answer_id, asked.visibility, at=at)
    return await h.dare(press) and done


async def changes_who_sees_taps(h: History, actor: Actor) -> bool:
    found = newest(h, actor, AskQuestion)
    if found is None or not found[1].can_share:
        return False
    at, asked = found
    level = h.rng.choice((Visibility.PRIVATE, Visibility.TEAM_UNNAMED))
    h.tell(f"{actor.name} has taps kept as {level}")
    if asked.offer and level.seen_by_team:
        return await h.dare(actor.phone.does(prompts.count, asked.answer_id, asked.offer, at=at))
    return await h.dare(actor.phone.does(prompts.show, asked.answer_id, level, at=at))


async def writes(h: History, actor: Actor, reply_to: int | None = None) -> bool:
    """Words that answer whatever stands above them."""
    text = h.says()
    (token,) = tokens(text)
    h.story.authors[token] = actor.name
    under = f" in reply to message {reply_to}" if reply_to else ""
    h.tell(f"{actor.name} writes ‘{text}’{under}")
    at = h.office.next_message()
    actor.written[at] = {token}
    return await h.dare(actor.phone.writes(text, at=at, reply_to=reply_to))


async def writes_twice(h: History, actor: Actor) -> bool:
    return await writes(h, actor) and await writes(h, actor)


async def replies(h: History, actor: Actor) -> bool:
    """Words under any message, new or old."""
    if not actor.phone.shown:
        return False
    return await writes(h, actor, h.rng.choice(sorted(actor.phone.shown)[-8:]))


async def edits(h: History, actor: Actor) -> bool:
    """Other words in a message of one's own, new or old."""
    if not actor.written:
        return False
    at = h.rng.choice(sorted(actor.written)[-4:])
    text = h.says()
    (token,) = tokens(text)
    h.story.authors[token] = actor.name
    actor.written[at] = {token}
    h.tell(f"{actor.name} changes message {at} to ‘{text}’")
    return await h.dare(actor.phone.edits(at, text))


async def picks(h: History, actor: Actor) -> bool:
    """Choose who may read what stands in the message."""
    found = newest(h, actor, ChooseReaders)
    if found is None:
        return False
    at, asked = found
    liked = [LIKED[one.visibility] for one in asked.levels]
    (offered,) = h.rng.choices(asked.levels, liked)
    promise = Promise(
        at=h.now,
        author=actor.name,
        answer_id=asked.answer_id,
        level=offered.visibility,
        names=offered.names,
        chat=await h.channel_of(asked.answer_id),
        managers=await h.managers(),
        shown=frozenset(tokens(asked.reply)),
        written=h.written,
    )
    told = f" ({', '.join(offered.names)})" if offered.names else ""
    h.tell(f"{actor.name} chooses {offered.visibility}{told} for {', '.join(promise.shown)}")
    h.story.promises.append(promise)
    before, reachable = await h.kept(asked.answer_id)
    chosen = actor.phone.does(
        levels.choose, asked.answer_id, offered.visibility, *carried(asked), at=at
    )
    if await h.dare(chosen) and ((await h.kept(asked.answer_id))[0] != before or not reachable):
        return True
    h.story.promises.remove(promise)  # it was not taken: refused, or asked again
    return False


def carried(asked: ChooseReaders) -> tuple[str, ...]:
    """What the buttons under this message carry beside the level."""
    return tuple(getattr(asked, one) for one in ("wording", "offer"))


async def skips(h: History, actor: Actor) -> bool:
    found = newest(h, actor, AskQuestion)
    if found is None:
        return False
    h.tell(f"{actor.name} skips a question")
    at, asked = found
    return await h.dare(actor.phone.does(prompts.skip, asked.answer_id, at=at))


async def answers_after_all(h: History, actor: Actor) -> bool:
    skipped: tuple[int, Skipped | Snoozed] | None = newest(h, actor, Skipped)
    found = skipped or newest(h, actor, Snoozed)
    if found is None:
        return False
    h.tell(f"{actor.name} wants to answer after all, in message {found[0]}")
    return await h.dare(actor.phone.does(prompts.take_up, found[1].answer_id, at=found[0]))


async def snoozes(h: History, actor: Actor) -> bool:
    found = newest(h, actor, AskQuestion)
    if found is None:
        return False
    wish = h.rng.choice(list(Snooze))
    h.tell(f"{actor.name} puts a question off: {wish}")
    return await h.dare(actor.phone.does(prompts.snooze, found[1].answer_id, wish, at=found[0]))


async def presses_a_receipt(h: History, actor: Actor) -> bool:
    """ "My answer ...", before the Seal or after it, and now and then a withdrawal."""
    found = newest(h, actor, AnswerKept)
    if found is None:
        return False
    at, kept = found
    h.tell(f"{actor.name} presses “My answer ...” of message {at}")
    if not await h.dare(actor.phone.does(receipts.follow, kept.receipt, at=at)):
        return False
    return h.rng.random() > 0.5 or await _withdraws(h, actor, at, kept)


async def _withdraws(h: History, actor: Actor, at: int, kept: AnswerKept) -> bool:
    h.tell(f"{actor.name} deletes the answer ‘{kept.reply}’")
    sure = actor.phone.does(receipts.ask_withdrawal, kept.receipt, at=at)
    if not await h.dare(sure):
        return False
    if not await h.dare(actor.phone.does(receipts.withdraw, kept.receipt, at=at)):
        return False
    known = {n: one for n, one in actor.phone.shown.items() if n not in h.repeated}
    for number, message in sorted(known.items()):
        for token in sorted(tokens(message) & tokens(kept.reply)):
            h.story.breaks(
                "copies",
                h.now,
                f"{actor.name} has deleted {token}, and the bot's {type(message).__name__}"
                f" (message {number}) still shows it",
            )
    return True


async def looks_for_an_answer(h: History, actor: Actor) -> bool:
    """By way of /mine, in whatever list stands in the chat."""
    if not await h.dare(actor.phone.does(mine.show_underway)):
        return False
    found = newest(h, actor, ShowUnderway)
    if found is None:
        return False
    at, listed = found
    one = h.rng.choice([line for round_ in listed.rounds for line in round_.answers])
    h.tell(f"{actor.name} looks for an answer")
    return await h.dare(actor.phone.does(underway.see_answer, one.answer_id, at=at))


async def keeps_a_note(h: History, actor: Actor) -> bool:
    h.tell(f"{actor.name} keeps a note")
    return await h.dare(actor.phone.does(notes.keep, h.says()))


async def reflects(h: History, actor: Actor) -> bool:
    h.tell(f"{actor.name} begins to reflect by themself")
    team = h.rng.choice(h.cast.teams)
    return await h.dare(actor.phone.does(rounds.start_reflection, team.id, "end-of-shift"))


async def reads_an_example(h: History, actor: Actor) -> bool:
    found = newest(h, actor, AskQuestion)
    if found is None:
        return False
    return await h.dare(actor.phone.does(prompts.example, found[1].answer_id, at=found[0]))


async def takes_leave(h: History, actor: Actor) -> bool:
    h.tell(f"{actor.name} takes a week's leave")
    return await h.dare(actor.phone.does(settings.pause_for, 1))


async def blocks(h: History, actor: Actor) -> bool:
    if h.rng.random() < 0.5:
        h.tell(f"{actor.name} blocks the bot")
        return await h.dare(actor.phone.does(members.blocked))
    h.tell(f"{actor.name} is back")
    return await h.dare(actor.phone.does(members.unblocked))


async def leaves(h: History, actor: Actor) -> bool:
    team = h.rng.choice(h.cast.teams)
    h.tell(f"{actor.name} leaves {team.name}")
    return await h.dare(actor.phone.does(members.leave, team.id))


async def is_forgotten(h: History, actor: Actor) -> bool:
    """/forget, whatever is open; it takes two more presses."""
    h.tell(f"{actor.name} says /forget")
    if not await h.dare(actor.phone.does(forgetting.explain)):
        return False
    at, told = actor.phone.with_id(ExplainForgetting)
    actor.gone = await h.dare(actor.phone.does(forgetting.forget, told.until, at=at))
    return actor.gone


async def sees_the_bot_die(h: History, actor: Actor) -> bool:
    """Somebody presses, what is owed is sent, and the bot dies before it has noted that."""
    found = newest(h, actor, AskQuestion)
    if found is None or found[1].kind.tapped:
        return False
    place = actor.phone.presses(None)
    number, phone = place.message or 0, actor.phone
    text = h.says()
    (token,) = tokens(text)
    h.story.authors[token] = actor.name
    actor.written[number] = {token}
    h.tell(f"{actor.name} writes ‘{text}’ in reply to message {found[0]}; the bot dies")
    asked = found[1].answer_id
    answering = h.office.act(
        place, lambda step: answers.words(step, phone.actor, asked, text, number)
    )
    if not await h.dare(answering):
        return False
    await h.dies_while_sending()
    await h.notice()
    return True


DEEDS: tuple[tuple[Deed, int], ...] = (
    (taps, 30),
    (writes, 22),
    (picks, 42),
    (writes_twice, 4),
    (replies, 7),
    (edits, 7),
    (skips, 7),
    (answers_after_all, 6),
    (snoozes, 3),
    (presses_a_receipt, 8),
    (changes_who_sees_taps, 3),
    (keeps_a_note, 1),
    (reads_an_example, 1),
    (reflects, 2),
    (sees_the_bot_die, 3),
)
"""What people do, and how often of a hundred and some."""

LIKED = {
    Visibility.PRIVATE: 1,
    Visibility.FRIEND: 2,
    Visibility.TEAM_UNNAMED: 6,
    Visibility.TEAM_NAMED: 2,
}
"""How often each level is chosen, where it is offered."""

SELDOM = 0.08
"""How likely people are to look at their phone while nothing is asked."""

RARELY = 0.01

RARE: tuple[tuple[Deed, int], ...] = (
    (takes_leave, 3),
    (blocks, 6),
    (leaves, 1),
    (is_forgotten, 2),
)
