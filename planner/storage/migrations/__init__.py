"""The schema's one history; `upgrade` brings a database to its newest form."""

from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from planner.domain.errors import StoreUnavailable

if TYPE_CHECKING:
    from alembic.config import Config

FOLDER = Path(__file__).parent


def upgrade(connection: sa.Connection) -> None:
    """Bring the schema to its newest form inside the caller's transaction.

    Raises `StoreUnavailable` for a schema that only a newer program knows.
    """
    if _is_newest(connection):
        return
    # Loaded when there is something to do: a store that is up to date opens without.
    from alembic import command
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    current = MigrationContext.configure(connection).get_current_revision()
    script = ScriptDirectory.from_config(_config())
    if current is not None and current not in {r.revision for r in script.walk_revisions()}:
        raise StoreUnavailable("a newer program made this database", revision=current)
    command.upgrade(_config(connection), "head")


def _is_newest(connection: sa.Connection) -> bool:
    """Whether the schema stands at the last step; the steps' files begin with their revisions."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return False
    last = max(file.stem.partition("_")[0] for file in (FOLDER / "versions").glob("m*.py"))
    found = connection.execute(sa.text("SELECT version_num FROM alembic_version"))
    return list(found.scalars()) == [last]


def newest() -> str | None:
    """The newest revision this program knows."""
    from alembic.script import ScriptDirectory

    return ScriptDirectory.from_config(_config()).get_current_head()


def _config(connection: sa.Connection | None = None) -> "Config":
    from alembic.config import Config

    config = Config()
    # Percent signs in a path would be read as interpolation.
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
