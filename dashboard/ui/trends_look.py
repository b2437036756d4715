"""What a person looks at on Trends: the launches of a choice, counted, and the mark that was clicked."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from dashboard.charts.theme import Style
from dashboard.trends.marks import Mark
from dashboard.trends.query import TrendQuery
from dashboard.trends.series import Trends


@dataclass(frozen=True)
class TrendsLook:
    """What every view of Trends is drawn from."""

    # All launches (dashboard.trends.launches); `query` chooses among them.
    launches: pd.DataFrame
    query: TrendQuery
    trends: Trends
    styles: Mapping[str, Style]
    mark: Mark | None
