"""Texts that people type where one line is wanted: a name, a reason, who can be reached and how."""


def one_line(typed: str, most: int) -> str | None:
    """What was typed on one line; None if it is invisible or has more than `most` characters."""
    line = " ".join(typed.split())
    seen = any(letter.isprintable() and letter != " " for letter in line)
    return line if seen and len(line) <= most else None
