"""Claims that others checked: kept as theirs, shown beside similar claims, cited by one click."""

import json
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from annotations.errors import Invalid, NotAllowed, NotFound
from annotations.jobs import run_import
from annotations.models import Assessment, Claim, Event, Evidence, ExternalCheck, Import, Source
from annotations.services.claims import external_checks
from annotations.services.imports import imports
from tests.factory import make_claim


def review(number: int = 1, claim: str = "The report counted 41 bridges in need of repair") -> dict:
    return {
        "@type": "ClaimReview", "claimReviewed": claim, "url": f"https://facts.example/{number}",
        "author": {"name": "Facts"}, "reviewRating": {"alternateName": "Mostly false"},
        "license": "CC BY 4.0", "inLanguage": "en",
    }  # fmt: skip


def bring(cast, *rows: dict) -> Import:
    job = imports.add(
        actor=cast.editor, desk=cast.desk, format="claim-review", data=json.dumps(rows).encode(),
        filename="feed.json", start=True,
    )  # fmt: skip
    assert run_import.bring_in_this(job.pk)
    return Import.objects.get(pk=job.pk)


def test_a_check_is_kept_as_somebody_elses_and_once(cast):
    job = bring(cast, review(), review())
    again = bring(cast, review(), review(2, "Taxes fell"))

    assert (job.counts["added"], job.counts["there"]) == (1, 1)
    assert (again.counts["added"], again.counts["there"]) == (1, 1)
    check = ExternalCheck.objects.earliest("pk")
    assert (check.publisher, check.rating, check.licence) == ("Facts", "Mostly false", "CC BY 4.0")
    assert check.terms
    check.reviewed_on = "2026-10-16T08:00:00Z"
    assert check.reviewed_day == date(2026, 10, 16)
    check.reviewed_on = "last week"
    assert check.reviewed_day is None
    assert not Claim.objects.exists()
    assert not Assessment.objects.exists()
    told = Event.objects.filter(table="externalcheck", object_id=check.pk).get()
    assert (told.actor_id, told.desk_id) == (cast.editor.pk, cast.desk.pk)


def test_a_review_that_cannot_be_read_is_counted_once(cast):
    job = bring(cast, review(), review(2, ""))

    assert job.counts == {"added": 1, "left": 1, "words_left": 0}


def test_the_dry_run_tells_how_many_are_there(cast):
    bring(cast, review())
    job = imports.add(
        actor=cast.editor, desk=cast.desk, format="claim-review", filename="f",
        data=json.dumps([review(), review(2)]).encode(),
    )  # fmt: skip
    assert run_import.bring_in_this(job.pk)
    shown = Import.objects.get(pk=job.pk).preview

    assert shown["counts"] == {"records": 2, "reviews": 2, "there": 1}
    assert shown["first"][0]["text"] == "Mostly false – Facts"


def test_it_is_shown_beside_a_similar_claim_and_cited_by_one_click(cast, sign_in):
    claim = make_claim(cast, statement="41 bridges need repair, the report counted")
    bring(cast, review(), review(2, "The moon is made of cheese"))
    client = sign_in(cast.checker)

    page = client.get(reverse("claim-similar", args=[claim.pk])).content.decode()
    assert "Checked by" in page
    assert "Mostly false" in page
    assert "cheese" not in page
    url = reverse("claim-cite-check", args=[claim.pk])
    check = ExternalCheck.objects.get(url="https://facts.example/1")
    assert client.post(url, {"check": check.pk}).status_code in (200, 302)

    found = Evidence.objects.get()
    assert (found.stance, found.source.url) == ("context", "https://facts.example/1")
    assert "Facts" in found.note
    assert (
        "Checked by" not in client.get(reverse("claim-similar", args=[claim.pk])).content.decode()
    )
    with pytest.raises(Invalid):
        external_checks.add_as_evidence(actor=cast.checker, claim_id=claim.pk, check_id=check.pk)


def test_one_of_this_very_claim_stands_in_its_panel_and_is_removed_there(cast, sign_in):
    claim = make_claim(cast, statement="41 bridges need repair, the report counted")
    row = external_checks.add(
        actor=cast.editor, desk=cast.desk, claim_id=claim.pk,
        about={"url": "https://facts.example/9", "rating": "Half true", "licence": "CC0"},
    )  # fmt: skip
    panel, removal = (
        reverse("claim-panel", args=[claim.pk]),
        reverse("external-check-remove", args=[row.pk]),
    )
    checker, editor = sign_in(cast.checker), sign_in(cast.editor)

    page = checker.get(panel, headers={"HX-Request": "true"}).content.decode()
    assert "Half true" in page
    assert "CC0" in page
    assert 'href="https://facts.example/9"' in page
    assert removal not in page
    similar = checker.get(reverse("claim-similar", args=[claim.pk])).content.decode()
    assert "Half true" not in similar
    sent = {"claim": claim.pk, "version": 1}
    assert checker.post(removal, sent).status_code == 403
    assert editor.post(removal, sent | {"version": 2}).status_code == 412
    elsewhere = make_claim(cast, words="counted").pk
    assert editor.post(removal, sent | {"claim": 0}).status_code == 404
    assert removal in editor.get(panel, headers={"HX-Request": "true"}).content.decode()

    assert editor.post(removal, sent | {"claim": elsewhere}).status_code == 302

    assert not ExternalCheck.objects.exists()


def test_who_may_not_add_evidence_may_not_cite(cast):
    claim = make_claim(cast)
    bring(cast, review())
    check = ExternalCheck.objects.get()
    for person, error in ((cast.reporter, NotAllowed), (cast.stranger, NotFound)):
        with pytest.raises(error):
            external_checks.add_as_evidence(actor=person, claim_id=claim.pk, check_id=check.pk)
    ExternalCheck.objects.update(desk=cast.other_desk)
    with pytest.raises(Invalid):
        external_checks.add_as_evidence(actor=cast.checker, claim_id=claim.pk, check_id=check.pk)
    assert not Source.objects.exists()


def test_queries_do_not_grow_with_the_checks(cast):
    def queries(first: int, number: int) -> int:
        with CaptureQueriesContext(connection) as caught:
            bring(cast, *(review(n) for n in range(first, first + number)))
        return len(caught)

    queries(1, 1)
    assert queries(10, 20) <= queries(2, 2)


@pytest.mark.owner
def test_known_checks_are_found_by_their_keys_however_many_a_desk_has(cast):
    bring(cast, review())
    columns = [one.column for one in ExternalCheck._meta.concrete_fields if not one.primary_key]
    values = [f"left({name}, 50) || n" if name == "key" else name for name in columns]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO annotations_externalcheck ({', '.join(columns)}) "
            f"SELECT {', '.join(values)} FROM annotations_externalcheck, generate_series(1, 3000) n"
        )
        cursor.execute("ANALYZE annotations_externalcheck")
    known = ExternalCheck.objects.filter(desk=cast.desk, key__in=["a", "b"])
    assert "external_check_key" in known.explain()
