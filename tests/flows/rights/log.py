"""What /log tells, and what is kept for it."""

from sqlalchemy import select

from bot.chat.safe import readable
from bot.chat.translator import translator
from bot.chat.views import VIEWS
from bot.domain.base.deeds import DeedKept
from bot.domain.messages.rights.register import ShowRegister
from bot.flows.people import joining
from bot.flows.rights import register
from bot.storage.base.rows import every
from bot.storage.base.schema import deed, invite
from tests.desk import Office, Phone


async def kept(office: Office) -> list[DeedKept]:
    async with office.unit_of_work.store.look() as tx:
        return await every(tx, select(deed).order_by(deed.c.id), DeedKept)


async def reads(who: Phone, language: str = "en") -> list[str]:
    """The lines of /log, newest first."""
    await who.does(register.show_mine)
    return lines(who.last(ShowRegister), language)


def lines(shown: ShowRegister, language: str = "en") -> list[str]:
    plain = readable(VIEWS[ShowRegister](translator(language), shown).text.striptags())
    return [part.strip().partition(" 2 Mar ")[0] for part in plain.split("•")[1:]]


async def uses(office: Office, who: Phone) -> None:
    """Somebody says yes to the newest link."""
    newest = select(invite.c.token).order_by(invite.c.id.desc()).limit(1)
    async with office.unit_of_work.store.look() as tx:
        token = (await tx.execute(newest)).scalar_one()
    await who.does(joining.accept, token)
