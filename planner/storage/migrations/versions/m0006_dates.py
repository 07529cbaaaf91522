"""Fixed dates and road states by date, of a province."""

import sqlalchemy as sa
from alembic import op

revision = "m0006"
down_revision = "m0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema one step on."""
    for name in ("fixed_dates", "road_seasons"):
        op.create_table(
            name,
            sa.Column("province_code", sa.String(length=2), nullable=False),
            sa.Column("position", sa.Integer(), nullable=False),
            sa.Column("document", sa.Text(), nullable=False),
            sa.PrimaryKeyConstraint("province_code", "position", name=op.f(f"pk_{name}")),
        )
