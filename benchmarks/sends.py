"""How many messages a second the sandbox takes, in a process of its own, so that it is known when
it is the sandbox that one measures."""

import asyncio
import json
import socket
import time
from collections.abc import Iterator

from benchmarks.figures import Figure
from benchmarks.process import program
from bot.sandbox.client import Control

GOAL = 4000
TOKEN = "123456:bench"  # noqa: S105 - of a box that ends with the measurement
CONNECTIONS = 16
"""Each sends the next message when the last one was answered."""

PEOPLE = 200


async def sends_to_the_box(quick: bool) -> list[Figure]:
    messages = 10_000 if quick else 40_000
    port = _free_port()
    options = ("--port", str(port), "--bot", "bench_bot", "--token", TOKEN)
    async with (
        program("-m", "bot", "sandbox", *options) as box,
        Control(f"http://127.0.0.1:{port}") as control,
    ):
        await _listening(port)
        requests = [_request(person) for person in await _people(control)]
        work = (requests[number % PEOPLE] for number in range(messages))
        cpu, began = box.cpu(), time.perf_counter()
        await asyncio.gather(*(_send(port, work) for _ in range(CONNECTIONS)))
        took, cpu = time.perf_counter() - began, box.cpu() - cpu
    what = "sendMessage calls that the sandbox takes"
    speed, share = messages / took, messages / cpu
    return [
        Figure(what=f"{what}, by the clock", goal="", value=speed, unit="/s"),
        Figure(
            what="the same in a second of its processor time",
            goal=f"{GOAL:,}/s",
            value=share,
            unit="/s",
            met=share >= GOAL,
        ),
    ]


async def _people(control: Control) -> list[int]:
    """They have all written to the bot, which may send as much as it likes."""
    await control.no_limits()
    people = [(await control.user(f"P{number}"))["id"] for number in range(PEOPLE)]
    for person in people:
        await control.say(person, "/start")
    return people


def _request(person: int) -> bytes:
    """As a prompt: a text with markup, and a scale of four buttons."""
    buttons = [{"text": str(point), "callback_data": f"scale:{point}"} for point in range(1, 5)]
    body = json.dumps(
        {
            "chat_id": person,
            "text": "How much <b>room</b> was there this week?",
            "parse_mode": "HTML",
            "reply_markup": {"inline_keyboard": [buttons]},
        }
    )
    head = (
        f"POST /bot{TOKEN}/sendMessage HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return (head + body).encode()


async def _send(port: int, work: Iterator[bytes]) -> None:
    """By hand: any HTTP client would cost more than the sandbox itself."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for request in work:
        writer.write(request)
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        if not head.startswith(b"http/1.1 200"):
            raise RuntimeError(f"the sandbox refuses: {head.decode()}")
        size = int(head.partition(b"content-length:")[2].partition(b"\r\n")[0])
        await reader.readexactly(size)
    writer.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def _listening(port: int) -> None:
    async with asyncio.timeout(30):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.05)
            else:
                writer.close()
                return
