"""Refusals have one form, RFC 9457, wherever they come from, and one order."""

import json

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.utils import translation
from rest_framework.serializers import IntegerField

from annotations.api.claims import claims as claims_api
from annotations.models import Claim
from tests.api.calls import PROBLEM, id_for, nothing_written, refused
from tests.factory import make_article

NOWHERE = 987654321
DETAILS = [
    "desks/{}/", "articles/{}/", "articles/{}/annotations/", "revisions/{}/", "claims/{}/",
    "sources/{}/", "evidence/{}/", "assessments/{}/", "mentions/{}/", "entities/{}/",
    "tagging-runs/{}/",
]  # fmt: skip


def test_a_problem_says_type_title_status_detail_and_errors(api):
    problem = refused(
        api.reporter.post("claims/", {"start": "x"}), 422, "invalid", "start", "end", "revision"
    )

    assert set(problem) == PROBLEM
    assert problem["title"] == "The request breaks a rule"
    assert problem["errors"][0] == {"field": "start", "message": "A valid integer is required."}


def test_a_refusal_is_told_in_the_language_that_is_asked_for(api):
    body = {"start": "x", "end": 1, "revision": 1}
    problem = refused(
        api.reporter.post("claims/", body, **{"Accept-Language": "uk"}), 422, "invalid", "start"
    )

    with translation.override("uk"):
        assert problem["errors"][0]["message"] == IntegerField().error_messages["invalid"]
    assert problem["errors"][0]["message"] != "A valid integer is required."


def test_an_unknown_address_is_told_in_the_words_of_a_missing_row(subtests, api):
    missing = refused(api.viewer.get(f"claims/{NOWHERE}/"), 404, "not-found")

    for path in ["nothing/", "articles", "claims/1", "claims/one/", "claims/-1/", "claims/%00/",
                 "claims/1/nothing/", "desks//", "claims/" + "9" * 5000 + "/"]:  # fmt: skip
        for method in ("GET", "POST", "PATCH", "DELETE"):
            with subtests.test(f"{method} {path[:60]}"):
                assert refused(api.viewer.send(method, path), 404, "not-found") == missing
    assert refused(api.viewer.get(f"claims/{2**63}/"), 404, "not-found") == missing


def test_an_unknown_address_is_told_to_nobody(api):
    refused(api.nobody.get("nothing/"), 401, "not-authenticated")


def test_a_foreign_row_is_told_in_the_words_of_a_missing_one(subtests, scene, api):
    for path in DETAILS:
        with subtests.test(str(path)[:60]):
            foreign = id_for(path.split("/")[0], scene)
            assert api.viewer.get(path.format(foreign)).status_code == 200

            told = [
                refused(api.stranger.get(path.format(pk)), 404, "not-found")
                for pk in (foreign, NOWHERE)
            ]
            assert told[0] == told[1]


def test_a_form_of_answer_that_is_not_offered_is_406(subtests, cast, api):
    article = make_article(cast)
    for path in ("claims/", f"articles/{article.pk}/", f"articles/{article.pk}/annotations/"):
        with subtests.test(path):
            problem = refused(api.viewer.get(path, Accept="text/html"), 406, "not-acceptable")
            assert problem["detail"].endswith("Available: application/json.")
    for accept in (
        "application/json",
        "application/*",
        "text/html, */*;q=0.1",
        "application/json; charset=utf-8",
    ):
        with subtests.test(accept):
            response = api.viewer.get("claims/", Accept=accept)
            assert (response.status_code, response["Content-Type"]) == (200, "application/json")


