"""The encoder that a run starts from: a folder, or an id of the Hugging Face hub. Nothing here needs TensorFlow."""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dashboard.messages import RequestError, message
from dashboard.tagging.text import OTHER, by_language
from dashboard.tagging.tokens import open_tokenizer

CONFIG, WEIGHTS = "config.json", "model.safetensors"
_TOKENIZERS = ("tokenizer.json", "vocab.txt")
#: As config.json calls them; each reads a whole text at once, in both directions.
MODEL_TYPES = ("bert", "distilbert", "roberta", "xlm-roberta", "albert")
#: Of a language whose texts hold more unknown tokens than this, an encoder knows too little.
MAX_UNKNOWN = 0.05
ENVIRONMENT = "STRANDLINE_ENCODER"
_ASKED = 200


@dataclass(frozen=True)
class EncoderFiles:
    """An encoder that lies complete in a folder."""

    folder: Path
    model_type: str
    # Weights without the table of tokens: what computing depends on.
    parameters: int
    # More tokens than these it has no places for.
    max_tokens: int
    # As its authors say (README.md); empty where they do not.
    languages: tuple[str, ...]

    def unread_languages(self, texts: Sequence[str]) -> list[str]:
        """Return the languages, of all that are told apart, that the encoder was not made for, by some texts."""
        return self.unknown_languages(by_language(texts))

    def unknown_languages(self, texts: Mapping[str, Sequence[str]]) -> list[str]:
        """Return the languages of `texts` (language to texts) that the encoder was not made for.

        By its authors' word where they give it, else by how many tokens it has never learned.
        """
        if self.languages:
            known = {language.split("-")[0].lower() for language in self.languages}
            # A list with a third language in it may well hold others: nobody is told that they are strange to it.
            known |= {OTHER} if known - {"en", "zh"} else set()
            return sorted(language for language in texts if language not in known)
        tokens = open_tokenizer(self.folder, _ASKED)
        return sorted(language for language, own in texts.items() if tokens.unknown_share(own[:_ASKED]) > MAX_UNKNOWN)


def default_encoder() -> str | None:
    """Return the encoder that the environment names, if it does."""
    return os.environ.get(ENVIRONMENT) or None


def find_encoder(name: str | None) -> EncoderFiles:
    """Return the encoder of a folder; one of the hub is fetched into the hub's own cache first.

    Raise RequestError where there is none, or none that this program can train.
    """
    if not name:
        raise RequestError(
            message(
                "The preset encoder needs an encoder to start from. It is a folder of a BERT-like model, or its id on "
                "the Hugging Face hub. Name one, or set {variable}.",
                variable=ENVIRONMENT,
            )
        )
    folder = Path(name).expanduser()
    return read_encoder(folder if folder.is_dir() else _fetch(name))


def read_encoder(folder: Path) -> EncoderFiles:
    """Return what is known of the encoder in `folder`. Raise RequestError where it is not whole, or of another kind."""
    missing = [name for name in (CONFIG, WEIGHTS) if not (folder / name).is_file()]
    if not any((folder / name).is_file() for name in _TOKENIZERS):
        missing.append(_TOKENIZERS[0])
    if missing:
        raise RequestError(
            message(
                "The folder {folder} holds no whole encoder: {files} is missing. An encoder has {config}, {weights} "
                "and a tokenizer. Name the folder of such a model.",
                folder=str(folder),
                files=", ".join(missing),
                config=CONFIG,
                weights=WEIGHTS,
            )
        )
    config = _read_config(folder)
    if config.get("model_type") not in MODEL_TYPES:
        raise RequestError(
            message(
                "The model in {folder} is of the type {type}. The preset encoder trains these: {types}. Name the "
                "folder of another model.",
                folder=str(folder),
                type=str(config.get("model_type")),
                types=", ".join(MODEL_TYPES),
            )
        )
    return EncoderFiles(folder, config["model_type"], _parameters(config), _max_tokens(config), _languages(folder))


def _read_config(folder: Path) -> dict[str, Any]:
    try:
        config: dict[str, Any] = json.loads((folder / CONFIG).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise RequestError(
            message(
                "{file} in {folder} can't be read: {error}. It must be the JSON that came with the model. Copy the "
                "model's files again.",
                file=CONFIG,
                folder=str(folder),
                error=str(error),
            )
        ) from error
    return config


def _parameters(config: Mapping[str, Any]) -> int:
    """Return the weights of the layers: four square maps of attention, two of the feed-forward part."""
    hidden = int(config.get("hidden_size") or config.get("dim") or 0)
    layers = int(config.get("num_hidden_layers") or config.get("n_layers") or 0)
    inner = int(config.get("intermediate_size") or config.get("hidden_dim") or 4 * hidden)
    return layers * (4 * hidden * hidden + 2 * hidden * inner)


def _max_tokens(config: Mapping[str, Any]) -> int:
    """Return the number of places; RoBERTa keeps those up to the number of its padding for itself."""
    places = int(config.get("max_position_embeddings") or 512)
    kept = int(config.get("pad_token_id") or 0) + 1 if "roberta" in str(config["model_type"]) else 0
    return places - kept


def _languages(folder: Path) -> tuple[str, ...]:
    """Return the languages that the head of README.md names: `language: en`, or a list under it."""
    readme = folder / "README.md"
    if not readme.is_file():
        return ()
    lines = readme.read_text(encoding="utf-8", errors="replace").splitlines()
    if not lines or lines[0].strip() != "---":
        return ()
    found: list[str] = []
    listing = False
    for line in lines[1:]:
        if line.strip() == "---":
            break
        if line.startswith("language:"):
            found += line.removeprefix("language:").strip(" []").replace(",", " ").split()
            listing = not found
        elif listing and line.lstrip().startswith("- "):
            found.append(line.lstrip()[2:].strip())
        else:
            listing = False
    return tuple(language.strip("\"'") for language in found if language != "multilingual")


def _fetch(name: str) -> Path:
    """Return the folder into which the hub's library has fetched a model."""
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    wanted = [CONFIG, WEIGHTS, *_TOKENIZERS, "tokenizer_config.json", "README.md"]
    try:
        return Path(snapshot_download(name, allow_patterns=wanted))
    except (HfHubHTTPError, HFValidationError, LocalEntryNotFoundError, OSError) as error:
        raise RequestError(
            message(
                "There is no folder {name}, and the Hugging Face hub gave no model of that id. An encoder is a folder, "
                "or an id that can be fetched from here. Name a folder that is there.",
                name=name,
            )
        ) from error
