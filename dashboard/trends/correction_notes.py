"""What a reader must know of corrected shares, in sentences: what corrects them, where it is vague, what it assumes."""

from collections.abc import Callable, Iterator, Sequence

from dashboard.messages import Message, message
from dashboard.trends.corrected import Correction, Stratum
from dashboard.trends.drift import RateDrift
from dashboard.trends.prevalence import FEW

Name = Callable[[str], str]
Called = Callable[[str, str], str]


def stratum_name(source: str, language: str) -> str:
    """Return what the command line calls a stratum.

    >>> stratum_name("yc", "en")
    'yc/en'
    """
    return f"{source}/{language}"


def correction_notes(
    corrections: Sequence[Correction], title: Name = str, called: Called = stratum_name
) -> list[Message]:
    """Say what corrects the shares and how far it can be trusted; `title` and `called` name capabilities and strata."""
    if not corrections:
        return []
    known = [one for one in corrections if one.series.corrected]
    if not known:
        return list(corrections[0].series.warnings)
    rest = [title(one.capability) for one in corrections if not one.series.corrected]
    notes = [_what_corrects(known, called), _uncorrected(rest), _unaudited(known, called)]
    notes += [_vague(known, title, called), _contradicted(known, title, called)]
    return [note for note in notes if note] + list(_changes(known, title))


def steadiness_notes(corrections: Sequence[Correction], title: Name = str) -> list[Message]:
    """Say of which capabilities nothing speaks against steady error rates, and of which nobody can tell."""
    corrections = [one for one in corrections if one.series.corrected]
    untested = [title(one.capability) for one in corrections if not one.drift.tested]
    steady = [title(one.capability) for one in corrections if one.drift.tested and not one.drift.changed]
    notes = []
    if steady:
        notes.append(
            message(
                "The correction takes it that the tagger errs alike in every period. "
                "The earlier and the later half of the labels say nothing against that: {titles}.",
                titles=", ".join(steady),
            )
        )
    if untested:
        notes.append(
            message(
                "Whether the tagger errs alike in every period can't be tested: too few labels. {titles}.",
                titles=", ".join(untested),
            )
        )
    return notes


def _what_corrects(corrections: Sequence[Correction], called: Called) -> Message:
    labels = {
        (stratum.source, stratum.language): sum(stratum.audit)
        for one in corrections
        for stratum in one.strata
        if sum(stratum.audit)
    }
    return message(
        "Corrected for the tagger's mistakes, as {count:,} products show them that were drawn at random and labelled: "
        "{strata}.",
        count=sum(labels.values()),
        strata="; ".join(f"{called(*names)}: {count:,}" for names, count in labels.items()),
    )


def _uncorrected(titles: list[str]) -> Message | None:
    if not titles:
        return None
    return message("No such label corrects these, which are shown as tagged: {titles}.", titles=", ".join(titles))


def _unaudited(corrections: Sequence[Correction], called: Called) -> Message | None:
    bare = [stratum for stratum in corrections[0].strata if stratum.products and not sum(stratum.audit)]
    if not bare:
        return None
    return message(
        "None of these was labelled at random, so that their part may be nearly anything, "
        "and the bands are as wide as that: {strata}.",
        strata="; ".join(f"{called(one.source, one.language)} ({one.products:,})" for one in bare),
    )


def _vague(corrections: Sequence[Correction], title: Name, called: Called) -> Message | None:
    cases = [
        f"{title(one.capability)} ({called(stratum.source, stratum.language)}: {stratum.scarcer})"
        for one in corrections
        for stratum in one.strata
        if is_vague(stratum)
    ]
    if not cases:
        return None
    return message(
        "Under {few} of the labels have the capability, or lack it, so that the error rates are vague: {cases}.",
        few=FEW,
        cases="; ".join(cases),
    )


def is_vague(stratum: Stratum) -> bool:
    """Tell whether a stratum has audit labels, and too few of a kind to know the error rates well."""
    return bool(stratum.products) and bool(sum(stratum.audit)) and stratum.scarcer < FEW


def _contradicted(corrections: Sequence[Correction], title: Name, called: Called) -> Message | None:
    cases = [
        f"{title(one.capability)} ({called(stratum.source, stratum.language)}: {periods})"
        for one in corrections
        for stratum, periods in zip(one.strata, one.series.beyond, strict=True)
        if periods
    ]
    if not cases:
        return None
    return message(
        "In some periods fewer or more products are tagged than the error rates allow: {cases}. Either the rates are "
        "not the same in every period, or the labels are not of such products.",
        cases="; ".join(cases),
    )


def _changes(corrections: Sequence[Correction], title: Name) -> Iterator[Message]:
    for one in corrections:
        for rate, sentence in ((one.drift.true_positive, _found), (one.drift.false_positive, _invented)):
            if rate.changed:
                yield sentence(title(one.capability), rate)


def _found(title: str, rate: RateDrift) -> Message:
    return message(
        "{title}: the tagger finds {early:.0%} of what is there early and {late:.0%} late (p = {p:.3f}). "
        "The correction takes one rate for all periods: a rise or fall may be the tagger's.",
        title=title,
        early=rate.early,
        late=rate.late,
        p=rate.p_value,
    )


def _invented(title: str, rate: RateDrift) -> Message:
    return message(
        "{title}: the tagger wrongly tags {early:.0%} of the others early and {late:.0%} late (p = {p:.3f}). "
        "The correction takes one rate for all periods: a rise or fall may be the tagger's.",
        title=title,
        early=rate.early,
        late=rate.late,
        p=rate.p_value,
    )
