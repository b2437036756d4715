"""What a model said of gold products, beside the labels that hold now."""

from datetime import date

import pandas as pd

from db.engine import Store
from db.models import Job, Label, Product
from db.queries.evaluation import JUDGED_COLUMNS, describe_judged, judged_frame
from db.queries.training import OOF_COLUMNS, NewModel, add_model, create_run


def fill(store: Store) -> int:
    """Two products; a person says that the second one does not have what the import said it has."""
    with store.write() as session:
        for number in (1, 2):
            session.add(
                Product(
                    id=number,
                    source="yc",
                    external_id=str(number),
                    product_group=f"group {number}",
                    name=f"Product {number}",
                    tagline="tag",
                    description="text",
                    language="en",
                    text_hash="now",
                    launched_on=date(2024, 3, 20) if number == 1 else None,
                )
            )
        session.flush()
        add_label(session, 1, "yes", "import", "file")
        add_label(session, 2, "yes", "import", "file")
        add_label(session, 2, "no", "person", "ann")
        job = Job(kind="train", payload={}, state="succeeded")
        session.add(job)
        session.flush()
        run = create_run(session, job.id, preset="fast", seed=0, config={})
        oof = pd.DataFrame([(1, "automation", 0.75, True, 1), (2, "automation", 0.25, False, 2)], columns=OOF_COLUMNS)
        return add_model(session, NewModel(run, "fast", "", "", ["automation"], {}, {}, oof), activate=True)


def add_label(session, product: int, value: str, origin: str, annotator: str) -> None:
    label = Label(
        product_id=product,
        capability="automation",
        value=value,
        annotator=annotator,
        origin=origin,
        lane="audit",
        text_hash="now",
    )
    session.add(label)
    session.flush()


def test_a_judgement_has_the_label_that_holds_and_what_it_is_sliced_by(store: Store):
    model = fill(store)
    with store.read() as session:
        frame = judged_frame(session, model)
    assert list(frame.columns) == JUDGED_COLUMNS
    assert frame["holds"].tolist() == [True, False]
    assert frame["tagged"].tolist() == [True, False]
    assert frame["probability"].tolist() == [0.75, 0.25]
    assert frame["annotator"].tolist() == ["file", "ann"]
    assert frame["launched_on"].dt.year.iloc[0] == 2024
    assert frame["launched_on"].isna().iloc[1]


def test_a_judgement_that_was_withdrawn_counts_no_more(store: Store):
    model = fill(store)
    with store.write() as session:
        add_label(session, 1, "unsure", "person", "ann")
    with store.read() as session:
        assert judged_frame(session, model)["product_id"].tolist() == [2]


def test_a_model_without_rows_gives_an_empty_frame_of_the_same_types(store: Store):
    model = fill(store)
    with store.read() as session:
        empty, full = judged_frame(session, model + 1), judged_frame(session, model)
    assert empty.empty
    kept = ["probability", "tagged", "holds", "launched_on"]
    assert empty[kept].dtypes.equals(full[kept].dtypes)


def test_names_and_texts_come_by_id(store: Store):
    fill(store)
    with store.read() as session:
        found = describe_judged(session, [2, 99])
    assert found.index.tolist() == [2]
    assert found.loc[2].tolist() == ["Product 2", "tag", "text"]
