"""The filters of the Products page. Their state is the page's address."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import cast

import streamlit as st

from dashboard.messages import Translator, mark
from dashboard.ui.filters import AddressFilters, change_address, chosen
from dashboard.ui.translations import language
from dashboard.ui.words import SOURCES, TEXT_LANGUAGES, capability_title, word
from db.queries.capabilities import CapabilityRecord
from db.queries.imports import ImportRecord
from db.queries.products import ProductFacets, ProductFilter, TagOrigin

FILTERS = AddressFilters(
    "products",
    ("q", "source", "language", "capability", "origin", "from", "to", "dated", "import"),
    others=("page",),
)
ORIGINS = {"gold": mark("Gold labels"), "model": mark("The model's tags")}
DATED = {"yes": mark("With a date"), "no": mark("Without a date")}


def product_filters(
    facets: ProductFacets, capabilities: Sequence[CapabilityRecord], imports: Sequence[ImportRecord], t: Translator
) -> ProductFilter:
    """Draw the filters and return what the address asks for; what the store lacks is passed over."""
    FILTERS.arrive()
    asked = _read_address(facets, capabilities, imports)
    titles = {record.key: capability_title(record, language()) for record in capabilities}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            t("Search"),
            key=FILTERS.show_one("q", asked.text),
            placeholder=t("Words of the name or the text"),
            icon=":material/search:",
            on_change=_choose,
            width=250,
        )
        _select("source", t("Source"), list(facets.sources), asked.source, lambda key: word(SOURCES, key, t), t)
        languages = list(facets.languages)
        _select(
            "language",
            t("Language of the text"),
            languages,
            asked.language,
            lambda key: word(TEXT_LANGUAGES, key, t),
            t,
        )
        _select("capability", t("Capability"), list(titles), asked.capability, titles.__getitem__, t)
        with st.popover(_more_label(asked, t), icon=":material/filter_list:"):
            _more(asked, facets, imports, t)
    FILTERS.keep()
    return asked


def _read_address(
    facets: ProductFacets, capabilities: Sequence[CapabilityRecord], imports: Sequence[ImportRecord]
) -> ProductFilter:
    def one(name: str, options: Sequence[str]) -> str | None:
        return next(iter(chosen(name, options)), None)

    dated = one("dated", list(DATED))
    number = one("import", [str(record.id) for record in imports])
    return ProductFilter(
        text=st.query_params.get("q", ""),
        source=one("source", list(facets.sources)),
        language=one("language", list(facets.languages)),
        capability=one("capability", [record.key for record in capabilities]),
        origin=cast("TagOrigin | None", one("origin", list(ORIGINS))),
        date_from=_day("from"),
        date_to=_day("to"),
        has_date=None if dated is None else dated == "yes",
        import_id=None if number is None else int(number),
    )


def _day(name: str) -> date | None:
    """Return a day as the address has it, or None where it names none."""
    try:
        return date.fromisoformat(st.query_params.get(name, ""))
    except ValueError:
        return None


def _more(asked: ProductFilter, facets: ProductFacets, imports: Sequence[ImportRecord], t: Translator) -> None:
    if asked.capability:
        _select(
            "origin",
            t("Where the tag comes from"),
            list(ORIGINS),
            asked.origin,
            lambda key: t(ORIGINS[key]),
            t,
            wide=True,
        )
    with st.container(horizontal=True):
        for name, title, day in (("from", t("Launched from"), asked.date_from), ("to", t("to"), asked.date_to)):
            FILTERS.show_one(name, cast("str | None", day))
            st.date_input(
                title,
                min_value=min(filter(None, (facets.first_date, day)), default=None),
                max_value=max(filter(None, (facets.last_date, day)), default=None),
                key=FILTERS.key(name),
                format="YYYY-MM-DD",
                on_change=_choose,
                width=160,
            )
    dated = {None: None, True: "yes", False: "no"}[asked.has_date]
    _select("dated", t("Launch date"), list(DATED), dated, lambda key: t(DATED[key]), t, wide=True)
    files = {str(record.id): f"#{record.id} · {record.file_name}" for record in imports}
    number = str(asked.import_id) if asked.import_id else None
    _select("import", t("Import"), list(files), number, files.__getitem__, t, wide=True)
    st.button(t("Reset the filters"), icon=":material/restart_alt:", on_click=_reset)


def _select(
    name: str,
    title: str,
    options: list[str],
    value: str | None,
    name_of: Callable[[str], str],
    t: Translator,
    *,
    wide: bool = False,
) -> None:
    st.selectbox(
        title,
        options,
        index=None,
        key=FILTERS.show_one(name, value),
        format_func=name_of,
        placeholder=t("All"),
        on_change=_choose,
        width="stretch" if wide else 160,
    )


def _more_label(asked: ProductFilter, t: Translator) -> str:
    parts = (
        asked.capability and asked.origin,
        asked.date_from,
        asked.date_to,
        asked.has_date is not None,
        asked.import_id,
    )
    count = sum(bool(part) for part in parts)
    return t("More filters in use: {count}", count=count) if count else t("More filters")


def _choose() -> None:
    FILTERS.write({})
    # Page 7 of another list would be any page.
    change_address({"page": []})


def _reset() -> None:
    FILTERS.clear()
    change_address({"page": []})
