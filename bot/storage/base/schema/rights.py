"""The Register: what is done to the tool itself."""

from sqlalchemy import JSON, BigInteger, CheckConstraint, Column, Date, ForeignKey, Table

from bot.domain.base.deeds import Deed, Hand
from bot.storage.base.columns import Id, Word, belongs_to, own_id
from bot.storage.base.schema.metadata import metadata

deed = Table(
    "deed",
    metadata,
    own_id(),
    Column("bot_id", BigInteger),
    Column("team_id", Id, ForeignKey("team.id", ondelete="CASCADE"), index=True),
    Column("on_date", Date, nullable=False),
    Column("kind", Word(Deed), nullable=False),
    Column("hand", Word(Hand), nullable=False),
    belongs_to("member", null=True),
    Column("whom_id", Id, ForeignKey("member.id", ondelete="SET NULL"), index=True),
    Column("facts", JSON, nullable=False),
    # A name that is not here any more must not be taken for an operator's, nor the other way.
    CheckConstraint("member_id IS NULL OR hand = 'member'", name="hand"),
)
