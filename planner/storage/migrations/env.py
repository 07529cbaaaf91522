"""Run by Alembic: migrates over the connection that it was handed, in that transaction."""

from alembic import context

from planner.storage.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
)
context.run_migrations()
