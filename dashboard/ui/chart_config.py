"""What Plotly draws over a chart: nothing, or one button, which saves the figure."""

from typing import Any

from dashboard.messages import Translator

#: Plotly's own buttons would offer a zoom that the fixed axes do not have.
NO_TOOLBAR = {"displayModeBar": False}


def saving_config(name: str, t: Translator) -> dict[str, Any]:
    """Return the configuration of a chart that can be saved as SVG; `name` is the file's.

    Plotly's other buttons would offer a zoom that the fixed axes do not have, and its maker's cloud.
    """
    return {
        "displaylogo": False,
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": {"format": "svg", "filename": name},
        "locale": "reader",
        "locales": {"reader": {"dictionary": _said(t), "format": {}}},
    }


def _said(t: Translator) -> dict[str, str]:
    """Return what Plotly says of its button, by its own English sentences."""
    return {
        "Download plot": t("Save the figure as SVG"),
        "Preparing image - this may take a few seconds": t("The figure is being drawn"),
        "Image download succeeded": t("The figure is saved"),
        "Sorry, there was a problem downloading your image!": t("The figure could not be saved"),
    }
