"""The codebook's first examples say what the catalogue's labels say."""

import csv
from itertools import product

import pytest

from dashboard.capabilities import DEFAULT_CAPABILITIES
from dashboard.labelling import default_examples as module
from dashboard.labelling.default_examples import default_examples
from dashboard.tagging.text import detect_language

KEYS = [record.key for record in DEFAULT_CAPABILITIES]


@pytest.mark.parametrize("key", KEYS)
def test_every_capability_has_examples_of_both_kinds_in_both_languages(key: str):
    own = [example for example in default_examples() if example.capability == key]
    kinds = [(detect_language(example.text), example.holds) for example in own]
    assert {kind: kinds.count(kind) for kind in product(("en", "zh"), (True, False))} == dict.fromkeys(
        product(("en", "zh"), (True, False)), 2
    )


def test_each_example_agrees_with_its_label_in_the_catalogue_and_gives_a_reason():
    with module._PRODUCTS.open(encoding="utf-8", newline="") as file:
        labels = {row["external_id"]: row for row in csv.DictReader(file)}
    for key, chosen in module._CHOSEN.items():
        for external_id, holds, note in chosen:
            assert labels[external_id][key] == str(int(holds)), (key, external_id)
            assert note
