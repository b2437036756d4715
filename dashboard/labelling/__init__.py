"""Labelling: draws, lanes, queues, and how many more labels are needed."""
