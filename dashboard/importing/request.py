"""What to import and how to read it: the payload of an import job."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Self

LANES = ("learning", "audit")


@dataclass(frozen=True)
class ImportRequest:
    """One file and how it is to be read. What is None is found out from the file."""

    #: The file as kept under the home folder: the one that was uploaded may be gone when the job runs.
    path: Path
    #: The name that a person knows it by.
    file_name: str
    #: {field: column of the file}; see dashboard.importing.fields.
    mapping: dict[str, str] = field(default_factory=dict)
    #: The source of every row; None where the recipe or a column says it.
    source: str | None = None
    #: "audit" where the gold labels of the file were drawn at random, else "learning".
    lane: str = "learning"
    encoding: str | None = None
    delimiter: str | None = None
    #: Whether 03/04/2024 is 3 April; None where no date of the file leaves it open.
    day_first: bool | None = None
    #: Name of the source recipe that the columns were recognised by.
    recipe: str | None = None
    #: Who judged the gold labels: "import", the person who brings the file, or "catalogue", the embedded one.
    origin: str = "import"

    def to_payload(self) -> dict[str, Any]:
        """Return the request as the builtins that a job's payload holds."""
        return asdict(self) | {"path": str(self.path)}

    @classmethod
    def from_payload(cls, payload: Mapping[str, Any]) -> Self:
        """Return the request that `to_payload` gave `payload` for."""
        return cls(**{**payload, "path": Path(payload["path"])})
