"""Logs: one line for each thing that happened, with an action and facts, never anybody's words."""

import logging
from typing import Literal

import structlog


def set_up_logs(form: Literal["json", "console"], *, quiet: bool = False) -> None:
    """Log as JSON for machines or in columns for people; `quiet` leaves only what went wrong."""
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer() if form == "json" else structlog.dev.ConsoleRenderer()
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            # Only where it happened: the values in a traceback could be somebody's words.
            structlog.processors.ExceptionRenderer(
                structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
            ),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(
            logging.WARNING if quiet else logging.INFO
        ),
        cache_logger_on_first_use=True,
    )
    # Libraries that log requests would log the token in their URLs.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    logging.getLogger("apscheduler").setLevel(logging.WARNING)


def _without_values(
    _: object, __: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """Only what went wrong and where: the text of an error can quote somebody's words, as that of
    a value which does not fit does."""
    for error in event.get("exception", ()):
        error["exc_value"] = ""
        error["exc_notes"] = []
    return event
