"""The two lanes of labelling: the choice of one, the annotator's name, and the pad with the lane's products."""

import streamlit as st

from dashboard.labelling.draw import DrawRequest
from dashboard.labelling.drawing import make_draw, new_seed
from dashboard.labelling.queue import AuditQueue, LearningQueue, Queue, RepeatQueue, open_draw, open_repeat
from dashboard.labelling.suspects import find_suspects
from dashboard.messages import RequestError, Translator, mark
from dashboard.store import get_store
from dashboard.ui.filters import change_address, chosen
from dashboard.ui.frame import page_link
from dashboard.ui.label_doubts import load_doubts
from dashboard.ui.label_loaders import load_learning_order
from dashboard.ui.label_name import ask_name
from dashboard.ui.label_pad import draw_pad
from dashboard.ui.label_suspects import SUSPECTS
from dashboard.ui.plain import plain
from db.queries.answers import LEARNING
from db.queries.draws import AUDIT, REPEAT
from db.queries.products import read_facets
from db.queries.training import active_model

LANES = {AUDIT: mark("Audit"), LEARNING: mark("Learning"), REPEAT: mark("Second look")}
PURPOSES = {
    AUDIT: mark(
        "Products drawn at random. Their labels alone say how good the model is and how large a share is, so the "
        "model's opinion stays hidden. They train it too."
    ),
    LEARNING: mark("Products that would teach the model most. Their labels train it, and estimate nothing."),
    REPEAT: mark(
        "Products that others have judged, drawn at random for you. What they said stays hidden, and so does the "
        "model's opinion: the view Agreement compares."
    ),
}
#: How many products a simple draw takes: enough to tell a share within about ten points.
SIMPLE_DRAW = 100
_LANE, _SHOWN = "label_lane", "label_shown"


def lanes_view(t: Translator) -> None:
    """Draw the choice of a lane, and the lane."""
    store = get_store()
    with store.read() as session:
        products = read_facets(session).products
    if not products:
        st.info(t("There is nothing to label yet: the store holds no product."), icon=":material/inbox:")
        page_link("products", t("Bring in a list of products"))
        return
    lane, annotator, shown = _choices(t)
    queue = _queue(lane, products, annotator, t)
    if queue is not None:
        draw_pad(queue, annotator, shown=shown and lane == LEARNING, t=t)


def _queue(lane: str, products: int, annotator: str, t: Translator) -> Queue | None:
    if lane == LEARNING:
        return _learning(t)
    if lane == REPEAT:
        with get_store().read() as session:
            draw = open_repeat(session, annotator)
        return None if draw is None else RepeatQueue(draw)
    return _audit(products, annotator, t)


def _choices(t: Translator) -> tuple[str, str, bool]:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        annotator = ask_name(t)
        with get_store().read() as session:
            waits = open_repeat(session, annotator) is not None
        lanes = [lane for lane in LANES if lane != REPEAT or waits]
        lane = next(iter(chosen("lane", lanes)), AUDIT)
        st.session_state[_LANE] = lane
        st.segmented_control(
            t("Lane"),
            lanes,
            key=_LANE,
            format_func=lambda key: t(LANES[key]),
            required=True,
            on_change=_write_lane,
        )
        shown = lane == LEARNING and st.toggle(
            t("Show what the model thinks first"),
            key=_SHOWN,
            help=t("A label given with the model's opinion in view is marked as assisted."),
        )
    st.caption(t(PURPOSES[lane]))
    return lane, annotator, shown


def _write_lane() -> None:
    lane = st.session_state[_LANE]
    change_address({"lane": [] if lane == AUDIT else [lane]})


def _audit(products: int, annotator: str, t: Translator) -> Queue | None:
    with get_store().read() as session:
        draw = open_draw(session)
    if draw is None:
        with st.container(border=True):
            st.markdown(
                t(
                    "**No draw yet.** A draw chooses products at random, so that what is found in them holds for all. "
                    "Products that are labelled already can be drawn too, and their labels are reused."
                )
            )
            draw_button(products, annotator, t)
        return None
    queue = AuditQueue(draw)
    with get_store().read() as session:
        finished = queue.progress(session).left == 0
    if finished:
        with st.container(border=True):
            st.markdown(t("**Every product of draw {number} is answered.** Draw more to know more.", number=draw.id))
            draw_button(products, annotator, t)
    return queue


def draw_button(products: int, annotator: str, t: Translator) -> None:
    """Offer a simple draw from all products."""
    count = min(SIMPLE_DRAW, products)
    words = t("Draw {count:,} products at random", count=count)
    if not st.button(words, type="primary", icon=":material/casino:", key="label_draw"):
        return
    try:
        make_draw(get_store(), DrawRequest(count, new_seed()), drawn_by=annotator)
    except RequestError as error:
        st.error(plain(error.message.text(t)), icon=":material/error:")
        return
    st.rerun()


def _learning(t: Translator) -> Queue:
    with get_store().read() as session:
        model = active_model(session)
    if model is None:
        st.caption(t("There is no model yet, so no product is more useful than another: any label helps to train one."))
    elif doubted := len(find_suspects(load_doubts(model.id))):
        words = t("Check the labels that the model contradicts: {count:,}", count=doubted)
        to_suspects = {"view": [SUSPECTS], "lane": []}
        st.button(words, type="tertiary", icon=":material/rule:", on_click=change_address, args=(to_suspects,))
    return LearningQueue(load_learning_order())
