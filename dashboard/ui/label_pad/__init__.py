"""The label pad: a component that reads the keys in the browser, and the server's end of it.

The browser holds the next products and moves on by itself; what is answered is kept there until the server has said
that it is stored. The server's end stores what comes, gives out the next products, and says so.
"""

from dashboard.ui.label_pad.mount import draw_pad

__all__ = ["draw_pad"]
