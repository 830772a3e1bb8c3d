"""The formats that can be brought in, by name."""

from typing import NamedTuple

from . import averitec, brat, claim_review, conll, doccano, label_studio, newsroom, web_annotation
from .records import Reader


class Format(NamedTuple):
    """How a format is called, what its files end in, and who reads it.

    `unknown` is what becomes of labels that nobody gave a meaning: "leave", or "label", which keeps
    them as labels of the desk on claims.
    """

    title: str
    endings: tuple[str, ...]
    reader: Reader
    unknown: str = "leave"
    has_address: bool = False  # Whether it may be fetched from the web.


FORMATS = {
    "newsroom": Format("Newsroom (everything.ndjson)", (".ndjson",), newsroom.read),
    "doccano": Format("doccano", (".jsonl", ".json"), doccano.read),
    "label-studio": Format("Label Studio", (".json",), label_studio.read),
    "brat": Format("brat", (".zip",), brat.read),
    "web-annotation": Format(
        "W3C Web Annotation, Hypothesis",
        (".json", ".jsonld", ".jsonl"),
        web_annotation.read,
        unknown="label",
    ),
    "claim-review": Format(
        "ClaimReview",
        (".json", ".jsonld", ".jsonl", ".html"),
        claim_review.read,
        has_address=True,
    ),
    "averitec": Format("AVeriTeC", (".json", ".jsonl"), averitec.read),
    "conll": Format("CoNLL-2003", (".conll", ".txt", ".iob", ".bio", ".tsv"), conll.read),
}
