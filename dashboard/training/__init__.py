"""Training: the only place of TensorFlow, and only inside a worker process."""
