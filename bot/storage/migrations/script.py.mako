"""${message}."""

import sqlalchemy as sa
from alembic import op

revision = "${up_revision}"
down_revision = "${down_revision}"


def upgrade() -> None:
    # Tables are changed in `with op.batch_alter_table(...)`, which SQLite needs.
    ${upgrades if upgrades else "pass"}
