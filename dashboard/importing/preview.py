"""The first rows of a file as they would be stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from dashboard.capabilities import DEFAULT_CAPABILITIES
from dashboard.importing.changes import new_product
from dashboard.importing.inspect import complete_request
from dashboard.importing.launch import Launch, merge_launches
from dashboard.importing.refusal import Refused
from dashboard.importing.request import ImportRequest
from dashboard.importing.staging import open_file, take_rows
from db.queries.capabilities import CapabilityRecord

if TYPE_CHECKING:
    import pandas as pd

_SHOWN = (
    *("name", "tagline", "description", "launched_on", "url", "source", "external_id", "language", "country"),
    *("industry", "application_fields", "keywords", "votes"),
)
#: How much of a date is known at each precision.
_DATE_LENGTHS = {"day": 10, "season": 10, "month": 7, "year": 4, "none": 0}


@dataclass(frozen=True)
class Preview:
    """What the first rows of a file become."""

    #: One row a launch, columns named by field as in `products`, then its gold labels; a date as text, as far as known.
    rows: pd.DataFrame
    #: The rows among them that would be refused, and why.
    refusals: tuple[Refused, ...]


def preview(
    request: ImportRequest, rows: int = 10, capabilities: Sequence[CapabilityRecord] = DEFAULT_CAPABILITIES
) -> Preview:
    """Read the first rows of a file. Raises RequestError for a file, or a mapping, that an import would not take."""
    import pandas as pd

    complete = complete_request(request, capabilities)
    launches: dict[tuple[str, str], Launch] = {}
    refusals = []
    for taken in islice(take_rows(open_file(complete), complete, capabilities), rows):
        if isinstance(taken, Refused):
            refusals.append(taken)
        else:
            known = launches.get(taken.key)
            launches[taken.key] = taken if known is None else merge_launches(known, taken)
    labels = [capability.key for capability in capabilities] + ["primary", "ai"]
    columns = [*_SHOWN, *(label for label in labels if label in complete.mapping)]
    return Preview(pd.DataFrame(map(_row, launches.values()), columns=columns), tuple(refusals))


def _row(launch: Launch) -> dict[str, Any]:
    product = new_product(launch)
    day = "" if product.launched_on is None else product.launched_on.isoformat()
    labels = {label.capability: label.value for label in launch.labels}
    return product._asdict() | {"launched_on": day[: _DATE_LENGTHS[product.launched_precision]]} | labels
