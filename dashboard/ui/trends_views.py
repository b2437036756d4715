"""The views of Trends: the same launches from several sides. One is drawn at a time and reads alone what it needs."""

import pandas as pd
import streamlit as st

from dashboard.messages import mark
from dashboard.ui.loaders import load_launches, load_launches_with_fields
from dashboard.ui.trends_compare import compare_view
from dashboard.ui.trends_methods import methods_view
from dashboard.ui.trends_new import new_terms_view
from dashboard.ui.trends_outlook import outlook_view
from dashboard.ui.trends_real import real_view
from dashboard.ui.trends_shares import shares_view
from dashboard.ui.trends_take import take_view
from dashboard.ui.trends_where import where_view
from dashboard.ui.trends_wording import wording_view
from dashboard.ui.views import View

SHARES, WHERE = "shares", "where"
VIEWS = {
    SHARES: View(mark("Shares"), shares_view),
    "real": View(mark("Is it real?"), real_view),
    WHERE: View(mark("Where"), where_view),
    "new": View(mark("What is new"), new_terms_view),
    "ahead": View(mark("Outlook"), outlook_view),
    "words": View(mark("In words and in deeds"), wording_view),
    "compare": View(mark("Compare"), compare_view),
    "take": View(mark("Take it along"), take_view),
    "methods": View(mark("How it is reckoned"), methods_view),
}


def load_view_launches() -> pd.DataFrame:
    """Return the launches frame; with the industries and fields of its launches beside it where the view needs them.

    They take a moment after each change of the products, for which the other views need not wait.
    """
    with_fields = WHERE in st.query_params.get_all("view")
    return load_launches_with_fields() if with_fields else load_launches()
