"""The tagger's network read for its answer alone, in half of the time that spaCy takes.

The numbers are the same but for rounding, by which spaCy's own differ from batch to batch too; a
network for which they are not is left as it is. A word that comes again is looked up once, and so
is its part of the first window; the other windows are calculated two at a time, by four products
instead of six (Winograd's F(2, 3)), in blocks that stay in the processor's cache.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from spacy.attrs import LOWER
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model, NumpyOps
from thinc.types import Floats2d

from .lexicon import PHRASE_BITS, Lexicon
from .lexicon_layer import layers_of, lexicon_of

ARCHITECTURE = "newsroom.LexiconTok2Vec.v1"
ROWS = 512  # Words of a block, an even number.
# Read in both ways when a model is loaded, and how far from one another the numbers may be: those
# of the shipped model, up to 30, differ by 0.00002.
SAMPLE = (
    "“We met Ilka Varn in New York City,” the U.S. said on 4 May. She didn’t meet us: we met her.",
    "Київ 東京 🇳🇴",
)
CLOSE = 1e-3
SMALLEST = np.float32(1e-8)  # Added to a variance, as thinc does.
# One odd number for each attribute of a word, and the last for the bits of phrases: their sum of
# products tells words apart.
MIXERS = np.array(
    [
        0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5,
        0xD6E8FEB86659FD93, 0x9FB21C651E98DF25, 0xA24BAED4963EE407, 0x60642E2A34326F15,
    ],
    dtype=np.uint64,
)  # fmt: skip
MOST_ATTRIBUTES = len(MIXERS) - PHRASE_BITS
Numbers = np.ndarray[Any, np.dtype[np.float32]]
Network = Model[Sequence[Doc], Floats2d]


def quicken(nlp: Language) -> bool:
    """Lets a loaded model of our own architecture read so; others stay as they are, and are False,
    as are those for which it comes to other numbers.

    It cannot be trained or saved afterwards.
    """
    parts = nlp.config["components"]
    if nlp.pipe_names != ["ner"] or "tok2vec" not in parts["ner"]["model"]:
        return False
    network: Network = getattr(nlp.get_pipe("ner"), "model")  # noqa: B009 - spaCy's has no type
    is_ours = parts["ner"]["model"]["tok2vec"]["@architectures"] == ARCHITECTURE
    if not is_ours or lexicon_of(network) is None:
        return False
    reader = _reader_of(network.layers[0], [nlp.make_doc(text) for text in SAMPLE])
    if reader is None:
        return False
    network._layers[0] = Model("quick", reader.forward)
    return True


def _reader_of(network: Model[Any, Any], docs: Sequence[Doc]) -> "Reader | None":
    """One that reads these documents as the network does; None where it looks at more attributes
    of a word than we tell apart, has other layers, or comes to other numbers."""
    try:
        reader = Reader(network)
        if len(reader.attributes) > MOST_ATTRIBUTES:
            return None
        found, _ = reader.forward(network, docs)
        is_same = np.allclose(found, network.predict(docs), atol=CLOSE)
    # What layers of another kind or shape raise where ours are taken out of them.
    except (ValueError, KeyError, IndexError):
        return None
    return reader if is_same else None


@dataclass(frozen=True)
class Maxout:
    """The best of three pieces, normalised; `weights` are inputs x (pieces x width)."""

    weights: Numbers
    bias: Numbers
    gain: Numbers
    shift: Numbers

    def of_sums(self, sums: Numbers) -> Numbers:
        """The rows that follow from what the inputs sum up to; `sums` are used up."""
        sums += self.bias
        width = len(self.gain)
        best: Numbers = sums[:, :width]
        for start in range(width, sums.shape[1], width):
            best = np.maximum(best, sums[:, start : start + width])
        best = best - best.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", best, best) / np.float32(width) + SMALLEST
        best *= (1 / np.sqrt(variance))[:, None]
        best *= self.gain
        best += self.shift
        return best


class Window:
    """A layer that reads a word between its neighbours, and adds what it makes to the word."""

    def __init__(self, layer: Maxout) -> None:
        left, here, right = np.split(layer.weights, 3)
        self.layer = layer
        self.left, self.right = left, right
        self.both, self.apart = (left + here + right) / 2, (left - here + right) / 2

    def of(self, rows: Numbers) -> Numbers:
        """Rows as many as given, an even number between two of zeros, which stay so."""
        made: Numbers = np.zeros_like(rows)
        for start, stop in _blocks(len(rows)):
            before, one, other, behind = (
                rows[start + step : stop + step : 2] for step in range(-1, 3)
            )
            both, apart = (one + other) @ self.both, (other - one) @ self.apart
            sums = np.empty((stop - start, both.shape[1]), dtype=np.float32)
            np.add(both + apart, (before - other) @ self.left, out=sums[::2])
            np.subtract(both - apart, (one - behind) @ self.right, out=sums[1::2])
            np.add(self.layer.of_sums(sums), rows[start:stop], out=made[start:stop])
        return made


class Reader:
    """The layers of `lexicon_tok2vec` and the linear one behind them, for prediction only."""

    def __init__(self, network: Network):
        """Takes the weights of a network as the tagger's model has it first."""
        named: dict[str, list[Model[Any, Any]]] = {}
        for node in network.walk():
            named.setdefault(node.name, []).append(node)
        self.attributes = [*named["extract_features"][0].attrs["columns"], LOWER]
        self.tables = [(one.get_param("E"), one.attrs["seed"]) for one in named["hashembed"]]
        self.lexicon = Lexicon(**layers_of(network)[0].attrs["lexicon"])
        norms = zip(named["maxout"], named["layernorm"], strict=True)
        self.embed, self.first, *others = [_maxout(*pair) for pair in norms]
        self.windows = [Window(one) for one in others]
        self.depth = len(self.windows) + 1
        [last] = named["linear"]
        self.out, self.out_bias = last.get_param("W").T.copy(), last.get_param("b")
        self.ops = NumpyOps(use_blis=False)

    def forward(
        self, _: Model[Any, Any], docs: Sequence[Doc], is_train: bool = False
    ) -> tuple[Numbers, None]:
        """One row a word of all documents, in order; of all together there is one at least."""
        ids = [doc.to_array(self.attributes).astype(np.uint64) for doc in docs if len(doc)]
        kinds, kind_of = self._kinds(ids)
        places, spread = _spread([len(one) for one in ids], kind_of, self.depth)
        rows = self._first_window(kinds, spread)
        for window in self.windows:
            rows = window.of(rows)
        return rows[places] @ self.out + self.out_bias, None

    def _kinds(self, ids: Sequence[np.ndarray]) -> tuple[Numbers, np.ndarray]:
        """A row for each different word behind one of zeros, and which of them each word is."""
        phrases = [np.zeros((len(one), PHRASE_BITS), dtype=np.float32) for one in ids]
        for one, bits in zip(ids, phrases, strict=True):
            self.lexicon.mark_phrases(one[:, -1], bits)
        words, bits = np.concatenate(ids), np.concatenate(phrases)
        mixers = MIXERS[: words.shape[1]]
        of_bits = (bits.astype(np.uint64) * MIXERS[MOST_ATTRIBUTES:]).sum(axis=1)
        keys = (words * mixers).sum(axis=1) ^ of_bits
        _, places, kind_of = np.unique(keys, return_index=True, return_inverse=True)
        known = self._embedded(words[places], bits[places])
        return np.concatenate([np.zeros_like(known[:1]), known]), kind_of + 1

    def _embedded(self, words: np.ndarray, bits: Numbers) -> Numbers:
        hashed = [
            self.ops.gather_add(table, self.ops.hash(words[:, column].copy(), seed) % len(table))
            for column, (table, seed) in enumerate(self.tables)
        ]
        known = self.lexicon.features(words[:, -1].copy())
        known[:, -PHRASE_BITS:] = bits
        inputs: Numbers = np.concatenate([*hashed, known], axis=1)
        return self.embed.of_sums(inputs @ self.embed.weights)

    def _first_window(self, kinds: Numbers, spread: np.ndarray) -> Numbers:
        """What each kind of word adds to a window is multiplied once, not once a place."""
        width = kinds.shape[1]
        before, here, behind = (
            kinds @ self.first.weights[start : start + width]
            for start in range(0, 3 * width, width)
        )
        rows = kinds[spread]
        made: Numbers = np.zeros_like(rows)
        for start, stop in _blocks(len(rows)):
            sums = before[spread[start - 1 : stop - 1]]
            sums += here[spread[start:stop]]
            sums += behind[spread[start + 1 : stop + 1]]
            np.add(self.first.of_sums(sums), rows[start:stop], out=made[start:stop])
        return made


