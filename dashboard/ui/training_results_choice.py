"""Which model a person looks at, from which side, and for which capability: all of it in the address."""

from dataclasses import dataclass

import streamlit as st

from dashboard.charts.theme import Style
from dashboard.messages import Translator, mark
from dashboard.training.reliability import ALL
from dashboard.ui.filters import AddressFilters, chosen
from dashboard.ui.training_loaders import TrainingState
from dashboard.ui.translations import language
from dashboard.ui.words import capability_title
from db.queries.training import ModelRecord

FILTERS = AddressFilters("results", ("model", "view", "capability"), others=("cell",))
MISTAKES, THRESHOLD, CALIBRATION, SLICES, TAGGERS = "mistakes", "threshold", "calibration", "slices", "taggers"
VIEWS = {
    MISTAKES: mark("Right and wrong"),
    THRESHOLD: mark("Threshold"),
    CALIBRATION: mark("Calibration"),
    SLICES: mark("By group"),
    TAGGERS: mark("Simple taggers"),
}


@dataclass(frozen=True)
class Look:
    """What a person looks at."""

    model: ModelRecord
    styles: dict[str, Style]
    view: str
    # A capability's key, or ALL.
    capability: str

    @property
    def keys(self) -> tuple[str, ...]:
        """The capabilities that the model knows."""
        return tuple(key for key in self.model.label_set if key in self.styles)


def capability_styles(state: TrainingState) -> dict[str, Style]:
    """Return the title, in the reader's language, and the colour of each capability."""
    return {record.key: Style(capability_title(record, language()), record.color) for record in state.capabilities}


def choose_model(state: TrainingState, t: Translator) -> ModelRecord:
    """Draw the choice of a model, the newest first, and return the one that the address names."""
    FILTERS.arrive()
    titles = {str(model.id): _title(model, t) for model in state.models}
    number = next(iter(chosen("model", list(titles))), next(iter(titles)))
    st.selectbox(
        t("Model"),
        list(titles),
        key=FILTERS.show_one("model", number),
        format_func=titles.__getitem__,
        on_change=FILTERS.write,
        args=(_defaults(state),),
        label_visibility="collapsed",
    )
    return next(model for model in state.models if str(model.id) == number)


def choose_look(model: ModelRecord, state: TrainingState, t: Translator) -> Look:
    """Draw the choice of a view and of a capability, and return what the address asks for."""
    styles = capability_styles(state)
    titles = {ALL: t("All capabilities")} | {key: styles[key].title for key in model.label_set if key in styles}
    view = next(iter(chosen("view", list(VIEWS))), MISTAKES)
    capability = next(iter(chosen("capability", list(titles))), ALL)
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.segmented_control(
            t("View"),
            list(VIEWS),
            key=FILTERS.show_one("view", view),
            format_func=lambda key: t(VIEWS[key]),
            required=True,
            on_change=FILTERS.write,
            args=(_defaults(state),),
            label_visibility="collapsed",
        )
        st.selectbox(
            t("Capability"),
            list(titles),
            key=FILTERS.show_one("capability", capability),
            format_func=titles.__getitem__,
            on_change=FILTERS.write,
            args=(_defaults(state),),
            label_visibility="collapsed",
            width=220,
        )
    FILTERS.keep()
    return Look(model, styles, view, capability)


def _defaults(state: TrainingState) -> dict[str, str]:
    return {"model": str(state.models[0].id), "view": MISTAKES, "capability": ALL}


def _title(model: ModelRecord, t: Translator) -> str:
    day = model.created_at.astimezone().strftime("%Y-%m-%d %H:%M")
    if model.active:
        return t("Model #{number} of {day}, active", number=model.id, day=day)
    return t("Model #{number} of {day}", number=model.id, day=day)
