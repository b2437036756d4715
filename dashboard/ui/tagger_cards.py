"""What the active model says of a text: a card a capability, with the meaning of its probability."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from dashboard.messages import Translator
from dashboard.tagging.active import ActiveModel
from dashboard.tagging.artifact import Predictions
from dashboard.tagging.reliability import Reliability
from dashboard.training.measured import is_partial
from dashboard.ui.plain import plain
from dashboard.ui.product_words import ANSWERS, LABEL_ORIGINS
from dashboard.ui.tagger_labels import correction, withdrawal
from dashboard.ui.tagger_loaders import load_reliability, load_unseen
from dashboard.ui.tagger_marks import probability_bar, safe_color
from dashboard.ui.tagger_subject import Subject
from dashboard.ui.translations import language
from dashboard.ui.words import capability_title, sentences, word
from db.queries.capabilities import CapabilityRecord
from db.queries.product_detail import GivenLabel
from db.queries.training import ModelRecord


@dataclass(frozen=True)
class Verdict:
    """What the active model says of one capability of a text."""

    key: str
    title: str
    color: str
    probability: float
    threshold: float
    tagged: bool


def verdicts(active: ActiveModel, said: Predictions, capabilities: Sequence[CapabilityRecord]) -> dict[str, Verdict]:
    """Return the model's word on each capability that it knows and the label set still has, in the order of the set."""
    places = {key: place for place, key in enumerate(active.artifact.card.label_set)}
    return {
        record.key: Verdict(
            key=record.key,
            title=capability_title(record, language()),
            color=record.color,
            probability=float(said.probabilities[0, places[record.key]]),
            threshold=active.artifact.card.thresholds[record.key],
            tagged=bool(said.tags[0, places[record.key]]),
        )
        for record in capabilities
        if record.key in places
    }


def draw_cards(active: ActiveModel, given: Mapping[str, Verdict], subject: Subject, t: Translator) -> None:
    """Draw a card a capability."""
    labels = subject.detail.labels if subject.detail else []
    gold = {label.capability: label for label in labels if label.holds}
    unseen = load_unseen(subject.detail.product.id) if subject.detail else {}
    learned = _only_learned(active.record, labels)
    with st.grid(4, min_column_width=220):
        for verdict in given.values():
            with st.container(border=True, height="stretch", gap="xsmall"):
                _draw_card(verdict, t)
                st.caption(_trust(verdict, unseen.get(verdict.key), verdict.key in learned, t))
                _draw_label(gold.get(verdict.key), t)
                if subject.detail:
                    judged = [label for label in labels if label.capability == verdict.key]
                    correction(verdict.key, verdict.tagged, judged, subject.detail.product, t)
                    withdrawal(verdict.key, subject.detail.product.id, t)


def draw_summary(said: Predictions, given: Mapping[str, Verdict], says_ai: bool, t: Translator) -> None:
    """Say which capability is the main one, and whether the text says that it uses AI."""
    primary = said.primary[0]
    main = given[primary].title if primary is not None and primary in given else t("none of them")
    ai = t("yes") if says_ai else t("no")
    st.caption(
        t("Main capability by the model: {capability}", capability=plain(main))
        + " · "
        + t("Says by one of the published words that it uses AI: {answer}", answer=ai)
    )


def _only_learned(model: ModelRecord, labels: Sequence[GivenLabel]) -> set[str]:
    """Return the capabilities of a product that a model has learned and was not measured on.

    The preset fast measures every product by chance. A split by time measures the newest alone, the preset encoder a
    part: what was labelled before the model was made, and has no probability from a network that had not seen it, all
    networks have seen.
    """
    if not is_partial(model.metrics):
        return set()
    return {label.capability for label in labels if label.created_at <= model.created_at}


def _draw_card(verdict: Verdict, t: Translator) -> None:
    dot = f"display:inline-block;width:.8rem;height:.8rem;border-radius:.25rem;background:{safe_color(verdict.color)}"
    answer = t("yes") if verdict.tagged else t("no")
    values = {"probability": verdict.probability, "threshold": verdict.threshold}
    number = t("{probability:.0%}, tagged from {threshold:.0%} on", **values)
    st.html(
        f'<div style="font-weight:600"><span style="{dot}"></span> {escape(verdict.title)}</div>'
        f'<div style="font-size:1.5rem;font-weight:650">{escape(answer)}</div>'
        f"{probability_bar(verdict.probability, verdict.threshold, verdict.color, number)}"
        f'<div style="font-size:.875rem">{escape(number)}</div>'
    )


def _trust(verdict: Verdict, unseen: float | None, is_learned: bool, t: Translator) -> str:
    """Say how far to trust a probability: what a model has learned by heart says nothing of how it reads."""
    if unseen is not None:
        learned = t(
            "The model has learned from this product; a copy of it that had not seen it gave {probability:.0%}.",
            probability=unseen,
        )
        return sentences([learned, _meaning(verdict.key, unseen, t)], t)
    if is_learned:
        return t(
            "The model has learned from this product and was measured on newer ones alone: how it would read it unseen "
            "is not known."
        )
    return _meaning(verdict.key, verdict.probability, t)


def _meaning(capability: str, probability: float, t: Translator) -> str:
    """Say what a probability means, and how it fared on labelled products."""
    count = round(100 * probability)
    meaning = t("Of 100 such texts, about {count} have it.", count=count)
    if not count:
        meaning = t("Of 100 such texts, hardly one has it.")
    return sentences([meaning, *_checked(load_reliability(capability, probability), probability, t)], t)


def _checked(found: Reliability | None, probability: float, t: Translator) -> list[str]:
    if found is None:
        return [t("Too few labelled products got about this probability to check that.")]
    checked = t(
        "Checked: of {products} labelled products that got {lowest:.0%} to {highest:.0%} unseen, {held} have it "
        "(interval of the share: {low:.0%} to {high:.0%}).",
        products=found.products,
        lowest=found.lowest,
        highest=found.highest,
        held=found.held,
        low=found.low,
        high=found.high,
    )
    chosen = t("They were chosen, not drawn at random: others may fare differently.")
    outside = t("The model's probability lies outside: trust the count more.")
    is_inside = found.low <= probability <= found.high
    return [checked, *([] if found.drawn else [chosen]), *([] if is_inside else [outside])]


def _draw_label(label: GivenLabel | None, t: Translator) -> None:
    if label is None or label.value not in ("yes", "no"):
        return
    by = label.annotator if label.origin in ("person", "settled") else word(LABEL_ORIGINS, label.origin, t)
    st.markdown(
        t(
            "**Label: {answer}**, by {annotator}. It goes before the model.",
            answer=t(ANSWERS[label.value]),
            annotator=plain(by),
        )
    )
