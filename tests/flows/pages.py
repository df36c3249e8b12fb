"""A second edge, which knows no chat: whoever acts on it gets JSON.

It shows that flows ask nothing of an edge but who acts: what they return is rendered, and what they
owe to others stays owed.
"""

import json
from typing import Any

from bot.domain.base.actors import Actor
from bot.flows.base.envelope import pack
from bot.flows.base.told import Telling, Told
from bot.flows.transport import deliveries
from tests.desk import Flow, Office

Item = dict[str, Any]
"""What a flow has told somebody: its `kind` and `body`, or the key of a line that flashes up."""


class Page:
    """One person's page."""

    def __init__(self, office: Office, telegram_id: int, name: str) -> None:
        self.office = office
        self.actor = Actor(telegram_id=telegram_id, name=name, language_code="en")
        self.items: list[Item] = []
        self._written = 0

    async def does(self, flow: Flow, *arguments: Any) -> None:
        """Call a use case, and show what comes of it."""
        told = await self.office.do(lambda step: flow(step, self.actor, *arguments))
        self.items += json.loads(rendered(told))

    async def looks(self) -> None:
        """Show what others have made the bot owe this person."""
        owed = [one for one in await self.office.owed() if one.chat_id == self.actor.telegram_id]
        for one in owed:
            self.items.append({"kind": one.kind, "body": json.loads(one.body or "{}")})
        await self.office.do(lambda step: deliveries.sent(step, [(one, None) for one in owed]))

    def last(self, kind: str) -> dict[str, Any]:
        """The body of the newest item of this kind."""
        body: dict[str, Any] = [one for one in self.items if one.get("kind") == kind][-1]["body"]
        return body

    def writes(self) -> int:
        """The number of the next thing that is written here."""
        self._written += 1
        return self._written


def rendered(telling: Telling) -> str:
    """What somebody is told, as JSON."""
    return json.dumps(
        [_item(one) if isinstance(one, Told) else {"flash": one.key} for one in telling]
    )


def _item(told: Told) -> Item:
    packed = pack(told.message)
    return {"kind": packed["kind"], "body": json.loads(packed["body"])}
