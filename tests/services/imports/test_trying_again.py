"""Of what no preview could be made of: its file is kept, and looked at once more."""

from datetime import timedelta

import pytest
from django.utils import timezone

from annotations.errors import WrongState
from annotations.ingest.annotated.formats import FORMATS
from annotations.jobs import run_import
from annotations.models import Import
from annotations.services.imports import batches, imports

from .test_imports import look, queued, send, worked_on


def test_what_could_not_be_read_is_looked_at_again_as_another_format(cast):
    job = look(cast, format="brat")
    assert job.state == "failed"
    with pytest.raises(WrongState):
        imports.start(actor=cast.editor, import_id=job.pk)

    again = {"import_id": job.pk, "seen_version": job.version, "options": {}}
    imports.look_again(actor=cast.editor, format="doccano", **again)

    job = worked_on(job)
    assert (job.state, job.format, job.problem, job.finished_at) == ("draft", "doccano", "", None)
    assert job.preview["counts"]["records"] > 0


@pytest.mark.parametrize("start", [False, True])
@pytest.mark.parametrize("format", sorted(FORMATS.keys() - {"doccano", "brat"}))
def test_a_file_of_another_format_is_refused_as_a_whole(cast, format, start):
    job = look(cast, format=format, start=start)

    message = f"There is nothing in this file that can be imported as {FORMATS[format].title}."
    assert (job.state, job.problem, job.preview) == ("failed", message, {})
    assert imports.can_be_looked_at_again(job) != start
    assert not job.records.exists()


@pytest.mark.parametrize(
    ("given", "other", "unknown"),
    [
        ({}, "web-annotation", "label"),  # What that format does by itself.
        ({"unknown": "label"}, "doccano", "leave"),
        ({"unknown": "label"}, "brat", "label"),  # The same: what somebody chose.
        ({"unknown": "label"}, "", "label"),
    ],
)
def test_another_format_says_itself_what_becomes_of_unknown_labels(cast, given, other, unknown):
    job = look(cast, format="brat", options={"labels": {"Odd": "ORG"}} | given)
    again = {"import_id": job.pk, "seen_version": job.version, "options": {}}

    job = imports.look_again(actor=cast.editor, format=other, **again)

    assert job.options == {"labels": {"Odd": "ORG"}, "unknown": unknown, "article": None}


def crash(data):
    raise KeyError("surprise")


@pytest.mark.parametrize("start", [False, True])
def test_a_reader_that_crashes_keeps_the_file_for_another_format(cast, monkeypatch, start):
    crashing = FORMATS["brat"]._replace(reader=crash)
    monkeypatch.setitem(FORMATS, "brat", crashing)

    job = look(cast, format="brat", start=start)

    assert (job.state, job.problem) == ("failed", run_import.FAILED)
    assert (job.content is None) == start, "only of what was to be looked at"
    assert imports.can_be_looked_at_again(job) != start


@pytest.mark.parametrize("start", [False, True])
def test_a_look_that_kills_its_worker_three_times_keeps_the_file(cast, start):
    job = send(cast, start=start)
    Import.objects.update(tries=3)

    run_import.bring_in_due(60)

    job.refresh_from_db()
    assert (job.state, job.problem) == ("failed", batches.DIED)
    assert imports.can_be_looked_at_again(job) != start
    assert (job.content is None) == start


def test_a_draft_tried_as_a_wrong_format_can_be_tried_again(cast):
    job = look(cast)
    again = {"actor": cast.editor, "import_id": job.pk, "seen_version": None, "options": {}}
    imports.look_again(format="brat", **again)
    job = worked_on(job)
    assert (job.state, job.total) == ("failed", 0)

    imports.look_again(format="doccano", **again)
    assert worked_on(job).state == "draft"


def test_a_file_that_could_not_be_read_is_kept_for_a_day(cast):
    job = look(cast, b"[]")
    Import.objects.update(finished_at=timezone.now() - timedelta(hours=25))
    imports.forget_drafts()

    job.refresh_from_db()
    assert (job.state, job.content) == ("failed", None)
    with pytest.raises(WrongState):
        imports.look_again(
            actor=cast.editor, import_id=job.pk, seen_version=job.version, options={}
        )


def test_what_came_in_in_part_is_not_looked_at_again(cast):
    job = queued(cast)
    cast.editor.memberships.update(role="reporter")
    run_import.bring_in_due(60)
    job.refresh_from_db()
    with pytest.raises(WrongState):
        imports.look_again(
            actor=cast.second_editor, import_id=job.pk, seen_version=job.version, options={}
        )


def test_what_failed_stays_in_the_list_when_its_file_makes_room(cast, monkeypatch):
    monkeypatch.setattr(imports, "MOST_DRAFTS", 2)
    failed = [look(cast, b"[]") for _ in range(3)]
    draft = look(cast)
    assert Import.objects.filter(content__isnull=False).count() == 2

    send(cast)

    kept = Import.objects.filter(pk__in=[job.pk for job in failed], state="failed")
    assert (kept.count(), kept.filter(content__isnull=False).count()) == (3, 0)
    assert Import.objects.get(pk=draft.pk).state == "draft"
