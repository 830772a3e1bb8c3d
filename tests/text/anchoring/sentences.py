"""A text as sentences of words that keep their identity while it is edited."""

import re
from dataclasses import dataclass
from itertools import count

SENTENCE_END = re.compile(r"[.!?…]['\"”»)\]]*$")
ABBREVIATION = re.compile(r"\W*(Mr|Mrs|Ms|Dr|St|Gen|Sen|Lt|Col|No|U\.S|U\.N|[A-Z])\.$")


@dataclass(frozen=True)
class Word:
    """A word with the white space before it; an edited word keeps its `id`."""

    id: int
    text: str
    before: str


Sentence = list[Word]
ids = count()


def parse(text: str) -> list[Sentence]:
    """The sentences of a text, as lists of words."""
    sentences: list[Sentence] = [[]]
    for match in re.finditer(r"(\s*)(\S+)", text):
        word = Word(next(ids), match[2], match[1])
        last = sentences[-1]
        if last and ("\n" in word.before or _ends(last[-1].text)):
            sentences.append([])
        sentences[-1].append(word)
    return sentences


def _ends(word: str) -> bool:
    return bool(SENTENCE_END.search(word)) and not ABBREVIATION.match(word)


def write(sentences: list[Sentence]) -> tuple[str, dict[int, tuple[int, int]]]:
    """The text of the sentences and the range of every word."""
    text, ranges = "", {}
    for sentence in sentences:
        for word in sentence:
            before = word.before or (" " if text else "")
            start = len(text) + len(before)
            text += before + word.text
            ranges[word.id] = (start, len(text))
    return text, ranges


def fresh(text: str) -> Sentence:
    """Words nobody has seen before."""
    return [Word(next(ids), part, " ") for part in text.split()]
