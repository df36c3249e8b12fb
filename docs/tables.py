"""Writes the tables of docs/privacy.md and docs/mydata.md from what the nouns say of their tables.

python -m docs.tables
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from bot.flows.base.personal import PersonalData
from bot.flows.rights.mydata import SECTIONS
from bot.flows.rights.records import RECORDS

DOCS = Path(__file__).parent

BEGIN, END = "<!-- made by make tables -->\n\n", "\n<!-- end of what is made -->\n"

ABOUT = {"format": "1", "made_at": "when the document was made"}
LEFT_OUT = {"not_included": "in words: what is not in the document, and why"}


def privacy() -> Iterator[str]:
    """What is kept where, for how long, and what /forget does with it."""
    yield from _head("table", "what it holds", "how long", "with /forget")
    for one in RECORDS:
        names = ", ".join(f"`{name}`" for name in one.tables)
        does = one.forget.does if isinstance(one, PersonalData) else "nothing personal"
        yield _row(names, one.holds, one.kept, does)


def mydata() -> Iterator[str]:
    """The names in the JSON document that /mydata gives."""
    yield from _head("name", "what it holds")
    explained = [ABOUT, *(section.explained for section in SECTIONS.values()), LEFT_OUT]
    for names in explained:
        for name, holds in names.items():
            yield _row(f"`{name}`", holds)


PAGES = {DOCS / "privacy.md": privacy, DOCS / "mydata.md": mydata}


def page(text: str, table: Iterable[str]) -> str:
    """The page with this table between its two marks."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return "".join((before, BEGIN, *table, END, after))


def _head(*cells: str) -> Iterator[str]:
    yield _row(*cells)
    yield f"|{'---|' * len(cells)}\n"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |\n"


if __name__ == "__main__":
    for path, made in PAGES.items():
        path.write_text(page(path.read_text(encoding="utf-8"), made()), encoding="utf-8")
