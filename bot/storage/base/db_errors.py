"""Classifies errors of the database drivers: transient, to be ended by an operator, or (None) the
statement's own fault."""

import sqlite3

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionLeft

FULL = "the disk of the database is full"
TAKEN = "another program keeps the database to itself"
FIXED = "the database may not be written to"
BROKEN = "the disk of the database does not read or write"
CLOSED = "the database cannot be opened"
DAMAGED = "the database is damaged"
SILENT = "the database does not answer"
REFUSED = "the database's server does not let this user in"
UNKNOWN = "the server has no database of this name"
CROSSED = "two steps waited for each other"

LASTS = (FIXED, BROKEN, CLOSED, DAMAGED)
"""Connections that were made meanwhile are of no use when it is over."""

HOPELESS = (CLOSED, DAMAGED, REFUSED, UNKNOWN)
"""What a start does not wait for: somebody has to do something about it."""

PRIMARY = 0xFF
"""The part of an SQLite code that says what it is; the rest says where it came from."""

OF_SQLITE = {
    sqlite3.SQLITE_BUSY: TAKEN,
    sqlite3.SQLITE_LOCKED: TAKEN,
    sqlite3.SQLITE_PROTOCOL: TAKEN,
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_READONLY: FIXED,
    sqlite3.SQLITE_PERM: FIXED,
    sqlite3.SQLITE_IOERR: BROKEN,
    sqlite3.SQLITE_CANTOPEN: CLOSED,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: DAMAGED,
}

OF_POSTGRESQL = {
    "25006": FIXED,  # a standby, or a server that was told so
    "25P03": SILENT,  # we said nothing for too long, as when we were cut off
    "53100": FULL,
    "3D000": UNKNOWN,
    "40001": TAKEN,  # others were quicker
    "40P01": CROSSED,
    "55P03": TAKEN,
}

CLASSES = {"08": SILENT, "28": REFUSED, "53": SILENT, "57": SILENT, "58": BROKEN, "XX": DAMAGED}
"""By the first two signs: connections, resources, operators, the machine, the data."""


def of_sqlite(error: Exception) -> str | None:
    code = getattr(_cause(error), "sqlite_errorcode", None)
    return OF_SQLITE.get(code & PRIMARY) if isinstance(code, int) else None


def of_postgresql(error: Exception) -> str | None:
    state = getattr(_cause(error), "sqlstate", None)
    if isinstance(state, str):
        return OF_POSTGRESQL.get(state) or CLASSES.get(state[:2])
    lost = isinstance(error, DBAPIError) and error.connection_invalidated
    return SILENT if lost or isinstance(error, OSError | NoConnectionLeft) else None


def _cause(error: Exception) -> BaseException | None:
    return error.orig if isinstance(error, DBAPIError) else error
