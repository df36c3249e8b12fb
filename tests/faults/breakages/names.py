"""Nobody can say any more where Telegram is: the names of the network are gone."""

import socket
from functools import partial
from pathlib import Path
from typing import Any

from tests.faults.living import Mishap


def gone_while(flag: Path) -> Mishap:
    """As long as this file is there."""
    return partial(_break, flag)


def _break(flag: Path) -> None:
    resolve = socket.getaddrinfo

    def look_up(*arguments: Any, **named: Any) -> Any:
        if flag.exists():
            raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
        return resolve(*arguments, **named)

    socket.getaddrinfo = look_up
