"""What people shared comes back to them as their own Notes, with a word."""

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta

from bot.domain.languages import in_language
from bot.domain.messages.answers import CameBack, Why
from bot.domain.promises import PRIVATE
from bot.domain.questions import QuestionBank
from bot.domain.teams import Team
from bot.flows.base.keeping import Reply
from bot.flows.base.step import Step
from bot.storage import members

GOOD_FOR = timedelta(days=1)
"""How long the word may wait to be sent. Until then its row tells who was asked."""


def given_back(reply: Reply) -> Reply:
    """The reply, as if its author had kept it to themself."""
    return replace(reply, answer=reply.answer.promised(PRIVATE))


async def tell(
    step: Step, team: Team, bank: QuestionBank, asked: Collection[int], why: Why
) -> None:
    """Tell all of these people, whether or not they shared anything: a message to those who did
    would tell, as long as it is owed, who they were."""
    people = await members.by_ids(step.tx, asked)
    for _, member in sorted(people.items()):
        told = CameBack(team=team.name, bank=in_language(bank.title, member.language), why=why)
        step.write(member, told, expires_at=step.now + GOOD_FOR)
