"""From semantic messages to Telegram's, at the moment they are sent."""

from dataclasses import replace

import structlog

from bot.charts.painter import Painter, PaintingError
from bot.chat.rendered import File, Rendered
from bot.chat.translator import translator
from bot.chat.views import VIEWS
from bot.domain.transport.deliveries import Delivery
from bot.flows.base.envelope import decode

log = structlog.get_logger()


class Renderer:
    """Turns a Delivery into text and buttons in its reader's language; has its picture drawn."""

    def __init__(self, painter: Painter) -> None:
        self._painter = painter

    async def render(self, delivery: Delivery) -> Rendered:
        """KeyError or ValidationError if this version does not know the message."""
        message = decode(delivery.kind, delivery.body or "{}")
        rendered = VIEWS[type(message)](translator(delivery.language), message)
        return await self._with_paper(await self._with_picture(rendered))

    async def _with_picture(self, rendered: Rendered) -> Rendered:
        if rendered.picture is None:
            return rendered
        try:
            drawn = await self._painter.paint(rendered.picture)
        except PaintingError as error:
            # The text message says the same; it is only less pleasant to look at.
            log.warning("picture.not_drawn", error=str(error))
            return replace(rendered, picture=None)
        return replace(rendered, picture=None, photo=File(name="picture.png", content=drawn))

    async def _with_paper(self, rendered: Rendered) -> Rendered:
        paper = rendered.paper
        if paper is None:
            return rendered
        try:
            printed = await self._painter.print(paper.content)
        except PaintingError as error:
            log.warning("paper.not_printed", error=str(error))
            return replace(rendered, text=paper.instead, paper=None)
        return replace(rendered, paper=None, document=File(name=paper.name, content=printed))
