"""From texts to the tokens that an encoder reads, by the encoder's own tokenizer. Training and serving share it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from dashboard.tagging.ngrams import MAX_CHARACTERS
from dashboard.tagging.text import detect_language

TOKEN_IDS, PADDING_MASK = "token_ids", "padding_mask"

Ints = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Tokens:
    """A tokenizer of the library `tokenizers`, which cuts a text at the number of tokens that it was saved with."""

    tokenizer: Any
    # Languages (dashboard.tagging.text.detect_language) that the encoder was not made for: their texts have no tokens.
    unread: frozenset[str] = frozenset()

    def read(self, texts: Sequence[str]) -> dict[str, Ints]:
        """Return token ids and a mask of ones, (texts, tokens of the longest), 0 where a row is padded."""
        rows = [[] if one is None else one.ids for one in self._encode(texts)]
        width = max((len(row) for row in rows), default=1) or 1
        ids, mask = np.zeros((len(rows), width), np.int32), np.zeros((len(rows), width), np.int32)
        for number, row in enumerate(rows):
            ids[number, : len(row)] = row
            mask[number, : len(row)] = 1
        return {TOKEN_IDS: ids, PADDING_MASK: mask}

    def pieces(self, texts: Sequence[str]) -> list[list[str]]:
        """Return the tokens of each text as the tokenizer calls them."""
        return [[] if one is None else list(one.tokens) for one in self._encode(texts)]

    def _encode(self, texts: Sequence[str]) -> list[Any | None]:
        """Return what the tokenizer makes of each text, None where it is not read."""
        encoded = self.tokenizer.encode_batch([text[:MAX_CHARACTERS] for text in texts])
        if not self.unread:
            return list(encoded)
        return [None if detect_language(text) in self.unread else one for text, one in zip(texts, encoded, strict=True)]

    def unknown_share(self, texts: Sequence[str]) -> float:
        """Return which share of the tokens of `texts` the encoder has never learned."""
        tokens = [token for own in self.pieces(texts) for token in own]
        return sum(token in _UNKNOWN for token in tokens) / max(len(tokens), 1)

    def save(self, file: Path) -> None:
        """Write the tokenizer, its limit included, as JSON."""
        self.tokenizer.save(str(file), pretty=False)

    @classmethod
    def load(cls, file: Path, unread: Iterable[str] = ()) -> Self:
        """Read what `save` wrote, for an encoder that was not made for the languages of `unread`."""
        # Only models of the preset encoder need it.
        from tokenizers import Tokenizer

        return cls(Tokenizer.from_file(str(file)), frozenset(unread))


_UNKNOWN = frozenset({"[UNK]", "<unk>"})


def open_tokenizer(folder: Path, max_tokens: int, unread: Iterable[str] = ()) -> Tokens:
    """Return the tokenizer of an encoder's folder, set to cut texts at `max_tokens`, and to leave languages unread.

    The folder holds tokenizer.json, or the vocab.txt of BERT. Raise FileNotFoundError where it holds neither.
    """
    from tokenizers import Tokenizer

    if (folder / "tokenizer.json").is_file():
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    elif (folder / "vocab.txt").is_file():
        tokenizer = _bert_tokenizer(folder)
    else:
        raise FileNotFoundError(folder / "tokenizer.json")
    tokenizer.enable_truncation(max_tokens)
    tokenizer.no_padding()
    return Tokens(tokenizer, frozenset(unread))


def _bert_tokenizer(folder: Path) -> Any:
    import json

    from tokenizers.implementations import BertWordPieceTokenizer  # type: ignore[attr-defined]

    settings = folder / "tokenizer_config.json"
    said = json.loads(settings.read_text(encoding="utf-8")) if settings.is_file() else {}
    return BertWordPieceTokenizer(str(folder / "vocab.txt"), lowercase=bool(said.get("do_lower_case", True)))._tokenizer  # noqa: SLF001
