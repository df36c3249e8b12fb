import pytest

from bot.sandbox.client import Control
from bot.sandbox.mimes import mime_type
from bot.sandbox.shapes import User
from tests.sandbox.conftest import Upload


@pytest.mark.parametrize(
    ("kind", "name", "expected"),
    [
        ("document", "minutes.PDF", "application/pdf"),
        ("document", "rota.csv", "text/csv"),
        ("document", "notes.md", "text/markdown"),
        (
            "document",
            "rota.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        ("document", "backup.tar.gz", "application/octet-stream"),
        ("document", "README", "application/octet-stream"),
        ("document", "png", "application/octet-stream"),
        ("document", "what.ever", "application/octet-stream"),
        ("voice", "note.ogg", "audio/ogg"),
        ("voice", "note", "audio/ogg"),
        ("audio", "song.mp3", "audio/mpeg"),
        ("audio", "song.m4a", "audio/mp4"),
        ("video", "film.webm", "video/webm"),
        ("video", "film", "video/mp4"),
        ("animation", "dance.gif", "video/mp4"),
    ],
)
def test_the_type_follows_the_name(kind: str, name: str, expected: str) -> None:
    assert mime_type(kind, name) == expected


async def test_what_the_sender_says_counts_for_nothing(
    control: Control, alice: User, upload: Upload
) -> None:
    sent = await upload("sendDocument", {"document": b"%PDF"}, "plan.pdf", chat_id=alice["id"])
    assert sent["document"]["mime_type"] == "application/pdf"
    said = await control.say(alice["id"], document=b"x")
    assert said["document"]["mime_type"] == "text/plain"
