"""The schema's one history; `upgrade` brings a database to its newest form."""

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from planner.domain.errors import StoreUnavailable

FOLDER = Path(__file__).parent


def upgrade(connection: sa.Connection) -> None:
    """Bring the schema to its newest form inside the caller's transaction.

    Raises `StoreUnavailable` for a schema that only a newer program knows.
    """
    current = MigrationContext.configure(connection).get_current_revision()
    script = ScriptDirectory.from_config(_config())
    if current is not None and current not in {r.revision for r in script.walk_revisions()}:
        raise StoreUnavailable("a newer program made this database", revision=current)
    command.upgrade(_config(connection), "head")


def newest() -> str | None:
    """The newest revision this program knows."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def _config(connection: sa.Connection | None = None) -> Config:
    config = Config()
    # Percent signs in a path would be read as interpolation.
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
