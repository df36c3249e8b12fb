"""Representatives stand for the people of a Team, and may pause what is asked there."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.add_column("member", sa.Column("representative_since", sa.Date()))
    op.add_column("team", sa.Column("held_until", sa.DateTime(timezone=True)))
    if op.get_context().dialect.name == "postgresql":
        op.execute("ALTER TABLE member ALTER COLUMN representative_since SET STATISTICS 0")
