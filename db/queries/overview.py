"""What the store holds, in a few numbers."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import Import, Job, Label, Product
from db.queries.tags import count_untagged
from db.queries.training import ModelRecord, active_model


@dataclass(frozen=True)
class SourceSummary:
    """One source: how many products, and the first and last of their dates (None where none has one)."""

    source: str
    products: int
    first: date | None
    last: date | None


@dataclass(frozen=True)
class StoreSummary:
    """The store in numbers. `tagged` counts the products that the active model has tagged as they are now."""

    #: The largest first.
    sources: tuple[SourceSummary, ...]
    labelled: int
    tagged: int
    model: ModelRecord | None

    @property
    def products(self) -> int:
        """Return the number of products, those without a date included."""
        return sum(source.products for source in self.sources)


def summarise_store(session: Session) -> StoreSummary:
    """Count what the store holds."""
    sources = _sources(session)
    model = active_model(session)
    products = sum(source.products for source in sources)
    return StoreSummary(
        sources=sources,
        labelled=session.scalar(select(func.count(func.distinct(Label.product_id)))) or 0,
        tagged=0 if model is None else products - count_untagged(session, model.id),
        model=model,
    )


def is_unused(session: Session) -> bool:
    """Tell whether the store has no product, and nothing was ever brought in or is about to be."""
    used = (select(Product.id), select(Import.id), select(Job.id).where(Job.kind == "import"))
    return not any(session.scalar(query.limit(1)) for query in used)


def products_stamp(session: Session) -> tuple[int, str]:
    """Return the number of products and the moment when one last changed: two stores hardly have the same of both."""
    count, newest = session.execute(select(func.count(), func.max(Product.updated_at)).select_from(Product)).one()
    return count, newest.isoformat() if newest else ""


def _sources(session: Session) -> tuple[SourceSummary, ...]:
    count = func.count().label("products")
    rows = session.execute(
        select(Product.source, count, func.min(Product.launched_on), func.max(Product.launched_on))
        .group_by(Product.source)
        .order_by(count.desc(), Product.source)
    )
    return tuple(SourceSummary(*row) for row in rows)
