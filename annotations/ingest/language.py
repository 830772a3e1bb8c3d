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
    language, probability = likeliest(text)
    return language if probability >= SURE else UNKNOWN


def likeliest(text: str) -> tuple[str, float]:
    """The text's language and its probability, 0 to 1; `und` with 0 when it cannot be told."""
    sample = text[:SAMPLE]
    if sum(char.isalpha() for char in sample) < FEWEST_LETTERS:
        return UNKNOWN, 0.0
    language, probability = _model().classify(sample)
    return (language, probability) if language != NO_LANGUAGE else (UNKNOWN, 0.0)


@cache
def _model() -> LanguageIdentifier:
    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    # Dialects without a code of two letters count for the language that has one.
    model.set_languages([name for name in model.labels if len(name) == 2 or name == NO_LANGUAGE])
    return model
