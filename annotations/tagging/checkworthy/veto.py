"""What nobody can check, whatever it mentions: opinions, predictions, greetings, questions."""

import re

OPINION = re.compile(
    r"\b(?:I|we) (?:think|believe|feel|hope|wish|love|hate|want|guess|suppose|fear|expect|"
    r"(?:am|are) (?:sure|proud|sorry|glad|happy|afraid|grateful))\b|"
    r"\bin (?:my|our) (?:view|opinion)\b|\b(?:should|ought to|must not|had better)\b|"
    r"\b(?:unfortunately|hopefully|sadly|thankfully)\b|"
    r"\bit is (?:time|a shame|a pity|wrong|right)\b",
    re.IGNORECASE,
)
PREDICTION = re.compile(
    r"\b(?:will|won['’]t|shall|would|could|might|may|going to|set to|due to (?:be|open|start)|"
    r"expected to|likely to|plans? to|planned to|aims? to|hopes? to|forecast|next "
    r"(?:week|month|year|spring|summer|autumn|winter))\b",
    re.IGNORECASE,
)
PAST = re.compile(
    r"\b(?:was|were|had|has been|have been|did|said|found|showed|counted|rose|fell|\w{3,}ed)\b",
    re.IGNORECASE,
)
GREETING = re.compile(
    r"\b(?:thank(?:s| you)|thanked|congratulat\w+|welcome to|good (?:morning|evening|luck)|"
    r"condolences|our thoughts|sorry to hear|happy birthday|dear (?:sir|all|friends))\b",
    re.IGNORECASE,
)
CONDITION = re.compile(r"^[\"“‘'«(\[]*(?:if|let|please|imagine|suppose)\b", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]+")
SHORTEST = 5  # Words.


def is_no_claim(sentence: str) -> bool:
    """Whether the sentence says nothing that could be checked now."""
    bare = sentence.rstrip("\"”’'»)] ")
    if len(WORD.findall(sentence)) < SHORTEST or not bare.endswith((".", "!", "…", ",")):
        return True  # A question, a heading, a caption.
    if OPINION.search(sentence) or GREETING.search(sentence) or CONDITION.match(sentence):
        return True
    rest = PREDICTION.sub("", sentence)
    return rest != sentence and not PAST.search(rest)
