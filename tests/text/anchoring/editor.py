"""A program that edits texts and knows where every word went: truth for re-anchoring."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import count
from random import Random

SENTENCE_END = re.compile(r"[.!?…]['\"”»)\]]*$")
INSERTED = (
    "The agency added that the figures were still being reviewed.",
    "Nobody was available for comment on Sunday evening.",
    "דובר המשרד סירב להגיב לידיעה.",
    "قال المتحدث إن التحقيق لا يزال جاريا.",
    "Une enquête a été ouverte par le parquet de la ville.",
    "Update: the headline has been corrected. 🔴",
)
NAMES = ("Kuleba", "Okafor", "Brandt", "Yılmaz", "Nowak")
FILLERS = ("nearly", "however", "two", "officially", "of", "the", "former", "in May")


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
        if last and ("\n" in word.before or SENTENCE_END.search(last[-1].text)):
            sentences.append([])
        sentences[-1].append(word)
    return sentences


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


def typo(rng: Random, text: str) -> str:
    if len(text) < 4:
        return text
    at = rng.randrange(1, len(text) - 2)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def reword(rng: Random, word: Word) -> Word:
    ending = re.search(r"\W*$", word.text)[0]
    core = word.text[: len(word.text) - len(ending)]
    if core.isdigit():
        new = str(rng.randrange(2, 5000))
    elif core.istitle() and rng.random() < 0.5:
        new = rng.choice(NAMES)
    else:
        new = rng.choice((typo(rng, core), rng.choice(FILLERS), core + "s"))
    return replace(word, text=new + ending)


def fresh(text: str) -> Sentence:
    return [Word(next(ids), part, " ") for part in text.split()]


def copy(rng: Random, sentence: Sentence, changed: float) -> Sentence:
    """A lookalike: its words are other words, whatever they look like."""
    words = [reword(rng, word) if rng.random() < changed else word for word in sentence]
    return [replace(word, id=next(ids)) for word in words]


# One edit takes the sentences and the index of one of them, and changes them in place.


def delete(rng: Random, doc: list[Sentence], i: int) -> None:
    del doc[i]


def insert(rng: Random, doc: list[Sentence], i: int) -> None:
    doc.insert(i, fresh(rng.choice(INSERTED)))


def move(rng: Random, doc: list[Sentence], i: int) -> None:
    sentence = doc.pop(i)
    doc.insert(rng.randrange(len(doc) + 1), sentence)


def rewrite(rng: Random, doc: list[Sentence], i: int) -> None:
    share = rng.choice((0.1, 0.2, 0.3))
    doc[i] = [reword(rng, word) if rng.random() < share else word for word in doc[i]]


def trim(rng: Random, doc: list[Sentence], i: int) -> None:
    if len(doc[i]) > 8:
        at = rng.randrange(1, len(doc[i]) - 4)
        del doc[i][at : at + rng.randrange(1, 4)]


def put_in(rng: Random, doc: list[Sentence], i: int) -> None:
    at = rng.randrange(1, len(doc[i]) + 1)
    doc[i][at:at] = fresh(rng.choice((", officials said,", "(updated)", "⚠️", "on Tuesday")))


def lookalike_stays(rng: Random, doc: list[Sentence], i: int) -> None:
    doc.insert(rng.randrange(len(doc)), copy(rng, doc.pop(i), 0.3))


def copied(rng: Random, doc: list[Sentence], i: int) -> None:
    doc.insert(rng.randrange(len(doc)), copy(rng, doc[i], rng.choice((0.0, 0.3))))


def joined(rng: Random, doc: list[Sentence], i: int) -> None:
    if i + 1 < len(doc):
        last = doc[i][-1]
        doc[i][-1] = replace(last, text=last.text.rstrip(".!?") or last.text)
        doc[i] += doc.pop(i + 1)


def parted(rng: Random, doc: list[Sentence], i: int) -> None:
    if len(doc[i]) > 12:
        at = rng.randrange(5, len(doc[i]) - 5)
        head, tail = doc[i][:at], doc[i][at:]
        head[-1] = replace(head[-1], text=head[-1].text.rstrip(",;") + ".")
        tail[0] = replace(tail[0], text=tail[0].text[:1].upper() + tail[0].text[1:])
        doc[i : i + 1] = [head, tail]


EDITS: tuple[Callable, ...] = (
    delete, delete, insert, insert, move, rewrite, rewrite, rewrite, trim, put_in,
    lookalike_stays, copied, joined, parted,
)  # fmt: skip

# Typography of a whole text: what an editor's program changes by itself.
STYLES: tuple[Callable[[str], str], ...] = (
    lambda text: text,
    lambda text: text,
    lambda text: text.translate(str.maketrans("'\"", "’”")),
    lambda text: unicodedata.normalize("NFD", text),
    lambda text: text.replace("—", "--").replace("…", "..."),
)
SPACES = ("", "", "  ", "\n", "\n\n", " ")


def edited(rng: Random, text: str, edits: int) -> tuple[str, str, list[tuple]]:
    """An old text, a new one, and spans `(start, end, expected)` with the truth.

    `expected` is a range, or None when all the words are gone. Spans whose words no longer stand
    together have no one truth and are left out.
    """
    doc = parse(text)
    if rng.random() < 0.5:  # The old text has a lookalike of its own.
        copied(rng, doc, rng.randrange(len(doc)))
    old, before = write(doc)
    spans = _spans(rng, doc)
    order = [word.id for sentence in doc for word in sentence]
    for _ in range(edits):
        if doc:
            rng.choice(EDITS)(rng, doc, rng.randrange(len(doc)))
    style, space = rng.choice(STYLES), rng.choice(SPACES)
    doc = [
        [
            replace(w, text=style(w.text), before=space if space and w.before == " " and rng.random() < 0.1 else w.before)
            for w in sentence
        ]
        for sentence in doc
    ]  # fmt: skip
    new, after = write(doc)
    truths = []
    for first, last in spans:
        own = order[first:last]
        start, end = before[own[0]][0], before[own[-1]][1]
        truth = _truth(own, [w.id for s in doc for w in s], set(order), after)
        if truth != "torn":
            truths.append((start, end, truth))
    return old, new, truths


def _spans(rng: Random, doc: list[Sentence]) -> list[tuple[int, int]]:
    """Ranges of words: whole sentences, parts of them, and two sentences at once."""
    spans, at = [], 0
    for i, sentence in enumerate(doc):
        size = len(sentence)
        spans.append((at, at + size))
        if size > 3:
            first = rng.randrange(size - 2)
            spans.append((at + first, at + rng.randrange(first + 1, size + 1)))
        if i + 1 < len(doc) and rng.random() < 0.2:
            spans.append((at, at + size + len(doc[i + 1])))
        at += size
    return spans


def _truth(own: list[int], now: list[int], known: set[int], after: dict):
    there = set(own)
    at = [i for i, word in enumerate(now) if word in there]
    if not at:
        return None
    strangers = [w for w in now[at[0] : at[-1] + 1] if w in known and w not in there]
    if strangers or [now[i] for i in at] != [w for w in own if w in after]:
        return "torn"
    if len(at) < 0.5 * len(own) or at[-1] - at[0] + 1 > 2 * len(at) + 20:
        return "torn"
    return after[now[at[0]]][0], after[now[at[-1]]][1]
