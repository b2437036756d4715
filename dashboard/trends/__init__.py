"""Trends: pure functions from frames to frozen dataclasses."""
