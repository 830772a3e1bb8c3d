"""The language of a text."""

from functools import cache
from itertools import islice

import numpy
from py3langid.langid import MODEL_FILE, LanguageIdentifier

UNKNOWN = "und"
# More says no more; less says nothing for certain.
SAMPLE = 4_000  # Code points, where the words themselves are in doubt.
# Of a text that is long, as much from each of several places: what it begins with may be a
# dateline, a menu or a quotation.
PLACES, OF_PLACE = 4, 150
FEWEST_LETTERS = 12
SURE = 0.45
NO_LANGUAGE = "zxx"  # The model's own word for numbers, code and noise.


def detect(text: str) -> str:
    """The ISO 639-1 code of the text's language; `und` for a text too short or too mixed to say.

    The first call in a process loads the model (about half a second).
    """
    probabilities = likelihoods(_places(text))
    language = max(probabilities, key=probabilities.__getitem__, default=UNKNOWN)
    if language == NO_LANGUAGE or probabilities.get(language, 0) < SURE:
        return UNKNOWN
    return language


def likelihoods(text: str) -> dict[str, float]:
    """The probability, 0 to 1, of each language; nothing for a text too short to say."""
    sample = text[:SAMPLE]
    letters = islice(filter(str.isalpha, sample), FEWEST_LETTERS)
    if len(list(letters)) < FEWEST_LETTERS:
        return {}
    return dict(_model().rank(sample))


def _places(text: str) -> str:
    """Pieces from all over the text; the whole text when it is no longer than they are."""
    if len(text) <= PLACES * OF_PLACE:
        return text
    between = (len(text) - OF_PLACE) // (PLACES - 1)
    return "\n".join(text[at : at + OF_PLACE] for at in range(0, PLACES * between, between))


@cache
def _model() -> LanguageIdentifier:
    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    # Dialects without a code of two letters count for the language that has one.
    model.set_languages([name for name in model.labels if len(name) == 2 or name == NO_LANGUAGE])
    # The file's numbers are of two bytes, and lie by language: each text would convert its own.
    model.nb_ptc = numpy.ascontiguousarray(model.nb_ptc, dtype=numpy.float32)
    return model
