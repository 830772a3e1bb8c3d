"""Files of other programs: looked at, brought in batch by batch, once."""

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from annotations.errors import Invalid, NotAllowed, NotFound, Unreadable, WrongState
from annotations.jobs import run_import
from annotations.models import (
    Article,
    Claim,
    ClaimLabel,
    Comment,
    Import,
    ImportedRecord,
    Mention,
    TaggingRun,
    Thread,
)
from annotations.services.articles import articles, revisions
from annotations.services.claims import labels as claim_labels
from annotations.services.imports import batches, imports, texts
from tests.waiting import awaited, kept

TEXT = "Ilka Varn resigned.\r\n\r\nShe counted 41 bridges 😀 in Orlen."
ROWS = [
    {"headline": "One", "text": TEXT, "label": [[0, 9, "PER"], [35, 45, "CLAIM"], [51, 56, "LOC"]]},
    {"headline": "Two", "text": "Nothing in Orlen.", "label": [[11, 16, "CITY"], [0, 7, "Odd"]]},
]


def jsonl(*rows) -> bytes:
    return "\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows).encode()


def send(cast, data: bytes = jsonl(*ROWS), **given) -> Import:
    given = {"actor": cast.editor, "desk": cast.desk, "format": "doccano"} | given
    return imports.add(data=data, filename="export.jsonl", **given)


def worked_on(job: Import) -> Import:
    assert run_import.bring_in_this(job.pk)
    return Import.objects.get(pk=job.pk)


def look(cast, data: bytes = jsonl(*ROWS), **given) -> Import:
    """A draft with its preview."""
    return worked_on(send(cast, data, **given))


def queued(cast, data: bytes = jsonl(*ROWS), **given) -> Import:
    """Looked at and started; nothing of it came in yet."""
    job = look(cast, data, **given)
    return imports.start(actor=job.created_by, import_id=job.pk)


def bring(cast, data: bytes = jsonl(*ROWS), **given) -> Import:
    return worked_on(send(cast, data, start=True, **given))


def marked(article: Article) -> list[tuple[str, str, str, str]]:
    rows = article.mentions.order_by("start")
    return [(one.exact, one.label, one.state, one.origin) for one in rows]


def test_texts_come_in_with_names_and_claims_at_their_places(cast):
    job = bring(cast)

    one, two = Article.objects.order_by("pk")
    assert one.current_revision.text.startswith("Ilka Varn resigned.\n\nShe")
    assert marked(one) == [
        ("Ilka Varn", "PERSON", "accepted", "doccano/import"),
        ("Orlen", "PLACE", "accepted", "doccano/import"),
    ]
    claim = Claim.objects.get()
    assert (claim.statement, claim.created_by) == ("41 bridges", cast.editor)
    assert claim.anchors.get().exact == "41 bridges"
    assert marked(two) == [("Orlen", "PLACE", "accepted", "doccano/import")]
    assert one.mentions.last().entity_id == two.mentions.get().entity_id is not None
    assert TaggingRun.objects.count() == 2
    assert (job.state, job.done, job.total, job.content) == ("done", 2, 2, None)
    assert job.counts == {"added": 2, "words_left": 1}
    assert kept() == awaited()


def test_what_does_not_come_in_is_listed_with_its_words(cast):
    job = bring(cast, jsonl(*ROWS, "{broken", {"text": "Short.", "label": [[0, 99, "PER"]]}))

    left = job.records.with_something_left().order_by("number")
    assert [(row.line, row.outcome, row.problem[:16], row.left) for row in left] == [
        (2, "added", "", [{"words": "Nothing", "problem": "The label “Odd” is left out."}]),
        (3, "left", "This is not JSON", []),
        (4, "added", "", [{"words": "Short.", "problem": "This place is outside the text."}]),
    ]


def test_the_dry_run_shows_what_would_come_in_and_writes_nothing(cast):
    articles.create(actor=cast.reporter, desk=cast.desk, headline="Two", text=ROWS[1]["text"])

    shown = look(cast, jsonl(*ROWS, "{broken")).preview

    assert shown["counts"] == {
        "records": 3, "texts": 2, "bad": 1, "names": 3, "claims": 1, "left": 1, "faults": 2,
        "there": 1,
    }  # fmt: skip
    table = {one["name"]: (one["target"], one["is_known"]) for one in shown["labels"]}
    assert table == {
        "PER": ("PERSON", True), "LOC": ("PLACE", True), "CITY": ("PLACE", True),
        "CLAIM": ("claim", True), "Odd": ("leave", False),
    }  # fmt: skip
    assert [one["headline"] for one in shown["first"]] == ["One", "Two"]
    assert [one["line"] for one in shown["faults"]] == [2, 3]
    assert Article.objects.count() == 1
    assert not Mention.objects.exists()


def test_other_options_show_another_dry_run(cast):
    job = look(cast)

    job = imports.look_again(
        actor=cast.editor, import_id=job.pk, seen_version=job.version,
        options={"labels": {"Odd": "ORG"}},
    )  # fmt: skip
    assert (job.state, job.preview) == ("preparing", {})
    job = worked_on(job)

    assert {one["name"]: one["target"] for one in job.preview["labels"]}["Odd"] == "ORG"
    assert job.preview["counts"]["names"] == 4


