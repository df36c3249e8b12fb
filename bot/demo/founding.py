"""What whoever founds a team does, button by button."""

import re
from collections.abc import Iterable

from bot.app import App
from bot.chat.buttons.asking.builder import NewSchedule, PickValue, SaveSchedule, ShowField
from bot.chat.buttons.people.founding import FoundIn, LanguagesChosen, ToggleTeamLanguage
from bot.chat.buttons.people.joining import SayYes
from bot.chat.buttons.people.support import AskLine, OpenSupport
from bot.demo.actors import Player
from bot.demo.telling import ZONE
from bot.domain.asking.builder import Field
from bot.domain.people.support import SupportField
from bot.flows.people import invites

CARD = {
    SupportField.SAFEGUARDING: "Eva Ek, 555 0101",
    SupportField.DEPUTY: "Ulf Alm, 555 0102",
    SupportField.STAFF_SUPPORT: "occupational health, 555 0103",
}


async def claim(app: App, owner: Player) -> None:
    """Open the link in the log: whoever does owns the installation."""
    async with app.unit_of_work.step() as step:
        link = await invites.claim_link(step)
    if link is None:
        raise LookupError("the installation has an owner already")
    await owner.phone.says(f"/start {token(link)}")
    await owner.press(SayYes)


async def say_who_helps(owner: Player) -> None:
    """The card for when something is wrong. Without it, nothing is asked that may stir people
    up."""
    await owner.phone.says("/support")
    await owner.press(OpenSupport)
    for field, line in CARD.items():
        await owner.press(AskLine, field=field)
        await owner.phone.says(line)


async def found_team(
    owner: Player, name: str, toggled: Iterable[str] = (), *, city: str = ""
) -> None:
    """A team, with the languages that are switched on or off in this order. The city is needed
    where the zone is none that the languages suggest."""
    await owner.phone.says("/newteam")
    await owner.phone.says(name)
    for language in toggled:
        await owner.press(ToggleTeamLanguage, language=language)
    await owner.press(LanguagesChosen)
    if city:
        await owner.phone.says(city)
    await owner.press(FoundIn, zone=ZONE.key)


async def schedule(owner: Player, bank: str, day: str, weeks: str, *, hours: int = 48) -> None:
    """A rhythm: which bank, on which weekday, every how many weeks, and how long it is open."""
    await owner.phone.says("/schedules")
    await owner.press(NewSchedule)
    await owner.press(PickValue, field=Field.BANK, value=bank)
    await owner.press(PickValue, field=Field.DAYS, value=day)
    await owner.press(ShowField, field=Field.EVERY)
    await owner.press(PickValue, field=Field.EVERY, value=weeks)
    await owner.press(ShowField, field=Field.OPEN)
    await owner.press(PickValue, field=Field.OPEN, value=str(hours))
    await owner.press(PickValue, field=Field.REMINDER, value="0")
    await owner.press(SaveSchedule)


def token(text: str) -> str:
    """What a link carries."""
    found = re.search(r"start=([\w-]+)", text)
    if found is None:
        raise LookupError(f"no link in {text!r}")
    return found.group(1)
