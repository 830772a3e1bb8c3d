"""Long and hostile texts: what each step takes of the processor, and how that grows.

No step may grow faster than its text: eight times the text is 8 times as long, were it quadratic
64 times. What was made to keep a reader busy has a limit in seconds. A limit that is missed ends
the run with 1.
"""

import argparse
import json
import random
import re
import sys
import time
import tracemalloc
from collections.abc import Callable
from datetime import date
from functools import partial

from annotations.ingest.document import UnreadableFile
from annotations.ingest.encodings.damaged import decode_damaged
from annotations.ingest.feeds.feed import read_feed
from annotations.ingest.feeds.markup import escaped
from annotations.ingest.html.tree import with_closed
from annotations.ingest.metadata import moment
from annotations.ingest.reader import read
from annotations.tagging.checkworthy.suggesting import suggest
from annotations.tagging.consistency.same_name import same
from annotations.tagging.found import DeskLists, Entry, Found
from annotations.tagging.names.dashes import split
from annotations.tagging.names.gazetteer import gazetteer
from annotations.tagging.names.occurrences import Words
from annotations.tagging.pipeline import document
from annotations.tagging.quotes.finding import quotes
from annotations.tagging.rules import RuleTagger
from annotations.text.anchoring import carry
from annotations.text.blocks import plain_blocks
from annotations.text.canonical import canonicalise
from annotations.text.diff.correction_note import correction_note
from annotations.text.diff.merge3 import merge
from annotations.text.folding import fold
from annotations.text.spans import widen
from benchmarks.run import Figures
from tests.ingest import hostile
from tests.ingest.feeds.documents import ADDRESS
from tests.text.anchoring.worst import spans_of, worst

TIMES = 8
MOST_TIMES = 30
ALWAYS_ALLOWED = 1  # Second: short times are mostly noise.
MOST_MEMORY = 600  # MB
NAME = re.compile(r"[A-Z][\w']*(?: [A-Z][\w']*)?")
Call = Callable[[], object]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    figures = Figures()
    for what, make, number in growing():
        grow(what, make, number, figures)
    for what, call, most in bounded():
        taken = seconds(call)
        figures.add(what, taken, "s", target=f"<= {most} s", met=taken <= most)
    for name, (old, new) in worst(1_000).items():
        call = partial(carry, old, new, spans_of(old))
        taken, memory = seconds(call), megabytes(call)
        figures.add(f"carry: {name}", taken, "s", target="<= 15 s", met=taken <= 15)
        met = memory <= MOST_MEMORY
        figures.add(f"carry: {name}", memory, "MB", target=f"<= {MOST_MEMORY} MB", met=met)
    print(json.dumps(figures, indent=1)) if options.json else figures.show()
    sys.exit(any(row["met"] is False for row in figures))


