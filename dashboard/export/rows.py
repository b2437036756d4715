"""The rows of a proof pack as CSV, and back: what is written here is all that a check computes from. Pure."""

import csv
import io
from collections.abc import Sequence
from dataclasses import asdict

import pandas as pd

from dashboard.export.csv import csv_bytes, read_neutralised
from dashboard.export.takeaway import Takeaway
from dashboard.trends.launches import capability_keys
from db.models import PRECISIONS
from db.queries.capabilities import CapabilityRecord
from db.queries.takeaway import LABEL_COLUMNS
from db.queries.trends import ORIGINS

TAGS = {1: "yes", 0: "no", -1: ""}
_PRODUCT_COLUMNS = ["id", "source", "external_id", "language", "launched_on", "launched_precision", "text_hash"]


def products_csv(takeaway: Takeaway) -> bytes:
    """Return the products with their tags: keys and hashes, no text.

    `<capability>_own` is the model's own tag, by a network that had not seen the product; `<capability>_audit` what a
    label says of a product that was drawn at random, with the probability `inclusion` (dashboard.trends.launches).
    """
    products = takeaway.products
    table = products[_PRODUCT_COLUMNS].copy()
    table["launched_on"] = products["launched_on"].dt.strftime("%Y-%m-%d").fillna("")
    for key in capability_keys(products):
        table[f"{key}_tag"] = products[f"tag_{key}"].map(TAGS)
        # Stored in 16 bits: five digits tell any two of them apart.
        table[f"{key}_probability"] = products[f"p_{key}"].astype("float64").round(5)
        table[f"{key}_by"] = products[f"origin_{key}"].astype("str")
        table[f"{key}_own"] = products[f"own_{key}"].map(TAGS)
        table[f"{key}_audit"] = products[f"audit_{key}"].map(TAGS)
    # To the last digit: it is divided by.
    table["inclusion"] = products["inclusion"].astype("float64")
    return csv_bytes(table)


def labels_csv(takeaway: Takeaway) -> bytes:
    """Return the labels that hold, without who gave them."""
    return csv_bytes(takeaway.labels[LABEL_COLUMNS])


def label_set_csv(takeaway: Takeaway) -> bytes:
    """Return the capabilities with their definitions."""
    return csv_bytes(pd.DataFrame([asdict(record) for record in takeaway.capabilities]))


def read_products(data: bytes, keys: Sequence[str], sources: Sequence[str], languages: Sequence[str]) -> pd.DataFrame:
    """Return the launches frame that `products_csv` was written from.

    `sources` and `languages` are those that a query names: they are categories though no product may have them.
    """
    table = read_cells(data)
    frame = pd.DataFrame({"id": table["id"].astype("int64")})
    for name, asked in (("source", sources), ("language", languages)):
        frame[name] = pd.Categorical(table[name], sorted({*table[name], *asked}))
    days = table["launched_on"].where(table["launched_on"] != "")
    frame["launched_on"] = pd.to_datetime(days, format="%Y-%m-%d").astype("datetime64[s]")
    frame["launched_precision"] = pd.Categorical(table["launched_precision"], list(PRECISIONS))
    codes = {word: code for code, word in TAGS.items()}
    for key in keys:
        for kind in ("tag", "own", "audit"):
            frame[f"{kind}_{key}"] = table[f"{key}_{kind}"].map(codes).fillna(-1).astype("int8")
        frame[f"origin_{key}"] = pd.Categorical(table[f"{key}_by"], list(ORIGINS))
        frame[f"p_{key}"] = pd.to_numeric(table[f"{key}_probability"], errors="coerce").astype("float32")
    frame["inclusion"] = pd.to_numeric(table["inclusion"], errors="coerce").astype("float32")
    return frame.assign(external_id=table["external_id"], text_hash=table["text_hash"])


def read_labels(data: bytes) -> pd.DataFrame:
    """Return the labels that `labels_csv` was written from."""
    table = read_cells(data)
    table["product_id"] = table["product_id"].astype("int64")
    table["inclusion_probability"] = pd.to_numeric(table["inclusion_probability"], errors="coerce")
    return table


def read_label_set(data: bytes) -> tuple[CapabilityRecord, ...]:
    """Return the capabilities that `label_set_csv` was written from."""
    records = read_cells(data).to_dict("records")
    return tuple(CapabilityRecord(**{**one, "position": int(one["position"])}) for one in records)  # type: ignore[arg-type]


def read_cells(data: bytes) -> pd.DataFrame:
    """Return a CSV of ours as a frame of text, as it was before its formulas were neutralised."""
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    return pd.DataFrame([[read_neutralised(cell) for cell in row] for row in rows[1:]], columns=rows[0], dtype="object")
