"""Sentences that workers and the tagger stored (English), in the reader's language.

Those without places are marked where they are written, if Django is known there; those of the pure
layers are messages.
"""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from annotations.messages import in_words, pattern_of, recognised

# Why two entities may be one (tagging/similarity/suggest.py).
ALIKE = (
    gettext_noop("The same name but for capitals and accents."),
    gettext_noop("The same words in other letters or in another order."),
    gettext_noop("An initial fits the name."),
)
# Translators: why a sentence is suggested as a claim: “amount of money: 41 million euros”.
# By their rules (tagging/checkworthy/).
WORTH_CHECKING = {
    "money": gettext_noop("amount of money"),
    "percentage": gettext_noop("percentage"),
    "share": gettext_noop("share"),
    "number": gettext_noop("number"),
    "court": gettext_noop("court or prosecution"),
    "accusation": gettext_noop("accusation"),
    "harm": gettext_noop("people killed or hurt"),
    "superlative": gettext_noop("superlative"),
    "record": gettext_noop("record or first"),
    "comparison": gettext_noop("comparison"),
    "law": gettext_noop("law or rule"),
    "decision": gettext_noop("decision or official act"),
    "pledge": gettext_noop("pledge or promise"),
    "finding": gettext_noop("study, survey or statistics"),
    "event": gettext_noop("event with a date"),
    "cause": gettext_noop("cause"),
    "quoted": gettext_noop("quoted statement"),
    "attributed": gettext_noop("attributed statement"),
    "words": gettext_noop("how the sentence is made"),
    # Not a sentence by itself: it repeats a claim (work/tagging/repeats.py).
    "repeated": gettext_noop("checked already"),
}
# The first that fits is meant.
WITH_PLACES = (
    gettext_noop("%(reason)s One has a name more."),
    gettext_noop("“%(a)s” are the initials of “%(b)s”."),
    gettext_noop("“%(a)s” and “%(b)s” are spellings of one sound."),
    gettext_noop("“%(a)s” and “%(b)s” have the same consonants."),
    gettext_noop("“%(a)s” and “%(b)s” differ in their vowels."),
    # Why a text was not tagged (work/tagging/run.py).
    gettext_noop("Automatic tagging failed on this text: %(error)s"),
    # Why a worker does without the model (tagging/statistical.py, work/load_engine.py).
    gettext_noop("The model %(model)s cannot be loaded: %(reason)s"),
    gettext_noop(
        "The model %(model)s finds no names: it has no component with labels that we know."
    ),
    gettext_noop("The tagger %(path)s cannot be loaded: %(reason)s"),
    gettext_noop("The tagger %(path)s cannot be used: it has no %(parts)s."),
    # Why a page or a feed was not fetched (work/fetch_url.py).
    gettext_noop("The server took longer than %(number)s seconds."),
    gettext_noop("The server answered %(status)s."),
    gettext_noop("Port %(port)s is not allowed: NEWSROOM_FETCH_PORTS does not name it."),
    gettext_noop("The page is larger than %(size)s MB."),
    # What of an import did not come in (services/imports/).
    gettext_noop("The label “%(label)s” is left out."),
    gettext_noop("No article of this desk has the address %(address)s."),
    gettext_noop("A desk can have at most %(most)s labels: remove one first."),
    # How the last reading of a feed went (jobs/read_feeds.py, services/feeds/reading.py).
    gettext_noop("Entries that were not added: %(number)s of %(total)s."),
    gettext_noop("“%(title)s”: %(reason)s"),
    gettext_noop(
        "%(who)s added this feed but can no longer add articles here. "
        "Pause the feed and resume it yourself."
    ),
    # Why a sentence is suggested (tagging/checkworthy/suggesting.py).
    gettext_noop("attributed to %(name)s; %(reason)s"),
    gettext_noop("quoted statement of %(name)s; %(reason)s"),
    gettext_noop("words like %(a)s and %(b)s"),
    gettext_noop("words like %(a)s"),
    gettext_noop("quoted %(reason)s"),
)
# What a rule of checkworthy/ found; other sentences have a colon too.
BY_RULE = gettext_noop("%(reason)s: %(words)s")
# Where people write notes of their own, which stay as they are.
NOTES = (
    # Why a claim was dismissed (services/claims/changed_words.py).
    gettext_noop("The article says something else now: claim %(number)s."),
    gettext_noop("The article no longer says it."),
    # Where a revision is from (services/feeds/entries.py).
    gettext_noop("From the feed %(feed)s"),
)


def retold(sentence: str) -> str:
    """What is stored, said in the language at hand; as it is where it is not known (older, cut)."""
    if not sentence:
        return ""
    if message := recognised(sentence):
        return in_words(message)
    return _filled(PATTERNS, sentence) or _(sentence)


def retold_note(note: str) -> str:
    """A note beside a claim or a revision: one that nobody typed is said as `retold` does."""
    return _filled(NOTE_PATTERNS, note) or note


def _filled(patterns: list, sentence: str) -> str:
    for known, pattern in patterns:
        if found := pattern.fullmatch(sentence):
            return _(known) % {
                name: retold(value) if name == "reason" else value
                for name, value in found.groupdict().items()
            }
    return ""


RULES = "|".join(map(re.escape, WORTH_CHECKING.values()))
PATTERNS = [
    *((sentence, pattern_of(sentence)) for sentence in WITH_PLACES),
    (BY_RULE, re.compile(rf"(?P<reason>{RULES}): (?P<words>.+)", re.DOTALL)),
]
NOTE_PATTERNS = [(sentence, pattern_of(sentence)) for sentence in NOTES]
