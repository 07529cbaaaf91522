"""The table of hooks; see `planner.storage.tables`."""

import sqlalchemy as sa

from planner.storage.metadata import METADATA

hooks = sa.Table(
    "hooks",
    METADATA,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("province_code", sa.String(2), nullable=False, index=True),
    sa.Column("document", sa.Text, nullable=False),
)