def _maxout(layer: Model[Any, Any], norm: Model[Any, Any]) -> Maxout:
    weights = np.asarray(layer.get_param("W"))  # width x pieces x inputs
    bias, gain, shift = map(np.asarray, (layer.get_param("b"), *map(norm.get_param, "Gb")))
    return Maxout(
        np.ascontiguousarray(weights.transpose(2, 1, 0).reshape(weights.shape[2], -1)),
        np.ascontiguousarray(bias.T.reshape(-1)),
        gain,
        shift,
    )


def _spread(
    lengths: Sequence[int], kind_of: np.ndarray, depth: int
) -> tuple[np.ndarray, np.ndarray]:
    """Where each word goes, and the kinds in their places: nothing (0) parts the texts.

    Each text has as many empty places around it as there are windows, and all together have one
    more at both ends, or two where their number would be odd.
    """
    starts = np.cumsum([0, *lengths])
    places = np.concatenate(
        [
            np.arange(start, stop) + depth * number + 1
            for number, (start, stop) in enumerate(pairwise(starts), 1)
        ]
    )
    length = starts[-1] + depth * (len(lengths) + 1) + 2
    spread = np.zeros(length + length % 2, dtype=np.intp)
    spread[places] = kind_of
    return places, spread


def _blocks(length: int) -> list[tuple[int, int]]:
    """Ranges of all rows but the first and the last."""
    return [(start, min(start + ROWS, length - 1)) for start in range(1, length - 1, ROWS)]
