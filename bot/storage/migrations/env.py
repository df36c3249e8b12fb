"""How a migration runs: on the connection it is handed, inside the transaction begun there."""

from alembic import context

from bot.storage.base.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # SQLite changes a column by building the table anew.
    render_as_batch=True,
)
context.run_migrations()
