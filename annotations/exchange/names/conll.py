"""Names as CoNLL-2003: a token a line, its name in the last column as B, I or O."""

from collections.abc import Iterator

from django.db.models import QuerySet

from annotations.models import Article
from annotations.text.words import pieces

from ..copy_out import Shaped
from .sentences import sentences
from .standing import staying
from .texts import Name, Text, names_left_out, texts

# Tokenisers differ; nothing is said about parts of speech and phrases.
DOCUMENT, COLUMNS = "-DOCSTART- -X- O O\n\n", " -X- _ "
NO_NAME = f"{COLUMNS}O\n"


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
    parts = [DOCUMENT]
    at = 0
    for start, end in sentences(text, names):
        while at < len(names) and names[at]["start"] < end:
            name = names[at]
            parts += _outside(text[start : name["start"]])
            parts += _inside(text[max(start, name["start"]) : name["end"]], name)
            start, at = name["end"], at + 1
        parts += _outside(text[start:end])
        parts.append("\n")
    return "".join(parts).encode()


def _outside(text: str) -> Iterator[str]:
    tokens = _tokens(text)
    if tokens:
        yield NO_NAME.join(tokens)
        yield NO_NAME


def _inside(text: str, name: Name) -> Iterator[str]:
    return (
        f"{token}{COLUMNS}{'I' if n else 'B'}-{name['label']}\n"
        for n, token in enumerate(_tokens(text))
    )


def _tokens(text: str) -> list[str]:
    if text.isascii():
        return [piece for piece in pieces(text) if not piece.isspace()]
    # What nobody sees may stand among white space.
    return [token for piece in pieces(text) for token in piece.split()]
