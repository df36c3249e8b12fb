"""From one page of a list to the next."""

from collections.abc import Callable

from bot.chat.rendered import Button
from bot.chat.translator import Translator


def turns(
    say: Translator, page: int, more: bool, to: Callable[[int], object]
) -> list[tuple[Button, ...]]:
    """A row with what leads to the pages before and after, if there are any. `to`: what a button to
    that page presses."""
    turn = []
    if page > 0:
        turn.append(Button(text=say.label("‹ Previous"), press=to(page - 1)))
    if more:
        turn.append(Button(text=say.label("More ›"), press=to(page + 1)))
    return [tuple(turn)] if turn else []
