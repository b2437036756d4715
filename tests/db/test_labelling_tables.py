"""The tables of labelling: what the database itself keeps from going wrong."""

import pytest
from alembic import command
from sqlalchemy import delete, func, select, text
from sqlalchemy.exc import IntegrityError

from db.engine import Store, migration_lock
from db.migrate import alembic_config
from db.models import Answer, CodebookExample, Draw, DrawMember, Label, Lease, Product, now


def product(number: int) -> Product:
    fields = {"source": "list", "external_id": str(number), "product_group": str(number), "language": "en"}
    return Product(id=number, name=f"Product {number}", text_hash="now", **fields)


def answer(sequence: int, product_id: int = 1, draw_id: int | None = None) -> Answer:
    fields = {"annotator": "ann", "lane": "audit", "outcome": "labelled", "text_hash": "now"}
    return Answer(client="tab", sequence=sequence, product_id=product_id, draw_id=draw_id, **fields)


def label(answer_id: int | None = None, draw_id: int | None = None) -> Label:
    fields = {"value": "yes", "annotator": "ann", "origin": "person", "lane": "audit", "text_hash": "now"}
    return Label(product_id=1, capability="automation", answer_id=answer_id, draw_id=draw_id, **fields)


def member(position: int, product_id: int) -> DrawMember:
    return DrawMember(draw_id=1, product_id=product_id, position=position, stratum=0, inclusion_probability=0.5)


@pytest.fixture
def drawn(store: Store) -> Store:
    """Products 1 and 2, drawn in this order; the first is answered, held, and an example in the codebook."""
    with store.write() as session:
        session.add_all([product(1), product(2)])
        session.add(Draw(kind="audit", frame={}, strata=[{"size": 4, "drawn": 2}], seed=7, size=2, drawn_by="ann"))
        session.flush()
        session.add_all([member(0, 1), member(1, 2)])
        session.add(answer(1, draw_id=1))
        session.add(Lease(product_id=1, scope="first", holder="tab", expires_at=now()))
        session.add(
            CodebookExample(capability="automation", product_id=1, text="It files.", holds=True, origin="person")
        )
        session.flush()
        session.add(label(answer_id=1, draw_id=1))
    return store


def test_labels_of_before_the_fourth_migration_stay(store: Store):
    config = alembic_config()
    with store.write() as session:
        session.add(product(1))
        session.flush()
        session.add(label())
    with migration_lock(store.engine) as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0003")
        assert connection.execute(text("SELECT count(*) FROM labels")).scalar() == 1
        command.upgrade(config, "head")
    with store.read() as session:
        (kept,) = session.scalars(select(Label))
    assert (kept.capability, kept.value, kept.draw_id, kept.answer_id) == ("automation", "yes", None, None)


def test_the_database_itself_stores_no_message_twice(drawn: Store):
    with pytest.raises(IntegrityError), drawn.write() as session:
        session.add(answer(1, product_id=2))


def test_no_two_members_of_a_draw_share_a_place(drawn: Store):
    with drawn.write() as session:
        session.add(product(3))
    with pytest.raises(IntegrityError), drawn.write() as session:
        session.add(member(1, 3))


def test_a_product_takes_what_was_answered_of_it_along_and_leaves_its_example(drawn: Store):
    with drawn.write() as session:
        session.execute(delete(Product).where(Product.id == 1))
    with drawn.read() as session:
        left = [session.scalar(select(func.count()).select_from(table)) for table in (Answer, Label, Lease)]
        members = list(session.scalars(select(DrawMember.product_id)))
        (example,) = session.scalars(select(CodebookExample))
    assert left == [0, 0, 0]
    assert members == [2]
    assert (example.text, example.product_id) == ("It files.", None)


def test_labels_go_with_their_answer_and_outlive_their_draw(drawn: Store):
    with drawn.write() as session:
        session.add(label(draw_id=1))
        session.execute(delete(Answer))
        session.flush()
        session.execute(delete(Draw))
    with drawn.read() as session:
        (kept,) = session.scalars(select(Label))
        assert session.scalar(select(func.count()).select_from(DrawMember)) == 0
    assert (kept.answer_id, kept.draw_id) == (None, None)
