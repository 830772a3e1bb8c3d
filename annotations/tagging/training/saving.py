"""Writes a trained pipeline as a model folder that says what it is."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from spacy.language import Language
from spacy.util import load_model_from_config

from ..model.labels import LABELS
from .learning import ner_of
from .scoring import Scores, total


def save(
    nlp: Language, path: Path, *, name: str, version: str, scores: Mapping[str, Scores]
) -> None:
    """Writes the folder, in place of one that is there, with its scores on held-out corpora.

    Without the vocabulary that grew while training: only its own words belong to a model.
    """
    lean = load_model_from_config(nlp.config)
    weights = ner_of(nlp).to_bytes(exclude=["vocab"])
    ner_of(lean).from_bytes(weights)
    lean.meta |= {
        "name": name,
        "version": version,
        "performance": _performance(total(scores.values())),
    }
    beside = path.with_name(path.name + ".new")
    shutil.rmtree(beside, ignore_errors=True)
    lean.to_disk(beside)
    if path.exists():
        shutil.rmtree(path)
    beside.rename(path)


def _performance(scores: Scores) -> dict[str, object]:
    """As spaCy's own models say it."""
    by_label = {
        label: {
            "p": round(scores.precision(label), 4),
            "r": round(scores.recall(label), 4),
            "f": round(scores.f1([label]) / 100, 4),
        }
        for label in LABELS
    }
    return {"ents_f": round(scores.f1() / 100, 4), "ents_per_type": by_label}
