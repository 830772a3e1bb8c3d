"""What makes an English sentence worth checking: named rules, the strongest first.

The kinds are those that people who check facts look for by the annotation guides of ClaimBuster
(Hassan et al. 2017) and Full Fact (Konstantinovskiy et al. 2021): quantities, comparisons, causes,
laws; opinions, predictions and pleasantries are none (veto.py).
"""

import re
from dataclasses import dataclass

from .movement import MOVED
from .quantities import QUANTITY, UNIT


@dataclass(frozen=True)
class Rule:
    """A pattern of a sentence with what is said of it; `{}` stands for the words that fit."""

    name: str
    reason: str
    score: float
    pattern: re.Pattern[str]


def _rule(name: str, reason: str, score: float, pattern: str) -> Rule:
    return Rule(name, reason, score, re.compile(pattern, re.IGNORECASE))


RULES = (
    _rule(
        "accusation",
        "accusation or legal term: {}",
        0.85,
        r"\b(?:war crimes?|laws? of war|crimes? against humanity|illegal(?:ly)?|unlawful(?:ly)?|"
        r"violat(?:e|es|ed|ing|ions?)|breach(?:es|ed|ing)?|fraud(?:ulent)?|corrupt(?:ion|ly)?|"
        r"brib(?:e|es|ed|ery|ing)|embezzl\w+|launder(?:ed|ing)|stole|stolen|theft|lied|lying|"
        r"cover(?:ed)?[ -]up|conceal(?:ed|ing|s)?|hid(?:den|ing)?\b|falsif\w+|forged|rigged|"
        r"abus(?:e|es|ed|ing)|tortur\w+|kill(?:ed|ing)|murder\w*|assault\w*|harass\w*|"
        r"mis(?:led|leading|used|conduct|managed)|negligen\w+|guilty|convicted|sued|"
        r"(?:charged|accused) (?:with|of)|accus(?:e|es|ed|ing)|"
        r"alleg(?:e|es|ed|edly|ations?))\b",
    ),
    _rule("number", "number: {}", 0.8, rf"{QUANTITY}\s*(?:\S+\s+){{0,1}}?{UNIT}"),
    _rule(
        "comparison",
        "comparison over time: {}",
        0.75,
        rf"\b(?:(?:(?:has|have|had) )?{MOVED}|"
        r"(?:more|less|fewer|higher|lower|larger|smaller|faster|slower) than|twice as|"
        r"(?:up|down) from|compared (?:with|to)|as many as|no longer|"
        r"(?:for the first|the last) time|since (?:\w+ )?(?:19|20)\d\d|in \d+ years|"
        r"never (?:been|before|had))\b",
    ),
    _rule(
        "superlative",
        "superlative or ranking: {}",
        0.7,
        r"\bthe (?:\w+ )?(?:most|least|worst|best|largest|biggest|smallest|highest|lowest|oldest|"
        r"youngest|longest|shortest|fastest|deadliest|richest|poorest|greatest|first|only|last)"
        r"\s+\w+|\b(?:a|the|all-time) record\b|\bunprecedented\b|\branked? \w+|"
        r"\bnumber one\b|\bno other \w+|\bnone of\b|\bevery (?:single )?\w+",
    ),
    _rule(
        "cause",
        "cause: {}",
        0.65,
        r"\b(?:because of|because|caus(?:e|es|ed|ing)|led to|leads to|leading to|due to|"
        r"as a result(?: of)?|result(?:s|ed|ing) (?:in|from)|thanks to|responsible for|"
        r"blam(?:e|es|ed|ing)|trigger(?:s|ed|ing)?|forc(?:ed|ing) \w+ to|prevented|"
        r"contribut(?:e|es|ed|ing) to)\b",
    ),
)
