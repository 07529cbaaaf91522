"""Tables of nationwide runs, weekly drafts and duties done; see `planner.storage.tables`."""

import sqlalchemy as sa

from planner.storage.metadata import METADATA, Moment

national_runs = sa.Table(
    "national_runs",
    METADATA,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("created_at", Moment, nullable=False, index=True),
    sa.Column("updated_at", Moment, nullable=False),
    sa.Column("state", sa.String(16), nullable=False, index=True),
    sa.Column("document", sa.Text, nullable=False),
)
national_parts = sa.Table(
    "national_parts",
    METADATA,
    sa.Column("national_id", sa.ForeignKey("national_runs.id"), primary_key=True),
    sa.Column("province_code", sa.String(2), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("run_id", sa.String(64), nullable=False, index=True),
)
weekly_drafts = sa.Table(
    "weekly_drafts",
    METADATA,
    sa.Column("province_code", sa.String(2), primary_key=True),
    sa.Column("document", sa.Text, nullable=False),
)
ticks = sa.Table(
    "ticks",
    METADATA,
    sa.Column("name", sa.String(64), primary_key=True),
    sa.Column("due_at", Moment, primary_key=True),
    sa.Column("done_at", Moment, nullable=False),
    sa.Column("run_id", sa.String(64)),
)
