"""A whole BERT, as small as one can be, written as the folder of a Hugging Face model: nothing is fetched."""

import json
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file

HIDDEN, INNER, LAYERS, HEADS, POSITIONS = 16, 32, 2, 2, 192
_SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")


def write_small_encoder(folder: Path, texts: list[str], *, language: str | None = None) -> Path:
    """Write a BERT that knows each letter and character of `texts`; `language` is its authors' word on the matter."""
    folder.mkdir(parents=True)
    letters = sorted({letter for text in texts for letter in text.lower() if not letter.isspace()})
    vocabulary = [*_SPECIAL, *letters, *(f"##{letter}" for letter in letters)]
    (folder / "vocab.txt").write_text("\n".join(vocabulary) + "\n", encoding="utf-8")
    config = {
        "model_type": "bert",
        "architectures": ["BertModel"],
        "vocab_size": len(vocabulary),
        "hidden_size": HIDDEN,
        "intermediate_size": INNER,
        "num_hidden_layers": LAYERS,
        "num_attention_heads": HEADS,
        "hidden_dropout_prob": 0.1,
        "max_position_embeddings": POSITIONS,
        "type_vocab_size": 2,
        "pad_token_id": 0,
    }
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    if language:
        (folder / "README.md").write_text(f"---\nlanguage: {language}\n---\n# A model\n", encoding="utf-8")
    save_file(_weights(len(vocabulary)), folder / "model.safetensors", metadata={"format": "pt"})
    return folder


def _weights(words: int) -> dict[str, np.ndarray]:
    random = np.random.default_rng(0)

    def matrix(*shape: int) -> np.ndarray:
        return random.normal(0, 0.1, shape).astype(np.float32)

    def norm(name: str) -> dict[str, np.ndarray]:
        return {f"{name}.weight": np.ones(HIDDEN, np.float32), f"{name}.bias": np.zeros(HIDDEN, np.float32)}

    def dense(name: str, inputs: int, outputs: int) -> dict[str, np.ndarray]:
        return {f"{name}.weight": matrix(outputs, inputs), f"{name}.bias": np.zeros(outputs, np.float32)}

    weights = {
        "embeddings.word_embeddings.weight": matrix(words, HIDDEN),
        "embeddings.position_embeddings.weight": matrix(POSITIONS, HIDDEN),
        "embeddings.token_type_embeddings.weight": matrix(2, HIDDEN),
        **norm("embeddings.LayerNorm"),
        **dense("pooler.dense", HIDDEN, HIDDEN),
    }
    for layer in range(LAYERS):
        own = f"encoder.layer.{layer}"
        for part in ("query", "key", "value"):
            weights |= dense(f"{own}.attention.self.{part}", HIDDEN, HIDDEN)
        weights |= dense(f"{own}.attention.output.dense", HIDDEN, HIDDEN)
        weights |= norm(f"{own}.attention.output.LayerNorm") | norm(f"{own}.output.LayerNorm")
        weights |= dense(f"{own}.intermediate.dense", HIDDEN, INNER) | dense(f"{own}.output.dense", INNER, HIDDEN)
    return weights
