"""Names for Label Studio: a JSON array of tasks, offsets in UTF-16 code units."""

from typing import Any

import orjson
from django.db.models import QuerySet

from annotations.models import Article
from annotations.text.utf16 import Units

from ..copy_out import Shaped
from .texts import Name, Text, texts

# The names of the controls in the labelling configuration (docs/exports.md).
LABELS, TEXT = "label", "text"


def tasks(articles: QuerySet[Article]) -> Shaped:
    """A task for each article, its names as one annotation."""
    return Shaped(texts(articles), _task, head=b"[\n", between=b",\n", tail=b"\n]\n")


def _task(found: Text) -> bytes:
    text, units = found["text"], Units(found["text"])
    regions = [_region(name, text, units) for name in found["names"]]
    task = {"data": {"text": text, **found["about"]}, "annotations": [{"result": regions}]}
    return orjson.dumps(task)


def _region(name: Name, text: str, units: Units) -> dict[str, Any]:
    start, end = name["start"], name["end"]
    region = {
        "id": str(name["id"]),
        "from_name": LABELS,
        "to_name": TEXT,
        "type": "labels",
        "origin": "prediction" if name["state"] == "suggested" else "manual",
        "value": {
            "start": units(start),
            "end": units(end),
            "text": text[start:end],
            "labels": [name["label"]],
        },
        "meta": {"origin": name["origin"], "entity": name["entity"]},
    }
    return region if name["score"] is None else region | {"score": name["score"]}
