"""The job that looks further than the counts: what is new, what goes with the word AI, what may come."""
