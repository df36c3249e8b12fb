"""Updates that were handled lose their day, and those are marked that a Seal has overtaken."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

OVERTAKEN = sa.text("overtaken")
FORGOTTEN = (
    "state <> 'handled'"
    " OR (body IS NULL AND lane IS NULL AND received_on IS NULL AND NOT overtaken)"
)


def upgrade() -> None:
    """Of an update that was handled the bare number stays: with its day it told, where one person
    alone is asked on a day, that they had answered."""
    with op.batch_alter_table("inbox") as batch:
        batch.add_column(
            sa.Column("overtaken", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch.alter_column("received_on", existing_type=sa.Date(), nullable=True)
        batch.drop_constraint("forgotten", type_="check")
    op.execute("UPDATE inbox SET received_on = NULL WHERE state = 'handled'")
    with op.batch_alter_table("inbox") as batch:
        batch.create_check_constraint("forgotten", FORGOTTEN)
    op.create_index(
        "ix_inbox_overtaken",
        "inbox",
        ["overtaken"],
        sqlite_where=OVERTAKEN,
        postgresql_where=OVERTAKEN,
    )
    if op.get_context().dialect.name == "postgresql":
        op.execute('ALTER TABLE "inbox" ALTER COLUMN "overtaken" SET STATISTICS 0')
