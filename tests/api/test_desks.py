"""/api/v1/desks/"""

from annotations.models import Desk, Membership, Rating
from tests.api.calls import ids, nothing_written, refused

SCALES = {
    "true": {
        "supported": 5, "mostly-supported": 4, "mixed": 3, "misleading": 2, "refuted": 1,
        "not-checkable": None, "opinion": None,
    },
    "said": {
        "as-quoted": 5, "paraphrased": 4, "distorted": 2, "not-said": 1, "not-verifiable": None,
    },
}  # fmt: skip


def test_a_member_sees_the_own_desks_with_the_own_role(subtests, cast, api):
    for role in ["viewer", "reporter", "checker", "editor"]:
        with subtests.test(str(role)[:60]):
            response = getattr(api, role).get("desks/")

            assert response.status_code == 200
            assert response.json() == {
                "next": None,
                "previous": None,
                "results": [
                    {
                        "id": cast.desk.pk,
                        "url": f"http://testserver/api/v1/desks/{cast.desk.pk}/",
                        "name": "Politics",
                        "slug": "politics",
                        "role": role,
                        "created_at": cast.desk.created_at.isoformat(),
                        "updated_at": cast.desk.updated_at.isoformat(),
                    }
                ],
            }


def test_a_desk_is_read_by_its_id_as_the_list_shows_it(cast, api):
    response = api.viewer.get(f"desks/{cast.desk.pk}/")

    assert response.json() == api.viewer.get("desks/").json()["results"][0]
    assert "ETag" not in response


def test_an_administrator_sees_every_desk_as_its_editor(cast, api):
    rows = api.admin.get("desks/").json()["results"]

    assert [(row["id"], row["role"]) for row in rows] == [
        (cast.desk.pk, "editor"),
        (cast.other_desk.pk, "editor"),
    ]


def test_a_person_without_a_desk_sees_an_empty_list(cast, api):
    Membership.objects.filter(user=cast.viewer).delete()

    assert ids(api.viewer.get("desks/")) == []


def test_an_administrator_makes_a_desk_with_the_default_scales_and_edits_it(cast, api):
    response = api.admin.post("desks/", {"name": "Культура", "slug": "culture-2"})

    assert response.status_code == 201
    row = response.json()
    assert (row["name"], row["slug"], row["role"]) == ("Культура", "culture-2", "editor")
    assert Membership.objects.get(desk=row["id"]).user == cast.admin
    made = {}
    for rating in Rating.objects.filter(desk=row["id"]).order_by("position"):
        made.setdefault(rating.question, {})[rating.slug] = rating.value
    assert made == SCALES
    assert [list(made[question]) for question in SCALES] == [list(one) for one in SCALES.values()]


def test_blanks_around_and_within_a_name_are_tidied(api):
    row = api.admin.post("desks/", {"name": "  Home \u00a0 news ", "slug": "home"}).json()

    assert row["name"] == "Home news"


def test_nobody_else_makes_a_desk_whatever_they_send(subtests, api):
    with nothing_written():
        for role in ["stranger", "viewer", "reporter", "checker", "editor"]:
            with subtests.test(str(role)[:60]):
                for body in ({"name": "Culture", "slug": "culture"}, {"slug": 5}, []):
                    refused(getattr(api, role).post("desks/", body), 403, "not-allowed")


def test_a_desk_that_breaks_a_rule_is_refused_beside_the_field(subtests, api):
    with nothing_written():
        for body, fields in [
            ({}, ["name", "slug"]),
            ({"name": "Culture"}, ["slug"]),
            ({"name": "", "slug": "culture"}, ["name"]),
            ({"name": " \n ", "slug": "culture"}, ["name"]),
            ({"name": None, "slug": "culture"}, ["name"]),
            ({"name": 5, "slug": "culture"}, ["name"]),
            ({"name": "x" * 121, "slug": "culture"}, ["name"]),
            ({"name": "Culture", "slug": ""}, ["slug"]),
            ({"name": "Culture", "slug": "kültür"}, ["slug"]),
            ({"name": "Culture", "slug": "a b"}, ["slug"]),
            ({"name": "Culture", "slug": "2026"}, ["slug"]),
            ({"name": "Culture", "slug": "x" * 61}, ["slug"]),
            ({"name": "Culture", "slug": "politics"}, ["slug"]),
            ([], ["non_field_errors"]),
            (None, ["name", "slug"]),
        ]:
            with subtests.test(str(body)[:60]):
                refused(api.admin.post("desks/", body), 422, "invalid", *fields)


def test_fields_that_nobody_may_set_are_left_alone(cast, api):
    given = {"id": 7, "role": "viewer", "created_at": "2001-01-01T00:00:00Z", "memberships": []}
    row = api.admin.post("desks/", {"name": "Culture", "slug": "culture"} | given).json()

    assert row["id"] == Desk.objects.get(slug="culture").pk != 7
    assert row["role"] == "editor"
    assert not row["created_at"].startswith("2001")


def test_desks_are_found_by_no_parameter(api):
    refused(api.viewer.get("desks/?search=politics"), 400, "unreadable", "search")