def test_unknown_labels_can_stay_as_labels_of_claims(cast):
    claim_labels.add(actor=cast.checker, desk_id=cast.desk.pk, name="odd")

    bring(cast, options={"unknown": "label"})

    claim = Claim.objects.get(statement="Nothing")
    assert [label.name for label in claim.labels.all()] == ["odd"]
    assert ClaimLabel.objects.count() == 1


def test_the_same_file_again_brings_nothing(cast):
    bring(cast)
    before = Mention.objects.count(), Claim.objects.count()

    job = bring(cast)

    assert job.counts == {"there": 2, "words_left": 1}
    assert (Mention.objects.count(), Claim.objects.count()) == before
    assert Article.objects.count() == 2


def test_a_record_finds_its_article_whatever_it_is_called_now(cast):
    bring(cast)
    article = Article.objects.get(headline="Two")
    articles.edit(
        actor=cast.editor, article_id=article.pk, seen_version=article.version, headline="New"
    )

    job = bring(cast, options={"labels": {"Odd": "ORG"}})

    assert Article.objects.count() == 2
    assert ("Nothing", "ORG", "accepted", "doccano/import") in marked(article)
    assert job.counts == {"added": 1, "there": 1, "words_left": 0}


def test_nothing_is_put_on_an_article_that_was_corrected(cast):
    bring(cast, jsonl({"headline": "Two", "text": "Nothing in Orlen."}))
    article = Article.objects.get()
    revisions.revise(
        actor=cast.editor, article_id=article.pk, seen_version=article.version,
        text="Nothing at all in Orlen.", kind="correction", note="",
    )  # fmt: skip

    job = bring(cast, jsonl(ROWS[1]))

    assert [row.problem for row in job.records.all()] == [
        "The article has been corrected since, so nothing was added to it."
    ]
    assert not Mention.objects.exists()


def test_a_file_goes_on_where_its_worker_was_killed(cast, monkeypatch):
    rows = [{"headline": f"Text {n}", "text": f"Orlen {n}.", "label": [[0, 5, "LOC"]]}
            for n in range(7)]  # fmt: skip
    monkeypatch.setattr(run_import, "MOST_RECORDS", 2)
    write, done = batches._write, []

    def killed(job, records, number):
        write(job, records, number)
        done.append(number)
        if len(done) == 2:
            raise KeyboardInterrupt  # Within the transaction of the second batch.

    monkeypatch.setattr(batches, "_write", killed)
    job = queued(cast, jsonl(*rows))
    with pytest.raises(KeyboardInterrupt):
        run_import.bring_in_this(job.pk)
    assert Article.objects.count() == Mention.objects.count() == 2
    assert not run_import.bring_in_this(job.pk), "its lease still runs"

    past = timezone.now() - timedelta(seconds=1)
    Import.objects.filter(pk=job.pk).update(lease_until=past)
    run_import.bring_in_due(60)

    job.refresh_from_db()
    assert (job.state, job.done) == ("done", 7)
    assert Article.objects.count() == Mention.objects.count() == 7
    assert [row.number for row in job.records.order_by("number")] == [1, 2, 3, 4, 5, 6, 7]


def test_a_worker_thought_dead_writes_nothing(cast):
    job = queued(cast)
    held = batches.take_this(job.pk)
    Import.objects.filter(pk=job.pk).update(tries=2)

    assert run_import.bring_in(held, float("inf"))

    assert not Article.objects.exists()
    assert Import.objects.get(pk=job.pk).state == "queued"


@pytest.mark.parametrize(("code", "tries"), [("57P01", 0), ("40P01", 0), ("57014", 1)])
def test_a_database_that_is_away_ends_no_import(cast, monkeypatch, code, tries):
    job, real = queued(cast), batches._write

    def away(*args):
        error = OperationalError("terminating connection")
        error.__cause__ = type("", (Exception,), {"sqlstate": code})()
        raise error

    monkeypatch.setattr(batches, "_write", away)
    assert run_import.bring_in_this(job.pk)
    job.refresh_from_db()
    assert (job.state, job.done, job.tries) == ("queued", 0, tries)
    assert job.content is not None
    assert not run_import.bring_in_this(job.pk), "it waits for a while"

    monkeypatch.setattr(batches, "_write", real)
    Import.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    run_import.bring_in_due(60)

    assert Import.objects.get(pk=job.pk).state == "done"
    assert Article.objects.count() == 2


def test_what_kills_its_worker_three_times_is_parked(cast):
    job = queued(cast)
    Import.objects.filter(pk=job.pk).update(tries=3)

    run_import.bring_in_due(60)

    job.refresh_from_db()
    assert (job.state, job.problem) == ("failed", batches.DIED)
    assert job.content is None


