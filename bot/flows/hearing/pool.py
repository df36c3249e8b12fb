"""The Pool and the Releases made of it, as far as they tell of people."""

from bot.domain.base.languages import gettext_noop
from bot.domain.hearing.pool import NamedHeld, Pooled
from bot.domain.people.members import Member
from bot.flows.asking.dialogue import wording
from bot.flows.base.envelope import pack, unpack
from bot.flows.base.personal import (
    Consent,
    DataSection,
    Forgetting,
    PersonalData,
    days_ago,
    team_name,
)
from bot.flows.base.step import Step
from bot.flows.hearing.releases import take_back, without
from bot.storage.asking import rounds
from bot.storage.hearing import pool, releases


async def _named(step: Step, member: Member) -> list[NamedHeld]:
    return [await _held(step, one, member) for one in await pool.named_by(step.tx, member.id)]


async def _held(step: Step, pooled: Pooled, member: Member) -> NamedHeld:
    round_ = await rounds.by_id(step.tx, pooled.round_id)
    told = await releases.by_id(step.tx, pooled.release_id) if pooled.release_id else None
    return NamedHeld(
        team=await team_name(step, pooled.team_id),
        week=pooled.week,
        question=wording(step, round_, pooled.bank_id, pooled.question_id, member),
        text=pooled.text,
        told_on=told.on_date if told else None,
    )


async def _forget(step: Step, member: Member) -> None:
    await take_back(step, await pool.named_by(step.tx, member.id))


async def _waiting_answers(step: Step) -> int:
    """What too few have shared in time is given up."""
    days = step.house.config.retention.waiting_answers
    return await pool.remove_waiting_before(step.tx, days_ago(step, days))


async def _friends_answers(step: Step) -> int:
    days = step.house.config.retention.team_words
    return await pool.remove_of_friends_before(step.tx, days_ago(step, days))


async def _team_words(step: Step) -> int:
    """The words of a Release go all together, and its figures stay."""
    days = step.house.config.retention.team_words
    old = await releases.with_answers_before(step.tx, days_ago(step, days))
    for one in old:
        told = [without(unpack(message), None) for message in one.told]
        await releases.change(step.tx, one.id, [pack(message) for message in told])
        await pool.remove_of_release(step.tx, one.id)
    return len(old)


async def _releases(step: Step) -> int:
    days = step.house.config.retention.releases
    return await releases.remove_before(step.tx, days_ago(step, days))


NAMED = DataSection(
    name="named",
    explained={
        "named": "answers shared with the person's name: `team`, `week`, `question`, `text`,"
        " `told_on` (null until the team has heard it)"
    },
    of=_named,
)

RECORDS = (
    PersonalData(
        tables=("pool",),
        holds="shared answers with the chat they were promised to; the author only where they chose"
        " their name",
        kept="what waits: 28 days (`retention.waiting_answers`); what the Team or its friends have"
        " read: 90 days (`retention.team_words`)",
        mydata=NAMED,
        forget=Forgetting(
            does="what stands under their name goes, and out of the channel, as far as the bot can"
            " still write there",
            run=_forget,
        ),
        retention=(_waiting_answers, _friends_answers),
        consent=(
            Consent(
                text=gettext_noop("• What waits until enough others share: {time} at most"),
                period=lambda house: house.waiting_answers,
            ),
            Consent(
                text=gettext_noop("• The words the team has seen: {time}"),
                period=lambda house: house.team_words,
            ),
        ),
    ),
    PersonalData(
        tables=("release",),
        holds="what a Team was told, and the date of the oldest Round it tells of",
        kept="words 90 days (`retention.team_words`), figures and themes 730"
        " (`retention.releases`)",
        mydata=NAMED,
        forget=Forgetting(does="what they said with their name is taken out; figures stay"),
        retention=(_team_words, _releases),
        consent=(
            Consent(
                text=gettext_noop("• What the team was told, in sum: {time}"),
                period=lambda house: house.releases,
            ),
        ),
    ),
)
