"""Photos open, voice notes play, and nothing else that was sent is shown."""

import base64
import io
import wave
from collections.abc import Awaitable, Callable

import pytest
from aiohttp import ClientSession

from bot.sandbox.client import Control
from bot.sandbox.server import Sandbox
from bot.sandbox.shapes import User
from tests.sandbox.conftest import BotClient

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)

Fetch = Callable[[str], Awaitable[tuple[str, str | None, bytes]]]


def sound() -> bytes:
    raw = io.BytesIO()
    with wave.open(raw, "wb") as notes:
        notes.setparams((1, 2, 8000, 0, "NONE", ""))
        notes.writeframes(bytes(1600))
    return raw.getvalue()


@pytest.fixture
def fetch(box: Sandbox, http: ClientSession) -> Fetch:
    async def get(file_id: str) -> tuple[str, str | None, bytes]:
        async with http.get(f"{box.url}/page/files/{file_id}") as response:
            return (
                response.content_type,
                response.headers.get("Content-Disposition"),
                await response.read(),
            )

    return get


async def test_a_photo_is_shown(fetch: Fetch, control: Control, alice: User) -> None:
    photo = (await control.say(alice["id"], photo=PNG))["photo"][-1]
    assert await fetch(photo["file_id"]) == ("image/png", None, PNG)


async def test_a_voice_note_is_played(fetch: Fetch, control: Control, alice: User) -> None:
    voice = (await control.say(alice["id"], voice=sound(), duration=1))["voice"]
    assert await fetch(voice["file_id"]) == ("audio/wav", None, sound())


async def test_a_document_is_for_keeping_whatever_it_claims_to_be(
    fetch: Fetch, bot: BotClient, box: Sandbox, http: ClientSession, alice: User
) -> None:
    url = f"{bot.url}/bot{bot.token}/sendDocument"
    files = {"chat_id": str(alice["id"]), "document": io.BytesIO(b"<script>alert(1)</script>")}
    async with http.post(url, data=files) as response:
        document = (await response.json())["result"]["document"]
    kind, disposition, _ = await fetch(document["file_id"])
    assert (kind, disposition) == ("application/octet-stream", "attachment")


async def test_a_voice_note_that_is_none_is_not_played(
    fetch: Fetch, control: Control, alice: User
) -> None:
    voice = (await control.say(alice["id"], voice=b"<html>"))["voice"]
    assert (await fetch(voice["file_id"]))[0] == "application/octet-stream"


async def test_files_that_nobody_sent_are_not_found(
    box: Sandbox, http: ClientSession, bot: BotClient
) -> None:
    async with http.get(f"{box.url}/page/files/none") as response:
        assert response.status == 404
