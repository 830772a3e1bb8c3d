"""Measures suggestions: script/evaluate checkworthy LINES [--articles A --corpora C].

LINES are marked sentences as for `manage.py train_checkworthy`. A and C hold the twelve news texts
of checkworthy_marks.jsonl, which names them by file, or by corpus and first line, and each marked
sentence by a hash.
"""

import argparse
import gzip
import hashlib
import json
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from statistics import mean

from annotations.ingest.reader import read
from annotations.tagging.checkworthy import learning
from annotations.tagging.checkworthy.features import Features
from annotations.tagging.checkworthy.learning import Marked
from annotations.tagging.checkworthy.model import Worth
from annotations.tagging.checkworthy.ranker import shipped
from annotations.tagging.checkworthy.ranking_metrics import average_precision
from annotations.tagging.checkworthy.suggesting import suggest
from annotations.tagging.checkworthy.words import lowered, terms, words
from annotations.tagging.pipeline import Pipeline
from annotations.tagging.sentences import sentences

MARKS = Path(__file__).parent / "checkworthy_marks.jsonl"
DATELINE = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, \w+ \d+, \d{4}")
PARTS = 10  # Of the lines aside, each with few claims, as debates have them.
ONE_IN = 20
SMOOTHING = 0.3  # Best for words alone.

Score = Callable[[str], float]


@dataclass(frozen=True)
class Shown:
    """Of the marked sentences: how many are shown, how many of those kept, how many to keep."""

    shown: int
    kept: int
    wanted: int

    def __str__(self) -> str:
        share, recall = self.kept / (self.shown or 1), self.kept / (self.wanted or 1)
        return f"{self.shown} shown, kept {share:.1%}, recall {recall:.1%} of {self.wanted}"


def main() -> None:
    parser = argparse.ArgumentParser(description="Measures suggestions.")
    parser.add_argument("lines", type=Path)
    parser.add_argument("--articles", type=Path, help="folder of readability/*/source.html")
    parser.add_argument("--corpora", type=Path, help="folder of gum_ccby_train.jsonl.gz")
    asked = parser.parse_args()
    learned, aside = learning.split(learning.read(asked.lines))
    ranker = shipped()
    plain = learning.learn(learned, SMOOTHING, read=_only_terms)
    rankings: dict[str, Score] = {
        "has a digit": _has_digit,
        "words and pairs": lambda text: plain.weigh(text).score,
        "shipped": lambda text: ranker.weigh(text).score,
    }
    print(
        f"{len(aside)} lines aside: average precision; mean of {PARTS} parts, 1 claim in {ONE_IN}"
    )
    for name, score in rankings.items():
        parts = mean(_precision(score, part) for part in _debates(aside))
        print(f"  {name:16} {_precision(score, aside):.3f} {parts:.3f}")
    if asked.articles and asked.corpora:
        _news(asked.articles, asked.corpora)


def _only_terms(sentence: str) -> Features:
    return Features(terms(words(lowered(sentence))), [], {})


def _has_digit(text: str) -> float:
    return float(any(one.isdigit() for one in text))


def _precision(score: Score, lines: Sequence[Marked]) -> float:
    return average_precision([score(one.text) for one in lines], [one.label for one in lines])


def _debates(lines: Sequence[Marked]) -> Iterator[list[Marked]]:
    """The lines do not tell their debate: parts with as few claims as fact-checkers took of one."""
    claims = [one for one in lines if one.label]
    others = [one for one in lines if not one.label]
    for part in range(PARTS):
        rest = others[part::PARTS]
        yield claims[part::PARTS][: max(1, len(rest) // (ONE_IN - 1))] + rest


def _news(articles: Path, corpora: Path) -> None:
    marks: dict[str, dict[str, int]] = {}
    for line in MARKS.read_text().splitlines():
        one = json.loads(line)
        marks.setdefault(one["text"], {})[one["sha256"]] = one["keep"]
    texts = {name: _text(name, articles, corpora) for name in marks}
    found = Pipeline().tag(list(texts.values()), ["en"] * len(texts))
    given = list(
        zip(texts.values(), [one.suggestions for one in found], marks.values(), strict=True)
    )
    print(f"{sum(map(len, marks.values()))} sentences of {len(texts)} news texts")
    print(f"  all suggestions:   {_count(given)}")
    best = [(text, _best(text, some), kept) for text, some, kept in given]
    print(f"  1 for 100 words:   {_count(best)}")
    digits = [(text, list(_with_digits(text)), kept) for text, _, kept in given]
    print(f"  all with a digit:  {_count(digits)}")
    print(f"  suggesting reads {_speed(list(texts.values())):,.0f} words/s")


def _text(name: str, articles: Path, corpora: Path) -> str:
    corpus, _, first = name.partition(":")
    if not first:
        return read((articles / name).read_bytes(), "a.html", "text/html; charset=utf-8").text
    with gzip.open(corpora / f"{corpus}.jsonl.gz", "rt", encoding="utf-8") as file:
        lines = [json.loads(line)["text"] for line in file]
    begin = int(first) + 1
    ends = (n for n in range(begin, len(lines)) if DATELINE.fullmatch(lines[n]))
    # A headline stands before the next date.
    return "\n".join(lines[begin : next(ends, len(lines) + 1) - 1])


def _hash(text: str) -> str:
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:16]


def _count(given: Sequence[tuple[str, Sequence[Worth], dict[str, int]]]) -> Shown:
    shown = kept = wanted = 0
    for text, some, marks in given:
        hashes = {_hash(text[one.start : one.end]) for one in some} & marks.keys()
        shown += len(hashes)
        kept += sum(marks[one] for one in hashes)
        wanted += sum(marks.values())
    return Shown(shown, kept, wanted)


def _best(text: str, some: Sequence[Worth]) -> list[Worth]:
    most = ceil(len(text.split()) / 100)
    return sorted(some, key=lambda one: one.score, reverse=True)[:most]


def _with_digits(text: str) -> Iterator[Worth]:
    for start, end in sentences(text):
        if _has_digit(text[start:end]):
            yield Worth(start, end, "digit", "", 1.0)


def _speed(texts: Sequence[str], rounds: int = 3) -> float:
    taken = []
    for _ in range(rounds):
        started = time.process_time()
        for text in texts:
            suggest(text, (), "en")
        taken.append(time.process_time() - started)
    return sum(len(text.split()) for text in texts) / min(taken)


if __name__ == "__main__":
    main()
