"""Reports of field teams, decisions on them, and announced visits that did not happen."""

import sqlalchemy as sa
from alembic import op

revision = "m0014"
down_revision = "m0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema one step on."""
    op.create_table(
        "field_reports",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("province_code", sa.String(length=2), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("unit_code", sa.String(length=64), nullable=False),
        sa.Column("received_at", sa.String(length=32), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", "digest", name=op.f("pk_field_reports")),
    )
    op.create_index(
        op.f("ix_field_reports_province_code_on_date"),
        "field_reports",
        ["province_code", "on_date"],
    )
    op.create_table(
        "field_decisions",
        sa.Column("report_id", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("province_code", sa.String(length=2), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id", "digest"],
            ["field_reports.id", "field_reports.digest"],
            name=op.f("fk_field_decisions_report_id_digest"),
        ),
        sa.PrimaryKeyConstraint("report_id", "digest", "number", name=op.f("pk_field_decisions")),
    )
    op.create_index(op.f("ix_field_decisions_province_code"), "field_decisions", ["province_code"])
    op.create_table(
        "missed_visits",
        sa.Column("province_code", sa.String(length=2), nullable=False),
        sa.Column("village_code", sa.String(length=64), nullable=False),
        sa.Column("service_code", sa.String(length=64), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("unit_code", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint(
            "province_code", "village_code", "service_code", "date", "unit_code",
            name=op.f("pk_missed_visits"),
        ),
    )  # fmt: skip
