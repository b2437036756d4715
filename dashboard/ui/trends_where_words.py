"""What is said beside the view "Where"."""

import pandas as pd

from dashboard.messages import Translator
from dashboard.trends.fusion import FAR, LEAST_PAIR, Field, Fusion
from dashboard.ui.mark_words import group_word
from dashboard.ui.plain import plain
from dashboard.ui.words import SOURCES, TEXT_LANGUAGES, sentences, word

#: Of the catalogue's products with an industry by the rule, those whose record says the same, and likewise of fields:
#: `python benchmarks/field_rules.py` measures it again.
INDUSTRY_PRECISION, FIELD_PRECISION = 0.77, 0.80


def rule_note(placed: pd.DataFrame, t: Translator) -> str:
    """Say who named the industries and fields, and how often the rule is right."""
    by = placed["sector_by"].value_counts()
    return t(
        "The industry of {recorded:,} products stands in their records, that of {ruled:,} is rule-made: by a published "
        "table of English and Chinese words; {unknown:,} have none. On the catalogue, whose industries are given, the "
        "rule is right in {industries:.0%} of the industries and {fields:.0%} of the fields of application that it "
        "names.",
        recorded=int(by.get("record", 0)),
        ruled=int(by.get("rule", 0)),
        unknown=int(by.get("none", 0)),
        industries=INDUSTRY_PRECISION,
        fields=FIELD_PRECISION,
    )


def fusion_words(fusion: Fusion, since: str, t: Translator) -> str:
    """Say what was compared with what, and what is called new."""
    if not fusion.compared:
        return t(
            "No source has enough products in one language both before {since} and from then on. What is new cannot be "
            "told from what another source brings.",
            since=since,
        )
    said = [
        t("Compared, each by itself: {strata}.", strata=_strata(fusion.compared, t)),
        t(
            "Judged were {count:,} pairs. Shown are those with {least} late products or more that are at least {far:g} "
            "times as frequent as before; of these at most 5 % are expected to be chance.",
            count=len(fusion.pairs),
            least=LEAST_PAIR,
            far=FAR,
        ),
    ]
    if fusion.apart:
        said.append(
            t("Left out, since one of the two times lacks products: {strata}.", strata=_strata(fusion.apart, t))
        )
    return sentences(said, t)


def field_pair_name(fields: tuple[Field, Field], t: Translator) -> str:
    """Return the name of a pair of fields."""
    return " × ".join(group_word(kind, key, {}, t) for kind, key in fields)


def _strata(strata: tuple[tuple[str, str], ...], t: Translator) -> str:
    return ", ".join(
        t("{source} ({language})", source=plain(word(SOURCES, source, t)), language=word(TEXT_LANGUAGES, language, t))
        for source, language in strata
    )
