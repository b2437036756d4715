"""Strandline's own work: what the pages and the command line call."""
