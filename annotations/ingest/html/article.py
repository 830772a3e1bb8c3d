"""Which blocks of a page are its article, and what is left out.

The extractor says where the article stands and what of it is furniture. A block of which it took
half is taken whole, word for word; a block that it passed over stays when it reads as text and
nothing but the tags it stands in speaks against it.
"""

from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby, islice, takewhile

import regex
from lxml import etree, html

from .boilerplate import Surroundings, furniture, margin, vague
from .extract import taken_pieces
from .passages import ElementText, Passage, passages_of

# The share of the article's words that its container holds; some stand astray.
MOSTLY = 0.9
# A page with so little beside its frame is nothing but its article.
SHORT = 2_000  # Code points.
# Elements that hold running text; loose words elsewhere are labels, credits and times.
TEXT = {
    "blockquote", "caption", "dd", "details", "dt", "figcaption", "h1", "h2", "h3", "h4", "h5",
    "h6", "li", "math", "p", "pre", "summary", "td", "th",
}  # fmt: skip
HALF = 0.5
LINES = {"dd", "dt", "li", "p"}
CONTROLS = {"button", "canvas", "label", "legend", "noscript", "svg"}
A_SENTENCE = 8  # Words; where they are not parted, pairs of characters.
MENU = 0.8  # Of its characters are links.
NAMED_ARTICLE = {"article", "main"}
WORDS = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]{1,2}|\w+"
)
SENTENCE_ENDS = tuple(".!?…。！？؟।”\"»'’")


@dataclass(frozen=True)
class Part:
    """Blocks that follow one another and were left out together; `name` says what they are."""

    name: str
    passages: list[Passage]

    @property
    def text(self) -> str:
        """Its words, a line for each block."""
        return "\n".join(passage.text for passage in self.passages)

    def drop(self) -> None:
        """Take its words out of the tree."""
        for passage in self.passages:
            passage.drop()


def left_out(tree: html.HtmlElement) -> list[Part]:
    """The parts of the page that do not belong to its article, in the page's order.

    They never are the whole page.
    """
    passages = passages_of(tree)
    choice = _Choice(tree, passages)
    kept = {passage for passage in passages if choice.keeps(passage)} or set(passages)
    around = Surroundings(tree, furniture)

    def place(passage: Passage) -> tuple[bool, str, etree._Element | None]:
        return passage in kept, *around.of(passage.home)

    return [
        Part(name or "box", list(run))
        for (is_kept, name, _), run in groupby(passages, place)
        if not is_kept
    ]


class _Choice:
    """Decides about each passage of one page."""

    def __init__(self, tree: html.HtmlElement, passages: list[Passage]):
        frame = Surroundings(tree, margin)
        body = [one for one in passages if not frame.of(one.home)[0]] or passages
        taken = taken_pieces(tree, passages)
        self._share = {one: _share(one, taken) for one in passages}
        self._is_short = sum(one.length for one in body) < SHORT
        weights = {one: one.length * self._share[one] for one in body}
        if self._is_short or not any(weights.values()):
            weights = {one: one.length - one.linked for one in body}
        self._container = _container(tree, weights, 1 if self._is_short else MOSTLY)
        self._frame = Surroundings(self._container, margin)
        self._furniture = Surroundings(self._container, furniture)
        self._vague = Surroundings(self._container, vague)
        self._whole_page = Surroundings(tree, furniture)
        inside = [one for one in passages if self._container in one.path()]
        self._inside = set(inside)
        chosen = [i for i, one in enumerate(inside) if self._share[one] >= HALF]
        if self._is_short:
            # Links before its first words and behind its last ones are a menu.
            is_named = self._container.tag in NAMED_ARTICLE
            chosen = [i for i, one in enumerate(inside) if is_named or not _is_linked(one, MENU)]
        if chosen:
            inside = inside[chosen[0] : chosen[-1] + 1]
        self._between = set(inside)

    def keeps(self, passage: Passage) -> bool:
        is_taken = self._share[passage] >= HALF
        if passage not in self._inside:
            # Words of the article that stand astray, and what the extractor mistook for such.
            is_free = not self._whole_page.of(passage.home)[0]
            return is_taken and is_free and _is_sentence(passage)
        if self._frame.of(passage.home)[0]:
            return False
        if is_taken and (passage in self._between or not self._is_short):
            return True
        if self._furniture.of(passage.home)[0]:
            return False
        is_said = passage.text.endswith(SENTENCE_ENDS) and not _is_linked(passage)
        if self._vague.of(passage.home)[0] and not is_said:
            return False
        return self._is_text(passage)

    def _is_text(self, passage: Passage) -> bool:
        """Whether a passage that the extractor passed over is a part of the text."""
        tags = _tags(passage.home, self._container)
        controls = [_tags(home, self._container) & CONTROLS for home in passage.homes]
        is_between = passage in self._between
        if _is_linked(passage):
            return is_between and bool(tags & LINES)
        if not tags & TEXT and all(controls):
            return False
        if self._is_short:
            return True
        if not tags & TEXT and not _has_words(passage):
            return is_between and not passage.linked
        return is_between or _is_sentence(passage) or bool(tags & {"blockquote", "figcaption"})


def _share(passage: Passage, taken: set[ElementText]) -> float:
    lengths = passage.pieces.items()
    return sum(length for piece, length in lengths if piece in taken) / passage.length


def _tags(element: etree._Element, top: etree._Element) -> set[str]:
    """Of the element and those around it, below the top one."""
    around = (element, *element.iterancestors())
    return {one.tag for one in takewhile(lambda one: one is not top, around)}


def _has_words(passage: Passage) -> bool:
    return sum(1 for _ in islice(WORDS.finditer(passage.text), A_SENTENCE)) == A_SENTENCE


def _is_linked(passage: Passage, share: float = HALF) -> bool:
    return passage.linked > passage.length * share


def _is_sentence(passage: Passage) -> bool:
    return _has_words(passage) and passage.text.endswith(SENTENCE_ENDS)


def _container(
    tree: html.HtmlElement, weights: dict[Passage, float], share: float
) -> etree._Element:
    """The innermost element that holds this share of the weight."""
    held: defaultdict[etree._Element, float] = defaultdict(float)
    for passage, weight in weights.items():
        for element in passage.path():
            held[element] += weight
    enough = share * sum(weights.values())
    body = tree.find("body")
    container: etree._Element = tree if body is None else body
    while enough:
        inner = next((child for child in container if held[child] >= enough), None)
        if inner is None:
            break
        container = inner
    return container
