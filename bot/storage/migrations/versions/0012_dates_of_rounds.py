"""Managers get what comes of Rounds by their date, and the number of a Round that people begin by
themselves is drawn by lot: among those of the others it told on which day somebody had begun."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.add_column("membership", sa.Column("manager_since", sa.Date()))
    op.add_column("release", sa.Column("first_date", sa.Date()))
    op.execute(
        "UPDATE membership SET manager_since = COALESCE((SELECT MAX(round.on_date) FROM round"
        " WHERE round.id <= membership.manager_after), '1970-01-01')"
        " WHERE manager_after IS NOT NULL"
    )
    op.execute(
        "UPDATE release SET first_date = COALESCE((SELECT round.on_date FROM round"
        " WHERE round.id = release.first_round), on_date)"
    )
    with op.batch_alter_table("membership") as batch:
        batch.drop_column("manager_after")
    with op.batch_alter_table("release") as batch:
        batch.alter_column("first_date", existing_type=sa.Date(), nullable=False)
        batch.drop_column("first_round")
    _draw_lots()
    if op.get_context().dialect.name == "postgresql":
        for table, column in (("membership", "manager_since"), ("release", "first_date")):
            op.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS 0")


def _draw_lots() -> None:
    """For all that are sealed, so that no gap is left either. An open one is known anyhow."""
    rows = op.get_bind()
    sealed = "SELECT id FROM round WHERE state = 'sealed' AND id > 0"
    for (old,) in rows.execute(sa.text(sealed)).all():
        lot = {"lot": -(2**60) - secrets.randbelow(2**60), "old": old}
        rows.execute(sa.text("UPDATE round SET id = :lot WHERE id = :old"), lot)
        rows.execute(sa.text("UPDATE pool SET round_id = :lot WHERE round_id = :old"), lot)
