"""How the story is told in the terminal."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

ZONE = ZoneInfo("Europe/Stockholm")


class Teller:
    """Prints what happens; pictures go into a folder and are named in the story."""

    def __init__(self, folder: Path) -> None:
        self._console = Console(highlight=False)
        self._folder = folder
        self._pictures = 0

    def chapter(self, title: str) -> None:
        self._console.print()
        self._console.rule(f"[bold]{title}[/bold]", align="left")

    def at(self, moment: datetime, what: str) -> None:
        """Something that happens at a moment of the play."""
        local = moment.astimezone(ZONE).strftime("%a %d %b %H:%M")
        self._console.print(Text.assemble((f"{local}  ", "cyan"), what), soft_wrap=True)

    def aside(self, what: str) -> None:
        """More about it."""
        self._console.print(Text(f"                  {what}", style="dim"), soft_wrap=True)

    def post(self, where: str, text: str) -> None:
        """A message that is worth reading whole."""
        self._console.print(Panel(Text(text), title=where, title_align="left", width=90))

    def picture(self, content: bytes) -> None:
        self._pictures += 1
        file = self._folder / f"picture-{self._pictures}.png"
        file.write_bytes(content)
        self.aside(f"The picture is in {file}")

    def table(self, title: str, head: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
        table = Table(*head, title=title, title_justify="left")
        for row in rows:
            table.add_row(*row)
        self._console.print()
        self._console.print(table)
