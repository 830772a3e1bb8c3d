"""*Import*: a file is looked at, then brought in."""

import html
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from annotations.jobs import bring_in
from annotations.models import Article, Import

HOSTILE = "<script>alert(1)</script>"
ROWS = [
    {"headline": "One", "text": "In Orlen 😀.", "label": [[3, 8, "Town"]]},
    {"headline": HOSTILE, "text": f"שלום {HOSTILE}", "label": [[0, 4, HOSTILE]]},
]


def upload(client, desk, content: bytes | None = None, format: str = "doccano"):
    data = content if content is not None else "\n".join(map(json.dumps, ROWS)).encode()
    form = {"format": format, "file": SimpleUploadedFile("a.jsonl", data)}
    answer = client.post(reverse("import-add", args=[desk.pk]), form)
    bring_in.bring_in_due(60)
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
    bring_in.bring_in_due(60)
    assert client.get(answer.url, headers=part)["HX-Refresh"] == "true"
    job.refresh_from_db()
    assert job.options["labels"] == {"Town": "PLACE", HOSTILE: "leave"}
    assert job.preview["counts"]["names"] == 1

    start = reverse("import-change", args=[job.pk, "start"])
    assert client.post(start, {"version": job.version}).status_code == 302
    assert "0 of 2 records" in client.get(answer.url).content.decode()
    bring_in.bring_in_due(60)

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
    assert 'class="button primary"' not in page


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


def test_a_file_that_could_not_be_read_is_tried_as_another_format(client, cast):
    answer = upload(client, cast.desk, format="brat")
    job = Import.objects.get()
    assert job.state == "failed"
    page = client.get(answer.url).content.decode()
    assert job.problem in html.unescape(page)
    assert "Try again" in page

    form = {"version": job.version, "unknown": job.options["unknown"], "format": "doccano"}
    assert client.post(reverse("import-look", args=[job.pk]), form).status_code == 302
    bring_in.bring_in_due(60)
    page = client.get(answer.url).content.decode()
    assert "In Orlen 😀." in page
    assert "Try again" not in page
