"""A Round that six people have taken part in, sealed and told, without the dialogues before it."""

import secrets
from datetime import UTC, datetime
from typing import Any, Unpack

from bot.domain.asking.rounds import Round
from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility
from bot.domain.hearing.pool import Pooled
from bot.domain.hearing.receipts import receipt_hash
from bot.domain.people.teams import Team
from bot.flows.base.step import Step
from bot.flows.hearing.releases import release
from bot.storage.hearing import pool
from bot.storage.people import members, teams
from tests.desk import Office, Phone
from tests.factories import add_round
from tests.stage import MONDAY

FRIDAY = datetime(2026, 3, 6, 12, 0, tzinfo=UTC)
"""One o'clock in Stockholm, when Max gets his Digest."""

CHANNEL = -100


async def north(
    office: Office, *, chat_id: int | None = CHANNEL, **fields: Unpack[members.Fields]
) -> tuple[Team, Phone]:
    """A team with a channel, and its manager."""
    team = await office.team(chat_id=chat_id)
    manager: members.Fields = {"next_digest_at": FRIDAY}
    return team, await office.member("Max", team, Role.MANAGER, **(manager | fields))


async def tell(
    step: Step, team_id: int, words: str = "Said by", *, taps_only: bool = False
) -> None:
    """Six people have shared; their Round ends, and the channel hears of it.

    In the first Round, the words of each have the Receipt "receipt-0", "receipt-1" and so on.
    """
    team = await teams.by_id(step.tx, team_id)
    assert team is not None
    ended = await add_round(step.tx, team_id, step.now)
    chat = {"chat_id": team.chat_id}
    shared = [pooled(ended, "what", n, text=f"{words} {n}", **chat) for n in range(6)]
    tapped = [pooled(ended, "room", n, options=(str(3 + n % 2),), **chat) for n in range(6)]
    bank = step.house.banks["weekly-check"]
    kept = await release(step, team, bank, ended, tapped if taps_only else [*shared, *tapped])
    await pool.add_many(step.tx, kept)


def pooled(ended: Round, question: str, voice: int, **said: Any) -> Pooled:
    receipt = f"receipt-{voice}" if question == "what" else secrets.token_hex(8)
    words = {"options": (), "text": ""} | said
    return Pooled(
        id=secrets.token_hex(8),
        team_id=ended.team_id,
        bank_id=ended.bank_id,
        round_id=ended.id,
        question_id=question,
        visibility=Visibility.TEAM_UNNAMED,
        voice=f"voice-{voice}",
        week=MONDAY.date(),
        receipt_hash=receipt_hash(receipt) if ended.id == 1 else secrets.token_hex(16),
        receipt_before=secrets.token_hex(16),
        **words,
    )
