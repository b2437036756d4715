"""Analyses kept for a revision of the data, and forecasts as they were made"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "analyses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("model_id", sa.Integer(), nullable=True),
        sa.Column("revisions", sa.JSON(), nullable=False),
        sa.Column("result", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_analyses")),
    )
    op.create_index(op.f("ix_analyses_kind_analyses_id"), "analyses", ["kind", "id"])
    op.create_table(
        "forecasts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("model_id", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("capability", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("known_to", sa.Date(), nullable=False),
        sa.Column("result", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forecasts")),
    )
    op.create_index(
        op.f("ix_forecasts_source_forecasts_language_forecasts_capability"),
        "forecasts",
        ["source", "language", "capability"],
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_forecasts_source_forecasts_language_forecasts_capability"), "forecasts")
    op.drop_table("forecasts")
    op.drop_index(op.f("ix_analyses_kind_analyses_id"), "analyses")
    op.drop_table("analyses")
