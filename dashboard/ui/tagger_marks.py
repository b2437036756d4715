"""A text with its marks, as HTML. The texts are other people's: every piece of them is escaped.

What speaks for a capability has its colour as a background, the stronger the deeper; what speaks against it is hatched
grey with a dashed line below. So the two are told apart without colour too, and a list says the same in words.
"""

import re
from collections.abc import Iterable
from html import escape

from dashboard.messages import Translator
from dashboard.tagging.evidence import Evidence, Mark

_COLOR = re.compile(r"#[0-9A-Fa-f]{6}")
GREY = "#6B7780"
# The faintest and the deepest background of a mark, as shares of the colour.
_FAINT, _DEEP = 0.18, 0.5
_BOX = (
    "max-height:22rem;overflow-y:auto;white-space:pre-wrap;overflow-wrap:anywhere;line-height:1.9;"
    "border:1px solid rgba(128,128,128,.35);border-radius:.5rem;padding:.75rem 1rem"
)
_MARK = "color:inherit;border-radius:.2rem;padding:.05em .1em;"


def marked_text(text: str, evidence: Evidence, color: str, *, rest: str, t: Translator) -> str:
    """Return a scrolling box with the text and its marks; `rest` is the part of a long text that was not looked at."""
    strongest = max((abs(mark.effect) for mark in evidence.marks), default=1.0)
    parts, place = [], 0
    marked = [(at, mark) for mark in evidence.marks for at in mark.places]
    for at, mark in sorted(marked, key=lambda one: one[0].start):
        word = text[at.start : at.end]
        parts += [escape(text[place : at.start]), _marked(word, mark, mark.effect / strongest, safe_color(color), t)]
        place = at.end
    parts.append(escape(text[place:]))
    if rest:
        parts.append(f'<span style="opacity:.55">{escape(rest)}</span>')
    label = escape(t("The text with the words that speak for and against it"))
    return f'<div role="region" tabindex="0" aria-label="{label}" dir="auto" style="{_BOX}">{"".join(parts)}</div>'


def legend(title: str, color: str, t: Translator) -> str:
    """Return what the two kinds of marks mean, each drawn as in the text."""
    speaks_for = escape(t("speaks for {capability}", capability=title))
    against = escape(t("speaks against it"))
    more = escape(t("The deeper, the stronger."))
    return (
        '<p style="font-size:.875rem;margin:.25rem 0">'
        f'<mark style="{_for_style(safe_color(color), 1)}">{speaks_for}</mark> &nbsp; '
        f'<mark style="{_against_style(1)}">{against}</mark> &nbsp; {more}</p>'
    )


def mark_list(marks: Iterable[Mark], t: Translator) -> str:
    """Return the marks in words, the strongest first: each with the probability of the text without it."""
    rows = []
    for mark in marks:
        without = escape(t("without it {probability:.1%}", probability=mark.without))
        times = f" ×{len(mark.places)}" if len(mark.places) > 1 else ""
        word = f"<bdi><b>{escape(mark.word)}</b></bdi>{times}"
        rows.append(f'<li>{word} <span style="opacity:.75">· {without}</span></li>')
    if not rows:
        nothing = escape(t("No word does."))
        return f'<p style="opacity:.75">{nothing}</p>'
    return f'<ul style="margin:0;padding-left:1.2rem;font-size:.9rem">{"".join(rows)}</ul>'


def probability_bar(probability: float, threshold: float, color: str, said: str) -> str:
    """Return a bar from 0 to 1 with a tick at the threshold; `said` is the same in words."""
    full = f"width:{probability:.1%};height:100%;border-radius:inherit;background:{safe_color(color)}"
    tick = f"position:absolute;left:{threshold:.1%};top:-.2rem;bottom:-.2rem;width:2px;background:currentColor"
    bar = "position:relative;height:.6rem;border-radius:.3rem;background:rgba(128,128,128,.25);margin:.35rem 0"
    parts = f'<div style="{full}"></div><div style="{tick}"></div>'
    return f'<div role="img" aria-label="{escape(said)}" style="{bar}">{parts}</div>'


def safe_color(color: str) -> str:
    """Return a colour that may stand in a style: a label set of one's own may hold anything."""
    return color if _COLOR.fullmatch(color) else GREY


def _marked(word: str, mark: Mark, strength: float, color: str, t: Translator) -> str:
    style = _for_style(color, strength) if strength > 0 else _against_style(-strength)
    side = t("speaks for it") if strength > 0 else t("speaks against it")
    title = t("{side}; without it {probability:.1%}", side=side, probability=mark.without)
    return f'<mark title="{escape(title)}" style="{style}">{escape(word)}</mark>'


def _for_style(color: str, strength: float) -> str:
    opacity = round(255 * (_FAINT + (_DEEP - _FAINT) * strength))
    return f"{_MARK}background:{color}{opacity:02X};border-bottom:2px solid {color}"


def _against_style(strength: float) -> str:
    grey = f"rgba(128,128,128,{_FAINT + (_DEEP - _FAINT) * strength * 0.7:.2f})"
    hatch = f"repeating-linear-gradient(135deg,{grey} 0 3px,transparent 3px 6px)"
    return f"{_MARK}background:{hatch};border-bottom:2px dashed {GREY}"
