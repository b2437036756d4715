"""Labelling: draws, answers, leases, and the codebook's examples"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _draws()
    _answers()
    _leases()
    _codebook()
    with op.batch_alter_table("labels", schema=None) as batch_op:
        batch_op.add_column(sa.Column("draw_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("answer_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_labels_draw_id_draws"), "draws", ["draw_id"], ["id"], ondelete="SET NULL"
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_labels_answer_id_answers"), "answers", ["answer_id"], ["id"], ondelete="CASCADE"
        )
        batch_op.create_index(batch_op.f("ix_labels_draw_id"), ["draw_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_labels_answer_id"), ["answer_id"], unique=False)


def _draws() -> None:
    op.create_table(
        "draws",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("frame", sa.JSON(), nullable=False),
        sa.Column("strata", sa.JSON(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("drawn_by", sa.String(), nullable=False),
        sa.Column("drawn_at", sa.DateTime(), nullable=False),
        sa.Column("reached", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draws")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "draw_members",
        sa.Column("draw_id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("stratum", sa.Integer(), nullable=False),
        sa.Column("inclusion_probability", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["draw_id"], ["draws.id"], name=op.f("fk_draw_members_draw_id_draws"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.id"], name=op.f("fk_draw_members_product_id_products"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("draw_id", "product_id", name=op.f("pk_draw_members")),
        sa.UniqueConstraint("draw_id", "position", name=op.f("uq_draw_members_draw_id_position")),
    )
    with op.batch_alter_table("draw_members", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_draw_members_product_id"), ["product_id"], unique=False)


def _answers() -> None:
    op.create_table(
        "answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("annotator", sa.String(), nullable=False),
        sa.Column("lane", sa.String(), nullable=False),
        sa.Column("draw_id", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("assisted", sa.Boolean(), nullable=False),
        sa.Column("text_hash", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["draw_id"], ["draws.id"], name=op.f("fk_answers_draw_id_draws"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.id"], name=op.f("fk_answers_product_id_products"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answers")),
        sa.UniqueConstraint("client", "sequence", name=op.f("uq_answers_client_sequence")),
    )
    with op.batch_alter_table("answers", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_answers_draw_id_answers_product_id"), ["draw_id", "product_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_answers_product_id"), ["product_id"], unique=False)


def _leases() -> None:
    op.create_table(
        "leases",
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.id"], name=op.f("fk_leases_product_id_products"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("product_id", "scope", name=op.f("pk_leases")),
    )


def _codebook() -> None:
    op.create_table(
        "codebook_examples",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("capability", sa.String(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("holds", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.id"], name=op.f("fk_codebook_examples_product_id_products"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_codebook_examples")),
    )
    with op.batch_alter_table("codebook_examples", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_codebook_examples_capability"), ["capability"], unique=False)
        batch_op.create_index(batch_op.f("ix_codebook_examples_product_id"), ["product_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("labels", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_labels_answer_id"))
        batch_op.drop_index(batch_op.f("ix_labels_draw_id"))
        batch_op.drop_constraint(batch_op.f("fk_labels_answer_id_answers"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_labels_draw_id_draws"), type_="foreignkey")
        batch_op.drop_column("answer_id")
        batch_op.drop_column("draw_id")
    op.drop_table("codebook_examples")
    op.drop_table("leases")
    op.drop_table("answers")
    op.drop_table("draw_members")
    op.drop_table("draws")
