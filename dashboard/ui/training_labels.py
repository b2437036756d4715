"""What there is to learn from, and what of it is too few."""

import pandas as pd
import streamlit as st

from dashboard.messages import Translator, mark
from dashboard.training.readiness import MIN_EACH, MIN_PRODUCTS, LabelCount, Lack, Part, Readiness
from dashboard.ui.frame import page_link
from dashboard.ui.plain import plain
from dashboard.ui.training_loaders import TrainingState
from dashboard.ui.translations import language
from dashboard.ui.words import TEXT_LANGUAGES, capability_title, word

# The two values apart: in Chinese they are not one word in a sentence.
LACKS = {
    "yes": mark("**{capability}** has {count} yes; bring in {missing} more, or it is left out."),
    "no": mark("**{capability}** has {count} no; bring in {missing} more, or it is left out."),
}
LACKS_IN_LANGUAGE = {
    "yes": mark("**{capability}** has {count} yes in {language}; bring in {missing} more."),
    "no": mark("**{capability}** has {count} no in {language}; bring in {missing} more."),
}
LANGUAGES_IN_SENTENCES = {
    "en": mark("English texts"),
    "zh": mark("Chinese texts"),
    "other": mark("texts in other languages"),
}


def labels_section(state: TrainingState, t: Translator) -> None:
    """Draw the gold labels by capability, language and lane, and say what is too few and what helps.

    It is folded away where a run has been made already and nothing stands in the way of the next one.
    """
    found = state.readiness
    if not found.products:
        _empty(t)
        return
    if not found.is_ready:
        st.warning(t("That is too few to train on. Bring in more labelled products."), icon=":material/new_label:")
    title = t("What there is to learn from: {products:,} labelled products", products=found.products)
    with st.expander(title, expanded=not (state.runs and found.is_ready), icon=":material/new_label:"):
        titles = {record.key: capability_title(record, language()) for record in state.capabilities}
        rows = [_row(titles[count.capability], count, t) for count in found.counts]
        st.dataframe(pd.DataFrame(rows), hide_index=True, alt=t("Gold labels of each capability"))
        st.caption(
            t(
                "Yes, of all judged. A capability is learned from {each} yes and {each} no, a run from {least} "
                "products. Several launches of one product count once.",
                each=MIN_EACH,
                least=MIN_PRODUCTS,
            )
        )
        _remedies(found, titles, t)


def _row(title: str, count: LabelCount, t: Translator) -> dict[str, str | int]:
    audit, learning = count.lanes
    return {
        t("Capability"): title,
        t("All"): _share(count, t),
        t("Enough?"): t("yes") if count.is_enough else _lacking(count, t),
        **{word(TEXT_LANGUAGES, part.key, t): _share(part, t) for part in count.languages},
        t("Drawn at random"): _share(audit, t),
        t("Chosen"): _share(learning, t),
        t("Unsure"): count.unsure,
    }


def _share(part: LabelCount | Part, t: Translator) -> str:
    judged = part.positives + part.negatives
    return t("{yes:,} of {judged:,}", yes=part.positives, judged=judged) if judged else "–"


def _lacking(count: LabelCount, t: Translator) -> str:
    missing = (max(0, MIN_EACH - number) for number in (count.positives, count.negatives))
    return t("lacks {yes} yes, {no} no", **dict(zip(("yes", "no"), missing, strict=True)))


def _remedies(found: Readiness, titles: dict[str, str], t: Translator) -> None:
    lacks = found.lacks
    if not lacks:
        return
    said = [f"- {_sentence(lack, titles[lack.capability], t)}" for lack in lacks]
    if any(lack.language for lack in lacks):
        said.append("- " + t("With fewer than {each}, nobody can tell how well it works there.", each=MIN_EACH))
    st.markdown("\n".join(said))
    page_link("products", t("Bring in a list"))
    page_link("label", t("Give labels"))


def _sentence(lack: Lack, title: str, t: Translator) -> str:
    values = {"capability": plain(title), "count": lack.count, "missing": lack.missing}
    if lack.language is None:
        return t(LACKS[lack.value], **values)
    return t(LACKS_IN_LANGUAGE[lack.value], language=word(LANGUAGES_IN_SENTENCES, lack.language, t), **values)


def _empty(t: Translator) -> None:
    with st.container(border=True):
        st.markdown(
            t(
                "There are no gold labels yet, and a model learns from nothing else. Bring in a CSV that has a column "
                "for each capability, with 1 for yes and 0 for no; the template shows how."
            )
        )
        page_link("products", t("Bring in a list"))
        page_link("label", t("Give labels"))
