"""/api/v1/desks/{id}/deputies/ and deputies/{id}/"""

from datetime import timedelta

import pytest
from django.utils import timezone

from annotations.models import Deputy
from tests.api.calls import nothing_written, refused

TODAY = timezone.now().date()


@pytest.fixture
def path(cast) -> str:
    return f"desks/{cast.desk.pk}/deputies/"


@pytest.fixture
def body(cast) -> dict:
    return {
        "person": cast.checker.pk,
        "deputy": cast.editor.pk,
        "starts_on": str(TODAY),
        "ends_on": str(TODAY + timedelta(days=7)),
    }


def test_one_names_ones_own_deputy_and_either_ends_it(cast, api, path, body):
    made = api.checker.post(path, body)
    row = made.json()
    assert (made.status_code, made["Location"]) == (201, row["url"])
    assert row == {
        "id": Deputy.objects.get().pk,
        "url": f"http://testserver/api/v1/deputies/{row['id']}/",
        "desk": cast.desk.pk,
        "person": cast.checker.pk,
        "deputy": cast.editor.pk,
        "starts_on": body["starts_on"],
        "ends_on": body["ends_on"],
        "made_by": cast.checker.pk,
        "created_at": row["created_at"],
        "updated_at": row["updated_at"],
    }
    assert api.viewer.get(path).json()["results"] == [row] == [api.viewer.get(row["url"]).json()]
    with nothing_written():
        refused(api.reporter.delete(row["url"]), 403, "not-allowed")
    assert api.editor.delete(row["url"]).status_code == 204


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"deputy": 987_654_321}, "deputy"),
        ({"starts_on": "soon"}, "starts_on"),
        ({"ends_on": "2020-01-01"}, "ends_on"),
        ({"role": "editor"}, "role"),
    ],
)
def test_what_breaks_a_rule_is_refused(given, field, api, path, body):
    with nothing_written():
        refused(api.checker.post(path, body | given), 422, "invalid", field)


def test_nobody_names_a_deputy_of_a_colleague_and_none_twice(api, path, body):
    with nothing_written():
        refused(api.reporter.post(path, body), 403, "not-allowed")
        refused(api.stranger.post(path, body), 404, "not-found")
    assert api.editor.post(path, body).status_code == 201
    refused(api.editor.post(path, body), 409, "wrong-state")
