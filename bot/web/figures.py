"""Every figure of how a bot is at the moment, in the order in which the page has them; what it has
done is counted by Tally.

Labels tell which bot, and kinds of things; never who. docs/operating.md explains each.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from bot.domain.transport.backlog import Backlog
from bot.host.disk import Room
from bot.web.vitals import Vitals

Values = Mapping[tuple[str, ...], float]
"""What a figure is, by the values of its labels."""


@dataclass(frozen=True, slots=True)
class Gauge:
    name: str
    says: str
    read: Callable[[Vitals], Values]
    labels: tuple[str, ...] = ()


def _alone(read: Callable[[Vitals], float | None]) -> Callable[[Vitals], Values]:
    """Nothing is told of what other processes do."""
    return lambda bot: {} if (value := read(bot)) is None else {(): value}


def _of_backlog(read: Callable[[Backlog], Values]) -> Callable[[Vitals], Values]:
    """What rows tell is not told while the database does not answer."""
    return lambda bot: {} if bot.backlog is None else read(bot.backlog)


def _of_room(read: Callable[[Room], int]) -> Callable[[Vitals], Values]:
    """A server's disk is looked after over there."""
    return lambda bot: {} if bot.room is None else {(): read(bot.room)}


def _seconds(age: timedelta | None) -> float:
    return 0.0 if age is None else age.total_seconds()


def _updates(waits: Backlog) -> Values:
    return {("pending",): waits.updates_pending, ("parked",): waits.updates_parked}


def _messages(waits: Backlog) -> Values:
    return {
        ("due",): waits.messages_due,
        ("waiting",): waits.messages_waiting,
        ("parked",): waits.messages_parked,
    }


def _oldest_messages(waits: Backlog) -> Values:
    return {(one.name.lower(),): _seconds(age) for one, age in waits.oldest_messages.items()}


FIGURES = (
    Gauge(
        "eftertanke_well",
        "1 while /healthz finds nothing wrong with the bot.",
        _alone(lambda bot: bot.well),
    ),
    Gauge(
        "eftertanke_poll_silence_seconds",
        "Since Telegram last answered a poll; 0 while it posts to a webhook.",
        _alone(lambda bot: bot.silence),
    ),
    Gauge(
        "eftertanke_sender",
        "1 where the bot's messages are sent from, 0 at a replica that stands by.",
        _alone(lambda bot: bot.sends),
    ),
    Gauge(
        "eftertanke_line_doubt_seconds",
        "Since sending stands still because Telegram cannot be reached; 0 while it can.",
        _alone(lambda bot: bot.doubt),
    ),
    Gauge(
        "eftertanke_heartbeat_silence_seconds",
        "Since the bot last looked at what falls due.",
        _alone(lambda bot: bot.rest),
    ),
    Gauge(
        "eftertanke_database_up",
        "1 if the database answers.",
        _alone(lambda bot: bot.backlog is not None),
    ),
    Gauge(
        "eftertanke_database_free_bytes",
        "Room that is left on the disk of the SQLite file.",
        _of_room(lambda room: room.free),
    ),
    Gauge(
        "eftertanke_database_file_bytes",
        "What the SQLite file takes.",
        _of_room(lambda room: room.file),
    ),
    Gauge(
        "eftertanke_database_log_bytes",
        "What the log (WAL) beside the SQLite file takes.",
        _of_room(lambda room: room.log),
    ),
    Gauge(
        "eftertanke_inbox_updates",
        "Updates that wait to be handled, or are parked.",
        _of_backlog(_updates),
        ("state",),
    ),
    Gauge(
        "eftertanke_inbox_oldest_seconds",
        "How long the oldest update has waited to be handled.",
        _of_backlog(lambda waits: {(): _seconds(waits.oldest_update)}),
    ),
    Gauge(
        "eftertanke_outbox_messages",
        "Messages that are due, wait for another try, or are parked.",
        _of_backlog(_messages),
        ("state",),
    ),
    Gauge(
        "eftertanke_outbox_oldest_seconds",
        "How long the oldest message that could be sent has been due.",
        _of_backlog(_oldest_messages),
        ("priority",),
    ),
    Gauge(
        "eftertanke_rounds_open",
        "Rounds that are open.",
        _of_backlog(lambda waits: {(): waits.rounds_open}),
    ),
)
