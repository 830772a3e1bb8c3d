"""/api/v1/desks/"""

import base64
import json

from annotations.models import Desk, Membership, Rating, User
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
    cast.desk.refresh_from_db()  # The database says when it was written.
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
                        "double_check": False,
                        "created_at": cast.desk.created_at.isoformat(),
                        "updated_at": cast.desk.updated_at.isoformat(),
                    }
                ],
            }


def test_a_desk_is_read_by_its_id_as_the_list_shows_it(cast, api):
    response = api.viewer.get(f"desks/{cast.desk.pk}/")

    assert response.json() == api.viewer.get("desks/").json()["results"][0]
    assert response["ETag"].startswith("W/")  # Of what it says: it has no version.


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
    assert row == api.admin.get(f"desks/{row['id']}/").json()
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
    given = {"id": 7, "role": "viewer", "created_at": "2001-01-01T00:00:00Z"}
    row = api.admin.post("desks/", {"name": "Culture", "slug": "culture"} | given).json()

    assert row["id"] == Desk.objects.get(slug="culture").pk != 7
    assert row["role"] == "editor"
    assert not row["created_at"].startswith("2001")


def test_desks_are_found_by_no_parameter(api):
    refused(api.viewer.get("desks/?search=politics"), 400, "unreadable", "search")


def test_the_scales_of_a_desk_are_told_best_first_as_assessments_take_them(cast, api):
    for name in (cast.desk.pk, cast.desk.pk):
        rows = api.viewer.get(f"desks/{name}/ratings/").json()["results"]
    data = {}
    for row in rows:
        assert set(row) == {"question", "slug", "label", "value"}
        data.setdefault(row["question"], {})[row["slug"]] = row["value"]
    assert data == SCALES
    assert [list(data[question]) for question in SCALES] == [list(one) for one in SCALES.values()]
    assert rows[0]["label"] == "As quoted"


def test_scales_have_pages_too_and_a_cursor_of_ours(subtests, cast, api):
    address = f"desks/{cast.desk.pk}/ratings/?limit=5"
    slugs, pages = [], 0
    while address:
        page = api.viewer.get(address).json()
        slugs += [row["slug"] for row in page["results"]]
        address, pages = page["next"], pages + 1
    assert (slugs, pages) == ([*SCALES["said"], *SCALES["true"]], 3)
    for forged in (["n", 1, 1, 1], ["n", "sa\0id", 1, 1], ["n", None, 1, 1], ["n", "said", "x", 1]):
        with subtests.test(str(forged)):
            packed = base64.urlsafe_b64encode(json.dumps(forged).encode()).decode()
            path = f"desks/{cast.desk.pk}/ratings/?cursor={packed}"
            refused(api.viewer.get(path), 400, "unreadable", "cursor")


def test_the_members_of_a_desk_are_those_who_can_be_given_a_claim(cast, api, scene):
    User.objects.filter(pk=cast.checker.pk).update(display_name="Cleo Check")
    User.objects.filter(pk=cast.second_editor.pk).update(is_active=False)

    rows = api.viewer.get(f"desks/{cast.desk.pk}/members/").json()["results"]
    assert rows == [
        {"id": user.pk, "username": user.username, "name": name, "role": role}
        for user, name, role in [
            (cast.viewer, "viewer", "viewer"),
            (cast.reporter, "reporter", "reporter"),
            (cast.checker, "Cleo Check", "checker"),
            (cast.editor, "editor", "editor"),
        ]
    ]
    for row in rows:
        response = api.checker.post(f"claims/{scene.claim.pk}/assign/", {"user": row["id"]})
        assert response.status_code == 200


def test_what_belongs_to_a_desk_takes_no_other_parameter_and_no_other_method(subtests, cast, api):
    for name in ("ratings", "members"):
        with subtests.test(name):
            path = f"desks/{cast.desk.pk}/{name}/"
            refused(api.viewer.get(f"{path}?search=x"), 400, "unreadable", "search")
            refused(api.editor.post(path, {}), 405, "method-not-allowed")
            refused(api.stranger.get(path), 404, "not-found")
            assert len(api.viewer.get(f"{path}?limit=2").json()["results"]) == 2
