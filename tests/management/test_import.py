"""`manage.py import FORMAT FILE --desk …`"""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from annotations.models import Article, Comment, Import, Mention, Thread

CONLL = "Ilka B-PER\nVarn I-PER\nleft O\nOrlen B-LOC\n. O\n"


@pytest.fixture
def run(cast, tmp_path):
    def run(format: str, content: str, *given: str) -> str:
        path = tmp_path / "file"
        path.write_text(content, encoding="utf-8")
        out = StringIO()
        call_command(
            "import", format, str(path), "--desk=politics", "--as=editor", *given,
            stdout=out, stderr=out,
        )  # fmt: skip
        return out.getvalue()

    return run


def test_a_file_is_brought_in_to_its_end(run):
    said = run("conll", CONLL)

    assert "1 of 1 records processed (added: 1" in said
    assert Article.objects.get().current_revision.text == "Ilka Varn left Orlen."
    assert list(Mention.objects.order_by("start").values_list("exact", "label")) == [
        ("Ilka Varn", "PERSON"),
        ("Orlen", "PLACE"),
    ]


def test_a_dry_run_shows_and_writes_nothing(run):
    said = run("doccano", json.dumps({"text": "In Orlen.", "label": [[3, 8, "X"]]}), "--dry-run")

    assert "texts: 1" in said
    assert "label X (1): leave" in said
    assert "line 1: The label “X” is left out. Orlen" in said
    assert not Article.objects.exists()
    assert Import.objects.get().state == "cancelled"


def test_labels_are_given_a_meaning(run):
    row = json.dumps({"text": "In Orlen.", "label": [[3, 8, "a=b"]]})

    run("doccano", row, "--label=a=b=ORG")

    assert Mention.objects.get().label == "ORG"


def test_a_folder_of_brat_is_brought_in(cast, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("In Orlen.", encoding="utf-8")
    (tmp_path / "in" / "a.ann").write_text("T1\tLOC 3 8\tOrlen\n#1\tN T1\tWhere?\n")
    (tmp_path / "notes.md").write_text("no")

    call_command(
        "import", "brat", str(tmp_path), "--desk=politics", "--as=editor", stdout=StringIO()
    )

    assert Mention.objects.get().label == "PLACE"
    assert (Thread.objects.get().exact, Comment.objects.get().body) == ("Orlen", "Where?")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["--label=x"], "write NAME=TARGET"),
        (["--label=x=y"], "choose one of"),
        (["--as=nobody"], "no active person"),
        (["--as=reporter"], "Only editors"),
        (["--desk=sports"], "cannot be imported"),
    ],
)
def test_what_cannot_be_is_said(run, given, told):
    with pytest.raises(CommandError, match=told):
        run("conll", CONLL, *given)
    assert not Article.objects.exists()
