"""Representatives pause what a Team is asked, and what people see of it."""

from collections.abc import Sequence
from datetime import timedelta

from bot.chat.safe import readable
from bot.chat.translator import translator
from bot.chat.views import VIEWS
from bot.domain.asking.prompts import PromptState
from bot.domain.messages.base.message import Message
from bot.domain.messages.rights.register import ShowRegister
from bot.domain.people.teams import Team
from bot.flows.people import oversight
from tests.desk import Office, Phone

WHY = "No agreement with the union yet"
NAMES = ("Cid", "Dora", "Eve", "Fay", "Gus")
WEEK = timedelta(days=7)


def text(message: Message, language: str = "en") -> str:
    return readable(VIEWS[type(message)](translator(language), message).text.striptags())


def register_of(phone: Phone) -> str:
    return text(phone.last(ShowRegister))


async def pauses(rita: Phone, team: Team, why: str = WHY) -> None:
    await rita.does(oversight.ask_reason, team.id)
    await rita.writes(why)


async def asked(people: Sequence[Phone]) -> list[str]:
    return [one.member.name for one in people if "AskQuestion" in one.kinds()]


async def states(office: Office) -> set[PromptState]:
    return {one.state for one in await office.prompts()}
