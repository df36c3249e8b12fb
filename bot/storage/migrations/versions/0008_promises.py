"""Who may read an answer is fixed when its author chooses: which critical friends, which chat, and
from which Round on a manager is told.

Of what was chosen before, nobody knows which friends the author was shown: it goes back to them at
the Seal. What a Team has shared and could be told in no chat is given up.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

LEADING = {"facilitator", "manager"}

UNSAMPLED = {
    "membership": ("manager_after",),
    "release": ("first_round",),
}


def upgrade() -> None:
    op.add_column("membership", sa.Column("manager_after", ID))
    op.add_column("release", sa.Column("first_round", ID))
    _part_roles()
    # Managers go on getting letters about all Rounds that were told before; who comes later, not.
    op.execute("UPDATE release SET first_round = 1")
    with op.batch_alter_table("release") as batch:
        batch.alter_column("first_round", existing_type=ID, nullable=False)
    if op.get_context().dialect.name == "postgresql":
        for table, columns in UNSAMPLED.items():
            stop = ", ".join(f'ALTER COLUMN "{column}" SET STATISTICS 0' for column in columns)
            op.execute(f'ALTER TABLE "{table}" {stop}')


def _part_roles() -> None:
    """Nobody is critical friend and leader of one Team any more: they are its leader. Managers are
    told of every Round there has been."""
    rows = op.get_bind()
    membership = sa.table(
        "membership",
        sa.column("member_id", ID),
        sa.column("team_id", ID),
        sa.column("roles", sa.JSON),
        sa.column("manager_after", ID),
    )
    for row in rows.execute(sa.select(membership)).mappings().all():
        held = row["roles"]
        if LEADING & {*held}:
            held = [role for role in held if role != "critical_friend"]
        rows.execute(
            sa.update(membership)
            .where(
                membership.c.member_id == row["member_id"], membership.c.team_id == row["team_id"]
            )
            .values(roles=held, manager_after=0 if "manager" in held else None)
        )
