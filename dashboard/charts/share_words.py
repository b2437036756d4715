"""What a mark of the shares says when a reader points at it."""

from dashboard.messages import Translator
from dashboard.trends.series import Point


def point_text(point: Point, title: str, t: Translator) -> str:
    """Return the lines of text of one capability in one period."""
    values = {
        "title": title,
        "period": point.period,
        "share": point.observed or 0.0,
        "positives": point.positives,
        "tagged": point.tagged,
        "products": point.products,
    }
    if point.estimate is not None:
        return _corrected_text(point, values, t)
    if point.low is not None:
        values |= {"low": point.low, "high": point.high}
        return t(
            "{title} · {period}\n{share:.1%}: {positives:,} of {tagged:,} tagged products\n"
            "Band of chance alone, 95 %: {low:.1%} to {high:.1%}",
            **values,
        )
    if point.unfinished:
        return t(
            "{title} · {period}, unfinished\n{share:.1%}: {positives:,} of {tagged:,} tagged products\n"
            "Products: {products:,}",
            **values,
        )
    return t(
        "{title} · {period}\n{share:.1%}: {positives:,} of {tagged:,} tagged products\nProducts: {products:,}",
        **values,
    )


def _corrected_text(point: Point, values: dict[str, object], t: Translator) -> str:
    values |= {"estimate": point.estimate, "low": point.low, "high": point.high}
    if point.unfinished:
        return t(
            "{title} · {period}, unfinished\n{estimate:.1%}, corrected; 95 % band {low:.1%} to {high:.1%}\n"
            "As tagged {share:.1%}: {positives:,} of {tagged:,} products",
            **values,
        )
    return t(
        "{title} · {period}\n{estimate:.1%}, corrected; 95 % band {low:.1%} to {high:.1%}\n"
        "As tagged {share:.1%}: {positives:,} of {tagged:,} products",
        **values,
    )
