"""One compiled network serves all those of a run: begun again, it learns as one that was compiled for itself."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
#: Fits on one part, on another, and on the first again; prints what the three say of the same texts.
THREE_FITS = """
import json
from dashboard.training.runtime import start_tensorflow
start_tensorflow(0)
import numpy as np
from dashboard.training.fit import Part, fit, logits_of
from dashboard.training.network import TAGS, PRIMARY, Shape
from dashboard.training.request import FastSettings
chance = np.random.default_rng(0)
coordinates = chance.normal(size=(60, 8)).astype(np.float32)
targets = (coordinates[:, :2] > 0.3).astype(np.int8)
primary = targets.argmax(axis=1).astype(np.int8)
def said(rows):
    part = Part(coordinates[rows], targets[rows], primary[rows])
    done = fit(part, None, Shape({TAGS: 2, PRIMARY: 3}), FastSettings(epochs=2), seed=1, on_epoch=lambda _figures: None)
    return done.learner, logits_of(done.learner, coordinates)[TAGS].tolist()
(first, before), (_, other), (_, again) = said(slice(0, 40)), said(slice(10, 60)), said(slice(0, 40))
print(json.dumps([before, other, again, logits_of(first, coordinates)[TAGS].tolist()]))
"""

pytestmark = pytest.mark.slow


def test_a_network_that_is_begun_again_knows_nothing_of_the_one_before():
    done = subprocess.run([sys.executable, "-c", THREE_FITS], cwd=ROOT, capture_output=True, text=True, check=True)
    before, other, again, later = json.loads(done.stdout.splitlines()[-1])
    assert again == before
    assert other != before
    # What was trained first keeps its weights while others are trained.
    assert later == before
