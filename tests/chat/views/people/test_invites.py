"""The link on paper and on screen."""

from datetime import UTC, datetime

from bot.chat.rendered import CAPTION_LIMIT
from bot.chat.translator import translator
from bot.chat.views.people.invites import invite_picture
from bot.domain.base.roles import Role
from bot.domain.messages.people.invites import InviteLine, InvitePicture
from bot.domain.people.invites import InviteState
from bot.domain.people.teams import NAME_LIMIT

LINK = "https://t.me/eftertanke_bot?start=abcdefghij-KLMNOPQ_12"
MESSAGE = InvitePicture(
    team_id=1,
    team="&" * NAME_LIMIT,
    line=InviteLine(
        invite_id=1,
        role=Role.CRITICAL_FRIEND,
        uses=0,
        max_uses=25,
        expires_at=datetime(2026, 3, 9, tzinfo=UTC),
        state=InviteState.OPEN,
        zone="Europe/Stockholm",
        made_by="<b>Alice</b>" * 5,
    ),
    link=LINK,
)


def test_the_picture_is_a_png_and_the_same_link_always_looks_the_same() -> None:
    first, again = (invite_picture(translator("en"), MESSAGE).photo for _ in range(2))
    assert first is not None
    assert first == again
    assert first.content.startswith(b"\x89PNG")
    assert len(first.content) < 10_000


def test_the_caption_fits_and_peoples_words_stay_harmless() -> None:
    text = invite_picture(translator("en"), MESSAGE).text
    assert len(text.striptags()) <= CAPTION_LIMIT
    assert "<b>Alice" not in text
    assert f'href="{LINK}"' in text
