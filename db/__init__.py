"""The store: engine, models, and queries by subject. It knows nothing of the dashboard."""
