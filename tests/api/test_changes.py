"""`updated_since=`: who asks with it from time to time misses nothing."""

import threading
from datetime import datetime, timedelta, timezone
from urllib.parse import quote

import pytest
from django.db import connection, transaction
from django.db.models import F

from annotations.models import (
    Article,
    Assessment,
    Claim,
    Entity,
    Evidence,
    Mention,
    Rating,
    Source,
    TaggingRun,
)
from annotations.services.articles import revisions
from annotations.services.claims import assessments, changed_words, claims, evidence, workflow
from annotations.services.entities import entities, mentions, names_review
from annotations.services.sources import snapshots, sources
from annotations.services.tagging import rules, runs
from tests.api.calls import Caller, ids, refused
from tests.cast import make_cast
from tests.factory import TEXT, make_article, make_checked_claim, make_claim

LISTS = (
    "articles", "claims", "sources", "evidence", "assessments", "mentions", "entities",
    "tagging-runs", "tagging-rules", "feeds",
)  # fmt: skip
OVERLAP = timedelta(minutes=5)  # As docs/api.md has it.
# Of an article's claims and runs, which have stamps of their own.
DERIVED = {"counts", "tagging"}


def moment() -> datetime:
    """By the database's clock, as stamps are."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]


def since(when: datetime) -> str:
    return f"updated_since={quote(when.isoformat())}"


def rows(caller: Caller, path: str) -> dict[int, dict]:
    page = caller.get(path).json()
    assert page["next"] is None
    return {
        row["id"]: {k: v for k, v in row.items() if k not in DERIVED} for row in page["results"]
    }


def everything(caller: Caller) -> dict[str, dict[int, dict]]:
    return {name: rows(caller, f"{name}/?limit=200") for name in LISTS}


def doors(cast, scene):
    """What people and workers do, one after the other, each as (its name, the verb)."""
    claim, article = scene.claim.pk, scene.article.pk
    checker, editor = {"actor": cast.checker}, {"actor": cast.editor}
    any_version = {"seen_version": None}
    report = scene.evidence.source_id

    def approve():
        seen = Assessment.objects.get(pk=scene.assessment.pk).version
        assessments.approve(**editor, assessment_id=scene.assessment.pk, seen_version=seen)

    def correct(old: str, new: str):
        text = Article.objects.get(pk=article).current_revision.text
        revisions.revise(
            actor=cast.reporter, article_id=article, text=text.replace(old, new),
            kind="correction", **any_version,
        )  # fmt: skip

    yield "edit", lambda: claims.edit(**checker, claim_id=claim, statement="New", **any_version)
    yield "approve", lambda: approve()
    yield (
        "evidence",
        lambda: evidence.edit(
            **checker,
            evidence_id=scene.evidence.pk,
            note="Page 5",
            excerpt="41 bridges",
            **any_version,
        ),
    )
    yield "a copy", lambda: snapshots.take(**checker, source_id=report, text="It has 41 bridges.")
    yield "correct", lambda: correct("41 bridges", "43 bridges")
    yield "decide", lambda: changed_words.keep(**checker, claim_id=claim)
    yield "take back", lambda: changed_words.reconsider(**checker, claim_id=claim)
    yield "lose", lambda: correct("The report counted 43 bridges in need of repair", "None")
    yield (
        "reopen",
        lambda: (
            workflow.dismiss(**checker, claim_id=claim),
            workflow.reopen(**checker, claim_id=claim),
        ),
    )
    yield "assign", lambda: workflow.assign(**checker, claim_id=claim, user=cast.reporter)
    yield (
        "rename",
        lambda: entities.edit(
            **checker,
            entity_id=Entity.objects.get(name="Ilka Varn").pk,
            name="Ilka V.",
            **any_version,
        ),
    )
    yield "label", lambda: Rating.objects.filter(slug="supported").update(label="Holds")
    yield "source", lambda: sources.edit(**checker, source_id=report, title="R", **any_version)
    yield (
        "teach",
        lambda: rules.teach(**checker, desk_id=cast.desk.pk, kind="never", name="Herald"),
    )
    yield (
        "mention",
        lambda: mentions.edit(
            actor=cast.reporter,
            mention_id=Mention.objects.current().get(exact="Ilka Varn").pk,
            label="ORG",
            **any_version,
        ),
    )
    yield "suggest", lambda: Mention.objects.update(state="suggested")
    yield (
        "review",
        lambda: names_review.review_names(
            actor=cast.reporter,
            revision_id=Article.objects.get(pk=article).current_revision_id,
        ),
    )
    yield (
        "tag again",
        lambda: (
            TaggingRun.objects.update(state="done", lease_until=None),
            runs.tag_again(actor=cast.reporter, article_id=article),
        ),
    )
    yield "worker", lambda: TaggingRun.objects.filter(state="queued").update(state="cancelled")
    for model in (Claim, Evidence, Assessment, Source, Mention, Entity):
        yield (
            f"bulk {model.__name__}",
            lambda model=model: model.objects.update(version=F("version") + 1),
        )


@pytest.mark.slow
def test_who_asks_what_changed_is_told_all_that_a_full_reading_would_show(
    subtests, cast, scene, api
):
    Entity.objects.filter(name="Ilka Varn").update(version=1)
    make_claim(cast, scene.article, words="Minister", claimant=scene.mention.entity_id)
    before = everything(api.viewer)
    for name, verb in doors(cast, scene):
        began = moment()
        verb()
        after = everything(api.viewer)
        with subtests.test(name):
            data = {kind: rows(api.viewer, f"{kind}/?limit=200&{since(began)}") for kind in LISTS}
            changed = {
                (kind, pk)
                for kind in LISTS
                for pk, row in after[kind].items()
                if row != before[kind].get(pk)
            }
            assert changed
            missed = {(kind, pk) for kind, pk in changed if data[kind].get(pk) != after[kind][pk]}
            assert not missed
            for pk, row in after["claims"].items():
                if row != before["claims"].get(pk):
                    assert row["version"] > before["claims"].get(pk, {"version": 0})["version"]
        before = after


def test_a_claim_that_a_correction_touched_is_told_with_its_doubt(cast, api):
    article = make_article(cast)
    claim = make_checked_claim(cast, article)
    other = make_claim(cast)
    began = moment()
    revisions.revise(
        actor=cast.reporter, article_id=article.pk, text=TEXT.replace("41 bridges", "43 bridges"),
        kind="correction", seen_version=None,
    )  # fmt: skip

    told = rows(api.viewer, f"claims/?{since(began)}")
    assert set(told) == {claim.pk}
    assert told[claim.pk]["status"]["true"]["needs_another_look"]
    assert other.pk in rows(api.viewer, "claims/")
    lines = api.viewer.download(f"exports/claims.ndjson?{since(began)}").splitlines()
    assert len(lines) == 1


def test_an_entity_that_was_merged_is_told_where_it_went(scene, api):
    move = scene.move
    gone = move.source_id

    assert gone not in ids(api.viewer.get("entities/"))
    told = rows(api.viewer, "entities/?updated_since=2001-01-01T00:00:00Z")
    assert told[gone]["merged_into"] == move.target_id


def test_the_time_itself_is_among_what_is_told(subtests, scene, api):
    for name in LISTS:
        with subtests.test(name):
            newest = max(row["updated_at"] for row in rows(api.viewer, f"{name}/").values())
            newest = datetime.fromisoformat(newest)
            assert rows(api.viewer, f"{name}/?{since(newest)}")
            after = newest + timedelta(microseconds=1)
            assert rows(api.viewer, f"{name}/?{since(after)}") == {}
            assert rows(api.stranger, f"{name}/?updated_since=2001-01-01T00:00:00Z") == {}


def test_pages_and_other_filters_go_along(cast, api):
    make_claim(cast)
    began = moment()
    article = make_article(cast)
    made = [make_claim(cast, article, words=words).pk for words in ("Minister", "41", "Tuesday")]
    workflow.take(actor=cast.checker, claim_id=made[2])
    path, found = f"claims/?limit=1&stage=open&{since(began)}", []
    while path:
        page = api.viewer.get(path).json()
        found += [row["id"] for row in page["results"]]
        path = page["next"]
    assert sorted(found) == sorted(made[:2])


def test_a_time_may_be_of_any_zone_and_exact_to_the_microsecond(subtests, scene, api):
    for text in ("2001-01-01T00:00:00Z", "2001-01-01T02:00:00%2B02:00", "2001-01-01T00:00:00.5Z",
                 "2001-01-01T00:00:00.123456-11:30", "0001-01-01T00:00:00%2B14:00"):  # fmt: skip
        with subtests.test(text):
            assert ids(api.viewer.get(f"claims/?updated_since={text}")) == [scene.claim.pk]
    for text in ("2999-01-01T00:00:00Z", "9999-12-31T23:59:59.999999-14:00"):
        with subtests.test(text):
            assert ids(api.viewer.get(f"claims/?updated_since={text}")) == []
    assert ids(api.viewer.get("claims/?updated_since=")) == [scene.claim.pk]


def test_what_is_no_time_is_refused(subtests, api):
    for text in [
        "yesterday", "2026", "2026-03-01", "2026-03-01T09:30:00", "2026-03-01 09:30:00Z",
        "2026-03-01T09:30:00+00:00",  # The plus is a blank in an address.
        "2026-02-30T00:00:00Z", "2026-03-01T24:00:00Z", "2026-03-01T09:30:00.1234567Z",
        "2026-03-01T09:30:00%2B25:00", "2026-W09-1T00:00:00Z", "1772357400", "-1",
        "2026-03-01T09:30Z", "2026-03-01t09:30:00z", "%D9%A2026-03-01T09:30:00Z", "%00",
        "0000-01-01T00:00:00Z",
    ]:  # fmt: skip
        for name in LISTS:
            with subtests.test(f"{name} {text}"):
                response = api.viewer.get(f"{name}/?updated_since={text}")
                refused(response, 400, "unreadable", "updated_since")
    for name in ("desks/", "entity-moves/", "entity-pairs/", "tagging-batches/"):
        with subtests.test(name):
            response = api.viewer.get(f"{name}?updated_since=2026-03-01T09:30:00Z")
            refused(response, 400, "unreadable", "updated_since")


@pytest.mark.parametrize(
    "table", ["article", "claim", "source", "evidence", "assessment", "mention", "entity",
              "taggingrun", "taggingrule", "feed"],
)  # fmt: skip
def test_an_index_finds_what_changed(table, scene):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            f"EXPLAIN SELECT id FROM annotations_{table} WHERE updated_at >= %s",
            [datetime(2026, 3, 1, tzinfo=timezone.utc)],
        )
        plan = "\n".join(line for (line,) in cursor)
    assert "Index" in plan
    assert "updated_at" in plan


@pytest.mark.django_db(transaction=True)
def test_a_write_that_is_committed_late_is_told_with_the_overlap_of_the_docs():
    cast = make_cast()
    article = make_article(cast)
    late, quick = make_claim(cast, article), make_claim(cast, article, words="Minister")
    caller = Caller(cast.viewer)
    written, read = threading.Event(), threading.Event()

    def slowly() -> None:
        try:
            with transaction.atomic():
                Claim.objects.filter(pk=late.pk).update(statement="Late", version=F("version") + 1)
                written.set()
                assert read.wait(30)
        finally:
            connection.close()

    first_round = moment()
    slow = threading.Thread(target=slowly)
    slow.start()
    assert written.wait(30)
    claims.edit(actor=cast.checker, claim_id=quick.pk, statement="Quick", seen_version=None)
    second_round = moment()
    assert set(rows(caller, f"claims/?{since(first_round)}")) == {quick.pk}
    read.set()
    slow.join()

    assert late.pk not in rows(caller, f"claims/?{since(second_round)}")
    told = rows(caller, f"claims/?{since(second_round - OVERLAP)}")
    assert told[late.pk]["statement"] == "Late"
