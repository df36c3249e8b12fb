"""How long the guard takes for a long message, and what it weighs."""

import random
import statistics
import subprocess
import sys
import time

from benchmarks.figures import Figure
from bot.reading.guard import Guard
from tests.reading.guard.corpora import LANGUAGES, lines

SIGNS = 4_000
"""Nearly the longest message that Telegram lets through."""

_WEIGHED = """
import os, re, ssl, dataclasses, enum, unicodedata
def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
before = resident()
from bot.reading.guard import Guard
text = "Anna 070-123 45 67, +372 648 7215, 48031212348, 250347-102Y, 43920640R"
Guard().read(text + ", BNCLRA51D45F205U, Z-3989798-Q")
print(resident() - before)
"""
"""What the bot has loaded anyway is not counted, as the library of the network."""


async def guard(quick: bool) -> list[Figure]:
    """Messages put together from lines of all languages, as full of identifiers as those are.

    Told is the processor's time: other work of the machine is nothing that the guard does.
    """
    reader = Guard()
    texts = _texts(50 if quick else 500)
    for text in texts[:20]:
        reader.read(text)
    took = sorted(_milliseconds(reader, text) for text in texts)
    p50, p99 = statistics.median(took), took[int(len(took) * 0.99)]
    weight = _weight()
    return [
        Figure(what=f"the guard, {SIGNS:,} signs, p50", goal="", value=p50, unit="ms"),
        Figure(
            what=f"the guard, {SIGNS:,} signs, p99",
            goal="10 ms",
            value=p99,
            unit="ms",
            met=p99 < 10,
        ),
        Figure(what="its memory", goal="15 MB", value=weight, unit="MB", met=weight < 15),
    ]


def _weight() -> float:
    told = subprocess.check_output([sys.executable, "-c", _WEIGHED], text=True)  # noqa: S603
    return float(told)


def _texts(count: int) -> list[str]:
    said = [line.text for language in LANGUAGES for line in lines(language)]
    chance = random.Random(1)
    texts = []
    for _ in range(count):
        text = ""
        while len(text) < SIGNS:
            text += chance.choice(said) + "\n"
        texts.append(text[:SIGNS])
    return texts


def _milliseconds(reader: Guard, text: str) -> float:
    began = time.process_time()
    reader.read(text)
    return (time.process_time() - began) * 1000
