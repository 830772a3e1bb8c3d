"""Names as CoNLL-2003: a token a line, its name in the last column as B, I or O."""

from collections.abc import Iterator
from functools import lru_cache

from django.db.models import QuerySet

from annotations.models import Article
from annotations.text.words import tokens_in

from ..copy_out import Shaped
from .sentences import sentences
from .texts import Text, names_left_out, texts
from .without_overlaps import staying

# Tokenisers differ; nothing is said about parts of speech and phrases.
DOCUMENT, COLUMNS = "-DOCSTART- -X- O O\n\n", " -X- _ "
NO_NAME = f"{COLUMNS}O\n"
KNOWN_NAMES, LONGEST_KNOWN = 10_000, 200  # The same ones come again and again.


class Conll:
    """The stream; `left_out` names overlap longer ones, and the format has no place for them."""

    def __init__(self, articles: QuerySet[Article]):
        self._rows = Shaped(texts(articles), _document)
        try:
            self.left_out: int = self._rows.value(names_left_out(articles))
        except BaseException:
            self.close()
            raise

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._rows)

    def close(self) -> None:
        self._rows.close()


def _document(found: Text) -> bytes:
    text, names = found["text"], staying(found["names"])
    tokens = tokens_in(text)
    parts = [DOCUMENT]
    at = 0
    for start, end in sentences(text, names):
        while at < len(names) and names[at]["start"] < end:
            name = names[at]
            if outside := tokens(start, name["start"]):
                parts += NO_NAME.join(outside), NO_NAME
            words = text[max(start, name["start"]) : name["end"]]
            label_of = _known if len(words) <= LONGEST_KNOWN else _inside
            parts.append(label_of(words, name["label"]))
            start, at = name["end"], at + 1
        if outside := tokens(start, end):
            parts += NO_NAME.join(outside), NO_NAME
        parts.append("\n")
    return "".join(parts).encode()


def _inside(name: str, label: str) -> str:
    tokens = tokens_in(name)(0, len(name))
    return "".join(
        f"{token}{COLUMNS}{'I' if n else 'B'}-{label}\n" for n, token in enumerate(tokens)
    )


_known = lru_cache(KNOWN_NAMES)(_inside)
