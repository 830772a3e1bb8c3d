"""SQL of what exports write alike: words, moments, addresses."""

from .copy_out import mogrify

# What an address may hold unchanged (RFC 3986); people paste others.
PLAIN = "^[A-Za-z0-9._~:/?#@!$&''()*+,;=%-]*$"

# White space other than the space itself, in ASCII and beyond.
BLANK = [r"\n", r"\t", r"\r", r"\f", r"\v"]
BLANK_BEYOND = [rf"\u{code:0>4}" for code in (
    "85 a0 1680 2000 2001 2002 2003 2004 2005 2006 2007 2008 2009 200a 2028 2029 202f 205f 3000"
).split()]  # fmt: skip


def literal(words: str) -> str:
    """The words as SQL."""
    return mogrify("%s", [words])


def moment(column: str) -> str:
    """xsd:dateTime in UTC with Z, as the model asks."""
    return f"""to_char({column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')"""


def uri(column: str) -> str:
    """An address of which each character that no URI has is percent-encoded."""
    return f"""CASE WHEN {column} ~ '{PLAIN}' THEN {column} ELSE (
        SELECT string_agg(CASE WHEN c ~ '{PLAIN}' THEN c ELSE regexp_replace(
            upper(encode(convert_to(c, 'UTF8'), 'hex')), '(..)', '%\\1', 'g') END, '' ORDER BY n)
        FROM regexp_split_to_table({column}, '') WITH ORDINALITY x(c, n)) END"""


def word_count(text: str, length: str) -> str:
    """How many runs of signs the text (of this length in code points) has between white space.

    A regular expression takes three times as long.
    """
    spaced = f"""CASE WHEN octet_length({text}) = {length} THEN {_spaced(text, BLANK)}
        ELSE {_spaced(text, BLANK + BLANK_BEYOND)} END"""
    single = rf"""replace(replace(replace({spaced}, '  ', E' \x01'), E'\x01 ', ''), E'\x01', '')"""
    return f"""(SELECT 1 + octet_length(w.words) - octet_length(replace(w.words, ' ', ''))
        FROM (SELECT btrim({single}) AS words OFFSET 0) w)"""


def _spaced(text: str, blanks: list[str]) -> str:
    for one in blanks:
        text = f"replace({text}, E'{one}', ' ')"
    return text
