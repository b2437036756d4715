"""The planner on the Label page: how many more audit labels tell two shares apart, period by period."""

import pandas as pd
import streamlit as st

from dashboard.labelling.allocate import GIVEN
from dashboard.labelling.draw import DrawRequest, plan_strata
from dashboard.labelling.drawing import new_seed
from dashboard.labelling.frame import period_frame, strata_names
from dashboard.labelling.planner import MOST, WIDEST, Plan
from dashboard.messages import Translator
from dashboard.store import get_store
from dashboard.trends.periods import BY, By
from dashboard.ui.label_draws import make, stratum_words
from dashboard.ui.label_loaders import load_plans, load_products_to_draw
from dashboard.ui.translations import language
from dashboard.ui.words import PERIODS, capability_title, word
from db.queries.capabilities import list_capabilities
from db.queries.training import active_model

#: How many periods are planned for, the newest.
NEWEST = 6
#: The choice of all strata.
ALL = ""
# Strata of a draw are named as those of a plan.
_STRATA_BY = ("source", "language")


def planner_section(t: Translator) -> None:
    """Draw the question, a row a period, and the button that draws what one of them needs."""
    st.subheader(t("How many labels are enough?"))
    with get_store().read() as session:
        model, records = active_model(session), list_capabilities(session)
    if model is None:
        st.info(t("There is no model yet: what its mistakes do to a share can't be reckoned."), icon=":material/info:")
        return
    titles = {one.key: capability_title(one, language()) for one in records if one.key in model.label_set}
    capability, stratum, by, points = _ask(titles, t)
    with st.spinner(t("Reckoning …"), show_time=False):
        plans = load_plans(capability, stratum, by, NEWEST, points / 100)
    if not plans:
        st.info(t("No product with a date is tagged yet."), icon=":material/info:")
        return
    st.markdown("\n".join(f"- {plan_words(plan, t)}" for plan in plans))
    _table(plans, t)
    st.caption(_method(t))
    _offer(plans, by, t)


def plan_words(plan: Plan, t: Translator) -> str:
    """Say what a period needs, for its present share and one as far from it as was asked."""
    further = plan.estimate + plan.apart
    other = further if further <= 1 else plan.estimate - plan.apart
    values = {"period": plan.period, "share": plan.estimate, "other": other}
    if plan.is_enough:
        return t("**{period}**: {share:.0%} can be told from {other:.0%} already.", **values)
    if plan.more is None and plan.least > WIDEST * plan.apart:
        return t(
            "**{period}**: no number of labels tells {share:.0%} from {other:.0%}. With {products:,} products, chance "
            "alone leaves a band of {least:.0%}.",
            products=plan.products,
            least=plan.least,
            **values,
        )
    if plan.more is None:
        return t(
            "**{period}**: to tell {share:.0%} from {other:.0%} takes more than {most:,} audit labels.",
            most=MOST,
            **values,
        )
    return t(
        "**{period}**: to tell {share:.0%} from {other:.0%} takes about {more:,} more audit labels ({fewest:,} to "
        "{most:,}).",
        more=plan.more,
        fewest=plan.range[0],
        most=plan.range[1],
        **values,
    )


def _ask(titles: dict[str, str], t: Translator) -> tuple[str, str, By, int]:
    products = load_products_to_draw()
    names = sorted({*strata_names(products, _STRATA_BY)})
    strata = {ALL: t("All products")} | {name: stratum_words(name, t) for name in names}
    lengths = {key: word(PERIODS, key, t) for key in BY}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        capability = st.selectbox(
            t("Capability"), list(titles), key="label_plan_capability", format_func=titles.__getitem__, width=220
        )
        stratum = st.selectbox(
            t("Products"), list(strata), key="label_plan_stratum", format_func=strata.__getitem__, width=240
        )
        by = st.segmented_control(
            t("Period"),
            BY,
            default="quarter",
            key="label_plan_by",
            format_func=lengths.__getitem__,
            required=True,
        )
        points = st.slider(t("Points between two shares"), 1, 40, 6, key="label_plan_points", width=240)
    return str(capability), str(stratum), by, points


def _table(plans: list[Plan], t: Translator) -> None:
    rows = [
        {
            t("Period"): plan.period,
            t("Products"): plan.products,
            t("Share"): t("{share:.1%} ({low:.1%} to {high:.1%})", share=plan.estimate, low=plan.low, high=plan.high),
            t("More labels"): t("over {most:,}", most=MOST) if plan.more is None else f"{plan.more:,}",
            t("Drawn from"): "; ".join(f"{stratum_words(name, t)}: {count:,}" for name, count in plan.strata if count),
        }
        for plan in plans
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True, alt=t("What each period needs"))


def _method(t: Translator) -> str:
    return t(
        "By the estimator of Trends: its 95 % band, if the audit grew in its present proportions; two shares are told "
        "apart where the band of one leaves the other out in four cases of five. The range in brackets is what eight "
        "in ten other proportions need that agree as well with the audit so far. More than {most:,} labels are not "
        "reckoned with. Labels of other periods help too, as long as the model errs alike in all of them. In "
        "simulations eight of ten plans lay between half and 1.7 times what was needed.",
        most=MOST,
    )


def _offer(plans: list[Plan], by: By, t: Translator) -> None:
    """Offer a draw of what a period needs, from its own products."""
    wanting = {plan.period: plan for plan in plans if plan.more}
    if not wanting:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        period = st.selectbox(t("Draw for"), list(wanting), key="label_plan_period", width=160)
        request = draw_for(wanting[period], by)
        count = sum(request.given.values())
        words = t("Draw {count:,} products of {period}", count=count, period=period)
        if st.button(words, icon=":material/casino:", key="label_plan_draw", disabled=not count):
            make(request, t)


def draw_for(plan: Plan, by: By) -> DrawRequest:
    """Return the request of a draw that takes what a plan needs, or, of a small stratum, all that there is."""
    request = DrawRequest(0, new_seed(), period_frame(plan.period, by), _STRATA_BY, GIVEN)
    sizes = {stratum.name: stratum.products for stratum in plan_strata(load_products_to_draw(), request)}
    given = {name: min(count, sizes.get(name, 0)) for name, count in plan.strata if count}
    return DrawRequest(0, request.seed, request.frame, _STRATA_BY, GIVEN, given)
