"""What the Label page holds beside its lanes, each in the order of the menu: key, title, and what draws it."""

from collections.abc import Callable

from dashboard.messages import Translator, mark
from dashboard.ui.label_agreement import agreement_section
from dashboard.ui.label_codebook import codebook_section
from dashboard.ui.label_files import files_section
from dashboard.ui.label_suspects import suspects_section

SECTIONS: dict[str, tuple[str, Callable[[Translator], None]]] = {
    "agreement": (mark("Agreement"), agreement_section),
    "suspects": (mark("Suspected labels"), suspects_section),
    "codebook": (mark("Codebook"), codebook_section),
    "files": (mark("In and out"), files_section),
}
