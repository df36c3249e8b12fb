"""Phones on a page, in a real browser, with a bot that does what the test says."""

import io
import wave
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from bot.sandbox.client import Control
from bot.sandbox.server import Sandbox
from tests.browser.conftest import Open, Phone, SmallBot

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_alice_types_presses_and_sees_an_edit_in_place(
    visit: Open, box: Sandbox, bot: SmallBot, alice: int, phone: Phone
) -> None:
    page = await visit(box.url)
    screen = phone(page, alice)
    await screen.get_by_role("textbox", name="Message").fill("Good morning")
    await screen.get_by_role("button", name="Send").click()
    assert (await bot.next())["message"]["text"] == "Good morning"
    sent = await bot.send(alice, "How was today?", ["Good", "Bad"])
    await screen.get_by_role("button", name="Good").click()
    query = (await bot.next())["callback_query"]
    await bot.call("answerCallbackQuery", callback_query_id=query["id"], text="Noted")
    await expect(screen.get_by_role("status")).to_have_text("Noted")
    where = {"chat_id": alice, "message_id": sent["message_id"]}
    await bot.call("editMessageText", **where, text="You said: good")
    await expect(screen.get_by_text("You said: good")).to_be_visible()
    await expect(screen.get_by_text("How was today?")).to_have_count(0)
    await expect(screen.get_by_role("button", name="Good")).to_have_count(0)


async def test_a_long_quote_is_folded_until_somebody_presses_it(
    visit: Open, box: Sandbox, bot: SmallBot, alice: int, phone: Phone
) -> None:
    page = await visit(box.url)
    text = "<blockquote expandable>" + "\n".join(f"Line {n}" for n in range(12)) + "</blockquote>"
    await bot.call("sendMessage", chat_id=alice, text=text, parse_mode="HTML")
    quote = phone(page, alice).locator("blockquote")
    folded = await quote.bounding_box()
    await quote.click()
    unfolded = await quote.bounding_box()
    assert folded is not None
    assert unfolded is not None
    assert unfolded["height"] > 3 * folded["height"]


