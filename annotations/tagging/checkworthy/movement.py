"""Verbs of rising and falling where something does: not "she declined to answer"."""

from .quantities import NUMBER_WORDS

LEVEL = (
    rf"(?:[$€£]?\s?\d|(?:{NUMBER_WORDS}|zero|nil|about|around|nearly|almost|roughly|just|only|barely|"
    r"some|below|under|over|less|fewer|more|an?|the|its|their|his|her|this|that|these|those|"
    r"(?:near-)?record|historic|lower?|higher|high|last|single|double|triple|first|second|third|"
    r"fourth|fifth|pre|levels?)\b)"
)
TO_DO = rf" to (?!{LEVEL})\w"
OWNED = (
    r" (?:(?:an?|the|all|any|his|her|its|their|our|my|several|repeated|multiple) "
    r"(?:[\w’'-]+ ){0,2}|further )?"
)
ASKED = r"(?:comments?|interviews?|offers?|invitations?|requests?|questions?|calls?|proposals?)\b"
CASES = (
    r"(?:cases?|charges|lawsuits?|suits?|claims?|bids?|appeals?|plans?|proposals?|investigations?|"
    r"inquir(?:y|ies)|complaints?|ideas?|matter|subject|demands?|objections?|accusations?|"
    r"prosecutions?|project|ball|bombs?|leaflets|anchor)\b"
)
FEELINGS = r"(?:up|old|tired|weary|impatient|angry|worried|concerned|suspicious|frustrated)\b"
OTHERWISE = {
    "declined": rf"{TO_DO}|{OWNED}{ASKED}",
    "dropped": rf"{TO_DO}|{OWNED}{CASES}| (?:out|him|her|them|everything)\b",
    "(?:rose|risen)": rf"{TO_DO}| to (?:his|her|their|the) (?:feet|occasion|defen[cs]e)"
    r"| from (?:his|her|their|the) (?:seat|chair|bed|table)",
    "(?:fell|fallen)": r" (?:to (?:(?:his|her|their) (?:deaths?|knees)|pieces|the ground)|asleep|"
    r"ill|sick|apart|silent|in love|overboard|on deaf ears|victim)\b",
    "(?:grew|grown)": rf"{TO_DO}| {FEELINGS}",
}
ALWAYS = (
    "doubled|tripled|quadrupled|halved|shrank|shrunk|decreased|plunged|soared|"
    "increased(?! (?:attention|interest|pressure|scrutiny|security))"
)
VERBS = "|".join(rf"{verb}\b(?!{other})" for verb, other in OTHERWISE.items())
MOVED = rf"(?:{VERBS}|{ALWAYS})"
