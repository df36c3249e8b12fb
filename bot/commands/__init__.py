"""Groups of commands, one file for each. What they do lies in `bot/operating/`.

Each command imports what it needs when it is called, so that `--help` answers at once.
"""
