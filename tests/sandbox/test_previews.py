from bot.sandbox.client import Control
from bot.sandbox.shapes import User
from tests.sandbox.conftest import BotClient

AT = "https://example.org/files/"


async def test_a_link_to_what_is_there_has_a_preview(
    bot: BotClient, control: Control, alice: User
) -> None:
    for url in (AT, "https://example.org/other"):
        await control.online(url, b"<html>")
    words = f"😀 see {AT} and https://example.org/other"
    sent = await bot.send(alice["id"], words)
    assert sent["link_preview_options"] == {"url": AT}
    chosen = {"url": "https://example.org/other", "show_above_text": True}
    sent = await bot.send(alice["id"], words, link_preview_options=chosen)
    assert sent["link_preview_options"] == chosen
    sent = await bot.send(alice["id"], words, link_preview_options={"is_disabled": True})
    assert sent["link_preview_options"] == {"is_disabled": True}
    hidden = f'<a href="{AT}">here</a>'
    edited = await bot.call(
        "editMessageText",
        chat_id=alice["id"],
        message_id=sent["message_id"],
        text=hidden,
        parse_mode="HTML",
    )
    assert edited["link_preview_options"] == {"url": AT}
    sent = await bot.send(alice["id"], "https://elsewhere.example.org")
    assert "link_preview_options" not in sent
