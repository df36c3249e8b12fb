"""What is new to people is explained to them once."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Whoever is here has read who may see what, each time that they were asked."""
    op.add_column("member", sa.Column("next_hint", sa.String(24)))
    op.add_column("member", sa.Column("hint_from", sa.Date()))
    op.add_column("prompt", sa.Column("hint", sa.String(24)))
    op.execute("UPDATE member SET next_hint = 'habits'")
    if op.get_context().dialect.name == "postgresql":
        for table, column in (("member", "next_hint"), ("member", "hint_from"), ("prompt", "hint")):
            op.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS 0")
