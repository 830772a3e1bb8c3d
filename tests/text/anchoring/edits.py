"""What editors do to a sentence. An edit takes the sentences and the index of one, in place."""

import re
from collections.abc import Callable
from dataclasses import replace
from random import Random

from .sentences import Sentence, Word, fresh, ids

INSERTED = (
    "The agency added that the figures were still being reviewed.",
    "Nobody was available for comment on Sunday evening.",
    "דובר המשרד סירב להגיב לידיעה.",
    "قال المتحدث إن التحقيق لا يزال جاريا.",
    "Une enquête a été ouverte par le parquet de la ville.",
    "Update: the headline has been corrected. 🔴",
)
SHORT = ("He left.", "Not yet, officials say.", "Updated.", "– It was late.", "Why?", "🔴 Live:")
NAMES = ("Kuleba", "Okafor", "Brandt", "Yılmaz", "Nowak")
FILLERS = ("nearly", "however", "two", "officially", "of", "the", "former", "in May")

Edit = Callable[[Random, list[Sentence], int], None]


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


def copy(rng: Random, sentence: Sentence, changed: float) -> Sentence:
    """A lookalike: its words are other words, whatever they look like."""
    words = [reword(rng, word) if rng.random() < changed else word for word in sentence]
    return [replace(word, id=next(ids)) for word in words]


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


def lookalike(rng: Random, doc: list[Sentence], i: int) -> None:
    doc.insert(rng.randrange(len(doc)), copy(rng, doc[i], 0.3))


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


def mistyped(rng: Random, doc: list[Sentence], i: int) -> None:
    _one_word(rng, doc, i, lambda text: typo(rng, text))


def renumbered(rng: Random, doc: list[Sentence], i: int) -> None:
    numbers = [k for k, word in enumerate(doc[i]) if word.text[0].isdigit()]
    at = rng.choice(numbers or [rng.randrange(len(doc[i]))])
    doc[i][at] = replace(doc[i][at], text=str(rng.randrange(2, 5000)))


def renamed(rng: Random, doc: list[Sentence], i: int) -> None:
    names = [k for k, word in enumerate(doc[i]) if word.text[0].isupper()]
    at = rng.choice(names or [0])
    doc[i][at] = replace(doc[i][at], text=rng.choice(NAMES))


def _one_word(rng: Random, doc: list[Sentence], i: int, change: Callable[[str], str]) -> None:
    at = rng.randrange(len(doc[i]))
    doc[i][at] = replace(doc[i][at], text=change(doc[i][at].text))


def duplicated(rng: Random, doc: list[Sentence], i: int) -> None:
    """Word for word, mostly near by, on either side."""
    doc.insert(_near(rng, doc, i), copy(rng, doc[i], 0))


def edited_beside_copy(rng: Random, doc: list[Sentence], i: int) -> None:
    """The sentence is rewritten while its old words are put elsewhere."""
    twin = copy(rng, doc[i], 0)
    rewrite(rng, doc, i)
    mistyped(rng, doc, i)
    doc.insert(_near(rng, doc, i), twin)


def neighbour(rng: Random, doc: list[Sentence], i: int) -> None:
    """A few words as a sentence of their own, before or after."""
    doc.insert(i + rng.randrange(2), fresh(rng.choice(SHORT)))


def swapped(rng: Random, doc: list[Sentence], i: int) -> None:
    if i + 1 < len(doc):
        doc[i], doc[i + 1] = doc[i + 1], doc[i]


def _near(rng: Random, doc: list[Sentence], i: int) -> int:
    if rng.random() < 0.3:
        return rng.randrange(len(doc) + 1)
    return min(len(doc), max(0, i + rng.choice((-2, -1, 0, 1, 2, 3))))


# What is done, by the name under which it is counted; rewritten, deleted and put in most often.
EDITS: dict[str, tuple[int, Edit]] = {
    "deleted": (2, delete),
    "a sentence put in beside": (2, insert),
    "a short sentence put in beside": (1, neighbour),
    "moved": (2, move),
    "changed places": (1, swapped),
    "rewritten": (2, rewrite),
    "typing error": (1, mistyped),
    "other number": (1, renumbered),
    "other name": (1, renamed),
    "trimmed": (1, trim),
    "words put in": (1, put_in),
    "deleted, a lookalike put in": (1, lookalike_stays),
    "a lookalike put in": (1, lookalike),
    "stands twice": (2, duplicated),
    "edited beside a copy": (1, edited_beside_copy),
    "joined": (1, joined),
    "parted": (1, parted),
}
