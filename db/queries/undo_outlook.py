"""What taking an import back would do, for a person to read before doing it."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import Import, ImportProduct, Label


@dataclass(frozen=True)
class UndoOutlook:
    """What an undo takes away."""

    #: Products that this import brought and no later one speaks of: they go.
    removed: int
    #: Products that it changed: their fields go back, unless a later import or a person has set them since.
    changed: int
    #: Gold labels that it brought.
    labels: int
    #: Gold labels that others have given to the products that go.
    labels_of_others: int


def foresee_undo(session: Session, import_id: int) -> UndoOutlook:
    """Return what db.queries.import_undoing would do to an import, in numbers."""
    links = select(ImportProduct.product_id).where(ImportProduct.import_id == import_id)
    standing = select(Import.id).where(Import.id > import_id, Import.undone_at.is_(None))
    later = select(ImportProduct.product_id).where(ImportProduct.import_id.in_(standing))
    alone = links.where(ImportProduct.effect == "new", ImportProduct.product_id.not_in(later))
    changed = links.where(ImportProduct.effect == "updated")
    labels = select(Label.id).where(Label.import_id == import_id)
    of_others = select(Label.id).where(Label.product_id.in_(alone), Label.import_id.is_distinct_from(import_id))
    counts = (
        session.scalar(select(func.count()).select_from(query.subquery())) or 0
        for query in (alone, changed, labels, of_others)
    )
    return UndoOutlook(*counts)
