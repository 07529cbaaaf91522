"""What happened at visits, villages that were told, and letterheads."""

import sqlalchemy as sa
from alembic import op

revision = "m0012"
down_revision = "m0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema one step on."""
    op.create_table(
        "recorded_visits",
        sa.Column("province_code", sa.String(length=2), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("village_code", sa.String(length=64), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("province_code", "key", "version", name=op.f("pk_recorded_visits")),
    )
    op.create_index(
        op.f("ix_recorded_visits_province_code_village_code_date"),
        "recorded_visits",
        ["province_code", "village_code", "date"],
    )
    op.create_table(
        "tellings",
        sa.Column("province_code", sa.String(length=2), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("village_code", sa.String(length=64), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("province_code", "number", name=op.f("pk_tellings")),
    )
    op.create_index(op.f("ix_tellings_province_code_date"), "tellings", ["province_code", "date"])
    op.create_table(
        "letterheads",
        sa.Column("province_code", sa.String(length=2), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("province_code", name=op.f("pk_letterheads")),
    )
