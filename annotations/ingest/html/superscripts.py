"""Numbers that stand above, below or over others: in one line they would become other numbers."""

import regex
from lxml import etree

from .tree import words_of

RAISED = str.maketrans("0123456789+-−–=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿⁱ")
LOWERED = str.maketrans("0123456789+-−–=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎")
NUMBER = regex.compile(r"[-+−–(]*\d[-+−–=()\dni]*")
BEGINS = regex.compile(r"[-+−–]?\d")
NUMBERS = regex.compile(r"[\d⁰¹²³⁴-⁹₀-₉/⁄]")
# Elements of a formula by the place of their parts.
SCRIPTS = {
    "msup": ("", "sup"), "msub": ("", "sub"), "msubsup": ("", "sub", "sup"),
    "mover": ("", "sup"), "munder": ("", "sub"), "munderover": ("", "sub", "sup"),
}  # fmt: skip
OVER = "mfrac"
ROOTS = {"msqrt", "mroot"}
APART = {"mfrac", "mtd", "mtr"}
PARTS = 1  # A numerator of more elements stands in parentheses.


def script(element: etree._Element) -> str:
    """`sup` or `sub` when the element is one, in HTML or in a formula, else nothing."""
    if element.tag in ("sup", "sub"):
        return element.tag
    around = element.getparent()
    if around is None or around.tag not in SCRIPTS:
        return ""
    places, at = SCRIPTS[around.tag], around.index(element)
    return places[at] if at < len(places) else ""


def raising(element: etree._Element, before: str) -> tuple[str, dict[int, int]]:
    """What to write in front of the element's words, and how to write its digits.

    `before` is the character that stands before it, or nothing. What would not run into a number
    stays as it is.
    """
    kind = script(element)
    words = words_of(element).strip() if kind else ""
    if not BEGINS.match(words) and not NUMBER.fullmatch(words):
        return "", {}
    runs_on = bool(NUMBERS.match(before)) or (element.tail or "")[:1].isdigit()
    if kind == "sub" and not runs_on:
        return "", {}
    if NUMBER.fullmatch(words):
        return "", RAISED if kind == "sup" else LOWERED
    return ("^" if kind == "sup" else " ") if before.isalnum() else "", {}


def marks(element: etree._Element, before: str) -> tuple[str, str]:
    """The signs of a formula around the element's words: of a fraction, a root, a cell."""
    around = element.getparent()
    if around is not None and around.tag == OVER:
        several = element.tag == "mrow" and len(element) > PARTS
        opening = ("/" if around.index(element) else "") + ("(" if several else "")
        return opening, ")" if several else ""
    if element.tag in ROOTS:
        return "√(" if len(element) > PARTS else "√", ")" if len(element) > PARTS else ""
    return " " if element.tag in APART and before.isalnum() else "", ""
