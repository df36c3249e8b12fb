"""What becomes of a message when it is sent: pictures are drawn and papers printed elsewhere, and
where they can't be, the message says so or says the same in words."""

from datetime import date
from typing import cast

import pytest

from bot.charts.painter import Painter, PaintingError
from bot.charts.papers import Paper
from bot.charts.pictures import Picture
from bot.chat.rendering import Renderer
from bot.domain.hearing.insights import Band
from bot.domain.messages.asking.cpd import CpdSummary, GiveCpdPaper, Piece
from bot.domain.messages.base.message import Message
from bot.domain.messages.hearing.insights import TellInsight, TellPicture
from bot.domain.transport.deliveries import Delivery, DeliveryState, Priority
from bot.flows.base.envelope import encode
from tests.stage import MONDAY

DAY = date(2026, 3, 2)
SUMMARY = CpdSummary(
    name="Bob",
    first=DAY,
    last=DAY,
    made_on=DAY,
    pieces=(Piece(month=DAY, question="", text="A heron."),),
    estimated=0,
    own=0,
)
INSIGHT = TellInsight(
    team="North", bank="Check", on=DAY, floor=5, took_part=Band(low=5, high=9), waits=True
)


class Hands:
    """In place of a Painter: what it draws is what it was given, or it can do nothing."""

    def __init__(self, *, clumsy: bool = False) -> None:
        self.clumsy = clumsy

    async def paint(self, picture: Picture) -> bytes:
        return self._made(picture.title)

    async def print(self, paper: Paper) -> bytes:
        return self._made(paper.title)

    def _made(self, title: str) -> bytes:
        if self.clumsy:
            raise PaintingError("slipped")
        return title.encode()


def renderer(*, clumsy: bool = False) -> Renderer:
    return Renderer(cast(Painter, Hands(clumsy=clumsy)))


def owed(message: Message) -> Delivery:
    kind, body = encode(message)
    return Delivery(
        id=1,
        bot_id=1,
        chat_id=1,
        thread_id=None,
        priority=Priority.REPLY,
        kind=kind,
        body=body,
        language="en",
        subject=None,
        subject_id=None,
        round_id=None,
        edits=None,
        reply_to=None,
        state=DeliveryState.OWED,
        not_before=MONDAY,
        expires_at=None,
        attempts=0,
        message_id=None,
        error=None,
    )


async def test_a_paper_becomes_a_document() -> None:
    rendered = await renderer().render(owed(GiveCpdPaper(summary=SUMMARY)))
    assert rendered.document is not None
    assert rendered.document.name == "reflections-2026-03-2026-03.pdf"
    assert rendered.document.content == b"Reflections"
    assert rendered.call(None)[0] == "sendDocument"


async def test_whoever_waits_for_a_paper_that_can_not_be_printed_is_told() -> None:
    rendered = await renderer(clumsy=True).render(owed(GiveCpdPaper(summary=SUMMARY)))
    method, wish = rendered.call(None)
    assert method == "sendMessage"
    assert "The other file holds the same" in wish["text"]


@pytest.mark.parametrize(("clumsy", "method"), [(False, "sendPhoto"), (True, "sendMessage")])
async def test_a_picture_that_can_not_be_drawn_is_left_to_its_words(
    clumsy: bool, method: str
) -> None:
    told = owed(TellPicture(insight=INSIGHT, worded=True))
    rendered = await renderer(clumsy=clumsy).render(told)
    assert rendered.call(None)[0] == method
    assert "Check" in rendered.text
