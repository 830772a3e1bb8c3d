"""Numbers in words of a text: what a correction most often changes, and what matters most."""

import regex

GROUPED = r"\d{1,3}(?:[\u0020\u00a0\u2009\u202f.,'’]\d{3})+(?!\d)"
DIGITS = regex.compile(rf"(?<![\w.])(?:{GROUPED}|\d+)(?:[.,]\d+)?", regex.V1)
SEPARATORS = regex.compile(r"(?<=\d)[\u0020\u00a0\u2009\u202f.,'’](?=\d{3}(?!\d))")
IN_WORDS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety "
    "hundred hundreds thousand thousands million millions billion billions trillion dozen dozens "
    "half first second third quarter once twice double doubled".split()
)
WORD = regex.compile(r"\p{L}+")


def numbers_in(text: str) -> set[str]:
    """The numbers in `text`: digits without separators of thousands ("1 260" is "1260"), English
    number words in lower case."""
    found = {SEPARATORS.sub("", one.group()).replace(",", ".") for one in DIGITS.finditer(text)}
    return found | {word for word in WORD.findall(text.lower()) if word in IN_WORDS}


def lost_numbers(statement: str, before: str, now: str) -> list[str]:
    """Numbers of a statement that its words had before a correction and have no longer, sorted."""
    return sorted((numbers_in(statement) & numbers_in(before)) - numbers_in(now))
