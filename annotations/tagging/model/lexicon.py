"""What is known of a word before any text is read: what kind of name it is, and a small vector.

Words are kept as 32 bits of their hash, so a lexicon of 300,000 words is a few sorted arrays of
about 10 bytes a word and answers whole documents at once. Of words it does not know, 1 in 10,000
is taken for one that it knows.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
import srsly
from spacy.strings import hash_string  # type: ignore[attr-defined] # The stubs leave it out.

KINDS = (
    "first_name", "surname", "country", "city", "town", "region", "demonym", "organisation_word",
    "organisation_suffix", "title", "month", "weekday", "place_ending", "party_word", "event_word",
    "common_word", "organisation",
)  # fmt: skip
# A phrase of two to four words that names a place: its first word, and the others.
PHRASE_BITS = 2
LONGEST_PHRASE = 4
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True)
class Lexicon:
    """Sorted keys with their answers; `key_of` makes the keys."""

    vector_keys: np.ndarray  # uint32, sorted
    vector_rows: np.ndarray  # uint16, beside vector_keys
    vectors: np.ndarray  # int8, rows x dimensions; row 0 is for unknown words
    scale: float  # vectors * scale are the values
    kind_keys: np.ndarray  # uint32, sorted
    kind_bits: np.ndarray  # uint32, bit i for KINDS[i]
    phrase_keys: np.ndarray  # uint32, sorted

    @property
    def width(self) -> int:
        """How many numbers `features` gives for a word."""
        return int(self.vectors.shape[1]) + len(KINDS) + PHRASE_BITS

    def features(self, hashes: np.ndarray) -> np.ndarray:
        """One row of float32 a word, for the uint64 hashes of lower-cased words in their order."""
        keys = (hashes >> np.uint64(32)).astype(np.uint32)
        out = np.zeros((len(keys), self.width), dtype=np.float32)
        if not len(keys):
            return out
        rows = _answers(self.vector_keys, self.vector_rows, keys)
        dimensions = self.vectors.shape[1]
        out[:, :dimensions] = self.vectors[rows] * np.float32(self.scale)
        bits = _answers(self.kind_keys, self.kind_bits, keys)
        shifts = np.arange(len(KINDS), dtype=np.uint32)
        out[:, dimensions : dimensions + len(KINDS)] = (bits[:, None] >> shifts) & np.uint32(1)
        self.mark_phrases(hashes, out[:, dimensions + len(KINDS) :])
        return out

    def mark_phrases(self, hashes: np.ndarray, out: np.ndarray) -> None:
        """Sets in `out`, a row a word, which words begin and which go on a known phrase."""
        for length in range(2, min(LONGEST_PHRASE, len(hashes)) + 1):
            keys = _phrase_keys(hashes, length)
            starts = np.flatnonzero(_is_in(self.phrase_keys, keys))
            out[starts, 0] = 1
            for step in range(1, length):
                out[starts + step, 1] = 1

    def as_dict(self) -> dict[str, np.ndarray | float]:
        """What `Lexicon(**...)` takes, in types that msgpack knows."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def save(lexicon: Lexicon, path: Path) -> None:
    """Writes a lexicon as msgpack."""
    srsly.write_msgpack(path, lexicon.as_dict())


def load(path: Path) -> Lexicon:
    """Reads what `save` wrote."""
    return Lexicon(**srsly.read_msgpack(path))


def empty(dimensions: int) -> Lexicon:
    """A lexicon that knows no word, with vectors of this many dimensions."""
    keys, none = np.zeros(0, dtype=np.uint32), np.zeros((1, dimensions), dtype=np.int8)
    return Lexicon(keys, keys.astype(np.uint16), none, 1.0, keys, keys, keys)


def build(
    kinds: Mapping[str, Iterable[str]],
    phrases: Iterable[str] = (),
    rows: Mapping[str, int] | None = None,
    vectors: np.ndarray | None = None,
) -> Lexicon:
    """A lexicon of words by kind, place names of several words, and vectors by word.

    `rows` gives a word's row in `vectors` (float). Unknown kinds raise KeyError.
    """
    bits: dict[str, int] = {}
    for kind, words in kinds.items():
        if kind not in KINDS:
            raise KeyError(f"A lexicon has no kind {kind!r}; it has {', '.join(KINDS)}.")
        for word in words:
            bits[word.lower()] = bits.get(word.lower(), 0) | 1 << KINDS.index(kind)
    if vectors is None:
        vectors = np.zeros((0, 1), dtype=np.float32)
    largest = float(np.abs(vectors).max()) if vectors.size else 1.0
    quantised = np.round(vectors / largest * 127).astype(np.int8)
    unknown = np.zeros((1, vectors.shape[1]), dtype=np.int8)
    shifted = {word.lower(): row + 1 for word, row in (rows or {}).items()}
    vector_keys, vector_rows = _sorted_keys(shifted, np.uint16)
    kind_keys, kind_bits = _sorted_keys(bits, np.uint32)
    return Lexicon(
        vector_keys, vector_rows, np.concatenate([unknown, quantised]), largest / 127,
        kind_keys, kind_bits, _keys_of_phrases(phrases),
    )  # fmt: skip


def _sorted_keys(answers: Mapping[str, int], kind: type) -> tuple[np.ndarray, np.ndarray]:
    hashes = np.fromiter((hash_string(word) for word in answers), np.uint64, len(answers))
    keys, first = np.unique((hashes >> np.uint64(32)).astype(np.uint32), return_index=True)
    return keys, np.fromiter(answers.values(), kind, len(answers))[first]


def _keys_of_phrases(phrases: Iterable[str]) -> np.ndarray:
    keys = []
    for phrase in phrases:
        words = phrase.lower().split()
        if 2 <= len(words) <= LONGEST_PHRASE:
            hashes = np.array([hash_string(word) for word in words], dtype=np.uint64)
            keys.append(_phrase_keys(hashes, len(words)))
    return np.unique(np.concatenate(keys)) if keys else np.zeros(0, dtype=np.uint32)


def _phrase_keys(hashes: np.ndarray, length: int) -> np.ndarray:
    """One key for each run of `length` words; wraps around like every hash does."""
    count = len(hashes) - length + 1
    mixed = np.zeros(count, dtype=np.uint64)
    for step in range(length):
        mixed = (mixed ^ hashes[step : step + count]) * _MULTIPLIER
    return (mixed >> np.uint64(32)).astype(np.uint32)


def _answers(keys: np.ndarray, answers: np.ndarray, asked: np.ndarray) -> np.ndarray:
    """The answer beside each asked key, 0 for unknown ones."""
    if not len(keys):
        return np.zeros(len(asked), dtype=answers.dtype)
    at = np.minimum(np.searchsorted(keys, asked), len(keys) - 1)
    return np.where(keys[at] == asked, answers[at], 0).astype(answers.dtype)


def _is_in(keys: np.ndarray, asked: np.ndarray) -> np.ndarray:
    if not len(keys):
        return np.zeros(len(asked), dtype=bool)
    known: np.ndarray = keys[np.minimum(np.searchsorted(keys, asked), len(keys) - 1)] == asked
    return known
