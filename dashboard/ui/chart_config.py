"""What Plotly draws over a chart: one button, which saves the figure."""

from typing import Any

from dashboard.messages import Translator


def saving_config(name: str, t: Translator) -> dict[str, Any]:
    """Return the configuration of a chart that can be saved as SVG; `name` is the file's.

    Plotly's other buttons would offer a zoom that the fixed axes do not have, and its maker's cloud.
    """
    return {
        "displaylogo": False,
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": {"format": "svg", "filename": name},
        "locale": "reader",
        "locales": {"reader": {"dictionary": {"Download plot": t("Save the figure as SVG")}, "format": {}}},
    }
