"""People who could not be written to and are here again: whoever writes or presses can be."""

from bot.domain.asking.prompts import PromptState
from bot.domain.people.members import Caller, Member
from bot.domain.transport.deliveries import WAITING_FOR_A_TAP
from bot.flows.asking import dialogue, promises, questions
from bot.flows.base.step import Step
from bot.storage.asking import answers, prompts
from bot.storage.people import members


async def arrives(step: Step, caller: Caller) -> bool:
    """Note that the person can be written to. True if they could not be before."""
    return await members.reached(step.tx, step.house.bot_id, caller.telegram_id)


async def turns_away(step: Step, member: Member) -> None:
    """Note that nothing reaches the person any more, also not what others show to them."""
    await promises.unsaid(step, member)
    await members.change(step.tx, member.id, reachable=False)
    await promises.friend_gone(step, member)


async def resume(step: Step, caller: Caller) -> None:
    """Let somebody go on where they were: tell them what has changed meanwhile, and ask their open
    question once more, unless this step has asked them something already."""
    asked = any(row["subject"] in WAITING_FOR_A_TAP for row in step.owed)
    member = await members.by_telegram_id(step.tx, step.house.bot_id, caller.telegram_id)
    if member is None:
        return
    await promises.catch_up(step, member)
    if asked:
        return
    for prompt in reversed(await prompts.of_member(step.tx, member.id)):
        if prompt.state is PromptState.OPEN and prompt.takes_answers(step.now):
            talk = await dialogue.of_prompt(step, prompt.id)
            answered = await answers.of_prompt(step.tx, prompt.id)
            if await questions.ask_open(step, talk, answered):
                return
