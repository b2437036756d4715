"""The first view of Trends: the share of each capability over time, and the products behind every mark."""

from dashboard.messages import Translator
from dashboard.ui.launch_list import draw_launches
from dashboard.ui.trends_correction import choose_correction, draw_correction, estimated
from dashboard.ui.trends_look import TrendsLook
from dashboard.ui.trends_status import draw_status
from dashboard.ui.trends_view import draw_notes, draw_numbers, draw_products, draw_shares, draw_warning, untagged_state


def shares_view(look: TrendsLook, t: Translator) -> None:
    """Draw the shares, the products behind the chosen mark, and the numbers."""
    draw_warning(look.trends, t)
    trends = look.trends
    if trends.is_tagged:
        corrections = choose_correction(look, t)
        trends = estimated(trends, corrections)
        draw_shares(trends, look.styles, look.mark, t)
        draw_correction(look, corrections, t)
        draw_status(look, corrections, t)
    else:
        untagged_state(t)
    if look.mark:
        draw_launches(look.launches, look.query, trends, look.mark, look.styles, t)
    draw_products(look.trends, look.mark, t)
    draw_notes(trends, t)
    draw_numbers(trends, look.styles, t)
