"""Runs side by side: their curves, what differed, their figures; of two models also what it means for readers."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts.runs import run_losses_figure, run_precisions_figure
from dashboard.messages import Translator, mark
from dashboard.training.comparison import Difference, Figure, differences, figures
from dashboard.training.measured import OUT_OF_FOLD
from dashboard.training.paired import PairedGain
from dashboard.ui.chart_config import NO_TOOLBAR
from dashboard.ui.compare_flips import flips_view
from dashboard.ui.compare_loaders import load_paired_gain, load_run_curves
from dashboard.ui.compare_trends import trends_view
from dashboard.ui.filters import AddressFilters, chosen
from dashboard.ui.run_words import FIGURES, fact_title, fact_value
from dashboard.ui.training_loaders import TrainingState
from dashboard.ui.translations import language
from dashboard.ui.words import capability_title, sentences
from db.queries.training import ModelRecord, RunRecord

FILTERS = AddressFilters("training", ("runs", "side"))
FIGURES_VIEW, CURVES, FLIPS, TRENDS = "figures", "curves", "products", "trends"
VIEWS = {
    FIGURES_VIEW: mark("Figures and differences"),
    CURVES: mark("Curves"),
    FLIPS: mark("Products that change"),
    TRENDS: mark("Trends under each"),
}


def compare_section(state: TrainingState, t: Translator) -> None:
    """Let a person choose runs, and set them side by side; nothing before the second run."""
    if len(state.runs) < 2:
        return
    st.subheader(t("Runs side by side"))
    runs, models = _choose(state, t)
    if len(runs) < 2:
        st.caption(t("Choose two runs or more. Of two that have made a model, see also which products they tag apart."))
        return
    view = _choose_view(len(models) == 2 == len(runs), t)
    titles = {record.key: capability_title(record, language()) for record in state.capabilities}
    if view == CURVES:
        _curves(runs, t)
    elif view == FLIPS:
        flips_view(models[0], models[1], state, t)
    elif view == TRENDS:
        trends_view(models[0], models[1], state, t)
    else:
        _gain(models, t)
        _differences(runs, titles, t)
        _figures(models, titles, t)


def _choose(state: TrainingState, t: Translator) -> tuple[list[RunRecord], list[ModelRecord]]:
    """Return the chosen runs, the oldest first, and the models that they have made."""
    FILTERS.arrive()
    by_id = {str(run.id): run for run in state.runs}
    models = {model.run_id: model for model in state.models}
    titles = {key: _run_title(run, models.get(run.id), t) for key, run in by_id.items()}
    asked = chosen("runs", list(by_id))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.multiselect(
            t("Runs to compare"),
            list(by_id),
            key=FILTERS.show_many("runs", asked),
            format_func=titles.__getitem__,
            placeholder=t("Choose runs"),
            on_change=FILTERS.write,
            args=({"side": FIGURES_VIEW},),
        )
    FILTERS.keep()
    runs = sorted((by_id[key] for key in asked), key=lambda run: run.id)
    return runs, [models[run.id] for run in runs if run.id in models]


def _choose_view(two_models: bool, t: Translator) -> str:
    offered = list(VIEWS) if two_models else [FIGURES_VIEW, CURVES]
    asked = next(iter(chosen("side", offered)), FIGURES_VIEW)
    st.segmented_control(
        t("What to compare"),
        offered,
        key=FILTERS.show_one("side", asked),
        format_func=lambda view: t(VIEWS[view]),
        required=True,
        on_change=FILTERS.write,
        args=({"side": FIGURES_VIEW},),
        label_visibility="collapsed",
    )
    return asked


def _run_title(run: RunRecord, model: ModelRecord | None, t: Translator) -> str:
    day = run.created_at.astimezone().strftime("%Y-%m-%d %H:%M")
    if model is None:
        return t("Run {run} of {day}, no model", run=run.id, day=day)
    if model.active:
        return t("Run {run} of {day}, model #{model}, active", run=run.id, day=day, model=model.id)
    return t("Run {run} of {day}, model #{model}", run=run.id, day=day, model=model.id)


def _curves(runs: Sequence[RunRecord], t: Translator) -> None:
    curves = load_run_curves([run.id for run in runs])
    with st.grid(2, min_column_width=340):
        st.plotly_chart(
            run_precisions_figure(curves, t=t),
            key="compare_precision",
            config=NO_TOOLBAR,
            alt=t("Lines: the mean average precision of each run on products not seen, epoch by epoch"),
        )
        st.plotly_chart(
            run_losses_figure(curves, t=t),
            key="compare_loss",
            config=NO_TOOLBAR,
            alt=t("Lines: the loss of each run in training, epoch by epoch"),
        )


def _gain(models: Sequence[ModelRecord], t: Translator) -> None:
    if len(models) == 2:
        st.markdown(_gain_words(load_paired_gain(models[0].id, models[1].id), models, t))


def _figures(models: Sequence[ModelRecord], titles: dict[str, str], t: Translator) -> None:
    title = t("Figures of the models")
    st.markdown(f"**{title}**")
    if not models:
        st.caption(t("None of these runs has a model, so there are no figures to compare."))
        return
    rows = [_figure_row(figure, models, titles, t) for figure in figures(models)]
    st.dataframe(
        pd.DataFrame(rows), hide_index=True, height="content", alt=t("The figures of each model, side by side")
    )
    said = [t("In brackets the interval (95 %). Each model by itself, on the labels that it was trained with.")]
    if len({_measured_on(model) for model in models}) > 1:
        said.append(
            t(
                "The models were measured on different products: on all of them, on a part, or on the newest alone. "
                "These figures do not tell which is better."
            )
        )
    st.caption(sentences(said, t))


def _gain_words(gain: PairedGain | None, models: Sequence[ModelRecord], t: Translator) -> str:
    if gain is None:
        return t("These two models were measured on no labelled product in common.")
    values = {
        "first": models[0].id,
        "second": models[1].id,
        "one": gain.first,
        "other": gain.second,
        "gain": gain.gain,
        "low": gain.low if gain.low is not None else float("nan"),
        "high": gain.high if gain.high is not None else float("nan"),
        "products": gain.products,
    }
    if not gain.is_clear:
        return t(
            "On the labelled products that both were measured on ({products:,}), neither is clearly better: mean "
            "average precision {one:.3f} for model #{first}, {other:.3f} for model #{second}, difference {gain:+.3f} "
            "({low:+.3f} to {high:+.3f}).",
            **values,
        )
    if gain.gain > 0:
        return t(
            "On the labelled products that both were measured on ({products:,}), **model #{second} is better**: mean "
            "average precision {other:.3f}, model #{first} has {one:.3f}, gain {gain:+.3f} ({low:+.3f} to "
            "{high:+.3f}).",
            **values,
        )
    return t(
        "On the labelled products that both were measured on ({products:,}), **model #{first} is better**: mean "
        "average precision {one:.3f}, model #{second} has {other:.3f}, difference {gain:+.3f} ({low:+.3f} to "
        "{high:+.3f}).",
        **values,
    )


def _figure_row(figure: Figure, models: Sequence[ModelRecord], titles: dict[str, str], t: Translator) -> dict[str, str]:
    capability = "" if figure.capability is None else titles.get(figure.capability, figure.capability)
    row = {t("Figure"): t(FIGURES[figure.name]), t("Capability"): capability}
    for model, values in zip(models, figure.of, strict=True):
        row[t("Model #{number}", number=model.id)] = _cell(values)
    return row


def _cell(values: tuple[float | None, float | None, float | None] | None) -> str:
    if values is None or values[0] is None:
        return "–"
    value, low, high = values
    return f"{value:.3f}" if low is None or high is None else f"{value:.3f} ({low:.3f}–{high:.3f})"


def _differences(runs: Sequence[RunRecord], titles: dict[str, str], t: Translator) -> None:
    found = differences(runs)
    title = t("What differed")
    st.markdown(f"**{title}**")
    if not found:
        st.caption(t("Nothing: the same configuration, the same seed, the same data."))
        return
    rows = [_difference_row(one, runs, titles, t) for one in found]
    st.dataframe(
        pd.DataFrame(rows), hide_index=True, height="content", alt=t("What differed between the runs, a row each")
    )


def _difference_row(
    one: Difference, runs: Sequence[RunRecord], titles: dict[str, str], t: Translator
) -> dict[str, Any]:
    row = {t("What"): fact_title(one.key, titles, t)}
    for run, value in zip(runs, one.values, strict=True):
        row[t("Run {number}", number=run.id)] = fact_value(one.key, value, t)
    return row


def _measured_on(model: ModelRecord) -> tuple[str, str | None]:
    """Return what tells apart models that were measured in different ways."""
    on = model.metrics.get("measured_on", {})
    return on.get("how", OUT_OF_FOLD), on.get("since")
