"""A CSV to begin with: a header that every import knows, and three invented products."""

import csv
from io import StringIO

_HEADER = (
    *("name", "tagline", "description", "launched_on", "url", "country", "industry", "application_fields"),
    *("keywords", "votes"),
)
_ROWS = (
    (
        *("Lanternfish", "Reads lighthouse logs aloud", "Turns scanned harbour logs into a searchable voice archive."),
        *("2025-03-14", "https://lanternfish.example", "NO", "Maritime", "archives, navigation", "ai, speech", "128"),
    ),
    (
        *("稻田管家", "为每块田安排灌溉", "根据土壤湿度和天气预报，自动为每块稻田安排灌溉。"),
        *("2025-04", "https://daotian.example", "CN", "农业", "种植、灌溉", "人工智能、传感器", "64"),
    ),
    (
        *("Cobble & Co", "Rent a bicycle repair bench", "A shared workshop that is booked by the hour."),
        *("2024", "https://cobble.example", "NL", "Mobility", "repair", "bicycles, sharing", ""),
    ),
)


def template_csv() -> bytes:
    """Return the template: UTF-8 with the mark by which spreadsheets know it."""
    text = StringIO()
    csv.writer(text, lineterminator="\r\n").writerows((_HEADER, *_ROWS))
    return text.getvalue().encode("utf-8-sig")
