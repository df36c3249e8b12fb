"""Somebody who reads every chat and every letter for weeks, and knows the rules, who is in a Team
and who was asked: whom did words reach, and what do the numbers give away?"""

from collections.abc import Iterator
from datetime import timedelta

from bot.domain.base.visibility import Visibility
from bot.domain.hearing.insights import Band
from bot.domain.messages.hearing.digests import ShowQueue, TeamQueue
from bot.domain.messages.hearing.insights import TellFriend, TellInsight, TellPicture, TellQuotes
from tests.attack.story import Arrival, Promise, RoundSeen, Story, tokens

FLOOR = 5

POOLED = timedelta(days=35)
"""For so long the answers of a Round may wait and be told with those of others."""


def watch(story: Story) -> None:
    """Add to what is broken whatever such a reader sees."""
    for arrival in story.arrivals:
        for kind, sentence in found_in(story, arrival):
            story.breaks(kind, arrival.at, sentence)


Found = tuple[str, str]


def found_in(story: Story, arrival: Arrival) -> Iterator[Found]:
    match arrival.message:
        case TellFriend() | TellQuotes():
            yield from _readers(story, arrival)
        case TellInsight() as told if arrival.reader is None:
            yield from _bands(story, told)
        case TellPicture(insight=told) if arrival.reader is None:
            yield from _bands(story, told)
        case ShowQueue(queue=queue):
            yield from _queue(arrival, queue)
        case _:
            return


def _readers(story: Story, arrival: Arrival) -> Iterator[Found]:
    """Every word reaches only those whom its author was told."""
    for token in sorted(tokens(arrival.message)):
        author = story.authors[token]
        if arrival.reader == author:
            continue
        reader = arrival.reader or f"chat {arrival.chat}"
        promise = story.promise_for(token, arrival.at)
        if promise is None:
            yield "strays", f"{reader} reads {author}'s {token}, for which no readers were chosen"
            continue
        last = story.last_choice(promise.answer_id, arrival.at)
        if last is not None and last.level is not promise.level:
            yield (
                "unseen",
                f"{reader} reads {author}'s {token}, chosen for {promise.level}; {last.level} was"
                " chosen later in a message that did not show it",
            )
        else:
            yield from _kept_to(promise, token, arrival)


def _kept_to(promise: Promise, token: str, arrival: Arrival) -> Iterator[Found]:
    said = f"{promise.author}'s {token}, chosen for {promise.level}"
    match arrival.message:
        case TellFriend():
            if promise.level is not Visibility.FRIEND:
                yield "words", f"{arrival.reader} reads {said}, as a friend"
            elif arrival.reader not in promise.names:
                named = ", ".join(promise.names)
                yield (
                    "readers",
                    f"{arrival.reader} reads {said}; {promise.author} was told: {named}",
                )
        case _ if not promise.level.seen_by_team:
            yield "words", f"chat {arrival.chat} reads {said}"
        case _ if arrival.reader is None and promise.chat not in (None, arrival.chat):
            yield "channel", f"chat {arrival.chat} reads {said} when chat {promise.chat} was it"
        case _ if arrival.reader is not None and arrival.reader not in promise.managers:
            yield "readers", f"{arrival.reader} reads {said}, and was no manager when it was chosen"
        case _:
            return


def _bands(story: Story, told: TellInsight) -> Iterator[Found]:
    """No band names everybody who was asked."""
    same_day = [one for one in story.rounds if _is_of(one, told) and one.on == told.on]
    asked = max((len(one.asked) for one in same_day), default=0)
    if any(one.self_started for one in same_day):
        return
    if isinstance(told.took_part, Band) and asked < told.took_part.low + FLOOR:
        took_part = f"“{_range(told.took_part)} people took part” in {told.bank}"
        yield "bands", f"{took_part}, and {asked} were asked"
    lately = [one for one in story.rounds if _is_of(one, told) and one.on > told.on - POOLED]
    most = max((len(one.asked) for one in lately if one.on <= told.on), default=0)
    for figure in told.figures:
        if isinstance(figure.people, Band) and most < figure.people.low + FLOOR:
            answered = f"“{_range(figure.people)} people” answered {figure.question_id}"
            yield "bands", f"{answered} of {told.bank}, and at most {most} were asked"


def _is_of(one: RoundSeen, told: TellInsight) -> bool:
    return (one.team, one.bank) == (told.team, told.bank)


def _range(band: Band) -> str:
    return f"{band.low}-{band.high or ''}"


def _queue(arrival: Arrival, queue: TeamQueue) -> Iterator[Found]:
    """No number of people beside a letter is smaller than the floor."""
    if 0 < queue.unreachable < FLOOR:
        away = queue.unreachable
        yield "letters", f"{arrival.reader}'s letter says that {away} can't be reached"


def sentences(story: Story, kind: str) -> list[str]:
    return [one.sentence for one in story.broken if one.kind == kind]
