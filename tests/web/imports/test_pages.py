"""*Import*: a file is looked at, then brought in."""

import html
import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from annotations.ingest.annotated.formats import FORMATS
from annotations.jobs import run_import
from annotations.models import Article, Import
from annotations.services.imports import imports

HOSTILE = "<script>alert(1)</script>"
ROWS = [
    {"headline": "One", "text": "In Orlen 😀.", "label": [[3, 8, "Town"]]},
    {"headline": HOSTILE, "text": f"שלום {HOSTILE}", "label": [[0, 4, HOSTILE]]},
]
NOTE = {
    "uri": "https://news.example/1", "text": "So?", "tags": ["Odd"],
    "target": [{"source": "https://news.example/1",
                "selector": [{"type": "TextQuoteSelector", "exact": "Orlen"}]}],
}  # fmt: skip
NOTES = json.dumps({"rows": [NOTE]}).encode()


def upload(client, desk, content: bytes | None = None, format: str = "doccano"):
    data = content if content is not None else "\n".join(map(json.dumps, ROWS)).encode()
    form = {"format": format, "file": SimpleUploadedFile("a.jsonl", data)}
    answer = client.post(reverse("import-add", args=[desk.pk]), form)
    run_import.bring_in_due(60)
    return answer


@pytest.fixture
def client(sign_in, cast):
    return sign_in(cast.editor)


def test_a_file_is_looked_at_changed_and_brought_in(client, cast):
    answer = upload(client, cast.desk)
    job = Import.objects.get()
    assert answer.url == reverse("import", args=[job.pk])

    page = client.get(answer.url).content.decode()
    assert "In Orlen 😀." in page
    assert HOSTILE not in page
    form = {"version": job.version, "name": ["Town", HOSTILE], "target": ["PLACE", "leave"]}
    assert client.post(reverse("import-look", args=[job.pk]), form).status_code == 302
    assert "Preparing the preview" in client.get(answer.url).content.decode()
    part = {"HX-Request": "true"}
    assert "HX-Refresh" not in client.get(answer.url, headers=part)
    run_import.bring_in_due(60)
    assert client.get(answer.url, headers=part)["HX-Refresh"] == "true"
    job.refresh_from_db()
    assert job.options["labels"] == {"Town": "PLACE", HOSTILE: "leave"}
    assert job.preview["counts"]["names"] == 1

    start = reverse("import-change", args=[job.pk, "start"])
    assert client.post(start, {"version": job.version}).status_code == 302
    assert "0 of 2 records" in client.get(answer.url).content.decode()
    run_import.bring_in_due(60)

    assert Article.objects.count() == 2
    page = client.get(answer.url).content.decode()
    assert "Not imported" in page
    assert HOSTILE not in page
    assert client.get(answer.url, headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    assert "a.jsonl" in client.get(reverse("imports", args=[cast.desk.pk])).content.decode()


def test_a_file_that_cannot_be_read_is_refused_beside_the_form(client, cast):
    for content, told in ((b"", "empty"), (b"\n\n", "empty")):
        answer = upload(client, cast.desk, content)
        assert answer.status_code == 400
        assert told in answer.content.decode()
    assert client.post(reverse("import-add", args=[cast.desk.pk]), {}).status_code == 422
    assert upload(client, cast.desk, format="word").status_code == 422
    assert not Import.objects.exists()


def test_a_file_and_an_address_are_one_too_many(client, cast):
    file = SimpleUploadedFile("a.jsonld", b"{}")
    form = {"format": "claim-review", "file": file, "address": "https://facts.example/1"}
    answer = client.post(reverse("import-add", args=[cast.desk.pk]), form)
    assert answer.status_code == 422
    assert "not both" in answer.content.decode()
    assert not Import.objects.exists()


def test_a_file_without_a_readable_record_cannot_be_imported(client, cast):
    answer = upload(client, cast.desk, b"{broken")
    page = client.get(answer.url).content.decode()
    assert "Nothing in this file can be imported." in page
    assert "record that cannot be read" in page
    assert reverse("import-change", args=[Import.objects.get().pk, "stop"]) in page
    assert 'class="button primary">Import<' not in page


def test_a_preview_that_brings_nothing_is_tried_as_another_format(client, cast):
    lines = b"Orlen LOC\n[ O\n"  # One line is CoNLL's.
    answer = upload(client, cast.desk, lines, format="conll")
    job = Import.objects.get()
    page = client.get(answer.url).content.decode()
    assert job.state == "draft"
    assert "Nothing in this file can be imported." in page
    assert "Try again" in page
    assert offered(page) == (list(FORMATS), ["conll"])

    form = {"version": job.version, "format": "doccano"}
    assert client.post(reverse("import-look", args=[job.pk]), form).status_code == 302
    run_import.bring_in_due(60)

    job.refresh_from_db()
    assert (job.state, job.format) == ("failed", "doccano")
    page = client.get(answer.url).content.decode()
    assert "There is nothing in this file that can be imported as doccano." in page
    assert "Try again" in page


def test_a_preview_of_an_address_offers_no_other_format(client, cast):
    upload(client, cast.desk, b"{broken", format="claim-review")
    Import.objects.update(address="https://facts.example/1")
    page = client.get(reverse("import", args=[Import.objects.get().pk])).content.decode()
    assert "Nothing in this file can be imported." in page
    assert "Try again" not in page


def test_somebody_else_changed_it_meanwhile(client, cast):
    upload(client, cast.desk)
    job = Import.objects.get()

    answer = client.post(reverse("import-change", args=[job.pk, "start"]), {"version": 7})

    assert answer.status_code == 412
    assert Import.objects.get().state == "draft"


def test_members_who_are_no_editors_may_not(sign_in, cast, client):
    upload(client, cast.desk)
    pk = Import.objects.get().pk
    for person, status in ((cast.checker, 403), (cast.stranger, 404)):
        other = sign_in(person)
        assert other.get(reverse("imports", args=[cast.desk.pk])).status_code == status
        assert other.get(reverse("import", args=[pk])).status_code == status
        assert upload(other, cast.desk).status_code == status
    assert Import.objects.count() == 1


def sent_by(page: str, **chosen) -> dict[str, list[str]]:
    """What the form that looks again sends: all its hidden fields, and what is chosen in it."""
    form = re.search(r'<form[^>]*action="/imports/\d+/look/".*?</form>', page, re.DOTALL)[0]
    fields: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form):
        fields.setdefault(name, []).append(html.unescape(value))
    return fields | {name: [value] for name, value in chosen.items()}


