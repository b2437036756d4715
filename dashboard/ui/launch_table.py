"""Launches as a table: for a page in words, for a file in keys."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts.theme import Style
from dashboard.messages import Translator, mark
from dashboard.store import get_store
from dashboard.tagging.phrases import phrases
from dashboard.tagging.text import product_text
from dashboard.ui.launch_date import launch_date
from dashboard.ui.product_words import LABEL_ORIGINS
from dashboard.ui.tagger_loaders import load_labels
from dashboard.ui.translations import language
from dashboard.ui.words import SOURCES, word
from db.queries.imports import list_imports
from db.queries.training import active_model, texts_of_products
from db.queries.trends import describe_launches

TAGS = {"yes": mark("yes"), "no": mark("no"), "": mark("not tagged")}


def launch_records(rows: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    """Return launches as a file holds them: keys, not words, whatever the reader's language."""
    with get_store().read() as session:
        described = describe_launches(session, rows["id"].tolist()).set_index("id").reindex(rows["id"])
    columns: dict[str, Any] = {"id": rows["id"].to_numpy()}
    columns |= {name: described[name].to_numpy() for name in ("name", "tagline", "url")}
    columns |= {
        "source": rows["source"].to_numpy(),
        "launched_on": rows["launched_on"].dt.date.to_numpy(),
        "launched_precision": rows["launched_precision"].to_numpy(),
        "import": rows["import_id"].to_numpy(),
    }
    for key in keys:
        columns[f"{key}_tag"] = rows[f"tag_{key}"].map({1: "yes", 0: "no"}).fillna("").to_numpy()
        columns[f"{key}_probability"] = rows[f"p_{key}"].to_numpy()
        columns[f"{key}_by"] = rows[f"origin_{key}"].to_numpy()
    return pd.DataFrame(columns)


def launch_table(rows: pd.DataFrame, keys: Sequence[str], styles: Mapping[str, Style], t: Translator) -> pd.DataFrame:
    """Return launches as a page shows them."""
    records = launch_records(rows, keys)
    dates = zip(records["launched_on"], records["launched_precision"], strict=True)
    columns: dict[str, Any] = {
        "name": records["name"],
        "launched": [launch_date(day, precision, t) for day, precision in dates],
        "source": [word(SOURCES, source, t) for source in records["source"]],
    }
    for key in keys:
        title = "tag" if len(keys) == 1 else styles[key].title
        columns[title] = [t(TAGS[tag]) for tag in records[f"{key}_tag"]]
    if len(keys) == 1:
        columns["probability"] = records[f"{keys[0]}_probability"]
        columns["by"] = _tagged_by(records, keys[0], t)
        columns["words"] = _words(records["id"].tolist(), keys[0])
    columns["import"] = _imports(records["import"])
    columns["page"] = [f"products?product={number}&lang={language()}" for number in records["id"]]
    columns["tagline"] = records["tagline"]
    return pd.DataFrame(columns)


def launch_columns(t: Translator) -> dict[str, Any]:
    """Return how a page shows the columns of `launch_table`."""
    return {
        "name": st.column_config.TextColumn(t("Product"), pinned=True, width="medium"),
        "launched": st.column_config.TextColumn(t("Launched")),
        "source": st.column_config.TextColumn(t("Source")),
        "tag": st.column_config.TextColumn(t("Tag")),
        "probability": st.column_config.NumberColumn(
            t("Probability"), format="%.2f", help=t("What the active model gives the capability, from 0 to 1")
        ),
        "by": st.column_config.TextColumn(t("Tagged by"), help=t("A label goes before the model")),
        "words": st.column_config.TextColumn(
            t("Words for it"),
            help=t(
                "Words of the text that the table of concepts names for this capability. What the model itself went "
                "by is shown when you choose the product."
            ),
        ),
        "import": st.column_config.TextColumn(t("Import")),
        "page": st.column_config.LinkColumn(t("All about it"), display_text=":material/open_in_new:"),
        "tagline": st.column_config.TextColumn(t("Tagline"), width="large"),
    }


def import_names() -> dict[int, str]:
    """Return how a person knows each import: its number and its file."""
    with get_store().read() as session:
        return {record.id: f"#{record.id} · {record.file_name}" for record in list_imports(session)}


def _imports(numbers: "pd.Series[Any]") -> list[str]:
    names = import_names()
    return [names.get(int(number), "") if pd.notna(number) else "" for number in numbers]


def _tagged_by(records: pd.DataFrame, key: str, t: Translator) -> list[str]:
    """Say who or what the tag is from; a label that came with a file or the catalogue has no person to name."""
    with get_store().read() as session:
        model = active_model(session)
    labels = load_labels()
    own = labels[(labels["capability"] == key) & labels["product_id"].isin(records["id"])]
    by_product = own.set_index("product_id")[["origin", "annotator"]].to_dict("index")
    said = []
    for number, origin in zip(records["id"], records[f"{key}_by"], strict=True):
        if origin == "label":
            label = by_product[number]
            person = label["annotator"] if label["origin"] in ("person", "settled") else ""
            said.append(t("label: {who}", who=person or word(LABEL_ORIGINS, label["origin"], t)))
        else:
            said.append(t("model #{number}", number=model.id) if origin == "model" and model else "")
    return said


def _words(ids: Sequence[int], key: str) -> list[str]:
    with get_store().read() as session:
        texts = texts_of_products(session, ids)
    return [" · ".join(phrases(product_text(*texts[number]), key)) if number in texts else "" for number in ids]
