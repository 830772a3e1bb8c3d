"""SQL of what exports write alike: words, moments, addresses."""

from .copy_out import mogrify

# What an address may hold unchanged (RFC 3986); people paste others.
PLAIN = "^[A-Za-z0-9._~:/?#@!$&''()*+,;=%-]*$"


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
