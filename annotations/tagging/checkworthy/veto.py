"""Patterns of what can hardly be checked, of text in small letters; and what is no statement."""

import re

from .words import lowered

OPINION = re.compile(
    r"\b(?:i|we) (?:think|believe|feel|hope|wish|love|hate|want|guess|suppose|fear|expect|"
    r"(?:am|are) (?:sure|proud|sorry|glad|happy|afraid|grateful))\b|"
    r"\bin (?:my|our) (?:view|opinion)\b|\b(?:should|ought to|must not|had better)\b|"
    r"\b(?:unfortunately|hopefully|sadly|thankfully)\b|"
    r"\bit is (?:time|a shame|a pity|wrong|right)\b"
)
PREDICTION = re.compile(
    r"\b(?:will|won['’]t|shall|would|could|might|may|going to|set to|due to (?:be|open|start)|"
    r"expected to|likely to|plans? to|planned to|aims? to|hopes? to|forecast|next "
    r"(?:week|month|year|spring|summer|autumn|winter))\b"
)
PAST = re.compile(
    r"\b(?:was|were|had|has been|have been|did|said|found|showed|counted|rose|fell|\w{3,}ed)\b"
)
GREETING = re.compile(
    r"\b(?:thank(?:s| you)|thanked|congratulat\w+|welcome to|good (?:morning|evening|luck)|"
    r"condolences|our thoughts|sorry to hear|happy birthday|dear (?:sir|all|friends))\b"
)
CONDITION = re.compile(r"^[\"“‘'«(\[]*(?:if|let|please|imagine|suppose)\b")
WORD = re.compile(r"[^\W\d_]+")
SHORTEST = 5  # Words.


def shuts_out(sentence: str) -> bool:
    """Whether it is no statement (a question, a heading, a few words) or nobody could check it."""
    bare = sentence.rstrip("\"”’'»)] ")
    if len(WORD.findall(sentence)) < SHORTEST or not bare.endswith((".", "!", "…", ",")):
        return True
    small = lowered(sentence)
    if OPINION.search(small) or GREETING.search(small) or CONDITION.match(small):
        return True
    rest = PREDICTION.sub("", small)
    return rest != small and not PAST.search(rest)
