"""The directions between the parts, held by walking the imports."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted(
    path
    for folder in ("app.py", "pages", "dashboard", "db")
    for path in ([ROOT / folder] if folder.endswith(".py") else (ROOT / folder).rglob("*.py"))
)


def imported_modules(path: Path) -> set[str]:
    """Every module that a file imports, at its top or inside a function."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def uses(path: Path, *packages: str) -> bool:
    return any(
        module == package or module.startswith(package + ".")
        for module in imported_modules(path)
        for package in packages
    )


def inside(path: Path, *places: str) -> bool:
    return any(path == ROOT / place or (ROOT / place) in path.parents for place in places)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_directions(path: Path):
    if inside(path, "db"):
        assert not uses(path, "dashboard", "pages", "app"), "db knows nothing of what is built on it"
    if inside(path, "dashboard"):
        assert not uses(path, "pages", "app"), "the dashboard does not know its pages"
    if not inside(path, "app.py", "pages", "dashboard/ui"):
        assert not uses(path, "streamlit"), "only app.py, pages/ and dashboard/ui know Streamlit"
    if not inside(path, "dashboard/ui"):
        assert not inside(path, "dashboard", "db") or not uses(path, "dashboard.ui"), (
            "nothing below the pages knows the interface"
        )
    if inside(path, "dashboard/trends", "dashboard/charts"):
        assert not uses(path, "db", "sqlalchemy"), "trends and charts are pure"
    if not inside(path, "dashboard/training"):
        assert not uses(path, "tensorflow", "keras", "keras_hub", "tf2onnx"), "TensorFlow lives in the training worker"
    assert not uses(path, "pickle", "joblib", "dill", "cloudpickle"), "no pickle"


def test_only_the_engine_knows_one_database_from_another():
    for path in SOURCES:
        if path.name != "engine.py" and not inside(path, "db/migrations", "db/models"):
            words = path.read_text(encoding="utf-8").lower()
            assert not uses(path, "sqlite3", "psycopg", "sqlalchemy.dialects"), path
            assert "pragma " not in words, path
