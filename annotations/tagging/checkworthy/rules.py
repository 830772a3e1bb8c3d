"""Named reasons why an English sentence is worth checking, each with the words that say so.

The kinds are those that people who check facts look for by the annotation guides of ClaimBuster
(Hassan et al. 2017) and Full Fact (Konstantinovskiy et al. 2021): quantities, comparisons, causes,
laws, decisions, pledges. How much each counts is learnt (ranker.py), not said here.
"""

import re
from dataclasses import dataclass

from .movement import MOVED
from .quantities import (
    MONEY,
    MONEY_HINTS,
    NUMBER,
    PER_CENT,
    PER_CENT_HINTS,
    SHARE,
    SHARE_HINTS,
)


@dataclass(frozen=True)
class Rule:
    """A pattern of a sentence in small letters (a third of the time), with what is said of it.

    One of its hints, if it has any, stands in every sentence that fits.
    """

    name: str
    reason: str
    pattern: re.Pattern[str]
    hints: tuple[str, ...] = ()

    def search(self, small: str) -> re.Match[str] | None:
        """Where it fits first."""
        if not self.hints:
            return self.pattern.search(small)
        for hint in self.hints:
            if hint in small:
                return self.pattern.search(small)
        return None


def _rule(name: str, reason: str, *patterns: str, hints: tuple[str, ...] = ()) -> Rule:
    return Rule(name, reason, re.compile("|".join(patterns)), hints)


