"""The industry and the fields of application of each launch: its record's, else what the table of words says.

They are columns beside those of the launches frame (dashboard.trends.launches):

- `sector`: category, an industry, or "" where neither the record nor the words settle on one
- `sector_by`: category: "record", "rule" or "none"
- for each field of application `use_<key>` (bool)
- `uses_by`: category: "record" or "rule"
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.tagging.fields import RuledFields

BY = ("none", "record", "rule")
USE = "use"


def place_launches(industries: Sequence[str], uses: Sequence[Sequence[str]], ruled: RuledFields) -> pd.DataFrame:
    """Return the columns above, a row a launch.

    A record that names an industry or a field is taken as whole: that it names no field says that there is none.
    """
    recorded = np.array([bool(industry) for industry in industries], bool)
    known = recorded | np.array([bool(own) for own in uses], bool)
    keys = ["", *dict.fromkeys([*ruled.industries, *sorted(set(industries) - {""})])]
    named = pd.Index(keys).get_indexer(pd.Index(list(industries), dtype="object"))
    codes = np.where(recorded, named, ruled.industry + 1)
    by = np.where(recorded, BY.index("record"), np.where(codes > 0, BY.index("rule"), BY.index("none")))
    columns: dict[str, object] = {
        "sector": pd.Categorical.from_codes(codes, dtype=pd.CategoricalDtype(keys)),
        "sector_by": pd.Categorical.from_codes(by, dtype=pd.CategoricalDtype([*BY])),
        "uses_by": pd.Categorical.from_codes(np.where(known, 1, 2), dtype=pd.CategoricalDtype([*BY])),
    }
    for place, key in enumerate(ruled.applications):
        told: npt.NDArray[np.bool_] = np.array([key in own for own in uses], bool)
        columns[f"{USE}_{key}"] = np.where(known, told, ruled.application[:, place])
    return pd.DataFrame(columns)


def use_keys(launches: pd.DataFrame) -> tuple[str, ...]:
    """Return the fields of application of a frame, in their order."""
    return tuple(name.removeprefix(f"{USE}_") for name in launches.columns if name.startswith(f"{USE}_"))
