"""A program that edits texts and knows where every word went: truth for re-anchoring."""

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Literal, NamedTuple

from .edits import EDITS, copy
from .sentences import Sentence, Word, parse, write

# Typography of a whole text: what an editor's program changes by itself.
STYLES: tuple[Callable[[str], str], ...] = (
    lambda text: text,
    lambda text: text,
    lambda text: text.translate(str.maketrans("'\"", "’”")),
    lambda text: unicodedata.normalize("NFD", text),
    lambda text: text.replace("—", "--").replace("…", "..."),
)
SPACES = ("", "", "  ", "\n", "\n\n", " ")
KEPT, OF_SEVERAL = "kept", "one of several sentences moved"


class Truth(NamedTuple):
    """A span of the old text and where it stands in the new one.

    `expected` is None when its words are gone, and "torn" when they stand apart or in another order;
    `kind` what was done to them last. Of one that is torn, `own` are the places of its words, and
    `foreign` of those between them that were in the old text too.
    """

    start: int
    end: int
    expected: tuple[int, int] | Literal["torn"] | None
    kind: str
    own: tuple[tuple[int, int], ...] = ()
    foreign: tuple[tuple[int, int], ...] = ()


def edited(rng: Random, text: str, edits: int) -> tuple[str, str, list[Truth]]:
    """An old text, a new one, and spans with the truth.

    Spans of which hardly a part is left have no one truth and are left out.
    """
    doc = parse(text)
    if rng.random() < 0.3:  # The old text has a lookalike or a copy of its own.
        i = rng.randrange(len(doc))
        doc.insert(rng.randrange(len(doc)), copy(rng, doc[i], rng.choice((0.0, 0.3))))
    old, before = write(doc)
    spans = _spans(rng, doc)
    order = [word.id for sentence in doc for word in sentence]
    touched = _edit(rng, doc, edits)
    new, after = write(_typeset(rng, doc))
    now, known = [w.id for s in doc for w in s], set(order)
    truths = []
    for first, last in spans:
        own = order[first:last]
        truth = _truth(own, now, known, after)
        if truth != "thin":
            kinds = [touched[word] for word in own if word in touched]
            kind = OF_SEVERAL if truth == "torn" else max(kinds, default=(0, KEPT))[1]
            torn = _apart(own, now, known, after) if truth == "torn" else ((), ())
            truths.append(Truth(before[own[0]][0], before[own[-1]][1], truth, kind, *torn))
    return old, new, truths


def _edit(rng: Random, doc: list[Sentence], edits: int) -> dict[int, tuple[int, str]]:
    """Edits `doc`, and tells of each touched word which edit (number, name) touched it last."""
    touched: dict[int, tuple[int, str]] = {}
    weights = [weight for weight, _ in EDITS.values()]
    for number in range(1, edits + 1):
        if not doc:
            break
        i = rng.randrange(len(doc))
        [name] = rng.choices(list(EDITS), weights)
        with_next = "beside" in name or name in ("joined", "changed places")
        here = doc[max(0, i - 1) if "put in beside" in name else i : i + 1 + with_next]
        touched.update((word.id, (number, name)) for sentence in here for word in sentence)
        EDITS[name][1](rng, doc, i)
    return touched


def _typeset(rng: Random, doc: list[Sentence]) -> list[Sentence]:
    style, space = rng.choice(STYLES), rng.choice(SPACES)

    def spaced(word: Word, is_first: bool) -> str:
        # Lines are broken between sentences, seldom within them.
        share = 0.005 if "\n" in space and not is_first else 0.1
        return space if space and word.before == " " and rng.random() < share else word.before

    return [
        [
            replace(word, text=style(word.text), before=spaced(word, at == 0))
            for at, word in enumerate(sentence)
        ]
        for sentence in doc
    ]


def _spans(rng: Random, doc: list[Sentence]) -> list[tuple[int, int]]:
    """Ranges of words: whole sentences, parts of them, and several sentences at once."""
    spans, at = [], 0
    for i, sentence in enumerate(doc):
        size = len(sentence)
        spans.append((at, at + size))
        if size > 3:
            first = rng.randrange(size - 2)
            spans.append((at + first, at + rng.randrange(first + 1, size + 1)))
        if i + 1 < len(doc) and rng.random() < 0.2:
            more = doc[i + 1 : i + rng.choice((2, 2, 3))]
            spans.append((at, at + size + sum(map(len, more))))
        at += size
    return spans


def _truth(own: list[int], now: list[int], known: set[int], after: dict[int, tuple[int, int]]):
    there = set(own)
    at = [i for i, word in enumerate(now) if word in there]
    if not at:
        return None
    if len(at) < 0.5 * len(own):
        return "thin"
    strangers = [w for w in now[at[0] : at[-1] + 1] if w in known and w not in there]
    if strangers or [now[i] for i in at] != [w for w in own if w in after]:
        return "torn"
    if at[-1] - at[0] + 1 > 2 * len(at) + 20:
        return "thin"
    return after[now[at[0]]][0], after[now[at[-1]]][1]


def _apart(own: list[int], now: list[int], known: set[int], after: dict[int, tuple[int, int]]):
    """Where the words of a torn span stand, and the old words between them."""
    there = set(own)
    at = [i for i, word in enumerate(now) if word in there]
    between = [word for word in now[at[0] : at[-1] + 1] if word in known and word not in there]
    return tuple(after[now[i]] for i in at), tuple(after[word] for word in between)
