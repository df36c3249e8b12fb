"""The way from any earlier schema to this one. Alembic reads the files here by their path."""
