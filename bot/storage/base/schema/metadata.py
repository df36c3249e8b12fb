"""What all tables are in, and how partial indexes are told to a database."""

from typing import Any

from sqlalchemy import Connection, MetaData, event, text

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

WHERE = "where"
"""What a partial index is for. To say it to SQLAlchemy for both databases at once would load all
that it knows of either, while a bot needs one: 2 MB, and a twentieth of its start."""


@event.listens_for(metadata, "before_create")
def _make_partial(_made: MetaData, connection: Connection, **_options: Any) -> None:
    for table in metadata.tables.values():
        for index in table.indexes:
            if where := index.info.get(WHERE):
                index.dialect_options[connection.dialect.name]["where"] = text(where)
