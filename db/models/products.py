"""Products: one row is one launch of one product by one source."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, now

PRECISIONS = ("day", "month", "season", "year", "none")


class Product(Base):
    """A launch. Its key is (source, external_id); `product_group` links the launches of one product."""

    __tablename__ = "products"
    __table_args__ = (
        UniqueConstraint("source", "external_id"),
        Index(None, "launched_on"),
        Index(None, "product_group"),
        # A number is never given twice: a saved address of a deleted product must not open another one.
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str]
    external_id: Mapped[str]
    product_group: Mapped[str]
    name: Mapped[str] = mapped_column(Text)
    tagline: Mapped[str] = mapped_column(Text, default="")
    description: Mapped[str] = mapped_column(Text, default="")
    # None where the file gave no date; the product is tagged and searched, and left out of trends.
    launched_on: Mapped[date | None]
    # One of PRECISIONS: how exactly `launched_on` is known. "none" goes with a missing date.
    launched_precision: Mapped[str] = mapped_column(default="none")
    url: Mapped[str] = mapped_column(Text, default="")
    # "en" or "zh" by the share of Chinese characters in the text, "other" where neither script prevails.
    language: Mapped[str]
    country: Mapped[str] = mapped_column(default="")
    industry: Mapped[str] = mapped_column(default="")
    application_fields: Mapped[list[str]] = mapped_column(default=list)
    keywords: Mapped[list[str]] = mapped_column(default=list)
    votes: Mapped[int | None]
    says_ai: Mapped[bool] = mapped_column(default=False)
    # Of the name and text alone, letters and digits only: equal where a tagger reads the same words.
    text_hash: Mapped[str]
    text_as_of: Mapped[date | None]
    # The import that brought the row first; None for a row that no import brought.
    import_id: Mapped[int | None] = mapped_column(ForeignKey("imports.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    updated_at: Mapped[datetime] = mapped_column(default=now)


class ProductChange(Base):
    """One field of one product as a person corrected it: who, when, and what it was before."""

    __tablename__ = "product_changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id", ondelete="CASCADE"), index=True)
    field: Mapped[str]
    old: Mapped[str] = mapped_column(Text)
    new: Mapped[str] = mapped_column(Text)
    changed_by: Mapped[str]
    changed_at: Mapped[datetime] = mapped_column(default=now)
