"""Data for the pure parts."""

from collections.abc import Callable

import pandas as pd
import pytest

#: A launch for a test: (source, day or None, precision, automation: 1, 0 or -1 for not judged).
Row = tuple[str, str | None, str, int]
MakeLaunches = Callable[..., pd.DataFrame]


@pytest.fixture
def launches() -> MakeLaunches:
    """Make a launches frame with one capability, `automation`, from rows that a reader can add up.

    `languages`, `industries` and `imports` hold one value a row.
    """

    def made(
        *rows: Row,
        languages: list[str] | None = None,
        industries: list[str] | None = None,
        imports: list[int] | None = None,
    ) -> pd.DataFrame:
        sources, days, precisions, tags = (list(column) for column in zip(*rows, strict=True)) if rows else [[]] * 4
        return pd.DataFrame(
            {
                "id": range(1, len(rows) + 1),
                "source": pd.Categorical(sources),
                "language": pd.Categorical(languages or ["en"] * len(rows)),
                "country": pd.Categorical([""] * len(rows)),
                "industry": pd.Categorical(industries or [""] * len(rows)),
                "launched_on": pd.to_datetime(pd.Series(days, dtype="object")).astype("datetime64[s]"),
                "launched_precision": pd.Categorical(precisions, ["day", "month", "season", "year", "none"]),
                "import_id": pd.Series(imports or [1] * len(rows), dtype="int32"),
                "tag_automation": pd.Series(tags, dtype="int8"),
                "origin_automation": pd.Categorical(["model" if tag >= 0 else "none" for tag in tags]),
                "p_automation": pd.Series([0.5] * len(rows), dtype="float32"),
            }
        )

    return made
