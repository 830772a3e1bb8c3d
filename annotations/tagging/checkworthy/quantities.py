"""Sums of money, shares and numbers with their units, in English; of text in small letters."""

NUMBER_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|"
    "fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions|billions|dozens?|scores"
)
FIGURE = r"(?:(?<!\d)\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d(?:[\d.,]*\d)?)"
SCALE = r"(?:hundred|thousand|million|billion|trillion|mln|bln|tn|bn|m|k)\b"
_COUNT = rf"(?:{FIGURE}(?:[\s-]?{SCALE})*|\b(?:{NUMBER_WORDS})(?:[\s-]{SCALE})*)"
_SIGN = "[$€£¥₹₽₴₺₩₪]"
_CODES = "usd|eur|gbp|chf|jpy|cny|uah|pln|sek|nok|dkk|cad|aud|nzd|inr|rub|czk|huf|brl|zar"
_CODE = rf"(?:{_CODES})\b"
_CURRENCY = (
    r"(?:euros?|dollars?|pounds?(?: sterling)?|crowns?|kron[ae]r?|yen|yuan|renminbi|francs?|"
    r"ro?ubles?|rupees?|rupiah|pesos?|reais|shekels?|lira|zlotych|zlotys?|hryvnias?|forints?|"
    r"dirhams?|riyals?|dinars?|naira|shillings?|cents|pence)\b"
)
_WHOSE = r"(?:us |u\.s\. |canadian |australian |hong kong )?"
MONEY = (
    rf"{_SIGN}\s?{FIGURE}(?:[\s-]?{SCALE})?|"
    rf"{FIGURE}(?:[\s-]?{SCALE})*[\s-]?(?:{_SIGN}|{_CODE}|(?:of )?{_WHOSE}{_CURRENCY})|"
    rf"\b{_CODE}\s?{FIGURE}(?:\s?{SCALE})?|"
    rf"\b(?:{NUMBER_WORDS})(?:[\s-]{SCALE})*[\s-](?:of (?:millions |billions )?(?:of )?)?{_WHOSE}"
    rf"{_CURRENCY}|\b(?:a|several|(?:a )?half an?) {SCALE}[\s-]{_WHOSE}{_CURRENCY}"
)
# Of the hints of a pattern one stands in whatever fits it: asking for them first is much faster.
MONEY_HINTS = (
    *"$€£¥₹₽₴₺₩₪",
    *_CODES.split("|"),
    *"euro dollar pound crown kron yen yuan renminbi franc uble rupee rupiah peso reais".split(),
    *"shekel lira zlot hryvnia forint dirham riyal dinar naira shilling cents pence".split(),
)
# "p.c." and "pct" are the agencies' own.
PER_CENT = (
    rf"(?:{FIGURE}|\b(?:{NUMBER_WORDS}|half an?)(?:-\w+)?)[\s-]?(?:%|per[\s-]?cent\b|pct\b|"
    r"p\.\s?c\.|(?:percentage|basis)[\s-]points?\b)"
)
PER_CENT_HINTS = ("%", "cent", "pct", "p.", "point")
_OUT_OF = r"(?:in|out of)(?: every)?"
_FEWS = "one|two|three|four|five|six|seven|eight|nine|ten"
_FEW = rf"(?:{_FEWS})"
SHARE = (
    r"\b(?:half|(?:two|three)[\s-](?:thirds|quarters|fifths)|(?:a|one)[\s-](?:third|quarter|fifth|"
    r"tenth)|the majority|a majority|most) of (?:the|all|its|their|those|these|our|his|her)?\s?\w+|"
    rf"\b{FIGURE} {_OUT_OF} {FIGURE}\b(?! (?:years?|months|weeks|days|hours|minutes))|"
    rf"\b{_FEW} {_OUT_OF} {_FEW}\b(?! (?:years?|months|weeks|days|hours|minutes))"
)
SHARE_HINTS = (
    *"half third quarter fifth tenth majority".split(),
    *("most of", "out of", "in every"),
    *(f" in {few}" for few in (*"123456789", *_FEWS.split("|"))),
)
# "41 bridges", but not "one of the", "5 March", "8 a.m."
_NO_COUNT = (
    r"(?!(?:of the|o['’]clock|day|night|thing|another|person|way|a\.?m|p\.?m|(?:january|february|"
    r"march|april|may|june|july|august|september|october|november|december))\b)"
)
UNIT = (
    r"(?:times\b|degrees|tonnes|tons|kilomet(?:re|er)s|km\b|kg\b|mph\b|miles|people|men\b|women\b|"
    r"children\b|staff\b|police\b|(?!(?:was|is|has|this|its|as|his|perhaps|decades|years|months|"
    r"weeks|days|nights|hours|minutes|seconds)\b)[a-z]+s\b)"
)
# Not "one of the", "one or two": what is counted there is no number.
_SEVERAL = rf"(?!one (?!{SCALE})){_COUNT}"
NUMBER = (
    rf"(?<![\w#$€£.,:/-])(?<!one or ){_SEVERAL}[\s-]+{_NO_COUNT}(?:of\s+)?(?!years?[\s-]old)"
    rf"(?:[\w’'-]+\s+){{0,2}}?{UNIT}"
)