def offered(page: str) -> tuple[list[str], list[str]]:
    """The formats that can be chosen, and those that are."""
    options = re.findall(r'<option value="([\w-]+)"( selected)?>', page)
    return [name for name, _ in options], [name for name, mark in options if mark]


def test_a_file_that_could_not_be_read_is_tried_as_another_format(client, cast):
    answer = upload(client, cast.desk, format="brat")
    job = Import.objects.get()
    assert job.state == "failed"
    page = client.get(answer.url).content.decode()
    assert job.problem in html.unescape(page)
    assert "Try again" in page
    assert "kept for a day" in page

    form = sent_by(page, format="doccano")
    assert client.post(reverse("import-look", args=[job.pk]), form).status_code == 302
    run_import.bring_in_due(60)
    page = client.get(answer.url).content.decode()
    assert "In Orlen 😀." in page
    assert "Try again" not in page


def test_another_format_leaves_out_no_tags_that_it_would_keep(client, cast):
    upload(client, cast.desk, NOTES, format="brat")
    job = Import.objects.get()
    page = client.get(reverse("import", args=[job.pk])).content.decode()

    form = sent_by(page, format="web-annotation")
    assert client.post(reverse("import-look", args=[job.pk]), form).status_code == 302
    run_import.bring_in_due(60)

    job.refresh_from_db()
    assert (job.state, job.options["unknown"]) == ("draft", "label"), job.problem
    assert [(one["name"], one["target"]) for one in job.preview["labels"]] == [("Odd", "label")]


def test_what_was_chosen_for_a_file_holds_in_the_same_format(client, cast):
    chosen = {"labels": {"Odd": "ORG"}, "unknown": "label"}
    job = imports.add(
        actor=cast.editor, desk=cast.desk, format="doccano", data=b"[]", options=chosen
    )
    run_import.bring_in_due(60)
    page = client.get(reverse("import", args=[job.pk])).content.decode()

    form = sent_by(page, format="doccano")
    assert client.post(reverse("import-look", args=[job.pk]), form).status_code == 302

    job.refresh_from_db()
    assert job.options == chosen | {"article": None}


def test_a_refused_form_keeps_what_was_chosen(client, cast):
    answer = upload(client, cast.desk, format="brat")
    job = Import.objects.get()
    page = client.get(answer.url).content.decode()
    assert offered(page) == (list(FORMATS), ["brat"])

    form = sent_by(page, format="doccano", version=str(job.version + 1))
    refused = client.post(reverse("import-look", args=[job.pk]), form)

    assert refused.status_code == 412
    assert offered(refused.content.decode())[1] == ["doccano"]


def test_a_refused_preview_keeps_what_was_chosen(client, cast):
    answer = upload(client, cast.desk, NOTES, format="web-annotation")
    job = Import.objects.get()
    page = client.get(answer.url).content.decode()

    form = sent_by(page, target="ORG", article="999999")
    refused = client.post(reverse("import-look", args=[job.pk]), form)

    assert refused.status_code == 422
    page = refused.content.decode()
    assert offered(page)[1] == ["ORG"]
    assert 'value="999999"' in page


def test_an_address_is_tried_again_only_as_what_has_addresses(client, cast):
    job = imports.add(
        actor=cast.editor, desk=cast.desk, format="claim-review", address="http://127.0.0.1/"
    )
    run_import.bring_in_due(60)
    page = client.get(reverse("import", args=[job.pk])).content.decode()

    assert "Try again" in page
    assert offered(page) == (["claim-review"], ["claim-review"])
    assert "kept for a day" not in page, "there is no file"
    refused = client.post(reverse("import-look", args=[job.pk]), sent_by(page, format="brat"))
    assert refused.status_code == 422
    assert "from files only" in refused.content.decode()
