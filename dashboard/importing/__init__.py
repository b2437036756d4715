"""CSV to store: read, map, clean, validate, store, report."""
