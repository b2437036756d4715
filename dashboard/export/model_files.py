"""The files of a model, to be served by another program: ONNX, vocabulary, card, and how to use them."""

import io
import json
import zipfile
from typing import Any

from dashboard.messages import JobError, message
from dashboard.tagging.artifact import ONNX_FILE, artifact_hash
from dashboard.tagging.card import CARD_FILE
from dashboard.tagging.readers import TOKENIZER_FILE, VOCABULARY_FILE, reader_files
from db.queries.training import ModelRecord
from db.settings import home

README = "README.txt"
_GUIDE = """Strandline tagger, model {number}

Files
  model.onnx       the network: what is made of a text by the next file (or two) in, logits out
{reader}
  card.json        label set, calibration, thresholds, measured quality, {golden} texts with expected probabilities
  README.txt       this file

Serve it with Strandline's own code (simplest: it checks the version and the expected probabilities)
  from pathlib import Path
  from dashboard.tagging.artifact import open_artifact
  from dashboard.tagging.text import product_text
  model = open_artifact(Path("this folder"))
  said = model.predict([product_text("Name", "Tagline", "Description")])
  said.probabilities, said.tags, said.primary

Serve it without: what the network reads and says
{inputs}
  outputs  tags (texts, labels)     logits in the order of card.json's "label_set": {labels}
           primary (texts, labels + 1), where there is such an output: logits of the main capability, the last is none
  probability = 1 / (1 + exp(-(slope * logit + intercept))), slope and intercept from card.json's "calibration"
  a capability holds where its probability is at least card.json's "thresholds"
{text}
  Check your own encoder against "golden" in card.json: within 0.0001 of each expected probability.

Hash of the files as Strandline stored them: {hash}
"""

# Of each file that cuts texts up: what it is, what it makes, and how.
_READERS = {
    TOKENIZER_FILE: {
        "reader": "  tokenizer.json   what cuts a text into tokens, for the library tokenizers",
        "inputs": "  inputs   token_ids (texts, n) int32     as tokenizer.json says; 0 where padded\n"
        "           padding_mask (texts, n) int32  1 for a token, 0 where padded",
        "text": "  Text to tokens: tokenizers.Tokenizer.from_file('tokenizer.json').encode(text).ids; none (a mask of\n"
        '  0) for a text in a language of "unread_languages" in card.json, as dashboard/tagging/text.py tells it',
    },
    VOCABULARY_FILE: {
        "reader": "  vocabulary.json  the n-grams and concepts that it knows, as sorted 32-bit hashes, with weights",
        "inputs": "  inputs   ids (texts, n) int32     positions in the vocabulary, counted from 1; 0 is padding\n"
        "           weights (texts, n) float32  0 where padded",
        "text": "  Text to n-grams: dashboard/tagging/ngrams.py, features.py (feature version {version}); NumPy alone",
    },
}


def missing_files(record: ModelRecord) -> list[str]:
    """Return which of the files that are handed out are not there."""
    return [name for name in _handed_out(record) if not (home() / record.folder / name).is_file()]


def _handed_out(record: ModelRecord) -> tuple[str, ...]:
    return (CARD_FILE, ONNX_FILE, *reader_files(home() / record.folder))


def read_artifact_card(record: ModelRecord) -> dict[str, Any]:
    """Return the artifact's own card as JSON. Raise JobError where it is not there, or is no card."""
    path = home() / record.folder / CARD_FILE
    try:
        return dict(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise JobError(
            message(
                "The card of model {number} can't be read: {error}. A model comes with its card. Restore its files "
                "from a backup, or train again.",
                number=record.id,
                error=type(error).__name__,
            )
        ) from error


def serving_zip(record: ModelRecord) -> bytes:
    """Return ONNX, vocabulary, card and README as one zip. Raise JobError where the files are not as stored."""
    folder = home() / record.folder
    if missing_files(record) or artifact_hash(folder) != record.artifact_hash:
        raise JobError(
            message(
                "The files of model {number} are not those that were stored. A changed model is not handed out. "
                "Restore them from a backup, or train again.",
                number=record.id,
            )
        )
    card = read_artifact_card(record)
    readers = [_READERS[name] for name in reader_files(folder)]
    guide = _GUIDE.format(
        number=record.id,
        golden=len(card["golden"]),
        labels=", ".join(record.label_set),
        **{key: "\n".join(one[key] for one in readers) for key in ("reader", "inputs")},
        text="\n".join(one["text"].format(version=card["feature_version"]) for one in readers),
        hash=record.artifact_hash,
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(README, guide)
        for name in _handed_out(record):
            archive.write(folder / name, name)
    return packed.getvalue()
