"""The language of a text."""

import math
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
    for i, probabilities in zip(at, _rank_all([samples[i] for i in at]), strict=True):
        found[i] = _likeliest(probabilities)
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


def _rank_all(samples: Sequence[str]) -> Iterator[dict[str, float]]:
    """What the model's own `rank` says of each, walking through all of them side by side."""
    model, (moves, rows, outputs) = _model(), _automaton()
    encoded = [model._encode(sample) for sample in samples]
    longest = max(map(len, encoded), default=0)
    # A column a text; what is behind its end is walked too, and not looked at.
    letters = numpy.zeros((longest, len(encoded)), dtype=numpy.uint8)
    for i, data in enumerate(encoded):
        letters[: len(data), i] = numpy.frombuffer(data, dtype=numpy.uint8)
    states = numpy.zeros(len(encoded), dtype=numpy.int32)
    features = numpy.empty(letters.shape, dtype=numpy.int32)
    for row, seen in zip(letters, features, strict=True):
        states = moves[rows[states] + row]
        seen[:] = outputs[states]
    for i, data in enumerate(encoded):
        seen = features[: len(data), i]
        which, counts = numpy.unique(seen[seen >= 0], return_counts=True)
        scores = numpy.log1p(counts, dtype=numpy.float32) @ model.nb_ptc[which] + model.nb_pc
        if not len(which):
            scores[:] = 0
        scores /= math.sqrt(len(data) or 1)
        scores = numpy.exp(scores - scores.max())
        total: dict[str, float] = {}
        for name, score in zip(model.nb_classes, (scores / scores.sum()).tolist(), strict=True):
            total[name] = total.get(name, 0) + score
        yield total


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
