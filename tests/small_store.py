"""A small store that a reader can add up, for pages and commands.

| launches            | automation by model 1 | by label |
|---------------------|-----------------------|----------|
| yc 2024-Q1 (season) | 1 of 4                |          |
| ph 2024-08 (day)    | 2 of 3                | 1 yes    |
| ph 2024-09-30 (day) | 2 of 2                |          |
| ph, no date         | 1 of 1                |          |

The labelled one is the model's "no" of August: 3 of 3 then. One more product of September is not tagged. The other
capabilities hold for no product.
"""

from datetime import date

import numpy as np

from db.engine import Store
from db.models import Job, Label, Model, Product, Run, Tag
from db.queries.revisions import raise_revision

KEYS = ["automation", "intelligence", "personalization", "cross_domain"]
WILD_NAME = "<script>alert(1)</script> <b>*Bold* & [co](x)</b>"
# (source, day, precision, the model's word on automation: True, False, or None where it has not tagged).
LAUNCHES = [
    ("yc", date(2024, 3, 20), "season", True),
    *[("yc", date(2024, 3, 20), "season", False)] * 3,
    ("producthunt", date(2024, 8, 5), "day", True),
    ("producthunt", date(2024, 8, 6), "day", True),
    ("producthunt", date(2024, 8, 7), "day", False),
    *[("producthunt", date(2024, 9, 30), "day", True)] * 2,
    ("producthunt", date(2024, 9, 30), "day", None),
    ("producthunt", None, "none", True),
]
WILD, LABELLED = 5, 7


def fill_products(store: Store) -> None:
    """Add the products alone: nothing is labelled or tagged."""
    with store.write() as session:
        session.add_all(
            Product(
                id=number,
                source=source,
                external_id=str(number),
                product_group=str(number),
                name=WILD_NAME if number == WILD else f"Product {number}",
                launched_on=day,
                launched_precision=precision,
                language="en" if source == "yc" else "zh",
                text_hash="now",
            )
            for number, (source, day, precision, _) in enumerate(LAUNCHES, start=1)
        )
        raise_revision(session, "products")


def fill_tags(store: Store) -> None:
    """Add model 1, active, its tags, and one label that disagrees with it."""
    with store.write() as session:
        job = Job(kind="train", payload={}, state="succeeded")
        session.add(job)
        session.flush()
        run = Run(job_id=job.id, preset="fast", seed=0, config={})
        session.add(run)
        session.flush()
        model = Model(
            run_id=run.id,
            preset="fast",
            folder="",
            artifact_hash="",
            label_set=KEYS,
            thresholds=dict.fromkeys(KEYS, 0.5),
            metrics={},
            active=True,
        )
        session.add(model)
        session.flush()
        session.add_all(
            Tag(
                model_id=model.id,
                product_id=number,
                probabilities=np.array([0.75 if tag else 0.25, 0, 0, 0], "<f2").tobytes(),
                bits=int(tag),
                text_hash="now",
            )
            for number, (*_, tag) in enumerate(LAUNCHES, start=1)
            if tag is not None
        )
        session.add(
            Label(
                product_id=LABELLED,
                capability="automation",
                value="yes",
                annotator="ann",
                origin="person",
                lane="learning",
                text_hash="now",
            )
        )
        raise_revision(session, "labels", "model", "tags")


def fill_audit(store: Store) -> None:
    """Label two launches of Product Hunt for the audit lane: automation there and tagged, and there not and untagged.

    The second is the one that `fill_tags` labels, as it was drawn, whatever that later label says.
    """
    with store.write() as session:
        session.add_all(
            Label(
                product_id=number,
                capability="automation",
                value=value,
                annotator="ann",
                origin="catalogue",
                lane="audit",
                text_hash="now",
                inclusion_probability=0.5,
            )
            for number, value in ((WILD, "yes"), (LABELLED, "no"))
        )
        raise_revision(session, "labels")
