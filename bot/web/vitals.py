"""One bot at a moment: what it has done, what waits, and how long it has heard nothing."""

from dataclasses import dataclass

from bot.domain.transport.backlog import Backlog
from bot.host.disk import Room
from bot.host.tally import Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Vitals:
    """Times are seconds. `silence`: since Telegram last answered a poll; `doubt`: since the sender
    found the line broken; `rest`: since somebody last looked at what falls due; each None where
    other processes do that. `sends`: it does not stand by for another replica. No backlog: the
    database does not answer. `well`: nothing is wrong by what /healthz tells; `room`: of the SQLite
    file, None on a server."""

    bot: str
    well: bool
    silence: float | None
    doubt: float | None
    rest: float | None
    sends: bool
    tally: Tally
    backlog: Backlog | None
    room: Room | None
