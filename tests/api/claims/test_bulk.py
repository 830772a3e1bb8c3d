"""/api/v1/claims/bulk/: each claim by its own rules, all of it one undo."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.models import Claim
from annotations.services.claims import labels
from tests.api.calls import nothing_written, refused
from tests.factory import make_article, make_claim


@pytest.fixture
def many(cast) -> list[Claim]:
    article = make_article(cast)
    return [
        make_claim(cast, article, words=words) for words in ("41 bridges", "twice", "Ilka Varn")
    ]


def body(action: str, rows: list[Claim], **value) -> dict:
    claims = [{"id": row.pk, "version": row.version} for row in rows]
    return {"action": action, "claims": claims, **value}


def fresh(rows: list[Claim]) -> list[Claim]:
    return list(Claim.objects.filter(pk__in=[row.pk for row in rows]).order_by("pk"))


@pytest.mark.parametrize(
    ("action", "given", "column"),
    [
        ("assign", {"user": None}, "assignee"),
        ("due", {"due": "2026-12-24"}, "due"),
        ("priority", {"priority": "urgent"}, "priority"),
        ("label", {"label": "Budget"}, "labels"),
        ("dismiss", {"note": "Opinions."}, "stage"),
    ],
)
def test_each_claim_is_changed_answers_with_its_version_and_comes_back_by_one_undo(
    action, given, column, cast, api, many
):
    labels.add(actor=cast.checker, desk_id=cast.desk.pk, name="Budget")
    before = [api.viewer.get(f"claims/{row.pk}/").json()[column] for row in many]
    if action == "assign":
        given = {"user": cast.checker.pk}
    response = api.editor.post("claims/bulk/", body(action, many, **given))
    answer = response.json()

    assert response.status_code == 200
    assert answer["results"] == [{"id": one.pk, "version": one.version} for one in fresh(many)]
    assert {one.version for one in fresh(many)} == {2}
    assert [api.viewer.get(f"claims/{row.pk}/").json()[column] for row in many] != before
    assert answer["request"] == response["X-Request-ID"]
    assert api.editor.post("undo/", {"request": answer["request"]}).status_code == 200
    assert [api.viewer.get(f"claims/{row.pk}/").json()[column] for row in many] == before


def test_the_others_are_left_and_say_why(cast, api, many):
    theirs = make_claim(cast, many[0].article, words="resigned", actor=cast.checker)
    sent = body("due", [*many, theirs], due="2026-12-24")
    sent["claims"][0]["version"] = 9
    sent["claims"].append({"id": 987_654_321, "version": 1})
    results = api.reporter.post("claims/bulk/", sent).json()["results"]

    assert [one.get("error", {}).get("type") for one in results] == [
        "/problems/stale", None, None, "/problems/not-allowed", "/problems/not-found",
    ]  # fmt: skip
    assert all(one["error"]["detail"] for one in results if "error" in one)
    assert [one.due for one in fresh(many)] == [None, date(2026, 12, 24), date(2026, 12, 24)]


def test_a_stranger_changes_nothing_and_learns_nothing(api, many):
    with nothing_written():
        results = api.stranger.post("claims/bulk/", body("due", many, due=None)).json()["results"]
    assert {one["error"]["type"] for one in results} == {"/problems/not-found"}


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"action": "approve"}, "action"),
        ({"due": "soon"}, "due"),
        ({"action": "assign"}, "user"),
        ({"priority": "low"}, "priority"),
        ({"action": "assign", "user": 987_654_321, "due": None}, "due"),
        ({"claims": []}, "claims"),
        ({"claims": [{"id": 1}]}, "claims.0.version"),
        ({"claims": [{"id": 1, "version": 1}] * 2}, "claims"),
        ({"claims": [{"id": n, "version": 1} for n in range(1001)]}, "claims"),
        ({"stage": "open"}, "stage"),
    ],
)
def test_what_breaks_a_rule_is_refused(given, field, api, many):
    with nothing_written():
        response = api.editor.post("claims/bulk/", body("due", many, due="2026-12-24") | given)
    problem = refused(response, 422, "invalid", field)
    assert problem["errors"][0]["message"]


def test_nobody_unknown_is_given_claims(cast, api, many):
    for user in (987_654_321,):
        response = api.editor.post("claims/bulk/", body("assign", many, user=user))
        refused(response, 422, "invalid", "user")
    results = api.editor.post(
        "claims/bulk/", body("assign", many, user=cast.stranger.pk)
    ).json()["results"]  # fmt: skip
    assert {one["error"]["errors"][0]["field"] for one in results} == {"user"}


def test_many_cost_as_many_questions_as_one(cast, api, many):
    api.editor.get("desks/")

    def questions(rows) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert api.editor.post("claims/bulk/", body("due", rows, due=None)).status_code == 200
        return len(asked)

    assert questions(many[:1]) == questions(many[1:])
