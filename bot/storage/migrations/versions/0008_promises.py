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
    "answer": ("friends", "chat_id", "offer"),
    "membership": ("manager_after",),
    "pool": ("chat_id",),
    "release": ("first_round",),
}


def upgrade() -> None:
    op.add_column("team", sa.Column("chat_people", sa.Integer()))
    op.add_column("team", sa.Column("chat_public", sa.Boolean()))
    op.add_column("membership", sa.Column("manager_after", ID))
    op.add_column("release", sa.Column("first_round", ID))
    op.add_column("answer", sa.Column("friends", sa.JSON()))
    op.add_column("answer", sa.Column("chat_id", sa.BigInteger()))
    op.add_column("answer", sa.Column("offer", sa.String(8)))
    op.add_column("pool", sa.Column("chat_id", sa.BigInteger()))
    _part_roles()
    _promise()
    _insist()
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


def _promise() -> None:
    """What was shared is promised to the chat that its Team has now; if it has none, to nobody."""
    op.execute("UPDATE team SET chat_public = FALSE")
    # Managers go on getting letters about all Rounds that were told before; who comes later, not.
    op.execute("UPDATE release SET first_round = 1")
    op.execute("UPDATE answer SET friends = '[]'")
    op.execute(
        "UPDATE answer SET chat_id = (SELECT team.chat_id FROM prompt"
        " JOIN round ON round.id = prompt.round_id JOIN team ON team.id = round.team_id"
        " WHERE prompt.id = answer.prompt_id)"
        " WHERE visibility IN ('team_unnamed', 'team_named')"
    )
    op.execute(
        "UPDATE answer SET visibility = 'private'"
        " WHERE visibility IN ('team_unnamed', 'team_named') AND chat_id IS NULL"
    )
    op.execute(
        "UPDATE pool SET chat_id = (SELECT chat_id FROM team WHERE team.id = pool.team_id)"
        " WHERE visibility IN ('team_unnamed', 'team_named')"
    )
    op.execute(
        "DELETE FROM pool WHERE visibility IN ('team_unnamed', 'team_named')"
        " AND chat_id IS NULL AND release_id IS NULL"
    )


def _insist() -> None:
    """From now on the database refuses what is promised to nobody."""
    last_ids = _last_ids()
    with op.batch_alter_table("release") as release:
        release.alter_column("first_round", existing_type=ID, nullable=False)
    with op.batch_alter_table("team", table_kwargs={"sqlite_autoincrement": True}) as team:
        team.alter_column("chat_public", existing_type=sa.Boolean(), nullable=False)
    with op.batch_alter_table("answer", table_kwargs={"sqlite_autoincrement": True}) as answer:
        answer.alter_column("friends", existing_type=sa.JSON(), nullable=False)
        answer.create_check_constraint(
            "promised",
            "(visibility IN ('team_unnamed', 'team_named')) = (chat_id IS NOT NULL)",
        )
    with op.batch_alter_table("pool", table_kwargs={"sqlite_with_rowid": False}) as pool:
        pool.create_check_constraint(
            "promised",
            "visibility = 'friend' OR chat_id IS NOT NULL OR release_id IS NOT NULL",
        )
    for table, last in last_ids.items():
        put = sa.text("UPDATE sqlite_sequence SET seq = :last WHERE name = :table")
        op.execute(put.bindparams(last=last, table=table))


def _last_ids() -> dict[str, int]:
    """On SQLite, the last number of tables that never give one twice: it would go with the old
    table when the new one is built."""
    if op.get_context().dialect.name != "sqlite":
        return {}
    query = "SELECT name, seq FROM sqlite_sequence WHERE name IN ('answer', 'team')"
    rows = op.get_bind().execute(sa.text(query)).mappings()
    return {row["name"]: row["seq"] for row in rows}
