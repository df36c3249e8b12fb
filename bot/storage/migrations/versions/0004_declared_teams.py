"""Teams and Schedules that the settings file declares, by their ids there."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """So far, all were made in the chat."""
    for table, owner in (("team", "bot_id"), ("schedule", "team_id")):
        with op.batch_alter_table(table, table_kwargs={"sqlite_autoincrement": True}) as batch:
            batch.add_column(sa.Column("declared", sa.String(32)))
            batch.create_unique_constraint(f"uq_{table}_{owner}_declared", [owner, "declared"])
