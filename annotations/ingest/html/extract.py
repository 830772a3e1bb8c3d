"""What trafilatura takes for the article of a page: which words, never their wording.

Each piece of words is marked before it reads the page, and the marks that come out again say what
it took. Its own text is not used: it loses words that stand in some elements.
"""

import logging
from collections.abc import Iterable
from copy import deepcopy

import regex
import trafilatura
from lxml import html
from trafilatura.settings import Document

from .passages import ElementText, Passage
from .tree import words_of

# It warns of every page without an article; the reader says so itself.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

# A mark is one character for private use; a page that holds such a one keeps it, the extractor
# sees a space.
FIRST_MARK, MOST_MARKS = 0xF0000, 0x1FFFD
# No tree that is written to may hold these, whatever its parser let through.
LONG_ENOUGH = 20  # Code points: what is shorter may stand anywhere.
UNFIT = regex.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\U000f0000-\U0010ffff]")
MARK = regex.compile("[\U000f0000-\U0010ffff]")


def taken_pieces(tree: html.HtmlElement, passages: Iterable[Passage]) -> set[ElementText]:
    """The pieces of the passages that the extractor takes; none when it finds no article."""
    twins = dict(zip(tree.iter(), _copy(tree).iter(), strict=True))
    pieces = list({piece: 1 for passage in passages for piece in passage.pieces})[:MOST_MARKS]
    for number, (element, where) in enumerate(pieces):
        twin = twins[element]
        setattr(twin, where, chr(FIRST_MARK + number) + (getattr(twin, where) or ""))
    root = twins[tree]
    _release_figures(root)
    result = trafilatura.bare_extraction(
        root, include_links=True, include_comments=False, include_tables=True
    )
    if not isinstance(result, Document) or result.body is None:
        return set()
    taken = words_of(result.body)
    marks = set(MARK.findall(taken))
    if marks:
        return {piece for number, piece in enumerate(pieces) if chr(FIRST_MARK + number) in marks}
    return _said_in(_squeezed(taken), passages)


def _copy(tree: html.HtmlElement) -> html.HtmlElement:
    copy = deepcopy(tree)
    for element in copy.iter():
        for where in ("text", "tail"):
            text = getattr(element, where)
            if text and UNFIT.search(text):
                setattr(element, where, UNFIT.sub(" ", text))
    return copy


def _release_figures(tree: html.HtmlElement) -> None:
    """Figures with a caption are thrown away whole; as divisions they are read."""
    for caption in list(tree.iter("figcaption")):
        caption.tag = "p"
        for figure in caption.iterancestors("figure"):
            figure.tag = "div"


def _said_in(text: str, passages: Iterable[Passage]) -> set[ElementText]:
    """Some pages say their article a second time for machines, and the extractor takes that."""
    return {
        piece
        for passage in passages
        if passage.length >= LONG_ENOUGH and _squeezed(passage.text) in text
        for piece in passage.pieces
    }


def _squeezed(text: str) -> str:
    return "".join(text.split())
