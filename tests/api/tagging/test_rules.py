"""/api/v1/tagging-rules/ and /api/v1/tagging-rules/{id}/"""

import pytest

from annotations.models import TaggingRule
from tests.api.calls import nothing_written, refused

BODY = {"desk": "politics", "kind": "always", "name": "Ilka Varn", "label": "PERSON"}


def test_a_rule_is_taught_read_and_forgotten(cast, api):
    response = api.checker.post("tagging-rules/", BODY)
    assert response.status_code == 201, response.content
    row = response.json()
    assert row == {
        "id": TaggingRule.objects.get().pk,
        "url": f"http://testserver/api/v1/tagging-rules/{row['id']}/",
        "version": 1,
        "created_at": row["created_at"],
        "updated_at": row["updated_at"],
        **BODY,
        "desk": cast.desk.pk,
        "created_by": cast.checker.pk,
    }
    assert api.viewer.get(row["url"]).json() == row
    assert api.viewer.get("tagging-rules/?kind=always&desk=politics").json()["results"] == [row]
    assert api.viewer.get("tagging-rules/?kind=never").json()["results"] == []
    assert api.checker.delete(row["url"], seen=1).status_code == 204
    assert not TaggingRule.objects.exists()


def test_what_is_taught_last_of_a_name_counts(cast, api):
    api.checker.post("tagging-rules/", BODY)
    said = {"desk": cast.desk.pk, "kind": "never", "name": "ILKA VARN"}
    assert api.checker.post("tagging-rules/", said).json()["version"] == 2
    assert TaggingRule.objects.values_list("kind", "label").get() == ("never", "")


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"kind": "sometimes"}, "kind"),
        ({"label": "THING"}, "label"),
        ({"label": ""}, "label"),
        ({"kind": "never"}, "label"),
        ({"name": "…"}, "name"),
        ({"desk": "nowhere"}, "desk"),
    ],
)
def test_what_cannot_be_taught_is_refused(given, field, cast, api):
    with nothing_written():
        response = api.checker.post("tagging-rules/", BODY | given)
    refused(response, 422, "invalid", field)
