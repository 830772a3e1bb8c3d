"""Names as tasks of Label Studio, whose offsets count UTF-16 code units."""

import json

from hypothesis import given

from annotations.exchange.names.label_studio import _task
from tests.exchange.names.nasty import ABOUT, name, named_texts


@given(named_texts(overlaps=True))
def test_as_javascript_counts_each_region_stands_on_its_words(found):
    task = json.loads(_task(found))
    units = task["data"]["text"].encode("utf-16-le")
    [annotation] = task["annotations"]

    assert task["data"]["text"] == found["text"]
    assert [
        (units[2 * v["start"] : 2 * v["end"]].decode("utf-16-le"), v["text"], v["labels"])
        for v in (region["value"] for region in annotation["result"])
    ] == [
        (words := found["text"][one["start"] : one["end"]], words, [one["label"]])
        for one in found["names"]
    ]


def test_a_task_has_the_shape_that_is_documented():
    found = name(5, 1, 2, "ORG") | {"state": "suggested", "score": 0.5, "origin": "shipped/1"}
    text = {"text": "🌊é!", "about": ABOUT, "names": [found]}

    assert json.loads(_task(text)) == {
        "data": {"text": "🌊é!", **ABOUT},
        "annotations": [{"result": [{
            "id": "5", "from_name": "label", "to_name": "text", "type": "labels",
            "origin": "prediction", "score": 0.5,
            "value": {"start": 2, "end": 3, "text": "é", "labels": ["ORG"]},
            "meta": {"origin": "shipped/1", "entity": None},
        }]}],
    }  # fmt: skip
