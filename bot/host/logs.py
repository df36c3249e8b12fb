"""Logs: one line for each thing that happened, with an action and facts, never anybody's words."""

import logging
import sys
import traceback
from contextlib import suppress
from typing import Literal, TextIO, cast

import structlog
from structlog.typing import ExcInfo

LOUD = ("aiosqlite", "apscheduler", "asyncio", "httpx", "telegram")
"""Libraries that are not to be asked for details, not even by mistake."""


def set_up_logs(form: Literal["json", "console"], *, quiet: bool = False) -> None:
    """Log to standard error, as JSON for machines or in columns for people.

    `quiet` leaves only what went wrong.
    """
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer()
        if form == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.ExceptionRenderer(_where),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(
            logging.WARNING if quiet else logging.INFO
        ),
        logger_factory=structlog.PrintLoggerFactory(cast(TextIO, _Best(sys.stderr))),
        cache_logger_on_first_use=True,
    )
    # Below that, libraries tell of requests with the token in their URLs, and of every word kept.
    logging.basicConfig(level=logging.WARNING, handlers=[_Others()], force=True)
    for library in LOUD:
        logging.getLogger(library).setLevel(logging.WARNING)


class _Others(logging.Handler):
    """That a library has logged something, as a line of ours: where in its code, and the error.

    Its sentence is left out. Libraries put into it what they were at and with what: words,
    addresses, tokens.
    """

    def emit(self, record: logging.LogRecord) -> None:
        log = structlog.get_logger()
        place = f"{record.filename}:{record.lineno}"
        told = log.error if record.levelno >= logging.ERROR else log.warning
        told("library.said", library=record.name, place=place, exc_info=record.exc_info or None)


class _Best:
    """Writes what can be written: a log on a full disk must not bring down what it tells of."""

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def write(self, text: str) -> None:
        with suppress(OSError):
            self._file.write(text)

    def flush(self) -> None:
        with suppress(OSError):
            self._file.flush()


def _where(exc_info: ExcInfo) -> str:
    """The kind of an error, and the way to its place. What it says is left out, and so are values:
    they could be somebody's words."""
    kind, error, place = exc_info
    told = "".join([*traceback.format_tb(place), kind.__name__])
    if not isinstance(error, BaseExceptionGroup):
        return told
    return "\n".join([told, *(_where((type(e), e, e.__traceback__)) for e in error.exceptions)])
