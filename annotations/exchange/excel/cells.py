"""Cells of a sheet as XML, as XlsxWriter writes them: a million of them in seconds."""

import re
from datetime import datetime

# What Excel takes in a cell, counted in UTF-16 units.
LONGEST = 32_767
BEGAN = datetime(1899, 12, 30)  # Day 0 of Excel.
A_DAY = 86_400
# XML has no control characters; Excel writes them by number, and those words that look like it.
NO_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
LIKE_NO_XML = re.compile("_(?=x[0-9a-fA-F]{4}_)")
MARKUP = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}  # In this order.


def letters(column: int) -> str:
    """The name of a column: A, …, Z, AA, …"""
    more, last = divmod(column, 26)
    return (letters(more - 1) if more else "") + chr(ord("A") + last)


def number(at: str, value: int) -> str:
    """A number in the cell `at`, such as B7."""
    return f'<c r="{at}"><v>{value}</v></c>'


def moment(at: str, value: str, style: int) -> str:
    """A date and time, given as ISO 8601 in UTC; a cell has no time zone."""
    gap = datetime.fromisoformat(value).replace(tzinfo=None) - BEGAN
    days = gap.days + (gap.seconds + gap.microseconds / 1e6) / A_DAY
    return f'<c r="{at}" s="{style}"><v>{days:.16G}</v></c>'


def words(at: str, value: str, style: int = 0) -> str:
    """Words, whatever they begin with; `style` 0 is none."""
    text = short(value) if len(value) * 2 > LONGEST else value
    if "_x" in text:
        text = LIKE_NO_XML.sub("_x005F_", text)
    if not text.isprintable():
        text = NO_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    for sign, name in MARKUP.items():
        if sign in text:
            text = text.replace(sign, name)
    kept = ' xml:space="preserve"' if text[0].isspace() or text[-1].isspace() else ""
    styled = f' s="{style}"' if style else ""
    return f'<c r="{at}"{styled} t="inlineStr"><is><t{kept}>{text}</t></is></c>'


def short(value: str) -> str:
    """What fits into a cell; what is longer ends in an ellipsis."""
    units = value.encode("utf-16-le")
    if len(units) <= 2 * LONGEST:
        return value
    return units[: 2 * (LONGEST - 1)].decode("utf-16-le", errors="ignore") + "…"
