"""Weeks of reflections that people begin by themselves are dated by their Monday."""

from datetime import date, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Until now they kept, for good, the day on which somebody had begun."""
    rows = op.get_bind()
    round_ = _table("round", sa.column("slot", sa.String))
    release = _table("release")
    own = sa.select(round_).where(round_.c.slot.like("self:%"))
    for row in rows.execute(own).mappings().all():
        day: date = row["on_date"]
        monday = day - timedelta(days=day.weekday())
        rows.execute(sa.update(round_).where(round_.c.id == row["id"]).values(on_date=monday))
        told = (
            release.c.team_id == row["team_id"],
            release.c.bank_id == row["bank_id"],
            release.c.on_date == day,
        )
        rows.execute(sa.update(release).where(*told).values(on_date=monday))


def _table(name: str, *more: sa.ColumnClause[str]) -> sa.TableClause:
    return sa.table(
        name,
        sa.column("id", ID),
        sa.column("team_id", ID),
        sa.column("bank_id", sa.String),
        sa.column("on_date", sa.Date),
        *more,
    )
