"""Each Seal finds what is owed too late to be of use, without a look at all that is owed."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

EXPIRES = sa.text("expires_at IS NOT NULL")


def upgrade() -> None:
    """What has been sent does not expire any more."""
    op.execute("UPDATE delivery SET expires_at = NULL WHERE state = 'sent'")
    op.create_index(
        "ix_delivery_expiry",
        "delivery",
        ["bot_id", "expires_at"],
        sqlite_where=EXPIRES,
        postgresql_where=EXPIRES,
    )