def test_a_form_of_body_that_is_not_understood_is_415(subtests, scene, api):
    with nothing_written():
        for kind in (
            "text/plain",
            "application/x-www-form-urlencoded",
            "application/xml",
            "nonsense",
        ):
            for method, path, seen in (
                ("POST", "articles/", None),
                ("POST", "claims/", None),
                ("PATCH", f"claims/{scene.claim.pk}/", "*"),
            ):
                with subtests.test(f"{kind} {path}"):
                    response = api.reporter.send(method, path, raw=b"a=1", kind=kind, seen=seen)
                    problem = refused(response, 415, "unsupported-media-type")
                    assert "application/json" in problem["detail"]
                    assert ("multipart/form-data" in problem["detail"]) is (path == "articles/")
                    assert response["Accept"].startswith("application/json")
        response = api.reporter.post("articles/bulk/", {"headline": "X"})
        told = refused(response, 415, "unsupported-media-type")["detail"]
        assert told.endswith("Send application/x-ndjson.")
        file = SimpleUploadedFile("a.txt", b"words")
        refused(api.reporter.upload("claims/", file=file), 415, "unsupported-media-type")


def test_json_may_name_its_charset(api):
    raw = '{"name": "Культура", "slug": "culture"}'.encode()
    response = api.admin.post("desks/", raw=raw, kind="application/json; charset=utf-8")

    assert response.json()["name"] == "Культура"


def test_a_form_that_cannot_be_taken_apart_is_unreadable(api):
    with nothing_written():
        for kind in ("multipart/form-data", "multipart/form-data; boundary=\x7f"):
            refused(api.reporter.post("articles/", raw=b"x", kind=kind), 400, "unreadable")


def test_the_order_of_refusals(subtests, scene, second_reporter, api):
    """401, 404, 403, 428, 412, 400 or 422, 409: each is met with all that follow."""
    path = f"claims/{scene.claim.pk}/"
    Claim.objects.update(stage="dismissed")
    bad, kind = b"{", "text/plain"
    for who, seen, raw, status, slug in [
        (api.nobody, None, bad, 401, "not-authenticated"),
        (api.stranger, None, bad, 404, "not-found"),
        (second_reporter, None, bad, 403, "not-allowed"),
        (api.reporter, None, bad, 428, "precondition-required"),
        (api.reporter, 99, bad, 412, "stale"),
        (api.reporter, "*", bad, 400, "unreadable"),
    ]:
        with subtests.test(f"PATCH {status}"), nothing_written():
            refused(who.patch(path, raw=raw, seen=seen), status, slug)
    with subtests.test("PATCH 415"):
        response = api.reporter.patch(path, raw=b"x", kind=kind, seen=99)
        refused(response, 412, "stale")
    for seen, body, status, slug, fields in [
        (99, {"note": 5}, 412, "stale", []),
        (None, {"note": 5}, 422, "invalid", ["note"]),
        (None, {"note": ""}, 409, "wrong-state", []),
    ]:
        with subtests.test(f"dismiss {status}"), nothing_written():
            response = api.checker.post(f"{path}dismiss/", body, seen=seen)
            refused(response, status, slug, *fields)
    with subtests.test("a method that is not offered"):
        refused(api.nobody.send("PUT", path), 401, "not-authenticated")


def test_a_busy_database_says_when_to_come_again(monkeypatch, api):
    def busy(*_args):
        raise OperationalError("canceling statement due to lock timeout")

    monkeypatch.setattr(claims_api, "filtered", busy)
    response = api.viewer.get("claims/")

    problem = refused(response, 503, "try-again")
    assert response["Retry-After"] == "2"
    assert "lock timeout" not in json.dumps(problem)


def test_a_fault_of_ours_says_its_number_and_nothing_else(monkeypatch, caplog, api):
    def broken(*_args):
        raise ZeroDivisionError("a secret of the inside")

    monkeypatch.setattr(claims_api, "filtered", broken)
    response = api.viewer.get("claims/")

    problem = refused(response, 500, "error")
    assert "secret" not in response.content.decode()
    number = problem["detail"].rstrip(".").split()[-1]
    assert any(number in record.getMessage() and record.exc_info for record in caplog.records)


def test_answers_are_for_nobody_else_and_have_a_number(api):
    response = api.viewer.get("claims/", **{"X-Request-ID": "abc-12345678"})

    assert response["X-Request-ID"] == "abc-12345678"
    assert "no-store" in response["Cache-Control"]
