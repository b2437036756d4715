"""What breaks and forecasts come to, in sentences."""

from dashboard.messages import Message, message
from dashboard.trends.outlook import HELD, Backtest, Series, Step


def break_words(series: Series) -> list[Message]:
    """Say where a share has broken, or that it has not, or that there are too few periods to tell."""
    if not series.fitted:
        return [message("Too few periods to tell a break from a drift: {count}.", count=len(series.periods))]
    if not series.steps:
        return [
            message(
                "No break: a steady drift, from {first:.1%} to {last:.1%}, explains the line as well.",
                first=series.fitted[0],
                last=series.fitted[-1],
            )
        ]
    return [_step(step) for step in series.steps]


def forecast_words(series: Series) -> Message:
    """Say whether a forecast is shown, and by which backtest that was decided."""
    if series.forecast is None:
        return message("No forecast: there are too few periods ({count}).", count=len(series.periods))
    test = series.forecast.backtest
    if test.error is None or test.naive_error is None or test.held is None:
        return message("No forecast: too few earlier periods to test it on ({count}).", count=test.origins)
    return _decided(test, test.error, test.naive_error, test.held)


def _step(step: Step) -> Message:
    values = {
        "period": step.period,
        "share": step.share,
        "without": step.without,
        "p_value": step.p_value,
        "earliest": step.earliest,
        "latest": step.latest,
    }
    if step.earliest == step.latest:
        return message(
            "A break in {period}: the share stands at {share:.1%}, not at the {without:.1%} to which its drift would "
            "have brought it (p = {p_value:.3f}).",
            **values,
        )
    return message(
        "A break in {period}, or another period from {earliest} to {latest}: the share stands at {share:.1%}, not at "
        "the {without:.1%} to which its drift would have brought it (p = {p_value:.3f}).",
        **values,
    )


def _decided(test: Backtest, error: float, naive: float, held: float) -> Message:
    values = {
        "origins": test.origins,
        "error": 100 * error,
        "naive": 100 * naive,
        "held": held,
    }
    if test.is_better:
        return message(
            "The forecast is shown because it would have been nearer: from {origins} earlier periods it missed what "
            "came by {error:.2f} points on average, the last value repeated by {naive:.2f}; its 95 % bands held "
            "{held:.0%} of it.",
            **values,
        )
    if held < HELD:
        return message(
            "No forecast is shown: from {origins} earlier periods its 95 % bands held only {held:.0%} of what came.",
            **values,
        )
    return message(
        "No forecast is shown: from {origins} earlier periods it missed what came by {error:.2f} points on average, "
        "the last value repeated by {naive:.2f}. Take the last value.",
        **values,
    )
