"""What the tests of importing share: a store on SQLite, and a way to bring a file in without a worker."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from dashboard.importing.job import run_import, run_undo
from dashboard.importing.request import ImportRequest
from dashboard.store import get_store
from db.engine import Store
from db.models import Label, Product

UNSTABLE = ("id", "import_id", "created_at", "updated_at")


@dataclass
class FakeJob:
    """A job without a worker."""

    store: Store
    payload: dict[str, Any]
    job_id: int | None = None

    def __post_init__(self) -> None:
        self.stages: list[str] = []
        self.finished: dict[str, Any] | None = None

    def report(self, stage: str, progress: float | None = None) -> None:
        if stage not in self.stages:
            self.stages.append(stage)

    def finish(self, session, result: dict[str, Any]) -> None:
        self.finished = result


@pytest.fixture
def store(home: Path) -> Store:
    """A store with the default label set."""
    return get_store()


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write a file: `write("name\\nBend\\n")`, as text in UTF-8 or as bytes."""

    def written(content: str | bytes, name: str = "list.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return written


@pytest.fixture
def job_for(store: Store, write) -> Callable[..., FakeJob]:
    """Make the job that imports a file: `job_for("name\\nBend\\n", lane="audit")`."""

    def made(content: str | bytes, name: str = "list.csv", **how: Any) -> FakeJob:
        return FakeJob(store, ImportRequest(write(content, name), name, **how).to_payload())

    return made


@pytest.fixture
def bring_in(job_for) -> Callable[..., dict[str, Any]]:
    """Import a file: `bring_in("name\\nBend\\n", lane="audit")` returns the report."""

    def brought(content: str | bytes, name: str = "list.csv", **how: Any) -> dict[str, Any]:
        job = job_for(content, name, **how)
        result = run_import(job)
        assert job.finished == result
        return result

    return brought


@pytest.fixture
def undo(store: Store) -> Callable[[int], dict[str, Any]]:
    """Take an import back, and return what the job returns."""
    return lambda import_id: run_undo(FakeJob(store, {"import_id": import_id}))


@pytest.fixture
def products(store: Store) -> Callable[[], list[dict[str, Any]]]:
    """Read all products, without what differs from run to run, in the order of their keys."""

    def read() -> list[dict[str, Any]]:
        columns = [column for column in Product.__table__.columns if column.name not in UNSTABLE]
        with store.read() as session:
            rows = session.execute(select(*columns).order_by(Product.source, Product.external_id)).mappings()
            return [dict(row) for row in rows]

    return read


@pytest.fixture
def labels(store: Store) -> Callable[[], list[tuple[Any, ...]]]:
    """Read all labels: (name, capability, value, lane, probability), in their order."""

    def read() -> list[tuple[Any, ...]]:
        said = (Product.name, Label.capability, Label.value, Label.lane, Label.inclusion_probability)
        with store.read() as session:
            query = select(*said).join(Product, Product.id == Label.product_id).order_by(Label.id)
            return [tuple(row) for row in session.execute(query)]

    return read
