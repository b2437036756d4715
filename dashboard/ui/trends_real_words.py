"""What a composition says, in sentences."""

from collections.abc import Mapping
from typing import Any

from dashboard.messages import Translator, mark
from dashboard.trends.composition import LEAST, Composition, GroupChange, Part, Verdict
from dashboard.trends.single_import import Effect, ImportEffect
from dashboard.ui.plain import plain
from dashboard.ui.words import sentences

#: Groups that a sentence names; the table has all.
NAMED = 3

# Whole sentences a kind of group: put together from parts they could not be translated.
_NO_COMMON = {
    "source": mark(
        "**Not attributable: no common source.** In {first} the products come from {before}, in {second} from {after}. "
        "That the share of {capability} goes from {start:.1%} to {end:.1%} may be the products' doing or the sources' "
        "alone; these two periods cannot tell. Compare two periods that share a source."
    ),
    "language": mark(
        "**Not attributable: no common language.** In {first} the texts are in {before}, in {second} in {after}. "
        "That the share of {capability} goes from {start:.1%} to {end:.1%} may be the products' doing or the "
        "languages' alone; these two periods cannot tell. Compare two periods that share a language."
    ),
    "industry": mark(
        "**Not attributable: no common industry.** In {first} the products belong to {before}, in {second} to {after}. "
        "That the share of {capability} goes from {start:.1%} to {end:.1%} may be the products' doing or the "
        "industries' alone; these two periods cannot tell. Compare two periods that share an industry."
    ),
}
_WITHIN = {
    "source": mark("**Yes: most of it happens within the same sources.**"),
    "language": mark("**Yes: most of it happens within the same languages.**"),
    "industry": mark("**Yes: most of it happens within the same industries.**"),
}
_MIX = {
    "source": mark("**Hardly: most of it, or all that is certain, comes from which sources there are.**"),
    "language": mark("**Hardly: most of it, or all that is certain, comes from which languages there are.**"),
    "industry": mark("**Hardly: most of it, or all that is certain, comes from which industries there are.**"),
}
_TURNS = {
    "source": mark("**No: within the same sources it goes the other way.**"),
    "language": mark("**No: within the same languages it goes the other way.**"),
    "industry": mark("**No: within the same industries it goes the other way.**"),
}
_HIDDEN = {
    "source": mark("**The whole hides a change: the same sources move, their mix moves against it.**"),
    "language": mark("**The whole hides a change: the same languages move, their mix moves against it.**"),
    "industry": mark("**The whole hides a change: the same industries move, their mix moves against it.**"),
}
_UNCLEAR = mark("**Too small to tell: the change is within what chance gives.**")
_SPLIT = mark(
    "{capability} goes from {start:.1%} ({first}) to {end:.1%} ({second}): {change:+.1f} percentage points "
    "({low:+.1f} to {high:+.1f}). Within the groups: {within:+.1f} ({within_low:+.1f} to {within_high:+.1f}); from "
    "their mix, and from groups that come and go: {rest:+.1f}."
)
_COVER = {
    "source": mark("Sources with {least} tagged products or more in both periods hold {before:.0%} and {after:.0%}."),
    "language": mark(
        "Languages with {least} tagged products or more in both periods hold {before:.0%} and {after:.0%}."
    ),
    "industry": mark(
        "Industries with {least} tagged products or more in both periods hold {before:.0%} and {after:.0%}."
    ),
}


def verdict_words(composition: Composition, title: str, names: Mapping[str, str], t: Translator) -> str:
    """Return what can be said of a change, in Markdown. `title` is the capability's, `names` are the groups'."""
    if composition.verdict is Verdict.NOTHING:
        return t("One of the two periods has no tagged product.")
    group, values = composition.group, _values(composition, plain(title))
    if composition.verdict is Verdict.NO_COMMON:
        named = {"before": _name(composition, 0, names, t), "after": _name(composition, 1, names, t)}
        return t(_NO_COMMON[group], **values, **named)
    heads = {Verdict.WITHIN: _WITHIN, Verdict.MIX: _MIX, Verdict.TURNS: _TURNS, Verdict.HIDDEN: _HIDDEN}
    head = heads[composition.verdict][group] if composition.verdict in heads else _UNCLEAR
    cover = t(_COVER[group], least=LEAST, before=composition.cover(0), after=composition.cover(1))
    return sentences([t(head), t(_SPLIT, **values), cover], t)


def import_words(effect: ImportEffect, file: str, first: str, second: str, t: Translator) -> str:
    """Return what becomes of a change without one import; `file` is its file's name, ready for Markdown."""
    if effect.effect is Effect.ONE_SIDE:
        return t(
            "**One import makes one side of this comparison.** Without import #{number} ({file}), {left:,} tagged "
            "products are left in {first} and {right:,} in {second}.",
            number=effect.import_id,
            file=file,
            first=first,
            second=second,
            left=effect.left[0],
            right=effect.left[1],
        )
    change = effect.change or Part(0.0, 0.0, 0.0)
    values = {
        "number": effect.import_id,
        "file": file,
        "change": 100 * change.value,
        "low": 100 * change.low,
        "high": 100 * change.high,
    }
    if effect.effect is Effect.TURNS:
        return t(
            "**One import turned this trend.** Without the products that import #{number} ({file}) brought, the share "
            "moves the other way: {change:+.1f} percentage points ({low:+.1f} to {high:+.1f}).",
            **values,
        )
    return t(
        "**One import made this trend.** Without the products that import #{number} ({file}) brought, little of the "
        "change is left: {change:+.1f} percentage points ({low:+.1f} to {high:+.1f}).",
        **values,
    )


def caution_words(composition: Composition, t: Translator) -> str:
    """Return what a reader must know of the numbers and of the lines."""
    said = [
        t(
            "As tagged; the bands (95 %) hold for chance alone, not for the tagger's mistakes. A group has a mark from "
            "{least} tagged products on.",
            least=LEAST,
        )
    ]
    unknown = next((one for one in composition.groups if not one.key), None)
    if composition.group == "industry" and unknown:
        said.append(
            t(
                "The industry of {before:.0%} and {after:.0%} of the products is unknown. They are a group of their "
                "own, and a change within it may still be a change of its industries.",
                before=unknown.weights[0],
                after=unknown.weights[1],
            )
        )
    return sentences(said, t)


def _values(composition: Composition, title: str) -> dict[str, Any]:
    change = composition.change or Part(0.0, 0.0, 0.0)
    within = composition.split.within if composition.split else Part(0.0, 0.0, 0.0)
    return {
        "capability": title,
        "first": composition.first,
        "second": composition.second,
        "start": composition.rates[0],
        "end": composition.rates[1],
        "change": 100 * change.value,
        "low": 100 * change.low,
        "high": 100 * change.high,
        "within": 100 * within.value,
        "within_low": 100 * within.low,
        "within_high": 100 * within.high,
        "rest": 100 * (change.value - within.value),
    }


def _name(composition: Composition, place: int, names: Mapping[str, str], t: Translator) -> str:
    """Name the largest groups of a period, each with its tagged products."""
    largest: list[GroupChange] = sorted(composition.groups, key=lambda one: -one.tagged[place])
    shown = [one for one in largest if one.tagged[place]]
    named = [t("{name} ({count:,})", name=plain(names[one.key]), count=one.tagged[place]) for one in shown[:NAMED]]
    if len(shown) > NAMED:
        named.append(t("others"))
    return ", ".join(named)
