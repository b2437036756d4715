"""What an undo would do is told beforehand, on both databases."""

import pytest

from db.engine import Store
from db.models import Import, ImportProduct, Label, Product, now
from db.queries.undo_outlook import UndoOutlook, foresee_undo

COUNTS = dict.fromkeys(("read", "new", "updated", "unchanged", "refused", "labels"), 0)


@pytest.fixture
def two_imports(store: Store) -> Store:
    """Import 1 brought products 1 to 3 and changed 4; import 2 speaks of product 3 again. Labels on 1 and 2."""
    with store.write() as session:
        for number in (1, 2):
            file = {"file_name": "list.csv", "file_hash": "", "source": "x", "lane": "learning", "mapping": {}}
            session.add(Import(id=number, **file, **COUNTS, seconds=1.0))
        for number in range(1, 5):
            keys = {"external_id": str(number), "product_group": str(number), "text_hash": str(number)}
            session.add(Product(id=number, source="x", name=str(number), language="en", **keys))
        session.flush()
        for import_id, product_id, effect in ((1, 1, "new"), (1, 2, "new"), (1, 3, "new"), (1, 4, "updated")):
            session.add(ImportProduct(import_id=import_id, product_id=product_id, effect=effect))
        session.add(ImportProduct(import_id=2, product_id=3, effect="unchanged"))
        for product_id, origin, import_id in ((1, "import", 1), (2, "person", None), (4, "person", None)):
            judged = {"capability": "automation", "value": "yes", "annotator": "a", "lane": "learning", "text_hash": ""}
            session.add(Label(product_id=product_id, origin=origin, import_id=import_id, **judged))
    return store


def test_what_the_import_alone_brought_goes_and_what_it_changed_goes_back(two_imports: Store):
    with two_imports.read() as session:
        assert foresee_undo(session, 1) == UndoOutlook(removed=2, changed=1, labels=1, labels_of_others=1)
        assert foresee_undo(session, 2) == UndoOutlook(removed=0, changed=0, labels=0, labels_of_others=0)


def test_a_later_import_that_was_taken_back_keeps_nothing(two_imports: Store):
    with two_imports.write() as session:
        session.get_one(Import, 2).undone_at = now()
        assert foresee_undo(session, 1).removed == 3
