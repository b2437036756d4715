"""Trainings in which something goes wrong, for a worker of the tests: kind of job -> handler, as in HANDLERS.

Each is the real job with less to do: two networks and the final one, two epochs each. What breaks is as real as may be:
a limit on the size of files, an array that no machine holds, TensorFlow's own error.
"""

import errno
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import numpy as np

from dashboard.jobs.context import JobContext
from dashboard.tagging import job as tagging_job
from dashboard.training import job
from dashboard.training.request import FastSettings

#: Fewer bytes than model.keras or model.onnx has.
LARGEST_FILE = 100_000


def named(function: Callable[..., Any]) -> dict[str, str]:
    """The handlers of a worker that trains by `function`."""
    return {"train": f"{__name__}:{function.__name__}"}


def quick(context: JobContext) -> dict[str, Any] | None:
    """Train without harm; tag in many small steps, so that a stop meets that stage too."""
    less = FastSettings(folds=2, epochs=2)
    with patch.object(FastSettings, "of", lambda _request: less), patch.object(tagging_job, "BATCH", 2):
        return job.run_training(context)


def traced_once(context: JobContext) -> dict[str, Any] | None:
    """Train without harm, and fail where TensorFlow traces the step of a network twice."""
    from dashboard.training.runtime import start_tensorflow

    start_tensorflow(0)
    import keras

    step, traced = keras.Model.train_step, []

    def count(network: keras.Model, data: object) -> Any:
        traced.append(network)
        return step(network, data)

    with patch.object(keras.Model, "train_step", count):
        done = quick(context)
    if len(traced) != 3:
        raise AssertionError(f"The steps of three networks were traced {len(traced)} times.")
    return done


def full_disk(context: JobContext) -> dict[str, Any] | None:
    """The disk has no room for the model: a file may not grow."""
    return broken(context, "dashboard.training.export.export_artifact", limited)


def full_disk_at_the_end(context: JobContext) -> dict[str, Any] | None:
    """The disk is full once the model's files are there."""
    return broken(context, "dashboard.training.job.add_model", lambda _act: failing(OSError(errno.ENOSPC, "No room")))


def no_memory(context: JobContext) -> dict[str, Any] | None:
    """NumPy is asked for an array that no machine holds."""
    return broken(context, "dashboard.training.crossfit.fit", lambda _act: lambda *_, **__: np.ones(2**50))


def no_device_memory(context: JobContext) -> dict[str, Any] | None:
    """A batch does not fit into the memory of the device."""
    from dashboard.training.runtime import start_tensorflow

    start_tensorflow(0)
    from tensorflow.errors import ResourceExhaustedError

    error = ResourceExhaustedError(None, None, "OOM when allocating tensor with shape[32,999999999]")
    return broken(context, "dashboard.training.crossfit.fit", lambda _act: failing(error))


def broken(context: JobContext, name: str, breaks: Callable[[Callable[..., Any]], Callable[..., Any]]) -> Any:
    """Train while the function of a name is replaced by what `breaks` makes of it."""
    from importlib import import_module

    from dashboard.training.runtime import start_tensorflow

    start_tensorflow(0)
    module, function = name.rsplit(".", 1)
    with patch(name, breaks(getattr(import_module(module), function))):
        return quick(context)


def failing(error: Exception) -> Callable[..., Any]:
    """A function that only raises."""

    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


def limited(act: Callable[..., Any]) -> Callable[..., Any]:
    """A function whose files may not grow beyond LARGEST_FILE."""

    def limit(*arguments: object, **named_ones: object) -> Any:
        with small_files():
            return act(*arguments, **named_ones)

    return limit


@contextmanager
def small_files() -> Iterator[None]:
    """Let the system refuse to write files of more than LARGEST_FILE bytes, as a full disk would."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
