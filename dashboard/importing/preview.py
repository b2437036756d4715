"""The first rows of a file as they would be stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from dashboard.importing.refusal import Refused


@dataclass(frozen=True)
class Preview:
    """What the first rows of a file become."""

    #: One row a launch, columns named by field as in `products`; dates as text at their precision.
    rows: pd.DataFrame
    #: The rows among them that would be refused, and why.
    refusals: tuple[Refused, ...]