def test_a_record_that_the_database_refuses_costs_nobody_the_others(cast, monkeypatch):
    real = texts.bring

    def refusing(job, records):
        found = list(records)
        if any(record.headline == "One" for _, record in found):
            raise IntegrityError("no")
        return real(job, found)

    monkeypatch.setattr(batches.texts, "bring", refusing)
    job = bring(cast)

    assert [row.outcome for row in job.records.order_by("number")] == ["left", "added"]
    assert Article.objects.get().headline == "Two"


def test_queries_do_not_grow_with_the_texts(cast):
    def queries(number: int) -> int:
        rows = [
            {"headline": f"{number}.{n}", "text": f"Orlen {number}.{n}",
             "label": [[0, 5, "LOC"], [6, 9, "CLAIM"], [0, 9, "Odd"]]}
            for n in range(number)
        ]  # fmt: skip
        job = queued(cast, jsonl(*rows), options={"unknown": "label"})
        with CaptureQueriesContext(
            connection,
        ) as caught:
            assert run_import.bring_in_this(job.pk)
        return len(caught)

    queries(1)
    assert queries(20) <= queries(2) + 2


def test_only_editors_import(cast):
    for person in (cast.viewer, cast.reporter, cast.checker):
        with pytest.raises(NotAllowed):
            send(cast, actor=person)
    with pytest.raises(NotFound):
        send(cast, actor=cast.stranger)


def test_who_is_an_editor_no_longer_brings_nothing_in(cast):
    job = queued(cast)
    cast.editor.memberships.update(role="reporter")

    run_import.bring_in_due(60)

    job.refresh_from_db()
    assert job.state == "failed"
    assert job.problem == "Only editors can import files of other programs."
    assert not Article.objects.exists()


def test_bad_files_and_options_are_refused(cast):
    with pytest.raises(Unreadable):
        send(cast, b"")
    with pytest.raises(Invalid) as caught:
        send(cast, format="word")
    assert caught.value.field == "format"
    with pytest.raises(Invalid):
        send(cast, options={"labels": {"PER": "HUMAN"}})
    with pytest.raises(Invalid):
        send(cast, options={"unknown": "claim"})


@pytest.mark.parametrize("start", [False, True])
@pytest.mark.parametrize(
    ("data", "told"),
    [(b"\xff\x00\xfe\x00" * 9, "encoding"), (b"[]", "nothing in this file")],
    ids=["bytes", "empty"],
)
def test_a_file_of_which_nothing_can_come_in_ends_as_failed(cast, data, told, start):
    job = look(cast, data, start=start)

    assert (job.state, job.content is None) == ("failed", start)
    assert told in job.problem


def test_a_look_that_its_worker_did_not_end_is_done_again(cast):
    job = send(cast)
    held = batches.take_this(job.pk)
    assert batches.take_this(job.pk) is None, "it is held"
    Import.objects.update(tries=2)
    assert run_import.bring_in(held, float("inf"))
    assert Import.objects.get().state == "preparing", "another has it now"

    Import.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert worked_on(job).state == "draft"


def test_a_look_can_be_stopped_and_is_no_editors_any_more(cast):
    job = imports.stop(actor=cast.editor, import_id=send(cast).pk)
    assert (job.state, run_import.bring_in_this(job.pk)) == ("cancelled", False)
    cast.second_editor.memberships.update(role="viewer")
    job = send(cast)
    cast.editor.memberships.update(role="viewer")
    assert worked_on(job).state == "failed"


def test_a_draft_is_started_once_and_a_running_one_can_be_stopped(cast):
    job = imports.start(actor=cast.editor, import_id=look(cast).pk)
    with pytest.raises(WrongState):
        imports.start(actor=cast.editor, import_id=job.pk)
    assert not Article.objects.exists()

    stopped = imports.stop(actor=cast.second_editor, import_id=job.pk)

    assert (stopped.state, Import.objects.get(pk=job.pk).content) == ("cancelled", None)
    run_import.bring_in_due(60)
    assert not Article.objects.exists()
    with pytest.raises(WrongState):
        imports.stop(actor=cast.editor, import_id=job.pk)


def test_a_desk_keeps_so_many_drafts_and_loses_nothing_that_is_to_come_in(cast, monkeypatch):
    monkeypatch.setattr(imports, "MOST_DRAFTS", 2)
    first = send(cast)
    coming = [send(cast, start=True) for _ in range(3)]
    rest = [send(cast), send(cast)]

    kept = set(Import.objects.values_list("pk", flat=True))
    assert kept == {job.pk for job in (*coming, *rest)}
    assert first.pk not in kept


def test_drafts_that_nobody_starts_are_forgotten(cast):
    old, new = look(cast), look(cast)
    imports.forget_drafts(hours=0)
    assert not Import.objects.filter(pk__in=[old.pk, new.pk]).exists()


def test_what_is_said_of_an_article_goes_with_it(cast):
    bring(cast, jsonl(ROWS[1]))
    article = Article.objects.get()

    articles.delete(actor=cast.editor, article_id=article.pk, seen_version=None)

    assert not ImportedRecord.objects.exists()
    assert not Thread.objects.exists()
    assert not Comment.objects.exists()
