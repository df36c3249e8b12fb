"""The control API from Python: act as people, break things, read what happened.

async with Control(box.url) as box:
    token = (await box.bot("thinking_bot")).token
    alice = await box.user("Alice", language_code="sv")
    await box.say(alice["id"], "/start")
"""

from bot.sandbox.remote.acting import Acting
from bot.sandbox.remote.arranging import Arranging
from bot.sandbox.remote.line import ControlRefusedError
from bot.sandbox.remote.steering import Steering

__all__ = ["Control", "ControlRefusedError"]


class Control(Arranging, Acting, Steering):
    """A client of one sandbox. `bot` may be left out where there is only one."""
