"""What a test says of what was found."""

from bot.reading.guard import Guard, Identifier

GUARD = Guard()


def found(text: str, guard: Guard = GUARD) -> list[tuple[str, str]]:
    """The words of each find with its kind."""
    return [(text[one.start : one.end], str(one.kind)) for one in guard.read(text)]


def words(text: str, kind: Identifier, guard: Guard = GUARD) -> list[str]:
    """The words of the finds of one kind."""
    return [said for said, sort in found(text, guard) if sort == kind]


def replaced(text: str) -> str:
    """The text with the kind of each find in its place."""
    pieces, done = [], 0
    for one in GUARD.read(text):
        pieces += [text[done : one.start], f"[{one.kind}]"]
        done = one.end
    return "".join([*pieces, text[done:]])
