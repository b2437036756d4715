"""Charts: pure functions from dataclasses to Plotly figures, one figure a function."""
