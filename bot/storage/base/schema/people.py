"""People, Teams, and what ties them."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from bot.domain.asking.hints import Hint
from bot.domain.base.dangers import Danger
from bot.domain.base.roles import Role
from bot.domain.base.visibility import Visibility
from bot.storage.base.columns import Id, Listed, Moment, Word, WordList, belongs_to, own_id
from bot.storage.base.schema.metadata import metadata

member = Table(
    "member",
    metadata,
    own_id(),
    Column("bot_id", BigInteger, nullable=False),
    Column("telegram_id", BigInteger, nullable=False),
    Column("name", Text, nullable=False),
    Column("language", String(8), nullable=False),
    Column("zone", String(64), nullable=False),
    Column("days", Listed, nullable=False),
    Column("ask_at", Integer, nullable=False),
    Column("quiet_from", Integer, nullable=False),
    Column("quiet_to", Integer, nullable=False),
    Column("usual_words", Word(Visibility), nullable=False),
    Column("usual_taps", Word(Visibility), nullable=False),
    Column("paused_until", Date),
    Column("reachable", Boolean, nullable=False),
    Column("owner", Boolean, nullable=False),
    Column("digest_day", Integer, nullable=False),
    Column("digest_at", Integer, nullable=False),
    Column("next_digest_at", Moment, index=True),
    Column("digested_until", Moment),
    Column("next_hint", Word(Hint), default=Hint.READERS),
    Column("hint_from", Date),
    Column("representative_since", Date),
    UniqueConstraint("bot_id", "telegram_id"),
    sqlite_autoincrement=True,
)

team = Table(
    "team",
    metadata,
    own_id(),
    Column("bot_id", BigInteger, nullable=False),
    Column("name", Text, nullable=False),
    Column("languages", Listed, nullable=False),
    Column("zone", String(64), nullable=False),
    Column("floor", Integer, CheckConstraint("floor >= 5", name="floor"), nullable=False),
    Column("chat_id", BigInteger, index=True),
    Column("thread_id", BigInteger),
    Column("chat_title", Text, nullable=False),
    Column("chat_people", Integer),
    Column("chat_public", Boolean, nullable=False, default=False),
    Column("declared", String(32)),
    Column("held_until", Moment),
    UniqueConstraint("bot_id", "declared"),
    sqlite_autoincrement=True,
)

membership = Table(
    "membership",
    metadata,
    Column("member_id", Id, ForeignKey("member.id", ondelete="CASCADE"), primary_key=True),
    Column("team_id", Id, ForeignKey("team.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("roles", WordList(Role), nullable=False),
    Column("manager_since", Date),
)

support = Table(
    "support",
    metadata,
    own_id(),
    Column("bot_id", BigInteger, nullable=False),
    Column("team_id", Id, ForeignKey("team.id", ondelete="CASCADE"), index=True),
    Column("lines", JSON, nullable=False),
    UniqueConstraint("bot_id", "team_id"),
)

danger = Table(
    "danger",
    metadata,
    Column("bot_id", BigInteger, primary_key=True, autoincrement=False),
    Column("month", Date, primary_key=True),
    Column("danger", Word(Danger), primary_key=True),
    Column("times", Integer, nullable=False),
)

invite = Table(
    "invite",
    metadata,
    own_id(),
    Column("bot_id", BigInteger, nullable=False),
    Column("token", String(32), nullable=False, unique=True),
    belongs_to("team", null=False),
    Column("role", Word(Role), nullable=False),
    Column("made_by", Id, ForeignKey("member.id", ondelete="SET NULL")),
    Column("expires_at", Moment, nullable=False),
    Column("max_uses", Integer, nullable=False),
    Column("uses", Integer, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    CheckConstraint("uses <= max_uses", name="uses"),
)
# Links to what somebody is in the whole installation belong to no Team.
invite.c.team_id.nullable = True
