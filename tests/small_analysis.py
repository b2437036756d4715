"""A store whose analysis a reader knows: thirteen months of one source in English, the last one unfinished.

Each product's text has three of ten constant words; from October 2024 on every other one says "robot".
"""

from datetime import date

import numpy as np

from db.engine import Store
from db.models import Product
from db.queries.revisions import raise_revision

WORDS = ["billing", "calendar", "photos", "recipes", "maps", "music", "invoices", "travel", "weather", "fitness"]
MONTHS = tuple(f"2024-{month:02d}" for month in range(1, 13))
A_MONTH = 40


def fill_launches(store: Store, *, a_month: int = A_MONTH) -> None:
    """Add the products, `a_month` of each month."""
    rng = np.random.default_rng(2)
    with store.write() as session:
        for month in range(13):
            for number in range(a_month):
                day = date(2024 + month // 12, month % 12 + 1, 1 + number % 20)
                words = ["robot"] if month >= 9 and number % 2 else []
                session.add(_product(month * a_month + number, day, [*rng.choice(WORDS, 3, replace=False), *words]))
        raise_revision(session, "products")


def _product(number: int, day: date, words: list[str]) -> Product:
    return Product(
        source="list",
        external_id=str(number),
        product_group=f"product-{number}",
        name=f"Name {number}",
        tagline=", ".join(words),
        language="en",
        launched_on=day,
        launched_precision="day",
        text_hash=str(number),
    )