async def test_an_alert_stays_until_it_is_read(
    visit: Open, box: Sandbox, bot: SmallBot, alice: int, phone: Phone
) -> None:
    page = await visit(box.url)
    await bot.send(alice, "Well?", ["Why"])
    await phone(page, alice).get_by_role("button", name="Why").click()
    query = (await bot.next())["callback_query"]
    await bot.call("answerCallbackQuery", callback_query_id=query["id"], text="So", show_alert=True)
    alert = phone(page, alice).get_by_role("alertdialog")
    await expect(alert).to_contain_text("So")
    await expect(alert.get_by_role("button", name="OK")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(alert).to_have_count(0)


async def test_a_reply_keyboard_says_its_words_and_a_forced_reply_is_one(
    visit: Open, box: Sandbox, bot: SmallBot, alice: int, phone: Phone
) -> None:
    page = await visit(box.url)
    screen = phone(page, alice)
    keyboard = {"keyboard": [["Morning"], ["Evening"]], "one_time_keyboard": True}
    await bot.call("sendMessage", chat_id=alice, text="When?", reply_markup=keyboard)
    await screen.get_by_role("button", name="Evening").click()
    assert (await bot.next())["message"]["text"] == "Evening"
    await expect(screen.get_by_role("button", name="Evening")).to_have_count(0)
    force = {"force_reply": True, "input_field_placeholder": "In your words"}
    asked = await bot.call("sendMessage", chat_id=alice, text="Why?", reply_markup=force)
    await screen.get_by_placeholder("In your words").fill("Because")
    await page.keyboard.press("Enter")
    said = (await bot.next())["message"]
    assert said["reply_to_message"]["message_id"] == asked["message_id"]


async def test_alice_edits_what_she_wrote(
    visit: Open, box: Sandbox, bot: SmallBot, alice: int, phone: Phone
) -> None:
    page = await visit(box.url)
    screen = phone(page, alice)
    await screen.get_by_role("textbox", name="Message").fill("teh end")
    await page.keyboard.press("Enter")
    await bot.next()
    message = screen.locator(".message", has_text="teh end")
    await message.hover()
    await message.get_by_label("What to do with this message").click()
    await message.get_by_role("button", name="Edit").click()
    field = screen.get_by_role("textbox", name="Message")
    await expect(field).to_have_value("teh end")
    await field.fill("the end")
    await screen.get_by_role("button", name="Save").click()
    assert (await bot.next())["edited_message"]["text"] == "the end"
    await expect(message).to_have_count(0)
    await expect(screen.locator(".message", has_text="the end")).to_contain_text("edited")


async def test_alice_reacts_takes_it_back_and_deletes_what_she_wrote(
    visit: Open, box: Sandbox, bot: SmallBot, alice: int, phone: Phone
) -> None:
    page = await visit(box.url)
    screen = phone(page, alice)
    await bot.send(alice, "Well done")
    theirs = screen.locator(".message", has_text="Well done")
    for pressed, shown in (("false", 1), ("true", 0)):
        await theirs.hover()
        await theirs.get_by_label("What to do with this message").click()
        heart = theirs.get_by_role("button", name="❤")
        await expect(heart).to_have_attribute("aria-pressed", pressed)
        await expect(theirs.get_by_role("button", name="Delete")).to_have_count(0)
        await heart.click()
        await expect(theirs.locator(".reactions")).to_have_count(shown)
    await screen.get_by_role("textbox", name="Message").fill("Not for everybody")
    await page.keyboard.press("Enter")
    mine = screen.locator(".message", has_text="Not for everybody")
    await mine.hover()
    await mine.get_by_label("What to do with this message").click()
    await mine.get_by_role("button", name="Delete").click()
    await expect(mine).to_have_count(0)


async def test_ones_own_new_words_are_seen_wherever_one_had_scrolled_to(
    visit: Open, box: Sandbox, bot: SmallBot, alice: int, phone: Phone
) -> None:
    page = await visit(box.url)
    screen = phone(page, alice)
    for number in range(30):
        await bot.send(alice, f"Line {number}.")
    await expect(screen.get_by_text("Line 29.")).to_be_in_viewport()
    await screen.locator(".scroll").evaluate("list => { list.scrollTop = 0; }")
    await bot.send(alice, "Others do not move it.")
    await expect(screen.get_by_text("Others do not move it.")).to_be_visible()
    await expect(screen.get_by_text("Line 0.")).to_be_in_viewport()
    await screen.get_by_role("textbox", name="Message").fill("But I do.")
    await page.keyboard.press("Enter")
    await expect(screen.get_by_text("But I do.")).to_be_in_viewport()


async def test_nobody_is_said_to_be_missing_only_until_somebody_comes(
    visit: Open, box: Sandbox, bot: SmallBot, control: Control
) -> None:
    page = await visit(box.url)
    await expect(page.get_by_text("Nobody here yet")).to_be_visible()
    await control.user("Bob")
    await expect(page.get_by_text("Nobody here yet")).to_have_count(0)


async def test_typing_shows_and_goes_when_the_message_is_there(
    visit: Open, box: Sandbox, bot: SmallBot, alice: int, phone: Phone
) -> None:
    page = await visit(box.url)
    await bot.call("sendChatAction", chat_id=alice, action="typing")
    await expect(phone(page, alice).get_by_text("typing…")).to_be_visible()
    await bot.send(alice, "There")
    await expect(phone(page, alice).get_by_text("typing…")).to_be_hidden()


async def test_a_link_is_handed_to_somebody_else(
    visit: Open, box: Sandbox, bot: SmallBot, alice: int, bob: int, phone: Phone
) -> None:
    page = await visit(box.url)
    await bot.send(alice, "Give them this: https://t.me/thinking_bot?start=abc-1")
    message = phone(page, alice).locator(".message", has_text="Give them this")
    await message.hover()
    await message.get_by_label("What to do with this message").click()
    await message.get_by_role("button", name="Hand the link to somebody").click()
    await page.get_by_role("dialog").get_by_role("button", name="Bob").click()
    start = phone(page, bob).get_by_role("button", name="Start")
    await start.and_(page.locator('[data-body*="abc-1"]')).click()
    update = await bot.next()
    assert update["message"]["text"] == "/start abc-1"
    assert update["message"]["from"]["id"] == bob


async def test_blocked_and_left_are_switches(
    visit: Open, box: Sandbox, bot: SmallBot, control: Control, alice: int, phone: Phone
) -> None:
    page = await visit(box.url)
    screen = phone(page, alice)
    about = screen.get_by_label("About this chat")
    await about.click()
    await screen.get_by_role("switch", name="Blocked").click()
    update = await bot.next()
    assert update["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    await screen.get_by_role("button", name="Unblock").click()
    await expect(screen.get_by_role("textbox", name="Message")).to_be_visible()
    await bot.next()
    await control.chat("supergroup", "North", members=[alice], bots=["thinking_bot"])
    await screen.get_by_label("Back to all chats").click()
    await screen.get_by_role("button", name="North").click()
    await about.click()
    await screen.get_by_role("switch", name="Left").click()
    await expect(screen.get_by_text("Alice is not in here.")).to_be_visible()
    await screen.get_by_role("button", name="Join").click()
    await expect(screen.get_by_role("textbox", name="Message")).to_be_visible()


async def test_a_photo_opens_and_a_voice_note_plays(
    visit: Open, box: Sandbox, bot: SmallBot, alice: int, phone: Phone, tmp_path: Path
) -> None:
    page = await visit(box.url)
    screen = phone(page, alice)
    photo, note = tmp_path / "photo.png", tmp_path / "note.wav"
    photo.write_bytes(await screen.screenshot())
    note.write_bytes(_sound())
    await screen.locator("input[type=file]").set_input_files(photo)
    assert "photo" in (await bot.next())["message"]
    await screen.get_by_role("button", name="Open the photo").click()
    large = page.get_by_role("dialog", name="Photo")
    await expect(large).to_be_visible()
    await large.get_by_role("button", name="Close").click()
    await expect(large).to_be_hidden()
    await screen.locator("input[type=file]").set_input_files(note)
    assert (await bot.next())["message"]["voice"]["duration"] == 2
    voice = screen.get_by_label("Voice note, 2 seconds")
    await voice.evaluate("audio => new Promise(done => { audio.onended = done; audio.play(); })")


def _sound() -> bytes:
    """Two seconds of silence."""
    raw = io.BytesIO()
    with wave.open(raw, "wb") as notes:
        notes.setparams((1, 2, 8000, 0, "NONE", ""))
        notes.writeframes(bytes(2 * 2 * 8000))
    return raw.getvalue()


async def test_times_are_those_of_the_reader_and_a_phone_can_be_elsewhere(
    visit: Open, box: Sandbox, bot: SmallBot, alice: int, phone: Phone
) -> None:
    box.world.clock.drive(1_772_442_000)  # 2 March 2026, 09:00 UTC
    await bot.send(alice, "Tick")
    page = await visit(box.url)
    time = phone(page, alice).locator(".message", has_text="Tick").locator("time")
    await expect(time).to_have_text("10:00")
    zone = phone(page, alice).get_by_label("Time zone of this phone")
    await zone.fill("Asia/Kolkata")
    await zone.press("Enter")
    await expect(time).to_have_text("14:30")
    await zone.fill("Nowhere")
    await zone.press("Enter")
    await expect(page.get_by_role("alert")).to_contain_text("zone: ")


HOSTILE = (
    '<script>document.title = "taken"</script><img src=x onerror="document.title=1">'
    "<style>body { display: none }</style><button>Free</button></li></ol></div>{{ 7 * 7 }}"
)


async def test_a_hostile_message_changes_nothing_on_the_page(
    visit: Open, box: Sandbox, bot: SmallBot, control: Control, alice: int, phone: Phone
) -> None:
    page = await visit(box.url)
    mallory = (await control.user("<b>Mallory</b>"))["id"]
    await expect(phone(page, mallory)).to_be_visible()
    title, tags = await page.title(), await _tags(page)
    await control.say(mallory, HOSTILE)
    await bot.send(alice, HOSTILE, [HOSTILE[:60]])
    for user in (alice, mallory):
        await expect(phone(page, user).get_by_text("{{ 7 * 7 }}")).to_be_visible()
    assert await page.title() == title
    assert not (await _tags(page)) - tags - {"BR"}
    assert await page.locator("body").is_visible()
    assert await page.locator(".words").locator("script, img, style").count() == 0
    assert await page.get_by_role("button", name="Free", exact=True).count() == 0


async def _tags(page: Page) -> set[str]:
    return set(await page.evaluate("[...document.querySelectorAll('*')].map(one => one.tagName)"))


async def test_two_windows_stay_in_step(
    visit: Open, box: Sandbox, bot: SmallBot, alice: int, bob: int, phone: Phone
) -> None:
    left, right = await visit(box.url), await visit(box.url)
    await phone(left, alice).get_by_role("textbox", name="Message").fill("From the left")
    await left.keyboard.press("Enter")
    await expect(phone(right, alice).get_by_text("From the left")).to_be_visible()
    await phone(right, bob).get_by_label("Back to all chats").click()
    await expect(phone(left, bob).get_by_role("heading", name="Chats")).to_be_visible()
    await left.get_by_role("button", name="Pause").click()
    await expect(right.get_by_text("Stands still", exact=True)).to_be_visible()
    await right.get_by_text("Add a person").click()
    await right.get_by_label("First name").fill("Dora")
    await right.get_by_role("button", name="Add", exact=True).click()
    await expect(left.get_by_role("button", name="Dora")).to_be_visible()


async def test_what_is_half_typed_survives_what_happens_meanwhile(
    visit: Open, box: Sandbox, bot: SmallBot, alice: int, phone: Phone
) -> None:
    page = await visit(box.url)
    field = phone(page, alice).get_by_role("textbox", name="Message")
    await field.fill("half a")
    await bot.send(alice, "Are you there?")
    await bot.call("sendMessage", chat_id=alice, text="?", reply_markup={"force_reply": True})
    await expect(phone(page, alice).get_by_text("Reply to")).to_be_visible()
    await expect(field).to_have_value("half a")
    await expect(field).to_be_focused()


async def test_the_log_shows_calls_live_and_their_parameters_on_click(
    visit: Open, box: Sandbox, bot: SmallBot, alice: int
) -> None:
    page = await visit(box.url)
    log = page.get_by_role("log", name="Calls")
    await bot.send(alice, "Hello, log")
    line = log.locator("summary", has_text="sendMessage")
    await expect(line).to_contain_text("200")
    await line.click()
    await expect(log.get_by_text('"text": "Hello, log"')).to_be_visible()
    await expect(log.locator("summary", has_text="getUpdates").first).to_be_hidden()
    await page.get_by_label("Leave out getUpdates").uncheck()
    await expect(log.locator("summary", has_text="getUpdates").first).to_be_visible()


async def test_faults_are_planned_and_met(
    visit: Open, box: Sandbox, bot: SmallBot, alice: int
) -> None:
    page = await visit(box.url)
    panel = page.locator("#faults")
    await panel.get_by_role("heading", name="Faults").click()
    await panel.get_by_label("Method").fill("getMe")
    await panel.get_by_label("What goes wrong").select_option("http_500")
    await panel.get_by_role("button", name="Let it go wrong").click()
    await expect(panel.get_by_text("1 more")).to_be_visible()
    with pytest.raises(AssertionError, match="500"):
        await bot.call("getMe")
    await expect(panel.get_by_text("Nothing is planned to go wrong.")).to_be_visible()
    await expect(page.locator(".ill", has_text="getMe")).to_contain_text("500")


async def test_the_clock_is_paused_set_on_and_sped_up(
    visit: Open, box: Sandbox, bot: SmallBot
) -> None:
    page = await visit(box.url)
    panel = page.locator("#clock")
    await panel.get_by_role("button", name="Pause").click()
    await expect(panel.get_by_role("button", name="Go on")).to_be_visible()
    before = box.world.clock.now()
    await panel.get_by_role("button", name="A day on").click()
    await expect(panel.get_by_role("button", name="A day on")).not_to_have_attribute(
        "aria-busy", "true"
    )
    assert box.world.clock.now() == before + 86_400
    await panel.get_by_label("Speed").select_option("60")
    await expect(panel.locator(".hint")).to_have_text("a minute a second")
    await panel.get_by_role("button", name="Real time").click()
    await expect(panel.locator(".hint")).to_have_text("Real time")
    assert not box.world.clock.driven
