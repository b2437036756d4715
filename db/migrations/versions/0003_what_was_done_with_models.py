"""When a model was activated or deleted"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "model_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("model_id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("folder", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_model_events_run_id_runs")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_model_events")),
    )
    # Which model is active is known; since when, and which one was before it, is not.
    op.execute(
        "INSERT INTO model_events (model_id, run_id, what, folder, at) "
        "SELECT id, run_id, 'activated', folder, NULL FROM models WHERE active"
    )


def downgrade() -> None:
    op.drop_table("model_events")
