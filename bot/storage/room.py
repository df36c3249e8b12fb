"""How much room a step needs around it while others work on the same database."""

from enum import StrEnum


class Room(StrEnum):
    """`alone`: no other step but free ones; so it may decide by whatever it reads. `beside`: beside
    others that also change only what belongs to one person. `free`: beside anything; what it reads
    and changes is guarded row by row."""

    ALONE = "alone"
    BESIDE = "beside"
    FREE = "free"
