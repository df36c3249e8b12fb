"""Four weeks: questions come, people answer or do not, rounds close, the team hears."""

from datetime import UTC, date, datetime, time, timedelta

from bot.chat.buttons.asking.prompts import OfferSnooze, SnoozeQuestion
from bot.chat.buttons.hearing.digests import ReadRelease
from bot.chat.buttons.hearing.receipts import AskWithdrawal, WithdrawAnswer
from bot.demo.actors import Player
from bot.demo.stage import Stage
from bot.demo.telling import ZONE
from bot.domain.asking.prompts import Snooze
from bot.domain.asking.questions import QuestionBank
from bot.sandbox.phones import visible

FIRST_MONDAY = date(2026, 3, 2)

MOODS = {
    1: (2, 3, 2, 3, 2, 3, 2, 2, 3, 3),
    2: (2,),
    3: (3, 4, 3, 3, 4, 3, 3, 4, 3, 4),
    4: (4, 4, 3),
}
"""Where people stand on a scale, week by week: it gets better."""

STOPS = {1: "sealed", 2: "few"}
"""Which stop of the tour follows the close of a week's first round."""

ASKED_AT = ("07:00", "09:00", "16:00")


def moment(day: date, clock: str) -> datetime:
    """A local time of the play."""
    return datetime.combine(day, time.fromisoformat(clock), tzinfo=ZONE).astimezone(UTC)


async def play_week(stage: Stage, week: int, banks: dict[str, QuestionBank]) -> None:
    monday = FIRST_MONDAY + timedelta(weeks=week - 1)
    stage.teller.chapter(f"Week {week}")
    if week == 1:
        stage.teller.aside("(Who says what stands here only for you. Nobody in the play sees it.)")
    await _round(stage, week, monday, banks["weekly-check"], stop="asked")
    if week == 1:
        await _second_thoughts(stage)
    await _close(stage, monday + timedelta(days=2), "16:30")
    await _explain(stage, week)
    if week == 3:
        await _withdraw(stage)
    thursday = monday + timedelta(days=3)
    if week in (1, 3):
        await _round(stage, week, thursday, banks["what-works"], stop="asked-well")
    await _digest(stage, monday + timedelta(days=4))
    if week == 1:
        await stage.stop_at("digest", look="Karin")
    if week in (1, 3):
        await _close(stage, monday + timedelta(days=5), "16:30")


async def _explain(stage: Stage, week: int) -> None:
    """What a closed round shows, the first time that there is something new about it."""
    if week in STOPS:
        name = STOPS[week]
        await stage.stop_at(name, look="Ada", chat=stage.channel, picture=name == "sealed")


async def _round(stage: Stage, week: int, day: date, bank: QuestionBank, *, stop: str) -> None:
    """Everybody is asked at their own time; those who answer this week do it at once."""
    for clock in ASKED_AT:
        await stage.at(moment(day, clock))
        if week == 1 and clock == ASKED_AT[0]:
            await stage.stop_at(stop, look="Ada")
        for actor in stage.actors:
            if actor.part.ask_at == clock and await actor.is_asked(bank):
                async with stage.scene():
                    await _meet(stage, week, actor, bank)
                await stage.breathe()


async def _meet(stage: Stage, week: int, actor: Player, bank: QuestionBank) -> None:
    name, now = actor.part.name, stage.clock.now()
    stage.show(actor)
    if week not in actor.part.weeks:
        stage.teller.at(now, f"{name} is asked, and lets it be")
        return
    if name == "Farah" and week == 1 and bank.id == "weekly-check":
        await _put_off(stage, actor)
    moods = MOODS[week]
    done = await actor.answer(bank, mood=moods[stage.actors.index(actor) % len(moods)])
    stage.teller.at(now, f"{name} is asked, and answers")
    for line in done:
        stage.teller.aside(line)


async def _put_off(stage: Stage, actor: Player) -> None:
    """Farah is busy: she is asked again in an hour."""
    await actor.press(OfferSnooze)
    await actor.press(SnoozeQuestion, wish=Snooze.HOUR)
    stage.teller.at(stage.clock.now(), f"{actor.part.name} is asked, and puts it off for an hour")
    stage.clock.forward(timedelta(hours=1))
    await stage.settle()


async def _second_thoughts(stage: Stage) -> None:
    """Dina finds a better word and edits her message; her answer changes with it."""
    dina = stage.actor("Dina")
    async with stage.scene():
        written = [m for m in await dina.phone.chat() if not m["from"]["is_bot"]]
        words = written[-1]["text"] + " Fem minuter räcker."
        await dina.phone.edits(written[-1]["message_id"], words)
        stage.teller.at(
            stage.clock.now(), "Dina edits her last message; her answer changes with it"
        )
        await stage.stop_at("edited", look=dina.part.name)


async def _close(stage: Stage, day: date, clock: str) -> None:
    """The round closes by itself; the team's channel hears what may be heard."""
    await stage.at(moment(day, clock))
    stage.teller.at(stage.clock.now(), "The round is closed and sealed. The team's channel hears:")
    async with stage.scene():
        await stage.tell_chat("In the team's channel", stage.actor("Ada"), stage.channel)


async def _digest(stage: Stage, friday: date) -> None:
    """Karin gets one letter; behind its button is what the channel got, word for word."""
    karin = stage.actor("Karin")
    async with stage.scene():
        await stage.new_in(karin)
        await stage.at(moment(friday, "13:00"))
        stage.teller.at(stage.clock.now(), "Karin, the manager, gets her weekly letter:")
        for message in await stage.new_in(karin):
            stage.teller.post("To Karin alone", visible(message))
        await karin.press(ReadRelease)
        read = await stage.new_in(karin)
        messages = "message" if len(read) == 1 else "messages"
        stage.teller.aside(
            f"and, when she presses “Word for word”, what the channel got ({len(read)} {messages})"
        )


async def _withdraw(stage: Stage) -> None:
    """Bo thinks better of it: only the button in his own chat still finds his answer."""
    bo = stage.actor("Bo")
    async with stage.scene():
        await bo.press(AskWithdrawal)
        await bo.press(WithdrawAnswer)
        stage.teller.at(
            stage.clock.now(),
            "Bo withdraws an answer by the button under it. In the channel it is taken out:",
        )
        await stage.tell_chat("Changed in the channel", stage.actor("Ada"), stage.channel)
        await stage.stop_at("withdrawn", look=bo.part.name)
