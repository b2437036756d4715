"""The frame that trends are counted from: one row a launch.

Its columns, as db.queries.trends.launches_frame makes them:

- `id`
- `source`, `language`, `launched_precision`: categories
- `country`, `industry`: categories, "" where the record names none
- `import_id` (int32): the import that brought the launch first, 0 where none did
- `launched_on`: datetime64, NaT where the launch has no date
- for each capability `tag_<key>` (int8: 1 yes, 0 no, -1 not judged), `origin_<key>` (category: "none", "label" or
  "model", who judged) and `p_<key>` (float32: the active model's probability, NaN where it has not tagged the launch)
- what corrects shares: for each capability `own_<key>` (int8, as `tag_<key>`: the model's own tag, out-of-fold where it
  has learned from the launch, whatever a label says) and `audit_<key>` (int8: what an audit label of the present text
  says, -1 where there is none); and `inclusion` (float32: how probable it was that the launch was drawn for the audit,
  NaN where it was not drawn, or nobody knows)
"""

import pandas as pd


def capability_keys(launches: pd.DataFrame) -> tuple[str, ...]:
    """Return the label set of a launches frame, in its order."""
    return tuple(name.removeprefix("tag_") for name in launches.columns if name.startswith("tag_"))