def grow(what: str, make: Callable[[int], Call], number: int, figures: Figures) -> None:
    make(number // 8)()  # Loads what is loaded once.
    few, many = seconds(make(number)), seconds(make(TIMES * number))
    met = many <= max(MOST_TIMES * few, ALWAYS_ALLOWED)
    figures.add(
        what, many, "s", floor=few, target=f"<= {MOST_TIMES}x or {ALWAYS_ALLOWED} s", met=met
    )


def seconds(call: Call) -> float:
    """Of the processor: what else the machine does hardly matters."""
    began = time.process_time()
    call()
    return time.process_time() - began


def megabytes(call: Call) -> float:
    tracemalloc.start()
    call()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / 1e6


def growing():
    """What is measured, how it is made ready for so many, and how many."""
    rules = RuleTagger()
    for piece in ("A", "a ", "Aa ", "A-", "von ", "Mr. ", "2 March ", "م "):
        yield f"rules: {piece!r}", lambda n, p=piece: lambda: rules.tag([row(p, n)]), 5_000
    for piece in ("41 bridges. ", "a. ", "the most ", "more than ", ". ", "“a.” "):
        yield (
            f"worth checking: {piece!r}",
            lambda n, p=piece: lambda: suggest(row(p, n), [], "en"),
            10_000,
        )
    for piece in (
        "“It fell,” said Ilka Varn. ", "“", "“a ", "said ", "Ilka Varn said ", "She said that ",
        ", ", "\n“It fell.\n",
    ):  # fmt: skip
        yield f"quotes: {piece.strip()!r}", lambda n, p=piece: quoted(p, n, "PERSON"), 8_000
    for label in ("PERSON", "ORG"):
        for piece in (
            "Ab{0} met. “It fell,” the agency said. ", "Ab{0} Cd. “It fell,” the agency said. ",
            "Ab{0} met. “It fell,” she said. ", "Ab{0} Cd. Cd left. ",
            "Ab{0}, “it fell,” she said, ",
        ):  # fmt: skip
            yield (
                f"crowd of {label}: {piece[:12]}",
                lambda n, p=piece, x=label: quoted(p, n, x),
                8_000,
            )
        for form in ("Ab{} Cd", "Ab Cd{}", "A{} Cd", "AB{}", "Ab x{} Cd", "A B{} C"):
            yield f"one {label}: {form}", lambda n, f=form, x=label: identified(f, n, x), 2_000
    lists = DeskLists(always=tuple(Entry(f"Ab{i} Cd", "ORG") for i in range(5_000)))
    for piece in (
        "A-", "Mr. ", "Ab Cd's ", "Ab, ", "WHO (", "AB, Cd (Ef) ", "A\u0301", "Ab{} Cd. ",
        "Ab Cd{} ",
    ):  # fmt: skip
        yield f"document: {piece!r}", lambda n, p=piece: documented(p, n, lists), 30_000
    yield "list of the desk (entries)", looked_up, 2_500
    for what, call in ONE_ROW.items():
        yield what, lambda n, c=call: partial(c, n), 20_000


# Rows of one thing that used to be gone over again from each of their places.
ONE_ROW: dict[str, Callable[[int], object]] = {
    "blocks: a line of blanks": lambda n: plain_blocks(" " * n),
    "worth checking: a line of blanks": lambda n: suggest(" " * n, [], "en"),
    "quotes: a line of blanks": lambda n: quotes(" " * n, [], "en"),
    "dashes: blanks in a name": lambda n: [*split([Found(0, n, "PERSON", " " * n, 1.0)])],
    "merge: blanks": lambda n: merge(f"A{' ' * n}b", f"A{' ' * n}c", f"A{' ' * n}d"),
    "moment: blanks": lambda n: moment(f"2025-03-01{' ' * n}x"),
    "feed: sections without an end": lambda n: escaped("<![CDATA[" * (n // 9)),
    "feed: shifts without an end": lambda n: decode_damaged(b"\x1b$" * (n // 2) + b"\xe9"),
    "page: tags without an end": lambda n: with_closed("<wbr " * (n // 5)),
}


def row(piece: str, length: int) -> str:
    return "".join(map(piece.format, range(length // len(piece))))


def quoted(piece: str, length: int, label: str) -> Call:
    text = row(piece, length)
    found = re.finditer(r"Ilka Varn|Ab\d+(?: Cd)?|Cd", text)
    names = [Found(*match.span(), label, match[0], 1.0) for match in found]
    return lambda: quotes(text, names, "en")


def identified(form: str, number: int, label: str) -> Call:
    found, at = [], 0
    for name in map(form.format, range(number)):
        found.append(Found(at, at + len(name), label, name, 0.9))
        at += len(name) + 5
    return lambda: same(found)


def documented(piece: str, length: int, lists: DeskLists) -> Call:
    text = row(piece, length)
    found = [
        Found(*match.span(), ("PERSON", "ORG")[match.start() % 2], match[0], 0.8)
        for match in NAME.finditer(text)
    ]
    return lambda: document(found, text, "en", lists)


def looked_up(number: int) -> Call:
    pick = random.Random(3)

    def word() -> str:
        return "".join(pick.choices("abcdefghijklmno", k=8)).capitalize()

    desk = gazetteer(
        DeskLists(always=tuple(Entry(f"University of {word()}", "ORG") for _ in range(number)))
    )
    text = "The University of " + " and the University of ".join(word() for _ in range(500))
    words = Words(text)
    return lambda: [desk.put([], text, words) for _ in range(20)]


def bounded():
    """What is measured, the call, and the most seconds it may take."""
    for what, data, name in hostile.FILES:
        yield f"read: {what}", lambda data=data, name=name: outcome(data, name), 5
    for what, data in hostile.FEEDS:
        yield f"feed: {what}", lambda data=data: read_feed(data, address=ADDRESS), 10
    for what, text in {
        "marks": "x" + "\u0301\u0316" * 100_000,
        "letters": "e\u0301a " * 60_000,
        "breaks": "\r" * 200_000,
        "Hangul": "\u1100\u1161" * 100_000,
        "marks of marks": "x" + "\u0344\u0f73" * 50_000,
    }.items():
        yield f"canonical: {what}", lambda text=text: placed(text), 2
    for what, text in {
        "marks": "x" + "\u0301\u0316" * 200_000,
        "vowels": "x" + "\u0f73" * 200_000,
    }.items():
        yield f"fold: {what}", lambda text=text: fold(text), 1
    flags = "🇺🇦" * 30_000
    yield "widen: a row of flags", lambda: widen(flags, 30_001, 30_002), 0.5
    mixed = "The quick — “brown” fox, Київ 👩‍👩‍👧‍👦 " * 1_000
    yield "widen: 1,000 ranges", lambda: [widen(mixed, i, i + 20) for i in range(0, 30_000, 30)], 1
    sentences = [f"Sentence w{i} stays as it was here, number {i} ok." for i in range(3_000)]
    old, new = " ".join(sentences), " ".join(f"{one} More." for one in sentences)
    yield (
        "note: 3,000 changes of one line",
        partial(correction_note, old, new, kind="correction", date=date(2026, 11, 25)),
        3,
    )


def outcome(data: bytes, name: str) -> object:
    try:
        return read(data, name)
    except UnreadableFile as refusal:
        return refusal


def placed(text: str) -> None:
    canonical = canonicalise(text)
    for i in range(0, len(text), 100):
        canonical.offset(i)


if __name__ == "__main__":
    main()
