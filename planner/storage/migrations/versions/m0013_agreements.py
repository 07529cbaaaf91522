"""One-time links of accounts, tokens of machines, proposals, and loans of units."""

import sqlalchemy as sa
from alembic import op

revision = "m0013"
down_revision = "m0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema one step on."""
    op.create_table(
        "account_links",
        sa.Column("token_digest", sa.String(length=64), nullable=False),
        sa.Column("login", sa.String(length=64), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["login"], ["members.login"], name=op.f("fk_account_links_login_members")
        ),
        sa.PrimaryKeyConstraint("token_digest", name=op.f("pk_account_links")),
    )
    op.create_index(op.f("ix_account_links_login"), "account_links", ["login"])
    op.create_table(
        "api_tokens",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("token_digest", sa.String(length=64), nullable=False),
        sa.Column("login", sa.String(length=64), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["login"], ["members.login"], name=op.f("fk_api_tokens_login_members")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_tokens")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_api_tokens_token_digest")),
    )
    op.create_index(op.f("ix_api_tokens_login"), "api_tokens", ["login"])
    _create("proposals", "province_code")
    _create("loans", "owner_code", "borrower_code")


def _create(name: str, *provinces: str) -> None:
    """A table of agreements between persons, found by province."""
    op.create_table(
        name,
        sa.Column("id", sa.String(length=32), nullable=False),
        *(sa.Column(province, sa.String(length=2), nullable=False) for province in provinces),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    for province in provinces:
        op.create_index(op.f(f"ix_{name}_{province}"), name, [province])
