"""The language of a text."""

import threading
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import islice

import numpy
from numpy.typing import NDArray
from py3langid.langid import MODEL_FILE, LanguageIdentifier

Numbers = NDArray[numpy.int32]

UNKNOWN = "und"
# More says no more; less says nothing for certain.
SAMPLE = 4_000  # Code points, where the words themselves are in doubt.
# Of a text that is long, as much from each of several places: what it begins with may be a
# dateline, a menu or a quotation.
PLACES, OF_PLACE = 4, 150
FEWEST_LETTERS = 12
SURE = 0.45
NO_LANGUAGE = "zxx"  # The model's own word for numbers, code and noise.
_loading = threading.RLock()  # Whoever comes while it is being loaded waits for that one.


def load() -> None:
    """Load the model of this process: half a second, and some 160 MB."""
    _automaton()


def detect(text: str) -> str:
    """The ISO 639-1 code of the text's language; `und` for a text too short or too mixed to say.

    The first call in a process loads the model, unless `load` did.
    """
    return _likeliest(likelihoods(_places(text)))


def _likeliest(probabilities: Mapping[str, float]) -> str:
    language = max(probabilities, key=probabilities.__getitem__, default=UNKNOWN)
    if language == NO_LANGUAGE or probabilities.get(language, 0) < SURE:
        return UNKNOWN
    return language


def detect_all(texts: Sequence[str]) -> list[str]:
    """What `detect` says of each, in a fifth of the time when they are many."""
    samples = [_places(text) for text in texts]
    at = [i for i, sample in enumerate(samples) if _has_letters(sample)]
    found = [UNKNOWN] * len(texts)
    if not at:
        return found
    names, probabilities = _rank_all([samples[i] for i in at])
    best, most = probabilities.argmax(axis=1).tolist(), probabilities.max(axis=1).tolist()
    for i, which, probability in zip(at, best, most, strict=True):
        found[i] = _likeliest({names[which]: probability})
    return found


def likelihoods(text: str) -> dict[str, float]:
    """The probability, 0 to 1, of each language; nothing for a text too short to say."""
    sample = text[:SAMPLE]
    return dict(_model().rank(sample)) if _has_letters(sample) else {}


def _has_letters(sample: str) -> bool:
    letters = islice(filter(str.isalpha, sample), FEWEST_LETTERS)
    return len(list(letters)) == FEWEST_LETTERS


def _places(text: str) -> str:
    """Pieces from all over the text; the whole text when it is no longer than they are."""
    if len(text) <= PLACES * OF_PLACE:
        return text
    between = (len(text) - OF_PLACE) // (PLACES - 1)
    return "\n".join(text[at : at + OF_PLACE] for at in range(0, PLACES * between, between))


def _rank_all(samples: Sequence[str]) -> tuple[list[str], NDArray[numpy.float64]]:
    """Languages, and what the model's own `rank` says of each sample, a row, of each of them."""
    model = _model()
    encoded = [model._encode(sample) for sample in samples]
    lengths = [len(data) for data in encoded]
    scores = numpy.zeros((len(encoded), len(model.nb_classes)), dtype=numpy.float32)
    for row, seen in zip(scores, _features(encoded), strict=True):
        if len(seen):
            which, counts = numpy.unique(seen, return_counts=True)
            row[:] = numpy.log1p(counts, dtype=numpy.float32) @ model.nb_ptc[which] + model.nb_pc
    scores /= numpy.sqrt(numpy.maximum(lengths, 1), dtype=numpy.float32)[:, None]
    scores = numpy.exp(scores - scores.max(axis=1, keepdims=True))
    scores /= scores.sum(axis=1, keepdims=True)
    names = list(dict.fromkeys(model.nb_classes))
    total = numpy.zeros((len(scores), len(names)))
    for name, column in zip(model.nb_classes, scores.T, strict=True):  # Dialects come up again.
        total[:, names.index(name)] += column
    return names, total


def _features(encoded: Sequence[bytes]) -> Iterator[Numbers]:
    """The features that the model sees in each, walking through all of them side by side."""
    moves, rows, outputs = _automaton()
    # A column a text; what is behind its end is walked too, and not looked at.
    letters = numpy.zeros((max(map(len, encoded)), len(encoded)), dtype=numpy.uint8)
    for i, data in enumerate(encoded):
        letters[: len(data), i] = numpy.frombuffer(data, dtype=numpy.uint8)
    states = numpy.zeros(len(encoded), dtype=numpy.int32)
    found = numpy.empty(letters.shape, dtype=numpy.int32)
    for row, seen in zip(letters, found, strict=True):
        states = moves[rows[states] + row]
        seen[:] = outputs[states]
    by_text = found.T.copy()
    for data, seen in zip(encoded, by_text, strict=True):
        yield seen[: len(data)][seen[: len(data)] >= 0]


def _automaton() -> tuple[Numbers, Numbers, Numbers]:
    with _loading:
        return _loaded_automaton()


@cache
def _loaded_automaton() -> tuple[Numbers, Numbers, Numbers]:
    model = _model()
    moves = numpy.array(model.tk_nextmove, dtype=numpy.int32)
    rows = numpy.array(model.tk_row, dtype=numpy.int32) << 8
    return moves, rows, numpy.array(model.tk_output, dtype=numpy.int32)


def _model() -> LanguageIdentifier:
    with _loading:
        return _loaded_model()


@cache
def _loaded_model() -> LanguageIdentifier:
    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    # Dialects without a code of two letters count for the language that has one.
    model.set_languages([name for name in model.labels if len(name) == 2 or name == NO_LANGUAGE])
    # The file's numbers are of two bytes, and lie by language: each text would convert its own.
    model.nb_ptc = numpy.ascontiguousarray(model.nb_ptc, dtype=numpy.float32)
    return model
