"""Sentences that workers and the tagger stored (English), in the reader's language."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

SENTENCES = (
    # Why two entities may be one (tagging/similarity/suggest.py).
    gettext_noop("%(reason)s One has a name more."),
    gettext_noop("The same name but for capitals and accents."),
    gettext_noop("The same words in other letters or in another order."),
    gettext_noop("“%(a)s” are the initials of “%(b)s”."),
    gettext_noop("An initial fits the name."),
    gettext_noop("“%(a)s” and “%(b)s” are spellings of one sound."),
    gettext_noop("“%(a)s” and “%(b)s” have the same consonants."),
    gettext_noop("“%(a)s” and “%(b)s” differ in their vowels."),
    # Why a text was not tagged (work/tagging/run.py, work/queue.py).
    gettext_noop("Automatic tagging failed on this text: %(error)s"),
    gettext_noop("The worker stopped, or took too long, three times while tagging this text."),
    # Why a worker does without the model (tagging/statistical.py, work/load_engine.py).
    gettext_noop("The model %(model)s cannot be loaded: %(reason)s"),
    gettext_noop(
        "The model %(model)s finds no names: it has no component with labels that we know."
    ),
    gettext_noop("The tagger %(path)s cannot be loaded: %(reason)s"),
    gettext_noop("The tagger %(path)s cannot be used: it has no %(parts)s."),
)
NAMES = re.compile(r"%\\\((\w+)\\\)s")


def retold(sentence: str) -> str:
    """What is stored, said in the language at hand; as it is where it is not known (older, cut)."""
    for known, pattern in PATTERNS:
        if found := pattern.fullmatch(sentence):
            return _(known) % {name: retold(value) for name, value in found.groupdict().items()}
    return sentence


def _pattern(sentence: str) -> re.Pattern:
    return re.compile(NAMES.sub(r"(?P<\1>.+)", re.escape(sentence)), re.DOTALL)


PATTERNS = [(sentence, _pattern(sentence)) for sentence in SENTENCES]
