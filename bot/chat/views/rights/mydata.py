"""What is kept about a person, as a file to read and as JSON."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from bot.chat.rendered import File, Rendered, Views
from bot.chat.translator import Translator
from bot.chat.views.asking import frequency_caps, notes, prompts
from bot.chat.views.base import drafts
from bot.chat.views.base.held import Held, Lines, Listing
from bot.chat.views.hearing import pool
from bot.chat.views.people import invites, members
from bot.chat.views.rights import register
from bot.chat.views.transport import waiting
from bot.domain.messages.rights.mydata import GiveMyData, GiveMyDataFile, MyData

FORMAT = 1
"""Version of the JSON document; docs/mydata.md describes it."""

LISTINGS: tuple[Listing, ...] = (
    *members.MYDATA,
    *prompts.MYDATA,
    *notes.MYDATA,
    *pool.MYDATA,
    *drafts.MYDATA,
    *frequency_caps.MYDATA,
    *invites.MYDATA,
    *register.MYDATA,
    *waiting.MYDATA,
)
"""What stands in the file to read, in this order."""


def give_my_data(say: Translator, message: GiveMyData) -> Rendered:
    text = say.t(
        "This is everything I keep that is linked to you. This file is for reading; the next one"
        " holds the same for programs. What you shared without your name is not in it once its"
        " round is closed: I can't tell any more which of it is yours. The button under your answer"
        " can."
    )
    content = "\n".join(_document(say, message.data)).encode()
    return Rendered(text=text, document=File(name="eftertanke.txt", content=content))


def give_my_data_file(say: Translator, message: GiveMyDataFile) -> Rendered:
    document: dict[str, Any] = {
        "format": FORMAT,
        **message.data,
        "not_included": _not_included(say),
    }
    content = json.dumps(document, ensure_ascii=False, indent=2).encode()
    return Rendered(
        text=say.t("The same, for programs."),
        document=File(name="eftertanke.json", content=content),
    )


def _not_included(say: Translator) -> dict[str, str]:
    return {
        "unnamed_answers": say.label(
            "What you shared without your name, once its round is closed. Nobody can tell any more"
            " who wrote it, and neither can I. The button under your answer in our chat still finds"
            " it: with it you can see what became of it, and delete it."
        ),
        "telegram": say.label(
            "Our chat itself. It lies with Telegram and on your devices, and you can delete it"
            " there."
        ),
        "backups": say.label(
            "Backups that the operator may have made. Ask them how long they keep those."
        ),
    }


def _document(say: Translator, data: MyData) -> Lines:
    held = Held(data)
    title = say.label("What Eftertanke keeps about you")
    made_at = datetime.fromisoformat(data["made_at"])
    yield from (title, "=" * len(title), "", str(say.moment(made_at, held.zone)))
    for listing in LISTINGS:
        yield from _section(listing.heading(say), listing.lines(say, held))
    yield from _section(say.label("What is not in here, and why"), _not_included(say).values())


def _section(heading: str, lines: Iterable[str]) -> Lines:
    """A heading and its lines; left out if there are none."""
    found = list(lines)
    if found:
        yield from ("", heading, "-" * len(heading), *found)


VIEWS: Views = {
    GiveMyData: give_my_data,
    GiveMyDataFile: give_my_data_file,
}
