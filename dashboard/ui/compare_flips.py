"""Which products two models tag differently, and the products themselves."""

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.messages import Translator
from dashboard.store import get_store
from dashboard.tagging.flips import GAINED, LOST, Flips, count_flips, flipped
from dashboard.ui.compare_loaders import load_both_tagged
from dashboard.ui.compare_tags import tags_are_there
from dashboard.ui.product_opening import opening_table
from dashboard.ui.training_loaders import TrainingState
from dashboard.ui.translations import language
from dashboard.ui.words import capability_title
from db.queries.training import ModelRecord
from db.queries.trends import describe_launches

#: Rows that a page shows.
MOST_ROWS = 200


def flips_view(first: ModelRecord, second: ModelRecord, state: TrainingState, t: Translator) -> None:
    """Count the products that flip, a capability a row, and list those of one cell."""
    if not tags_are_there((first, second), t):
        return
    tagged = load_both_tagged(first.id, second.id)
    counted = count_flips(tagged, first.label_set, second.label_set)
    if not counted:
        st.caption(t("The two models have no capability in common."))
        return
    titles = {record.key: capability_title(record, language()) for record in state.capabilities}
    rows = [_row(flips, titles, t) for flips in counted]
    st.dataframe(pd.DataFrame(rows), hide_index=True, height="content", alt=t("Products that flip, by capability"))
    st.caption(
        t(
            "From model #{first} to model #{second}, by the words of the models alone. Products that both have tagged "
            "as they are now: {count:,}.",
            first=first.id,
            second=second.id,
            count=len(tagged),
        )
    )
    _list(tagged, counted, (first, second), titles, t)


def _row(flips: Flips, titles: dict[str, str], t: Translator) -> dict[str, Any]:
    return {
        t("Capability"): titles.get(flips.capability, flips.capability),
        t("No → yes"): f"{flips.gained:,}",
        t("Yes → no"): f"{flips.lost:,}",
        t("Share that flips"): f"{flips.share:.1%}",
    }


def _list(
    tagged: pd.DataFrame,
    counted: list[Flips],
    models: tuple[ModelRecord, ModelRecord],
    titles: dict[str, str],
    t: Translator,
) -> None:
    left, right = st.columns(2, vertical_alignment="bottom")
    keys = [flips.capability for flips in counted]
    capability = left.selectbox(t("Capability"), keys, format_func=lambda key: titles.get(key, key), key="flips_of")
    words = {GAINED: t("No → yes"), LOST: t("Yes → no")}
    which = right.segmented_control(
        t("Change"), [GAINED, LOST], default=GAINED, format_func=words.__getitem__, required=True, key="flips_which"
    )
    sets = (models[0].label_set, models[1].label_set)
    moved = flipped(tagged, *sets, capability, which or GAINED)
    if moved.empty:
        st.caption(t("No product changes so."))
        return
    shown = moved.head(MOST_ROWS)
    _table(shown, models, t)
    if len(moved) > MOST_ROWS:
        st.caption(t("Products shown: {shown} of {count:,}.", shown=MOST_ROWS, count=len(moved)))


def _table(moved: pd.DataFrame, models: tuple[ModelRecord, ModelRecord], t: Translator) -> None:
    ids = moved["product_id"].tolist()
    with get_store().read() as session:
        described = describe_launches(session, ids).set_index("id").reindex(ids)
    column = st.column_config
    columns = {
        "name": column.TextColumn(t("Product"), width=180),
        "before": column.NumberColumn(t("By model #{number}", number=models[0].id), format="%.2f", width=110),
        "after": column.NumberColumn(t("By model #{number}", number=models[1].id), format="%.2f", width=110),
        "tagline": column.TextColumn(t("Tagline"), width="large"),
    }
    rows = pd.DataFrame(
        {
            "name": described["name"].to_numpy(),
            "before": moved["before"].to_numpy(),
            "after": moved["after"].to_numpy(),
            "tagline": described["tagline"].to_numpy(),
        }
    )
    alt = t("Products that flip, those whose probability moves most first")
    opening_table("flips", rows, ids, columns, alt=alt)
