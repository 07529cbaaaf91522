"""The life of plans: their steps, and the visits that published ones announce."""

import sqlalchemy as sa
from alembic import op

revision = "m0005"
down_revision = "m0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema one step on."""
    op.add_column("plans", sa.Column("version", sa.Integer(), server_default="1", nullable=False))
    op.create_table(
        "plan_steps",
        sa.Column("plan_id", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("step", sa.String(length=16), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("is_override", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("fk_plan_steps_plan_id")),
        sa.PrimaryKeyConstraint("plan_id", "version", name=op.f("pk_plan_steps")),
    )
    op.create_table(
        "published_visits",
        sa.Column("plan_id", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("province_code", sa.String(length=2), nullable=False),
        sa.Column("village_code", sa.String(length=64), nullable=False),
        sa.Column("service_code", sa.String(length=64), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("unit_code", sa.String(length=64), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plans.id"], name=op.f("fk_published_visits_plan_id")
        ),
        sa.PrimaryKeyConstraint("plan_id", "position", name=op.f("pk_published_visits")),
    )
    op.create_index(
        op.f("ix_published_visits_province_code"), "published_visits", ["province_code"]
    )
