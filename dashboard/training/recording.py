"""Each epoch, as it happens: into the store, into the log, and into the job's progress."""

import logging
from collections.abc import Sequence
from dataclasses import asdict, replace

from dashboard.jobs.context import JobContext
from dashboard.jobs.storing import store_surely
from dashboard.training.epochs import EpochFigures
from db.queries.training import EpochRecord, add_epoch

log = logging.getLogger(__name__)


class EpochWriter:
    """Stores each epoch, logs it, and reports how far the training has come."""

    def __init__(self, context: JobContext, run_id: int, label_set: Sequence[str], networks: int) -> None:
        """Reckon with so many `networks`, the final one among them."""
        self.context, self.run_id, self.label_set = context, run_id, label_set
        self._networks, self._begun, self._progress = networks, set[int](), 0.0

    def write(self, fold: int, figures: EpochFigures) -> None:
        """Store one epoch of the network of a fold."""
        epoch = epoch_record(fold, figures, self.label_set)
        store_surely(self.context.store, lambda session: add_epoch(session, self.run_id, epoch))
        log.info("%s", epoch_line(epoch))
        self.advance(fold, figures.epoch / (figures.epoch + figures.left))

    def advance(self, fold: int, share: float) -> None:
        """Report how far the training has come with so much of a network done: each network is worth the same.

        One that may stop early is as far as it is if it gets no better. Where it does, and more epochs are ahead than
        it seemed, the bar waits instead of going back; where it stops, the bar has come to its end and does not jump.
        """
        self._begun.add(fold)
        self._progress = max(self._progress, (len(self._begun) - 1 + share) / self._networks)
        self.context.report("training", self._progress)


def epoch_record(fold: int, figures: EpochFigures, label_set: Sequence[str]) -> EpochRecord:
    """Return an epoch as it is stored."""
    record = EpochRecord(fold, figures.epoch, figures.loss, None, None, figures.seconds, figures.texts)
    if figures.held_out is None:
        return record
    return replace(
        record,
        val_loss=figures.held_out.loss,
        val_map=figures.held_out.mean_average_precision,
        val_labels=dict(zip(label_set, map(asdict, figures.held_out.labels), strict=True)),
    )


def epoch_line(epoch: EpochRecord) -> str:
    """Return an epoch as a line of the job's log."""
    network = f"fold {epoch.fold}" if epoch.fold else "final network"
    line = f"{network}, epoch {epoch.epoch}: loss {epoch.loss:.3f}"
    if epoch.val_loss is not None and epoch.val_map is not None:
        line += f", held out: loss {epoch.val_loss:.3f}, mAP {epoch.val_map:.3f}"
    return f"{line}; {epoch.seconds:.2f} s"
