"""The language of a text."""

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

UNKNOWN = "und"
# More says no more; less says nothing for certain.
SAMPLE = 4_000  # Code points.
FEWEST_LETTERS = 12
SURE = 0.45
NO_LANGUAGE = "zxx"  # The model's own word for numbers, code and noise.


def detect(text: str) -> str:
    """The ISO 639-1 code of the text's language; `und` for a text too short or too mixed to say.

    The first call in a process loads the model (about half a second).
    """
    probabilities = likelihoods(text)
    language = max(probabilities, key=probabilities.__getitem__, default=UNKNOWN)
    if language == NO_LANGUAGE or probabilities.get(language, 0) < SURE:
        return UNKNOWN
    return language


def likelihoods(text: str) -> dict[str, float]:
    """The probability, 0 to 1, of each language; nothing for a text too short to say."""
    sample = text[:SAMPLE]
    if sum(char.isalpha() for char in sample) < FEWEST_LETTERS:
        return {}
    return dict(_model().rank(sample))


@cache
def _model() -> LanguageIdentifier:
    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    # Dialects without a code of two letters count for the language that has one.
    model.set_languages([name for name in model.labels if len(name) == 2 or name == NO_LANGUAGE])
    return model
