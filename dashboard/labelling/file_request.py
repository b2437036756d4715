"""Which file of labels to bring in, and how: the payload of a job."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

#: What tells the record of such a file from that of a list of products, in Import.options["kind"].
LABELS = "labels"


@dataclass(frozen=True)
class LabelsRequest:
    """One file of labels."""

    #: The file as kept under the home folder.
    path: Path
    #: The name that a person knows it by.
    file_name: str
    #: "audit" where a person says that its products were drawn at random, else "learning". A row that names its
    #: inclusion probability or its draw says so itself.
    lane: str = "learning"

    def to_payload(self) -> dict[str, Any]:
        """Return the request as the builtins that a job's payload holds."""
        return asdict(self) | {"path": str(self.path)}

    @classmethod
    def from_payload(cls, payload: Mapping[str, Any]) -> Self:
        """Return the request that `to_payload` gave `payload` for."""
        return cls(**{**payload, "path": Path(payload["path"])})
