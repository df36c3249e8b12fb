"""Logs: one line for each thing that happened, with an action and facts, never anybody's words."""

import logging
import sys
import traceback
from typing import Literal

import structlog
from structlog.typing import ExcInfo


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
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    # Libraries that log requests would log the token in their URLs.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    # And this one logs, when it is asked for details, every word that is kept.
    logging.getLogger("aiosqlite").setLevel(logging.WARNING)


def _where(exc_info: ExcInfo) -> str:
    """The kind of an error, and the way to its place. What it says is left out, and so are values:
    they could be somebody's words."""
    kind, _, place = exc_info
    return "".join([*traceback.format_tb(place), kind.__name__])
