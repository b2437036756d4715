"""Queries by subject. Each takes an open session; frames, dataclasses and builtins come back, never ORM objects."""
