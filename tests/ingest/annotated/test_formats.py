"""A file of each format, read as each other one: what is not of it is told, never left out."""

import json
from itertools import product

import pytest

from annotations.ingest.annotated.formats import FORMATS
from annotations.ingest.annotated.records import Bad, Checked, Note, Review, Text
from annotations.ingest.document import UnreadableFile
from tests.services.imports.averitec_records import RECORDS

from . import test_brat, test_conll, test_newsroom, test_structured
from .test_claim_review import review
from .test_label_studio import TEXT, labelled, task
from .test_web_annotation import hypothesis, w3c

ENTITY = {"id": 7, "label": "PER", "start_offset": 0, "end_offset": 9}
API = {"text": "Flat", "claimant": "Alex",
       "claimReview": [{"url": "https://facts.example/2", "textualRating": "False"}]}  # fmt: skip


def lines(*rows) -> bytes:
    return "\n".join(map(json.dumps, rows)).encode()


def written(value) -> bytes:
    return json.dumps(value, indent=1).encode()


FILES = {
    "newsroom": [test_newsroom.written(*test_newsroom.ROWS)],
    "doccano": [
        lines({"text": "Ilka Varn left.", "label": [[0, 9, "PERSON"]]}, {"text": "", "label": []}),
        lines({"id": 1, "text": "Ilka Varn left.", "entities": [ENTITY], "relations": []}),
        written([{"text": "Ilka Varn left.", "labels": [[0, 9, "PERSON"]], "meta": {}}]),
    ],
    "label-studio": [
        written([task(labelled("Orlen"))]),
        written([{"id": 4, "text": TEXT, "label": [labelled("Orlen")["value"]], "annotator": 1}]),
        written([{"id": 4, "text": TEXT, "label": [labelled("Orlen")["value"]]}]),
    ],
    "brat": [test_brat.packed(a__txt=test_brat.TEXT, a__ann=test_brat.mark("Ilka Varn"))],
    "web-annotation": [
        written({"total": 1, "rows": [hypothesis()]}),
        lines(w3c(), w3c()),
        written([hypothesis(), w3c()]),
        written({"type": "AnnotationPage", "items": [w3c()]}),
    ],
    "claim-review": [
        written(review()),
        lines(review(), review()),
        written([review(text="The check itself.")]),
        written({"claims": [API]}),
        written([API]),
        test_structured.MICRODATA.encode(),
    ],
    "averitec": [written(RECORDS), lines(*RECORDS)],
    "conll": [test_conll.FILE.encode(), b"Orlen B-LOC\n[ O\n1 O\n] O\n"],
}
CASES = [
    pytest.param(data, own, other, id=f"{own}-{number}-as-{other}")
    for own, other in product(FORMATS, FORMATS)
    for number, data in enumerate(FILES[own])
]


def is_kept(record) -> bool:
    return bool(record.marks) if isinstance(record, Text) else isinstance(
        record, Note | Review | Checked
    )  # fmt: skip


@pytest.mark.parametrize(("data", "own", "other"), CASES)
def test_a_file_brings_what_it_holds_in_its_own_format_and_nothing_in_another(data, own, other):
    try:
        found = list(FORMATS[other].reader(data))
    except UnreadableFile:
        found = []

    foreign = [one for one in found if isinstance(one, Bad) and one.is_foreign]
    if own == other:
        assert any(map(is_kept, found))
        assert not foreign
    else:
        assert found == foreign


ODD = {"text": "Ilka", "odd": 1}
MIXED = {
    "doccano": lines({"text": "Ilka Varn left.", "label": [[0, 9, "PERSON"]]}, ODD),
    "label-studio": written([task(labelled("Orlen")), ODD]),
    "web-annotation": lines(w3c(), ODD),
    "averitec": written([RECORDS[0], ODD]),
    "conll": b"Orlen B-LOC\n\n-DOCSTART- O\n\n" + lines(ODD),
}


@pytest.mark.parametrize("name", MIXED)
def test_a_record_of_another_format_costs_nobody_the_others(name):
    good, bad = FORMATS[name].reader(MIXED[name])

    assert is_kept(good)
    assert isinstance(bad, Bad)
    assert bad.is_foreign


@pytest.mark.parametrize("name", ["doccano", "label-studio", "web-annotation", "averitec"])
@pytest.mark.parametrize("data", [b"{broken", b'{"text": "One"\n, "label"}', b"[{]"])
def test_json_that_is_broken_is_told_as_such(name, data):
    first = next(iter(FORMATS[name].reader(data)))

    assert isinstance(first, Bad)
    assert first.problem.id in ("import-json", "import-json-line")
    assert not first.is_foreign


def test_a_text_without_marks_is_one_only_where_nothing_else_is_said():
    rows = [{"text": "One", "title": "A", "language": "en"}, {"text": "Two", "Comments": []},
            {"text": "Three", "tags": ["x"]}]  # fmt: skip

    found = list(FORMATS["doccano"].reader(lines(*rows)))

    assert [type(one) for one in found] == [Text, Text, Bad]
