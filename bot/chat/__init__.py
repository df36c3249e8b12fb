"""The Telegram edge: updates come in, messages go out, and nothing else knows Telegram."""

import os

# The library's spans of time as timedelta, as they will be; else it warns at every "try later".
os.environ.setdefault("PTB_TIMEDELTA", "true")
