"""Who has been forgotten since a backup was made, as far as the database it replaces can tell."""

from collections.abc import Sequence

from sqlalchemy.exc import DatabaseError

from bot.config.settings import Config
from bot.domain.people.members import Member
from bot.errors import EftertankeError
from bot.operating.alone import is_database
from bot.operating.database import opened_store, sqlite_file
from bot.storage.base.copying import last_numbers
from bot.storage.base.engine import Store
from bot.storage.people import members


async def forgotten_since(config: Config, restored: Store) -> Sequence[Member]:
    """Members of the restored database that the one in use knows no more.

    Nobody, if it cannot be read, has not gone on from the restored one, or has lost more people
    than it has kept: then it is no witness, and may be the very reason to restore.
    """
    own = sqlite_file(config)
    if own is not None and not is_database(own):
        return ()
    try:
        async with opened_store(config) as store, store.look() as tx:
            known = {(one.bot_id, one.telegram_id) for one in await members.everybody(tx)}
            given = (await last_numbers(tx))["member"]
    except (EftertankeError, DatabaseError):
        return ()
    async with restored.look() as tx:
        then = await members.everybody(tx)
        before = (await last_numbers(tx))["member"]
    gone = [one for one in then if (one.bot_id, one.telegram_id) not in known]
    return gone if given >= before and len(gone) <= len(then) / 2 else ()
