"""What each epoch measures: the number of its texts, and the figures of each capability"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("epochs", schema=None) as batch_op:
        batch_op.add_column(sa.Column("texts", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("val_labels", sa.JSON(none_as_null=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("epochs", schema=None) as batch_op:
        batch_op.drop_column("val_labels")
        batch_op.drop_column("texts")
