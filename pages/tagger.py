"""Tagger: what the active model says of a text, why, and how far to trust it."""

import streamlit as st

from dashboard.messages import StrandlineError
from dashboard.store import get_store
from dashboard.tagging.text import says_ai
from dashboard.ui.frame import PAGES, start_page
from dashboard.ui.jobs import watch_revisions
from dashboard.ui.tagger_cards import draw_cards, draw_summary, verdicts
from dashboard.ui.tagger_evidence import choose_capability, draw_evidence
from dashboard.ui.tagger_labels import offer_to_keep
from dashboard.ui.tagger_loaders import load_said, load_tagger
from dashboard.ui.tagger_neighbours import draw_neighbours
from dashboard.ui.tagger_subject import choose_subject, draw_examples
from dashboard.ui.tagger_trust import empty_state, model_note, nothing_known
from db.queries.capabilities import list_capabilities

t = start_page("tagger")
watch_revisions()
st.title(t(PAGES["tagger"].title))
st.caption(t("What the active model says of a text, why, and how far to trust it."))

try:
    active = load_tagger()
except StrandlineError as error:
    empty_state(error, t)
    st.stop()

subject = choose_subject(t)
if subject is None:
    draw_examples(t)
    st.stop()

with get_store().read() as session:
    capabilities = list_capabilities(session)
said = load_said(subject.text)
given = verdicts(active, said, capabilities)
if not given:
    nothing_known(t)
    st.stop()
draw_cards(active, given, subject, t)
draw_summary(said, given, says_ai(subject.text), t)
if subject.detail is None:
    offer_to_keep(subject.text, active, t)
chosen = choose_capability(given, said.primary[0], t)
draw_evidence(subject.text, given[chosen], t)
draw_neighbours(subject, capabilities, t)
model_note(active, subject.text, t)
