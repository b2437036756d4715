"""The audit on the Label page: what more it needs, a new draw, and the draws that were made."""

from dashboard.messages import Translator
from dashboard.ui.label_draws import draws_section, new_draw_section
from dashboard.ui.label_planner import planner_section


def audit_view(t: Translator) -> None:
    """Draw the audit."""
    planner_section(t)
    new_draw_section(t)
    draws_section(t)
