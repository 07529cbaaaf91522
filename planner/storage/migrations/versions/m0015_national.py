"""Nationwide runs with their parts, weekly drafts, and duties done at their moments."""

import sqlalchemy as sa
from alembic import op

revision = "m0015"
down_revision = "m0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema one step on."""
    op.add_column(
        "runs", sa.Column("is_routine", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("runs", sa.Column("figures", sa.Text(), nullable=True))
    op.create_table(
        "national_runs",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("updated_at", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_national_runs")),
    )
    for column in ("created_at", "state"):
        op.create_index(op.f(f"ix_national_runs_{column}"), "national_runs", [column])
    op.create_table(
        "national_parts",
        sa.Column("national_id", sa.String(length=64), nullable=False),
        sa.Column("province_code", sa.String(length=2), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("run_id", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["national_id"],
            ["national_runs.id"],
            name=op.f("fk_national_parts_national_id"),
        ),
        sa.PrimaryKeyConstraint(
            "national_id", "province_code", "number", name=op.f("pk_national_parts")
        ),
    )
    op.create_index(op.f("ix_national_parts_run_id"), "national_parts", ["run_id"])
    op.create_table(
        "weekly_drafts",
        sa.Column("province_code", sa.String(length=2), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("province_code", name=op.f("pk_weekly_drafts")),
    )
    op.create_table(
        "ticks",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("due_at", sa.String(length=32), nullable=False),
        sa.Column("done_at", sa.String(length=32), nullable=False),
        sa.Column("run_id", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("name", "due_at", name=op.f("pk_ticks")),
    )
