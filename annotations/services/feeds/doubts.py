"""What a feed brings for an article: its next version, another story, or something to ask about."""

from django.utils.translation import gettext_noop as _

from annotations.errors import Invalid
from annotations.ingest.encodings.garbled import garbled, is_worse
from annotations.text.version_match import alike

ALIKE_AT_LEAST = 0.3  # Below, two texts are two stories.
SHORTER = 0.4  # Of the length before: what is left is a teaser, or a wall to pay at.
ALL_GARBLED = 0.05  # Share of a text that is garbled throughout: it cannot be compared.
# Kept in rows, in English; pages translate them.
WORSE = _("The new text has garbled characters, so the article was left as it is.")
SHORT = _("The new text is much shorter, so the article was left as it is.")
UNLIKE = _("The headline is the same but the text is not, so the article was left as it is.")


class Held(Invalid):
    """It would make the article worse, which stays as it is; a person may decide otherwise."""


def is_same_story(old: str, new: str, *, is_named_alike: bool) -> bool:
    """Whether `new` is a version of `old`; False for another story.

    `is_named_alike` says that headline and date are the same. Raises Held when the new text is
    worse encoded, much shorter, or unlike the old one although it is named alike.
    """
    was, now = garbled(old), garbled(new)
    if was > now and was > ALL_GARBLED * len(old):
        return True
    if now > was and now > ALL_GARBLED * len(new):
        raise Held(WORSE)
    if alike(old, new) < ALIKE_AT_LEAST:
        if is_named_alike:
            raise Held(SHORT if _is_short(old, new) else UNLIKE)
        return False
    if is_worse(old, new):
        raise Held(WORSE)
    if _is_short(old, new):
        raise Held(SHORT)
    return True


def check_words(old: str, new: str) -> None:
    """Raises Held when a headline or a byline is worse encoded than before."""
    if is_worse(old, new):
        raise Held(WORSE)


def _is_short(old: str, new: str) -> bool:
    return len(new) < SHORTER * len(old)
