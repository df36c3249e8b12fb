"""Groups of commands, one file for each. What they do lies in `bot/operating/`."""
