"""Why two entities may be one, as it is stored (English), in the reader's language.

The sentences are those of tagging/similarity/suggest.py, which knows no languages.
"""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

SENTENCES = (
    gettext_noop("The same name but for capitals and accents."),
    gettext_noop("The same words in other letters or in another order."),
    gettext_noop("“%(a)s” are the initials of “%(b)s”."),
    gettext_noop("An initial fits the name."),
    gettext_noop("“%(a)s” and “%(b)s” are spellings of one sound."),
    gettext_noop("“%(a)s” and “%(b)s” have the same consonants."),
    gettext_noop("“%(a)s” and “%(b)s” differ in their vowels."),
)
MORE = gettext_noop("One has a name more.")
NAMES = re.compile(r"%\\\((\w)\\\)s")


def in_words(reason: str) -> str:
    """The sentence in the language at hand; as it is stored where it is not known (cut, older)."""
    known = reason.removesuffix(MORE).rstrip()
    for sentence, pattern in PATTERNS:
        if found := pattern.fullmatch(known):
            said = _(sentence) % found.groupdict()
            return said if known == reason else f"{said} {_(MORE)}"
    return reason


def _pattern(sentence: str) -> re.Pattern:
    return re.compile(NAMES.sub(r"(?P<\1>.+)", re.escape(sentence)))


PATTERNS = [(sentence, _pattern(sentence)) for sentence in SENTENCES]
