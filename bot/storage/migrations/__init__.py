"""The way from any earlier schema to this one. Alembic reads the files here by their path.

`alembic revision --rev-id 0002 -m "Add ..."` lays out the next one. What has been released is never
changed again; there is no downgrade.
"""
