"""Measures a tagger on corpora: F1 by label, speed, load time, memory, size; see docs/model.md."""

import argparse
import os
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from annotations.tagging.found import Found
from annotations.tagging.pipeline import Pipeline
from annotations.tagging.statistical import SHIPPED, StatisticalTagger
from annotations.tagging.training import corpora
from annotations.tagging.training.corpora import Line
from annotations.tagging.training.scoring import Scores, table

# Lines that are read as one text: about an article's length.
LINES_OF_A_TEXT = 30
ROUNDS = 3
MB = 1_000_000

Tag = Callable[[Sequence[str]], list[Sequence[Found]]]


def main() -> None:
    parser = argparse.ArgumentParser(description="Measures the tagger on corpora.")
    parser.add_argument("corpora", type=Path, help="folder of *_dev.jsonl and *_test.jsonl")
    parser.add_argument("--model", default=SHIPPED, help="spaCy package or folder")
    asked = parser.parse_args()
    before, started = _memory(), time.perf_counter()
    tagger = StatisticalTagger(asked.model)
    seconds, memory = time.perf_counter() - started, _memory() - before
    engine = Pipeline(asked.model)

    def whole(texts: Sequence[str]) -> list[Sequence[Found]]:
        return [document.found for document in engine.tag(texts, ["en"] * len(texts))]

    sets = {file.name.split(".")[0]: corpora.read(file) for file in _files(asked.corpora)}
    print(f"{tagger.source}: loads in {seconds:.2f} s, {memory / MB:.0f} MB of memory", end="")
    print(f", {_size(Path(asked.model)) / MB:.1f} MB on disk" if Path(asked.model).exists() else "")
    print("\nF1 of exact spans, the model alone, line by line")
    print(table({name: _scores(tagger.tag, lines) for name, lines in sets.items()}))
    print(f"\nThe whole pipeline, {LINES_OF_A_TEXT} lines as one text")
    joined = {name: list(_texts(lines)) for name, lines in sets.items()}
    print(table({name: _scores(whole, texts) for name, texts in joined.items()}))
    texts = [line.text for lines in joined.values() for line in lines]
    alone, all_steps = _words_per_second((tagger.tag, whole), texts)
    print(f"\nwords/s: the model alone {alone:,.0f}, the whole pipeline {all_steps:,.0f}", end="")
    print(f" ({all_steps / alone:.2f} of it)")


def _files(folder: Path) -> list[Path]:
    return sorted([*folder.glob("*_dev.jsonl*"), *folder.glob("*_test.jsonl*")])


def _texts(lines: Sequence[Line]) -> Iterator[Line]:
    """Neighbouring lines as one text, a paragraph each."""
    for first in range(0, len(lines), LINES_OF_A_TEXT):
        text, ents = "", []
        for line in lines[first : first + LINES_OF_A_TEXT]:
            ents += [(start + len(text), end + len(text), label) for start, end, label in line.ents]
            text += line.text + "\n"
        yield Line(text, tuple(ents), str(first))


def _scores(tag: Tag, lines: Sequence[Line]) -> Scores:
    scores = Scores()
    for line, found in zip(lines, tag([line.text for line in lines]), strict=True):
        scores.add(((one.start, one.end, one.label) for one in found), line.ents)
    return scores


def _words_per_second(tags: Sequence[Tag], texts: Sequence[str]) -> list[float]:
    """The best of some rounds, taken in turns, so that a busy machine slows each as much."""
    words = sum(len(text.split()) for text in texts)
    best = [float("inf")] * len(tags)
    for _ in range(ROUNDS):
        for number, tag in enumerate(tags):
            started = time.perf_counter()
            tag(texts)
            best[number] = min(best[number], time.perf_counter() - started)
    return [words / seconds for seconds in best]


def _memory() -> int:
    """Bytes that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize()


def _size(folder: Path) -> int:
    return sum(
        (Path(root) / name).stat().st_size for root, _, names in os.walk(folder) for name in names
    )


if __name__ == "__main__":
    main()
