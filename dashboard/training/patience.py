"""When to stop a network that gets no better. Pure: it counts epochs, and knows nothing of networks."""


class Patience:
    """Watches one network's figure, the higher the better, epoch by epoch.

    `patience` is the number of epochs without a better figure after which it ends; None lets it train to the end.
    """

    def __init__(self, planned: int, patience: int | None) -> None:
        self.planned, self.patience = planned, patience
        self._best: float | None = None
        self._best_epoch = planned

    def is_better(self, epoch: int, figure: float | None) -> bool:
        """Tell whether an epoch (counted from 1) is the best so far, one whose weights are to be kept.

        None is a figure that could not be measured. Without patience no epoch is chosen.
        """
        if self.patience is None or figure is None or (self._best is not None and figure <= self._best):
            return False
        self._best, self._best_epoch = figure, epoch
        return True

    def left(self, epoch: int) -> int:
        """Return how many epochs come after `epoch` if none of them is better; 0 says stop."""
        rest = self.planned - epoch
        if self.patience is None or self._best is None:
            return rest
        return min(rest, self._best_epoch + self.patience - epoch)

    @property
    def kept(self) -> int:
        """Return the epoch whose weights are kept: the best, or the last where none was chosen."""
        return self._best_epoch
