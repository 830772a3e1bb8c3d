"""Exact-span scores: a name counts when start, end and label are all right."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from spacy.language import Language

from ..model.labels import LABELS
from .corpora import Line

Ent = tuple[int, int, str]


@dataclass
class Scores:
    """Counts by label of names that are right, wrongly found, and missed."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)

    def add(self, found: Iterable[Ent], wanted: Iterable[Ent]) -> None:
        found, wanted = set(found), set(wanted)
        self.right.update(label for *_, label in found & wanted)
        self.wrong.update(label for *_, label in found - wanted)
        self.missed.update(label for *_, label in wanted - found)

    def f1(self, labels: Sequence[str] = LABELS) -> float:
        """Micro F1 over these labels, 0 to 100; 100 when nothing was to be or was found."""
        right, wrong, missed = (
            sum(counts[label] for label in labels)
            for counts in (self.right, self.wrong, self.missed)
        )
        return 200 * right / (2 * right + wrong + missed) if right + wrong + missed else 100.0

    def precision(self, label: str) -> float:
        """Share of the found names of a label that are right, 0 to 1; 0 when none was found."""
        found = self.right[label] + self.wrong[label]
        return self.right[label] / found if found else 0.0

    def recall(self, label: str) -> float:
        """Share of the wanted names of a label that were found, 0 to 1; 0 when none was wanted."""
        return self.right[label] / wanted if (wanted := self.wanted([label])) else 0.0

    def wanted(self, labels: Sequence[str] = LABELS) -> int:
        """How many names there were to find."""
        return sum(self.right[label] + self.missed[label] for label in labels)


def evaluate(nlp: Language, lines: Sequence[Line]) -> Scores:
    """Scores of a pipeline on lines, all of them together."""
    scores = Scores()
    docs = nlp.pipe([line.text for line in lines], batch_size=64)
    for line, doc in zip(lines, docs, strict=True):
        scores.add(((ent.start_char, ent.end_char, ent.label_) for ent in doc.ents), line.ents)
    return scores


def table(rows: dict[str, Scores]) -> str:
    """F1 by label for named sets of scores, as text; `-` where a set has no names of a label."""
    width = max(len("corpus"), *(len(name) for name in rows))
    lines = [" ".join([f"{'corpus':<{width}}", *(f"{name:>7}" for name in ("all", *LABELS))])]
    for name, scores in rows.items():
        cells = [f"{scores.f1():7.1f}"]
        for label in LABELS:
            has_names = scores.wanted([label])
            cells.append(f"{scores.f1([label]):7.1f}" if has_names else f"{'-':>7}")
        lines.append(" ".join([f"{name:<{width}}", *cells]))
    return "\n".join(lines)


def total(scores: Iterable[Scores]) -> Scores:
    """Counts of many scores together."""
    summed = Scores()
    for one in scores:
        summed.right.update(one.right)
        summed.wrong.update(one.wrong)
        summed.missed.update(one.missed)
    return summed
