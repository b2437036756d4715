"""Judgements that a reader can add up: ten products, two capabilities.

Product n is given n / 10 for automation, is tagged from 0.6 on, and has it where n is 3 or at least 7: right 4 times
(7, 8, 9, 10), wrongly tagged once (6), missed once (3), rightly left out 4 times (1, 2, 4, 5). Products 1 to 4 are also
judged for intelligence: none is tagged, product 4 has it. Odd products are English, even ones Chinese; 1 to 5 are of
2024, 6 to 9 of 2025, and 10 has no date.
"""

import pandas as pd

from db.queries.evaluation import JUDGED_COLUMNS

LABEL_SET = ["automation", "intelligence"]


def judged() -> pd.DataFrame:
    rows = [_row(n, "automation", n / 10, n >= 6, n == 3 or n >= 7) for n in range(1, 11)]
    rows += [_row(n, "intelligence", 0.1, False, n == 4) for n in range(1, 5)]
    frame = pd.DataFrame(rows, columns=JUDGED_COLUMNS)
    frame["launched_on"] = pd.to_datetime(frame["launched_on"])
    return frame


def _row(n: int, capability: str, probability: float, tagged: bool, holds: bool) -> list:
    year = None if n == 10 else "2024-03-01" if n <= 5 else "2025-03-01"
    language = "en" if n % 2 else "zh"
    return [n, capability, probability, tagged, holds, "ann", "import", "audit", "yc", language, year, f"group {n}"]
