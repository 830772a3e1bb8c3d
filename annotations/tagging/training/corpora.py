"""Reads corpora: JSON lines `{"text": …, "ents": [[start, end, label], …]}`, plain or gzipped.

A line may name its `"article"`; lines of one article are compared together. Without a name a line
is an article of its own.
"""

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..model.labels import LABELS

HELD_OUT_RUNS = 12


class CorpusError(ValueError):
    """A corpus cannot be used; says the file, the line and why."""


@dataclass(frozen=True)
class Line:
    """A text with its names: sorted, without overlaps, in code points."""

    text: str
    ents: tuple[tuple[int, int, str], ...]
    article: str


def folder(path: Path) -> tuple[dict[str, list[Line]], dict[str, list[Line]]]:
    """A folder's corpora by name: those to learn from (`NAME_train`) and held out (`NAME_dev`).

    What has no part to hold out lends some of its own. CorpusError when there is nothing to learn
    from or a line cannot be read.
    """
    train, held_out = (
        {file.name.split(".")[0]: read(file) for file in sorted(path.glob(f"*_{part}.jsonl*"))}
        for part in ("train", "dev")
    )
    if not any(train.values()):
        raise CorpusError(f"{path} holds no corpus named *_train.jsonl or *_train.jsonl.gz.")
    for name, lines in train.items():
        part = name.removesuffix("_train") + "_dev"
        if part not in held_out:
            train[name], held_out[part] = halves(lines)
    return train, held_out


def halves(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Lines to learn from and an eighth to compare on, in runs, so that neighbours stay together.

    No article is on both sides.
    """
    length = max(len(lines) // HELD_OUT_RUNS, 8)
    most = length // 8
    held_out = {
        line.article
        for number, line in enumerate(lines[: length * HELD_OUT_RUNS])
        if number % length < most
    }
    kept = [line for line in lines if line.article not in held_out]
    return kept, [line for line in lines if line.article in held_out]


def read(path: Path) -> list[Line]:
    """All lines of a corpus. CorpusError names the line that cannot be used."""
    opened = gzip.open if path.suffix == ".gz" else open
    try:
        with opened(path, "rt", encoding="utf-8-sig") as lines:
            return list(_read(path, lines))
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path.name} cannot be read: {error}.") from error


def _read(path: Path, lines: Iterator[str]) -> Iterator[Line]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield _line(json.loads(line), f"{path.name}:{number}")
        except (ValueError, TypeError, KeyError) as error:
            reason = f"{error} is missing" if isinstance(error, KeyError) else error
            raise CorpusError(f"{path.name}, line {number}: {reason}.") from error


def _line(value: dict[str, Any], article: str) -> Line:
    text, ents = value["text"], sorted(tuple(ent) for ent in value["ents"])
    end = 0
    for ent in ents:
        if len(ent) != 3:
            raise ValueError(f"{list(ent)} is not [start, end, label]")
        if ent[2] not in LABELS:
            raise ValueError(f"{ent[2]!r} is no label; they are {', '.join(LABELS)}")
        if not end <= ent[0] < ent[1] <= len(text):
            raise ValueError(f"{list(ent)} overlaps another or lies outside the text")
        end = ent[1]
    return Line(text, tuple(ents), str(value.get("article", article)))
