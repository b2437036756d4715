"""The views of the Label page. One is drawn at a time and reads alone what it needs."""

from dashboard.messages import mark
from dashboard.ui.label_agreement import agreement_section
from dashboard.ui.label_audit import audit_view
from dashboard.ui.label_codebook import codebook_section
from dashboard.ui.label_files import files_section
from dashboard.ui.label_lanes import lanes_view
from dashboard.ui.label_suspects import SUSPECTS, suspects_section
from dashboard.ui.views import View

LANES, AUDIT = "lanes", "audit"
VIEWS = {
    LANES: View(mark("Give labels"), lanes_view),
    AUDIT: View(mark("Draws and plans"), audit_view),
    "agreement": View(mark("Agreement"), agreement_section),
    SUSPECTS: View(mark("Suspected labels"), suspects_section),
    "codebook": View(mark("Codebook"), codebook_section),
    "files": View(mark("In and out"), files_section),
}
