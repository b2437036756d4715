"""One product in a drawer beside the list: what it is, its capabilities, its past, and a way to correct it."""

from collections.abc import Sequence
from urllib.parse import urlsplit

import pandas as pd
import streamlit as st

from dashboard.catalogue.industries import APPLICATION_TITLES, INDUSTRY_TITLES
from dashboard.messages import Translator
from dashboard.store import get_store
from dashboard.ui.filters import change_address
from dashboard.ui.frame import page_link
from dashboard.ui.launch_date import launch_date
from dashboard.ui.plain import plain
from dashboard.ui.product_correction import correction_form, delete_button
from dashboard.ui.product_history import changes_section, imports_section, labels_section
from dashboard.ui.product_opening import forget_selection
from dashboard.ui.product_words import LABEL_ORIGINS, judged_titles
from dashboard.ui.words import SOURCES, TEXT_LANGUAGES, word
from db.queries.capabilities import CapabilityRecord
from db.queries.product_detail import ProductDetail, ProductRecord, get_product


def open_product(capabilities: Sequence[CapabilityRecord], t: Translator) -> None:
    """Open the product that the address names, if it names one."""
    asked = st.query_params.get("product")
    if asked is None:
        return
    detail = _read(int(asked)) if asked.isdecimal() and len(asked) < 10 else None
    if detail is None:
        st.warning(t("There is no product {number}. It may have been deleted.", number=plain(asked)))
        return
    drawer = st.dialog(plain(detail.product.name), width="medium", position="right", on_dismiss=_close)
    drawer(_draw)(detail.product.id, capabilities, t)


def web_address(url: str) -> str | None:
    """Return an address that may be made a link, or None: a file may hold `javascript:` in its place."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def _read(product_id: int) -> ProductDetail | None:
    with get_store().read() as session:
        return get_product(session, product_id)


def _close() -> None:
    change_address({"product": []})
    forget_selection()


def _draw(product_id: int, capabilities: Sequence[CapabilityRecord], t: Translator) -> None:
    # Read anew: a form in the drawer runs the drawer alone, and another process may have changed the product.
    detail = _read(product_id)
    if detail is None:
        st.warning(t("There is no product {number}. It may have been deleted.", number=product_id))
        return
    product = detail.product
    _head(product, t)
    about, labels, past, correct = st.tabs([t("About"), t("Labels"), t("History"), t("Correct")])
    with about:
        _capabilities(detail, capabilities, t)
        _text(product, t)
        _facts(product, t)
    with labels:
        labels_section(detail, judged_titles(capabilities, t), t)
    with past:
        imports_section(detail, t)
        changes_section(detail, t)
    with correct:
        correction_form(product, t)
        delete_button(detail, t)


def _head(product: ProductRecord, t: Translator) -> None:
    if product.tagline:
        st.text(product.tagline)
    parts = [
        launch_date(product.launched_on, product.launched_precision, t),
        word(SOURCES, product.source, t),
        word(TEXT_LANGUAGES, product.language, t),
    ]
    if product.votes is not None:
        parts.append(t("votes: {count:,}", count=product.votes))
    st.caption(" · ".join(plain(part) for part in parts))
    if web_address(product.url):
        st.link_button(t("Open its page"), product.url, icon=":material/open_in_new:")


def _capabilities(detail: ProductDetail, capabilities: Sequence[CapabilityRecord], t: Translator) -> None:
    titles = judged_titles(capabilities, t)
    gold = {given.capability: given for given in detail.labels if given.holds and given.value in ("yes", "no")}
    tags = {tag.capability: tag for tag in detail.tags if not tag.outdated}
    rows = []
    for record in capabilities:
        label, tag = gold.get(record.key), tags.get(record.key)
        said = label.value if label else {True: "yes", False: "no"}[tag.tagged] if tag else None
        rows.append(
            {
                "capability": titles[record.key],
                "holds": {"yes": t("yes"), "no": t("no"), None: t("not tagged")}[said],
                "origin": word(LABEL_ORIGINS, label.origin, t) if label else t("model") if tag else "",
                "probability": tag.probability if tag else None,
                "threshold": tag.threshold if tag else None,
            }
        )
    column = st.column_config
    st.dataframe(
        pd.DataFrame(rows),
        hide_index=True,
        placeholder="–",
        column_config={
            "capability": column.TextColumn(t("Capability"), width="medium"),
            "holds": column.TextColumn(t("Holds"), width="small"),
            "origin": column.TextColumn(t("Tagged by"), width="small"),
            "probability": column.ProgressColumn(t("Probability"), format="%.2f", min_value=0, max_value=1),
            "threshold": column.NumberColumn(
                t("Threshold"), format="%.2f", help=t("The model tags a capability from this probability on.")
            ),
        },
        alt=t("The capabilities of this product"),
    )
    if detail.tags:
        page_link("tagger", t("Why? Explain these tags"), product=str(detail.product.id))
    if any(tag.outdated for tag in detail.tags):
        st.caption(t("The text has changed since the model tagged it. The next tagging brings new tags."))
    if outdated := [titles[key] for key in titles if key in gold and gold[key].outdated]:
        st.caption(
            t(
                "The text has changed since it was labelled: {capabilities}. The labels count until somebody reads it "
                "again.",
                capabilities=plain(", ".join(outdated)),
            )
        )
    if detail.primary in titles and not any(tag.outdated for tag in detail.tags):
        st.caption(t("Main capability by the model: {capability}", capability=plain(titles[str(detail.primary)])))


def _text(product: ProductRecord, t: Translator) -> None:
    # Not inside the f-string: there the extraction of sentences finds none.
    title = t("Text")
    st.markdown(f"**{title}**")
    if product.description:
        st.text(product.description)
    elif not product.tagline:
        st.caption(t("The name is all that is known of it: no tagline, no description."))


def _facts(product: ProductRecord, t: Translator) -> None:
    facts = {
        t("Address"): product.url,
        t("Country"): product.country,
        t("Industry"): word(INDUSTRY_TITLES, product.industry, t),
        t("Fields of application"): ", ".join(word(APPLICATION_TITLES, key, t) for key in product.application_fields),
        t("Keywords"): ", ".join(product.keywords),
        t("Says that it uses AI"): t("yes") if product.says_ai else t("no"),
        t("Number in its source"): product.external_id,
        t("Number here"): str(product.id),
    }
    st.table({title: plain(value) for title, value in facts.items() if value}, border="horizontal")
