"""Labelling: what was drawn at random, what was answered, who holds which product now, and the codebook's examples."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, now


class Draw(Base):
    """A random draw of products from a frame: frame, strata and probabilities as they were at that moment."""

    __tablename__ = "draws"
    # A number is never given twice: a judgement that names a draw must not come to name another one.
    __table_args__ = {"sqlite_autoincrement": True}

    id: Mapped[int] = mapped_column(primary_key=True)
    # "audit", or "repeat" for a hidden second look at products that are judged already.
    kind: Mapped[str]
    # What it was drawn from, as the filters of trends say it: sources, languages, from, to.
    frame: Mapped[dict[str, Any]]
    # A list, a stratum each: what it is, how many products of the frame lie in it, and how many were drawn.
    strata: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    seed: Mapped[int]
    size: Mapped[int]
    drawn_by: Mapped[str]
    drawn_at: Mapped[datetime] = mapped_column(default=now)
    # How many members, in the order of their positions, have had their turn. A label that was there before the draw
    # counts in the audit from its product's turn on: sooner, products with such labels would be too many.
    reached: Mapped[int] = mapped_column(default=0)


class DrawMember(Base):
    """A product of a draw. The order of the positions is random, so the first k members are a smaller random draw."""

    __tablename__ = "draw_members"
    __table_args__ = (UniqueConstraint("draw_id", "position"),)

    draw_id: Mapped[int] = mapped_column(ForeignKey("draws.id", ondelete="CASCADE"), primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id", ondelete="CASCADE"), primary_key=True, index=True)
    # 0, 1, 2 … in the order in which they are to be labelled.
    position: Mapped[int]
    # The place of its stratum in Draw.strata.
    stratum: Mapped[int]
    # With which probability this product was to come into the draw.
    inclusion_probability: Mapped[float]


class Answer(Base):
    """What a person answered when asked for one product: labels, or that they passed. Also the receipt of a message.

    A page sends an answer again until it hears that it is stored; (client, sequence) keeps it from being stored twice.
    """

    __tablename__ = "answers"
    __table_args__ = (UniqueConstraint("client", "sequence"), Index(None, "draw_id", "product_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    # A browser tab's own token, and the number of the answer in it.
    client: Mapped[str]
    sequence: Mapped[int]
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id", ondelete="CASCADE"), index=True)
    annotator: Mapped[str]
    # As in Label.
    lane: Mapped[str]
    draw_id: Mapped[int | None] = mapped_column(ForeignKey("draws.id", ondelete="CASCADE"))
    # "labelled"; "unsure", the labels then say so too; or "skipped": there are no labels.
    outcome: Mapped[str]
    assisted: Mapped[bool] = mapped_column(default=False)
    # Product.text_hash of the text that was read.
    text_hash: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=now)
    # When the person took it back; its labels are deleted then.
    withdrawn_at: Mapped[datetime | None]


class Lease(Base):
    """A product that is on somebody's screen, so that no other tab is given it meanwhile."""

    __tablename__ = "leases"

    product_id: Mapped[int] = mapped_column(ForeignKey("products.id", ondelete="CASCADE"), primary_key=True)
    # "first" where the product is judged for the first time; second looks have a scope of their own.
    scope: Mapped[str] = mapped_column(primary_key=True)
    # The token of the tab that holds it.
    holder: Mapped[str]
    expires_at: Mapped[datetime]


class CodebookExample(Base):
    """A text for which a capability holds, or doesn't, with the reason: what an annotator compares with."""

    __tablename__ = "codebook_examples"

    id: Mapped[int] = mapped_column(primary_key=True)
    capability: Mapped[str] = mapped_column(index=True)
    product_id: Mapped[int | None] = mapped_column(ForeignKey("products.id", ondelete="SET NULL"), index=True)
    text: Mapped[str] = mapped_column(Text)
    holds: Mapped[bool]
    note: Mapped[str] = mapped_column(Text, default="")
    # "catalogue", "settled" or "person".
    origin: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=now)