_YEAR = r"(?:1[5-9]|20)\d\d"
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
)
_MOST = (
    r"(?:most (?!of\b)\w+|worst|largest|biggest|smallest|highest|lowest|oldest|youngest|longest|"
    r"shortest|fastest|deadliest|richest|poorest|greatest|strongest|weakest|busiest|costliest)"
)
RULES = (
    _rule("money", "amount of money", MONEY, hints=MONEY_HINTS),
    _rule("percentage", "percentage", PER_CENT, hints=PER_CENT_HINTS),
    _rule("share", "share", SHARE, hints=SHARE_HINTS),
    _rule("number", "number", NUMBER),
    _rule(
        "court",
        "court or prosecution",
        r"\b(?:(?:court|judge|jury|tribunal|justices?|magistrates?)s?\b[^.;]{0,60}?\b(?:ruled|rules|"
        r"found|ordered|upheld|overturned|sentenced|rejected|dismissed|granted|blocked|decided|"
        r"struck down|awarded|threw out)|sentenced to|(?:found|pleaded|pled) (?:not )?guilty|"
        r"convicted (?:of|for|in)|acquitted|was (?:jailed|imprisoned|fined|indicted|arrested|"
        r"extradited)|were (?:jailed|imprisoned|fined|indicted|arrested|extradited)|indicted (?:on|"
        r"for)|charged with|(?:on|stood|stand|undergoing|facing) trial|"
        r"the ruling\b|verdict\b|lawsuits?\b|sued\b|prosecut\w+|arrest warrants?|inquest|"
        r"damages of)",
    ),
    _rule(
        "accusation",
        "accusation",
        r"\b(?:accus(?:e|es|ing) (?:of |[\w ]{1,40} of )|(?<!the )accused\b|"
        r"alleg(?:e|es|ed|edly|ations?)\b|"
        r"war crimes?|laws? of war|crimes? against humanity|genocide|illegal(?:ly)?|"
        r"unlawful(?:ly)?|violat(?:e|es|ed|ing|ions?)|(?:in )?breach(?:es|ed)? (?:of |the )|"
        r"fraud(?:ulent(?:ly)?)?|corruption|corruptly|brib(?:e|es|ed|ery|ing)|embezzl\w+|"
        r"launder(?:ed|ing)|stole|stolen|theft|lied (?:to|about)|lying (?:to|about)|"
        r"cover(?:ed|ing)?[ -]up\b(?! (?:with|in|to)\b)|conceal(?:ed|ing|s)|falsif\w+|rigged|"
        r"forged (?:\w+ )?(?:documents?|signatures?|papers|passports?|cheques?|letters?|emails?|"
        r"invoices|ballots|certificates?|money|banknotes)|"
        r"(?:sexual|domestic|child|human rights|racial|drug) abuses?|abus(?:ed|ing) (?!by\b)\w+|"
        r"tortur(?:e[ds]?|ing)|(?:sexual|racial) (?:assault|harassment)\w*|misled|misleading|"
        r"misconduct|mismanage\w*|negligen\w+)\b",
    ),
    _rule(
        "harm",
        "people killed or hurt",
        r"\b(?:killed|killing|died|dead|deaths?|murder(?:ed|s|ing)?|wounded|injur(?:ed|ing|ies)|"
        r"drowned|slaughtered|massacred?|shot (?:dead|and|himself|herself)|casualties|toll|"
        r"victims?|missing|hostages?|suicide)\b",
    ),
    _rule(
        "superlative",
        "superlative",
        rf"\b(?:the|its|their|his|her|\w+['’]s) (?:second|third|fourth|single )?[\s-]?{_MOST}\b"
        r"(?!,? (?:way|thing|time|days?|friends?|interests?|rank(?:ed|ing))\b)",
        rf"\bone of the (?:\w+ )?{_MOST}\b|\bnumber one\b",
        r"\bno other (?:country|nation|state|president|government|company|city)\b",
        r"\branked? (?:first|second|third|last|\d+|among|as|in the)\b",
    ),
    _rule(
        "record",
        "record or first",
        r"\b(?:an? |all-time |new |set a )record (?:\w+ )?(?:low|high|number|sum|level|profit|loss|"
        r"turnout|year|crop|harvest|\d)",
        r"\brecord[\s-](?:high|low|breaking|number|level|sum|profit|loss|temperature)s?\b",
        r"\bunprecedented\b|\bthe first time (?:since|in|ever|that)|\bfor the first time\b",
        r"\bthe first (?:[\w-]+ ){1,3}(?:to|since|in (?:history|more than|over|\d+))\b",
        r"\bnever (?:before|been|had)\b|\bhas never\b",
        r"\bthe only (?!way|thing|one|question|reason)[\w-]+ (?:\w+ )?(?:to|in|that|with|who|which|"
        r"has)\b",
    ),
    _rule(
        "comparison",
        "comparison",
        rf"\b(?:(?:has|have|had) )?{MOVED}\b|"
        r"\b(?:more|less|fewer|higher|lower|larger|smaller|faster|slower|bigger|better|worse|older|"
        r"younger|cheaper|poorer|richer|safer) than\b(?! (?:ever|happy|welcome|likely)\b)|"
        r"\b(?:twice|three times|four times|half) as\b|"
        r"\b(?:up|down) (?:from (?!within|behind|under|below|above|there|here)|by |\d)|"
        r"\bcompared (?:with|to)\b|\bas (?:many|much) as\b|"
        r"\bno longer\b|\bthe last time\b|\b\w+fold\b|"
        r"\b(?:in|for) (?:more than |over |nearly |almost )?"
        r"(?:\d+|a|two|three|four|five|ten|twenty) (?:years|decades?)\b",
    ),
    _rule(
        "law",
        "law or rule",
        r"\b(?:(?:a|the|this|that|new|under|by|federal|state|current) (?:[\w-]+ )?laws?\b"
        r"(?! (?:firm|school|enforcement))|legislation|(?:rights|reform|care|security|air|water|"
        r"patriot|tax|trade|immigration|information|secrets|education) act\b|the constitution|"
        r"treaty|sanctions|embargo|tariffs?|ban(?:s|ned|ning)? (?:on|from|the|all)|was banned|"
        r"were banned|outlawed|prohibit(?:s|ed)?|legali[sz]\w+|(?:in)?eligible|required (?:to|by)|"
        r"entitled to|is legal|are legal|rul(?:e|es) (?:require|allow|forbid|say)|"
        r"tax(?:es|ed)? (?:on|cuts?|rates?|breaks?|increases?))\b",
    ),
    _rule(
        "decision",
        "decision or official act",
        r"\b(?:voted|approved|passed (?:a|the|an)|signed|ratified|vetoed|repealed|imposed|lifted|"
        r"adopted|appointed|elected|re-?elected|resigned|dismissed|fired|sacked|ousted|suspended|"
        r"withdrew|withdrawn|cancelled|canceled|ordered|authori[sz]ed|launched|evacuated|closed|"
        r"opened (?:a|the|an|fire)|detained|seized|deployed|recalled|nationali[sz]ed|privati[sz]ed|"
        r"bought|acquired|sold|merged|raided|granted|awarded|rejected)\b",
    ),
    _rule(
        "pledge",
        "pledge or promise",
        r"\b(?:pledg(?:e|es|ed|ing)|vow(?:s|ed|ing)?|promis(?:e|es|ed) (?:to|that|the|a|not|an)|"
        r"undert(?:ook|aken) to|commit(?:ted|s)? (?:itself|himself|herself|themselves|to)|"
        r"guaranteed? (?:to|that)|has agreed to|have agreed to|agreed to)\b",
    ),
    _rule(
        "finding",
        "study, survey or statistics",
        r"\b(?:stud(?:y|ies)|survey(?:s|ed)?|polls?|census|research(?:ers)?|analys[ei]s|statistics|"
        r"figures|data|estimates?|audit|inquiry|report)\b[^.;]{0,80}\b(?:found|finds?|shows?|showed|"
        r"shown|suggest(?:s|ed)?|indicat(?:e|es|ed)|reveal(?:s|ed)?|conclud(?:es|ed)|estimate[sd]?|"
        r"counted|published|surveyed)\b|"
        r"\baccording to (?:\w+ ){0,4}(?:stud(?:y|ies)|survey|poll|report|figures|data|statistics|"
        r"census|analysis|estimates?)\b|\bestimate(?:s|d) (?:suggest|that|to|at)\b",
    ),
    _rule(
        "event",
        "event with a date",
        rf"\b(?:in|since|by|of|until|from|between|during|before|after|late|early|mid)[ -](?:the )?"
        rf"(?:{_MONTH},? (?:\d\d?,? )?)?(?:mid-|late |early )?{_YEAR}s?\b",
        rf"\b\d\d?(?:st|nd|rd|th)? (?:of )?{_MONTH}\b(?:,? {_YEAR})?",
        rf"\b(?!may){_MONTH} \d\d?(?:st|nd|rd|th)?\b(?:,? {_YEAR})?",
        r"\b(?:on|since|until|by|from|before|after|of|and) may \d\d?\b",
    ),
    _rule(
        "cause",
        "cause",
        r"\b(?:because of|because|(?:was|were|been|is|are) caused|caus(?:ed|ing)|"
        r"causes? (?:an?|the|of|more|many|serious|severe|damage|cancer|harm|deaths?)\b|led to|"
        r"leads to|leading to|due to (?!(?:be|open|start|appear|arrive|meet|begin|leave|return)\b)|"
        r"as a result(?: of)?|result(?:s|ed|ing) (?:in|from)|thanks to|responsible for|"
        r"blam(?:es?|ed|ing) (?:on|for|the)|trigger(?:s|ed|ing)|forc(?:ed|ing) [\w ]{1,30}? to|"
        r"prevented|contribut(?:es?|ed|ing) to|prompted|destroyed|damaged)\b",
    ),
)
