"""Private notes by month: their week told which Round they come from, and so whose do not."""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Forget the week. The wording that was asked stays with the notes there are."""
    op.execute("ALTER TABLE note RENAME COLUMN week TO month")
    if op.get_context().dialect.name == "sqlite":
        op.execute("UPDATE note SET month = substr(month, 1, 8) || '01'")
    else:
        op.execute("UPDATE note SET month = date_trunc('month', month)::date")
