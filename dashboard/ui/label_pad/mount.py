"""The server's end of the pad: it takes what the browser sends, and sends the next products."""

import re
from collections.abc import Callable
from dataclasses import asdict
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

import streamlit as st

from dashboard.labelling.answers import take_messages
from dashboard.labelling.queue import Progress, Queue, Served, serve
from dashboard.messages import Translator
from dashboard.store import get_store
from dashboard.ui.label_pad.content import capability_cards, product_cards
from dashboard.ui.label_pad.words import pad_words
from db.queries.leases import LEASE

KEY = "label_pad"
_HOLDER, _RECEIPTS = "label_holder", "label_receipts"
_FOLDER = Path(__file__).parent
# One module to the browser, in the order in which they build on one another.
_SCRIPTS = ("outbox.js", "holder.js", "draft.js", "view.js", "keys.js", "pad.js")
_TOKEN = re.compile(r"[0-9a-zA-Z-]{8,64}")


@st.fragment
def draw_pad(queue: Queue, annotator: str, *, shown: bool, t: Translator) -> None:
    """Draw the pad with the next products of a queue. `shown`: the model's opinion is in view before the answer."""
    holder = st.session_state.get(_HOLDER)
    served = serve(get_store(), queue, holder) if holder else Served((), Progress(0, 0, 0))
    _component()(
        key=KEY,
        data={
            # A new one at each run: the pad so knows an answer of the server from a mere change of the theme.
            "stamp": uuid4().hex,
            "space": _space(),
            "holder": holder,
            "queue": queue.name,
            "lane": queue.lane,
            "draw": queue.draw_id,
            "annotator": annotator,
            "shown": shown,
            "lease": LEASE.total_seconds(),
            "receipts": st.session_state.get(_RECEIPTS, []),
            "items": product_cards(served.items, t),
            "progress": asdict(served.progress),
            "capabilities": capability_cards(t),
            "words": pad_words(t),
        },
        on_sent_change=lambda: _receive(queue.scope),
    )


def _receive(scope: str) -> None:
    """Store what the pad has sent (a callback); the run that follows tells the pad."""
    sent: dict[str, Any] = st.session_state[KEY].sent or {}
    holder = sent.get("holder")
    if not isinstance(holder, str) or not _TOKEN.fullmatch(holder):
        return
    st.session_state[_HOLDER] = holder
    messages = [one for one in sent.get("messages", []) if isinstance(one, dict)]
    receipts = take_messages(get_store(), messages, scope=scope) if messages else []
    st.session_state[_RECEIPTS] = [asdict(receipt) for receipt in receipts]


def _component() -> Callable[..., Any]:
    scripts = "\n".join(_file(name) for name in _SCRIPTS)
    return st.components.v2.component("label_pad", html=_file("pad.html"), css=_file("pad.css"), js=scripts)


@cache
def _file(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _space() -> str:
    """Return a name of the store: answers that wait in a browser must reach no other one at the same address."""
    return sha256(get_store().url.encode()).hexdigest()[:12]
