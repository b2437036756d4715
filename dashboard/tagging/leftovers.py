"""The folders of deleted models."""

import logging
import shutil

from db.engine import Store
from db.queries.model_events import deleted_folders
from db.settings import home

log = logging.getLogger(__name__)


def sweep(store: Store) -> None:
    """Remove the folders of deleted models that are still there; one that can't be removed is tried again next time.

    Deleting calls this, and so does each tagging, since a process may end between the transaction and the folder.
    Only folders on record as deleted go: another database may share the home folder.
    """
    with store.read() as session:
        folders = deleted_folders(session)
    for folder in folders:
        path = (home() / folder).resolve()
        # An empty name, or one that leads elsewhere, is no artifact of ours.
        if path.parent.parent != home().resolve() or not path.is_dir():
            continue
        try:
            shutil.rmtree(path)
        except OSError as error:
            log.warning("The folder of a deleted model could not be removed; it will be tried again: %s", error)
