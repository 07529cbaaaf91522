"""Boards of drafts, and the best plans of searches under way."""

import sqlalchemy as sa
from alembic import op

revision = "m0011"
down_revision = "m0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema one step on."""
    op.create_table(
        "board_steps",
        sa.Column("board_id", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("plan_id", sa.String(length=64), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["board_id"], ["plans.id"], name=op.f("fk_board_steps_board_id_plans")
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plans.id"], name=op.f("fk_board_steps_plan_id_plans")
        ),
        sa.PrimaryKeyConstraint("board_id", "number", name=op.f("pk_board_steps")),
    )
    op.create_index(op.f("ix_board_steps_plan_id"), "board_steps", ["plan_id"])
    op.create_table(
        "run_bests",
        sa.Column("run_id", sa.String(length=64), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("run_id", name=op.f("pk_run_bests")),
    )
