"""Industries and fields of application told from a product's text by a published table of words.

`fields.csv` names for each the concepts (concepts.csv) whose words speak for it, and words of its own, in English and
Chinese. It is written by hand; nothing in it was fitted on labels. Any count by it can be checked with a pencil.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from dashboard.tagging.concept_index import ConceptIndex, index_concepts
from dashboard.tagging.concepts import Concept, list_concepts
from dashboard.tagging.ngrams import hashed_ngrams

FILE = Path(__file__).with_name("fields.csv")
INDUSTRY, APPLICATION = "industry", "application"
#: One word alone is said in passing too often.
LEAST_MENTIONS = 2
# Texts read at once: what is reckoned on the way stays in the processor's cache.
_BLOCK = 256


@dataclass(frozen=True)
class RuledFields:
    """What the table says of texts, row by row."""

    industries: tuple[str, ...]
    applications: tuple[str, ...]
    #: (texts,): the place of each one's industry, -1 where the words do not settle on one.
    industry: npt.NDArray[np.int64]
    #: (texts, applications).
    application: npt.NDArray[np.bool_]


@cache
def list_fields() -> tuple[Concept, ...]:
    """Return each industry and field of application with all of its words; `group` says which of the two it is."""
    concepts = {concept.key: concept for concept in list_concepts()}
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(_field(row, concepts) for row in csv.DictReader(file))


def rule_fields(texts: Sequence[str], says_ai: npt.NDArray[np.bool_]) -> RuledFields:
    """Return the industry and the fields of application of each text.

    An industry is the one that the most words speak for, two at least, and more than for any other. A field needs two
    words, and a text that says AI: it is what the product's computing works on.
    """
    fields = list_fields()
    mentions = _count_mentions(texts, index_concepts(fields))
    is_industry = np.array([field.group == INDUSTRY for field in fields])
    of_industries = mentions[:, is_industry]
    best = of_industries.argmax(axis=1)
    ranked = np.sort(of_industries, axis=1)
    settled = (ranked[:, -1] >= LEAST_MENTIONS) & (ranked[:, -1] > ranked[:, -2])
    return RuledFields(
        industries=tuple(field.key for field in fields if field.group == INDUSTRY),
        applications=tuple(field.key for field in fields if field.group == APPLICATION),
        industry=np.where(settled, best, -1),
        application=(mentions[:, ~is_industry] >= LEAST_MENTIONS) & says_ai[:, None],
    )


def _count_mentions(texts: Sequence[str], index: ConceptIndex) -> npt.NDArray[np.int64]:
    """Return how often each text names a word of each field (texts, fields)."""
    width = len(index.concept_keys)
    mentions = np.zeros((len(texts), width), np.int64)
    for start in range(0, len(texts), _BLOCK):
        block = texts[start : start + _BLOCK]
        rows, places = index.find(*hashed_ngrams(block))
        mentions[start : start + len(block)] = np.bincount(rows * width + places, minlength=len(block) * width).reshape(
            len(block), width
        )
    return mentions


def _field(row: dict[str, str], concepts: dict[str, Concept]) -> Concept:
    own = [concepts[key] for key in _split(row["concepts"])]
    english = [word for concept in own for word in concept.english] + _split(row["english"])
    chinese = [word for concept in own for word in concept.chinese] + _split(row["chinese"])
    return Concept(row["field"], row["kind"], tuple(dict.fromkeys(english)), tuple(dict.fromkeys(chinese)))


def _split(cell: str) -> list[str]:
    return [word.strip() for word in cell.split(";") if word.strip()]
