"""An engine for the whole stack: suggests every sentence with a number, and reads plain quotes."""

import re

from annotations.tagging.engine import Document, per_text
from annotations.tagging.found import NO_LISTS
from tests.work.engines import Quote, Speaker, Worth

SENTENCE = re.compile(r"[^.\n]*\d[^.\n]*\.")
QUOTE = re.compile(r"“[^”]*”(?= (?P<name>\w+ \w+) (?P<cue>said))")


class Sentences:
    name, version, problem = "sentences", "1", ""

    def __init__(self, model: str = ""):
        """It needs no model."""

    def tag(self, texts, languages, lists=NO_LISTS) -> list[Document]:
        return [_read(text) for text, *_ in per_text(texts, languages, lists)]


def _read(text: str) -> Document:
    quotes = []
    for one in QUOTE.finditer(text):
        speaker = Speaker(one["name"], "PERSON", *one.span("name"))
        quotes.append(Quote(*one.span(), (one.span(),), speaker, cue=one["cue"]))
    worth = []
    for one in SENTENCE.finditer(text):
        start = one.start() + len(one[0]) - len(one[0].lstrip())
        is_said = any(quote.start < one.end() and start < quote.end for quote in quotes)
        rule = "quoted-fact" if is_said else "number"
        worth.append(Worth(start, one.end(), rule=rule, reason=rule.replace("-", " ")))
    return Document(quotes=tuple(quotes), suggestions=tuple(worth))
