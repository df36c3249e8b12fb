"""`eftertanke forget`: for a person who has asked the operator."""

from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.base import ConfigFile, Yes, do, say, settings, warn
from bot.domain.base.clock import SystemClock

if TYPE_CHECKING:
    from bot.operating.forget import Leaving


def forget(
    telegram_id: Annotated[int, typer.Argument(help="The person's number with Telegram.")],
    bot: Annotated[int | None, typer.Option(help="Which bot they know, if it is several.")] = None,
    config: ConfigFile = None,
    yes: Yes = False,
) -> None:
    """Erase a person who has asked you to: the same as when they write /forget to the bot.

    It says what goes and what stays, and asks. The person is told when it is done. Like in the
    chat, the only facilitator of a team and the only owner cannot go before somebody follows them.
    """
    from bot.operating.forget import ask
    from bot.operating.forget import forget as erase

    found, clock = settings(config), SystemClock()
    leaving = do(ask(found, telegram_id, bot, clock))
    _explain(leaving)
    if not yes:
        typer.confirm(f"Forget {leaving.member.name} for good?", abort=True, err=True)
    do(erase(found, leaving.member, clock))
    say(f"{telegram_id} is forgotten.")
    warn("Backups still know them: delete those made before now, within 30 days at the latest.")


def _explain(leaving: "Leaving") -> None:
    teams = ", ".join(leaving.going.teams) or "none"
    say(
        "What goes: settings, private notes, open questions and the answers to them, messages that"
        f" are owed, their place in teams ({teams}), and {leaving.going.named} answers shared with"
        " their name, out of the channel as well."
    )
    say(
        "What stays: what they shared without their name in Rounds that are closed. It is nobody's"
        " any more; the buttons in their own chat still withdraw it. And figures that were told."
    )
