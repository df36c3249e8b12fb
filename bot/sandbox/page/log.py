"""The bot's calls, as they come."""

import json
from collections.abc import Sequence

from markupsafe import Markup

from bot.sandbox.calls import CallRecord
from bot.sandbox.page.render import render
from bot.sandbox.world import World

SHOWN = 200
"""Calls at most on the page; the browser lets go of older ones."""


def lines_html(calls: Sequence[CallRecord]) -> Markup:
    """The last of these, oldest first."""
    return render("calls.html", calls=calls[-SHOWN:])


def find_call(world: World, n: int) -> CallRecord | None:
    return next((call for call in world.calls.since(n - 1) if call.n == n), None)


def call_html(call: CallRecord) -> Markup:
    """What the call asked for."""
    parameters = json.dumps(call.as_json()["parameters"], indent=2, ensure_ascii=False)
    return render("call.html", parameters=parameters)
