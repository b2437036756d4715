"""The label set and the gold labels."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, now


class Capability(Base):
    """One label of the set. The set is data: a person may add to it."""

    __tablename__ = "capabilities"

    key: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    title_en: Mapped[str]
    title_zh: Mapped[str]
    definition_en: Mapped[str] = mapped_column(Text)
    definition_zh: Mapped[str] = mapped_column(Text)
    # "#RRGGBB", the same wherever the capability is drawn.
    color: Mapped[str]


class Label(Base):
    """One gold judgement of one product. Append-only: db.queries.labels says which of several holds."""

    __tablename__ = "labels"
    __table_args__ = (Index(None, "product_id", "capability"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id", ondelete="CASCADE"))
    # A capability's key, or "primary", or "ai".
    capability: Mapped[str]
    # "yes", "no" or "unsure"; for "primary" a capability's key or "none".
    value: Mapped[str]
    annotator: Mapped[str]
    # "settled", "person", "import" or "catalogue".
    origin: Mapped[str]
    # "audit" (drawn at random) or "learning" (chosen): only the first may estimate.
    lane: Mapped[str]
    # True where the model's own guess was on the screen when the label was given.
    assisted: Mapped[bool] = mapped_column(default=False)
    # Product.text_hash of the text that was read.
    text_hash: Mapped[str]
    inclusion_probability: Mapped[float | None]
    # The draw that its product was judged for; None for a label that no draw of this store asked for.
    draw_id: Mapped[int | None] = mapped_column(ForeignKey("draws.id", ondelete="SET NULL"), index=True)
    # The answer on the Label page that it is a part of.
    answer_id: Mapped[int | None] = mapped_column(ForeignKey("answers.id", ondelete="CASCADE"), index=True)
    import_id: Mapped[int | None] = mapped_column(ForeignKey("imports.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
