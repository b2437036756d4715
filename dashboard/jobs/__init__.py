"""The worker process: claims a job, beats, obeys a stop, reports; and its launcher."""
