"""Runs that find out something else than one plan: a quarter, reasons, what a rule is worth."""

import sqlalchemy as sa
from alembic import op

revision = "m0010"
down_revision = "m0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema one step on."""
    with op.batch_alter_table("runs") as runs:
        runs.add_column(
            sa.Column("kind", sa.String(length=16), nullable=False, server_default="plan")
        )
        runs.add_column(sa.Column("wish", sa.Text(), nullable=False, server_default="{}"))
        runs.add_column(sa.Column("outcome_digest", sa.String(length=64), nullable=True))
