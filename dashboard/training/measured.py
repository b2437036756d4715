"""What a model's figures were measured on, in words. Pure: its metrics in, sentences out."""

from typing import Any

from dashboard.messages import Message, message

#: How a model was measured: each product by the network that left its fold out, the newest ones by a network of the
#: past, or a part drawn by chance by the one network of the run.
OUT_OF_FOLD, FUTURE, PART = "out of fold", "future", "part"


def is_future(metrics: dict[str, Any]) -> bool:
    """Tell whether a model was measured on the newest products alone."""
    return bool(metrics.get("measured_on", {}).get("how") == FUTURE)


def is_partial(metrics: dict[str, Any]) -> bool:
    """Tell whether a model learned from labelled products that it was not measured on."""
    return metrics.get("measured_on", {}).get("how") in (FUTURE, PART)


def measured_words(metrics: dict[str, Any]) -> list[Message]:
    """Say on which products a model was measured, what its network had learned from, and what they chose.

    A model that was stored before this was kept was measured out of fold.
    """
    return [*_products(metrics), *_early_stop(metrics)]


def _early_stop(metrics: dict[str, Any]) -> list[Message]:
    stopped = metrics.get("early_stop")
    if not stopped:
        return []
    return [
        message(
            "A network kept the epoch that was best on the very products that it was measured on (patience: "
            "{patience} epochs), which flatters these figures.",
            patience=stopped["patience"],
        )
    ]


def _products(metrics: dict[str, Any]) -> list[Message]:
    if metrics.get("measured_on", {}).get("how") == PART:
        return [
            message(
                "Measured on {products:,} labelled products, drawn by chance, that the network has not learned from, "
                "nor from another launch of them; it learned from {learned_from:,}. The fewer there are, the wider "
                "the intervals.",
                products=metrics["measured_on"]["products"],
                learned_from=metrics["measured_on"]["learned_from"],
            )
        ]
    if not is_future(metrics):
        return [
            message(
                "Measured out of fold: each labelled product by a network that has not seen it, nor another launch of "
                "it, with a threshold chosen on other products."
            )
        ]
    on = metrics["measured_on"]
    said = [
        message(
            "Measured on {products:,} labelled products launched since {since}, by a network that saw only earlier "
            "ones ({learned_from:,}), with a threshold chosen on other products of that time.",
            **{name: on[name] for name in ("products", "since", "learned_from")},
        )
    ]
    if on["undated"] or on["returning"]:
        said.append(
            message(
                "Among the earlier ones count products without a date ({undated:,}) and later launches of products "
                "that were there before ({returning:,}).",
                undated=on["undated"],
                returning=on["returning"],
            )
        )
    if on["scarce"]:
        said.append(
            message("It is more than the newest fifth, in which a capability would have had too few labels to measure.")
        )
    return said
