"""TensorFlow, made ready: quiet, repeatable, one core left to the pages."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version

from dashboard.messages import JobError, message

PACKAGES = ("tensorflow", "keras", "keras-hub", "numpy", "onnxruntime", "tf2onnx", "scikit-learn")


@dataclass(frozen=True)
class Runtime:
    """What a run is computed on."""

    # As a person reads it: "CPU, 7 threads" or the name of the graphics card.
    device: str
    # The name of the graphics card, as the driver says it; None on a processor.
    gpu: str | None
    # What an encoder's layers compute in: half the bits where a card is made for them, and more than twice as fast.
    dtype: str
    versions: dict[str, str]


def start_tensorflow(seed: int) -> Runtime:
    """Import TensorFlow and set it up. It takes seconds, and 700 MB; call it once, in the process of a training job."""
    threads = max(1, (os.cpu_count() or 2) - 1)
    os.environ["KERAS_BACKEND"] = "tensorflow"
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    # oneDNN reorders sums by the number of threads, and the same seed shall give the same numbers.
    os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")
    import keras
    import tensorflow as tf
    from threadpoolctl import threadpool_limits

    # NumPy's libraries start a thread a core by themselves, which wait for one another once the cores are busy.
    threadpool_limits(threads)

    tf.config.threading.set_intra_op_parallelism_threads(threads)
    tf.config.threading.set_inter_op_parallelism_threads(threads)
    for gpu in tf.config.list_physical_devices("GPU"):
        # Otherwise TensorFlow takes the card's whole memory at once.
        tf.config.experimental.set_memory_growth(gpu, True)
    tf.config.experimental.enable_op_determinism()
    keras.utils.set_random_seed(seed)
    gpu = _gpu_name()
    device = gpu or f"CPU, {threads} thread{'s' if threads > 1 else ''}"
    return Runtime(device, gpu, _dtype(), {name: version(name) for name in PACKAGES})


def _dtype() -> str:
    """Return bfloat16 for cards of NVIDIA's generation Ampere and later, which lose no range by it."""
    import tensorflow as tf

    gpus = tf.config.list_physical_devices("GPU")
    capability = tf.config.experimental.get_device_details(gpus[0]).get("compute_capability") if gpus else None
    return "mixed_bfloat16" if capability and capability >= (8, 0) else "float32"


@contextmanager
def memory_errors(runtime: Runtime, texts: int) -> Iterator[None]:
    """Raise JobError with a sentence where TensorFlow says that a batch of so many texts does not fit into memory."""
    import tensorflow as tf

    try:
        yield
    except tf.errors.ResourceExhaustedError as error:
        raise JobError(
            message(
                "The memory of the device ran short in training ({device}). It has to hold the network and a batch of "
                "{texts} texts; no model was stored, and the active one is that of before. Close other programs that "
                "use the device, and start the training again.",
                device=runtime.device,
                texts=texts,
            )
        ) from error


def _gpu_name() -> str | None:
    import tensorflow as tf

    gpus = tf.config.list_physical_devices("GPU")
    return str(tf.config.experimental.get_device_details(gpus[0]).get("device_name", "GPU")) if gpus else None
