"""Measures re-anchoring on texts of a corpus, edited by a program; see docs/anchoring.md."""

import argparse
import gzip
import importlib
import json
import time
from pathlib import Path

from tests.text.anchoring.measuring import measured, table

LINES_OF_A_TEXT, PARAGRAPH = 18, 6


def main() -> None:
    parser = argparse.ArgumentParser(description="Measures re-anchoring on edited texts.")
    parser.add_argument("corpus", type=Path, help="JSONL with a text a line, also .gz")
    parser.add_argument("--seed", type=int, default=1, help="the first seed")
    parser.add_argument("--pairs", type=int, default=300, help="pairs of texts")
    parser.add_argument("--edits", type=int, default=5, help="most edits of one text")
    parser.add_argument(
        "--carry",
        nargs="+",
        default=["annotations.text.anchoring"],
        help="modules with `carry`, such as an older copy, in the same run",
    )
    asked = parser.parse_args()
    texts = _texts(asked.corpus)
    for name in asked.carry:
        carry = importlib.import_module(name).carry
        started = time.process_time()
        tally = measured(carry, texts, range(asked.seed, asked.seed + asked.pairs), asked.edits)
        print(f"{name}: {time.process_time() - started:.1f} s")
        print(table(tally), end="\n\n")


def _texts(corpus: Path) -> list[str]:
    """Neighbouring lines as one text, some of them a paragraph."""
    opened = gzip.open if corpus.suffix == ".gz" else open
    with opened(corpus, "rt", encoding="utf-8") as file:
        lines = [json.loads(line)["text"] for line in file]
    parts = [" ".join(lines[i : i + PARAGRAPH]) for i in range(0, len(lines), PARAGRAPH)]
    size = LINES_OF_A_TEXT // PARAGRAPH
    return ["\n\n".join(parts[i : i + size]) for i in range(0, len(parts) - size, size)]


if __name__ == "__main__":
    main()
