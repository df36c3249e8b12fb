"""Progress of long work, on a terminal that somebody watches."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

from bot.commands.base import err


@contextmanager
def showing() -> Iterator[Callable[[str, int, int], None]]:
    """A bar that moves whenever it is told what is being done, how much of it, and of how much."""
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn())
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bar:
        line = bar.add_task("", total=None)

        def tell(what: str, done: int, total: int) -> None:
            bar.update(line, description=what, completed=done, total=total)

        yield tell
