"""The gold labels as arrays, and whether they are enough to train on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Self

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.messages import Message, RequestError, message
from dashboard.tagging.text import product_text
from dashboard.training.readiness import MIN_EACH, MIN_PRODUCTS

#: In `targets`: nobody said, or nobody was sure.
UNKNOWN = -1
#: What says "none" in the column `primary`.
NO_CAPABILITY = "none"

#: Which products are meant: True or False for each.
Rows = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class GoldSet:
    """What a run learns from: one row a product, in the order of their ids."""

    label_set: list[str]
    product_ids: npt.NDArray[np.int64]
    texts: list[str]
    # Codes of the product groups: rows of one group stay together in every split.
    groups: npt.NDArray[np.int64]
    # Days, NaT where nobody knows. No network reads them: they serve a split by time.
    launched_on: npt.NDArray[np.datetime64]
    # (products, labels): 1, 0 or UNKNOWN.
    targets: npt.NDArray[np.int8]
    # Index into the label set, len(label_set) for none, or UNKNOWN.
    primary: npt.NDArray[np.int8]
    # Capabilities that have too few labels to be learned.
    left_out: list[str]

    def __len__(self) -> int:
        return len(self.texts)

    def part(self, rows: Rows) -> Self:
        """Return the products that `rows` marks, as a gold set of their own."""
        return replace(
            self,
            product_ids=self.product_ids[rows],
            texts=[text for text, own in zip(self.texts, rows, strict=True) if own],
            groups=self.groups[rows],
            launched_on=self.launched_on[rows],
            targets=self.targets[rows],
            primary=self.primary[rows],
        )

    @property
    def has_primary(self) -> bool:
        """Tell whether the primary capability can be learned: enough products say it, and not all the same."""
        said = self.primary[self.primary != UNKNOWN]
        return len(said) >= MIN_PRODUCTS and len(np.unique(said)) > 1

    @property
    def data_hash(self) -> str:
        """Return a hash of all that a network learns from: equal hash and seed, equal model."""
        digest = sha256("\n".join(self.label_set).encode())
        for text in self.texts:
            digest.update(f"{len(text)}:{text}".encode("utf-8", "surrogatepass"))
        for array in (self.groups, self.targets, self.primary):
            digest.update(np.ascontiguousarray(array).tobytes())
        return digest.hexdigest()


def gold_set(frame: pd.DataFrame, capabilities: Sequence[str]) -> GoldSet:
    """Return what can be learned of `frame` (db.queries.labels.gold_frame). Raise RequestError if it is too little.

    `capabilities` are the keys of the label set in its order.
    """
    learned = [key for key in capabilities if _is_enough(frame[key], frame["product_group"])]
    if not learned or len(frame) < MIN_PRODUCTS:
        raise RequestError(_too_few(frame, capabilities))
    labelled = frame[frame[learned].notna().any(axis="columns")]
    spoken = int((labelled["tagline"].str.strip() + labelled["description"].str.strip() != "").sum())
    if spoken < MIN_PRODUCTS:
        raise RequestError(_too_few_texts(spoken, len(labelled)))
    texts = [product_text(*row) for row in labelled[["name", "tagline", "description"]].itertuples(index=False)]
    return GoldSet(
        label_set=learned,
        product_ids=labelled["product_id"].to_numpy(np.int64),
        texts=texts,
        groups=pd.factorize(labelled["product_group"])[0].astype(np.int64),
        launched_on=pd.to_datetime(labelled["launched_on"]).to_numpy("datetime64[D]"),
        targets=labelled[learned].fillna(UNKNOWN).to_numpy(np.int8),
        primary=_primary_codes(labelled["primary"], learned),
        left_out=[key for key in capabilities if key not in learned],
    )


def _is_enough(values: pd.Series, groups: pd.Series) -> bool:
    """Tell whether a capability has enough positives and negatives; several launches of one product are one."""
    return all(groups[(values == value).fillna(False)].nunique() >= MIN_EACH for value in (0, 1))


def _primary_codes(column: pd.Series, label_set: list[str]) -> npt.NDArray[np.int8]:
    """Return the codes of `primary`; one that is not in the label set is unknown to this network."""
    codes = {key: code for code, key in enumerate([*label_set, NO_CAPABILITY])}
    return np.asarray(column.map(codes).fillna(UNKNOWN), np.int8)


def _too_few(frame: pd.DataFrame, capabilities: Sequence[str]) -> Message:
    counts = ", ".join(f"{key} {(frame[key] == 1).sum()}/{(frame[key] == 0).sum()}" for key in capabilities)
    return message(
        "There are too few gold labels to train on: {products} products (yes/no: {counts}). A run needs {least} "
        "products, and at least one capability with {each} yes and {each} no. Import a CSV with columns named as the "
        "capabilities.",
        products=len(frame),
        counts=counts,
        least=MIN_PRODUCTS,
        each=MIN_EACH,
    )


def _too_few_texts(spoken: int, labelled: int) -> Message:
    return message(
        "Only {spoken} of the {labelled} labelled products have a text. A run learns from what at least {least} "
        "taglines or descriptions say, for a name alone says too little. Import a CSV that holds the texts.",
        spoken=spoken,
        labelled=labelled,
        least=MIN_PRODUCTS,
    )
