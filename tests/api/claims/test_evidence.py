"""/api/v1/evidence/ and /api/v1/evidence/{id}/"""

import pytest

from annotations.models import Evidence, Role, Source, User
from annotations.services.accounts import desks
from tests.api.calls import Caller, ids, nothing_written, refused
from tests.factory import make_checked_claim, make_claim, make_evidence, make_source


@pytest.fixture
def claim(cast):
    return make_claim(cast)


@pytest.fixture
def body(cast, claim):
    return {"claim": claim.pk, "source": make_source(cast).pk, "stance": "refutes"}


def test_evidence_is_added_and_answered_as_it_is_read(cast, body, api):
    words = {"question": "said", "excerpt": "“Sic”\r\n🌉", "note": " Page 4 "}
    response = api.checker.post("evidence/", body | words)

    assert response.status_code == 201, response.content
    row = response.json()
    assert row == {
        "id": Evidence.objects.get().pk,
        "url": f"http://testserver/api/v1/evidence/{row['id']}/",
        "version": 1,
        "created_at": row["created_at"],
        "updated_at": row["updated_at"],
        **body,
        "question": "said",
        "excerpt": "“Sic”\n🌉",
        "excerpt_state": "",
        "snapshot": None,
        "note": "Page 4",
        "created_by": cast.checker.pk,
    }
    assert (response["ETag"], response["Location"]) == ('"1"', row["url"])
    read = api.viewer.get(row["url"])
    assert (read.json(), read["ETag"]) == (row, '"1"')
    assert api.viewer.get("evidence/").json()["results"] == [row]


def test_question_excerpt_and_note_may_be_left_out_or_empty(body, api):
    for more in ({}, {"excerpt": "", "note": ""}):
        row = api.checker.post("evidence/", body | more).json()
        assert (row["question"], row["excerpt"], row["note"]) == ("true", "", "")


def test_every_stance_may_be_said(subtests, body, api):
    for stance in ["supports", "refutes", "context"]:
        with subtests.test(str(stance)[:60]):
            assert (
                api.checker.post("evidence/", body | {"stance": stance}).json()["stance"] == stance
            )


def test_evidence_on_another_question_asks_it(claim, body, api):
    api.checker.post("evidence/", body | {"question": "said"})

    assert api.viewer.get(f"claims/{claim.pk}/").json()["questions"] == ["said", "true"]


def test_new_evidence_asks_for_another_look_at_the_verdict(cast, api):
    claim = make_checked_claim(cast)
    given = {"claim": claim.pk, "source": make_source(cast).pk, "stance": "context"}
    api.checker.post("evidence/", given)

    row = api.viewer.get(f"claims/{claim.pk}/").json()
    assert (row["stage"], row["status"]["true"]["needs_another_look"]) == ("review", True)


def test_evidence_that_breaks_a_rule_is_refused_beside_the_field(subtests, body, api):
    with nothing_written():
        for given, fields in [
            ({"stance": "against"}, ["stance"]),
            ({"stance": None}, ["stance"]),
            ({"question": "why"}, ["question"]),
            ({"excerpt": "x" * 20_001}, ["excerpt"]),
            ({"note": 5, "excerpt": None}, ["excerpt", "note"]),
            ({"claim": "1"}, ["claim"]),
            ({"claim": 987654321}, ["claim"]),
            ({"source": 987654321}, ["source"]),
            ({"source": -1}, ["source"]),
        ]:
            with subtests.test(str(given)[:60]):
                refused(api.checker.post("evidence/", body | given), 422, "invalid", *fields)


def test_missing_fields_are_named(api):
    refused(api.checker.post("evidence/", {}), 422, "invalid", "stance", "claim", "source")


def test_foreign_ids_are_refused_in_the_words_of_missing_ones(cast, body, api):
    foreign = Source.objects.create(desk=cast.other_desk, title="Theirs")
    with nothing_written():
        for field, caller, pk in (
            ("claim", api.stranger, body["claim"]),
            ("source", api.checker, foreign.pk),
        ):
            told = [
                refused(caller.post("evidence/", body | {field: one}), 422, "invalid", field)
                for one in (pk, 987654321)
            ]
            assert told[0] == told[1]


def test_reporters_add_and_change_none(cast, claim, body, api):
    path = f"evidence/{make_evidence(cast, claim).pk}/"
    with nothing_written():
        refused(api.reporter.post("evidence/", body), 403, "not-allowed")
        refused(api.reporter.patch(path, {"stance": "context"}, seen=1), 403, "not-allowed")
        refused(api.reporter.delete(path, seen=1), 403, "not-allowed")


def test_fields_that_nobody_may_set_are_left_alone(cast, body, api):
    given = {"id": 7, "version": 9, "created_by": cast.editor.pk}
    row = api.checker.post("evidence/", body | given).json()

    assert (row["version"], row["created_by"]) == (1, cast.checker.pk)
    given |= {"claim": 1, "source": 1, "note": "N"}
    changed = api.editor.patch(f"evidence/{row['id']}/", given, seen=1).json()
    assert {name for name in row if row[name] != changed[name]} == {
        "note", "version", "updated_at",
    }  # fmt: skip


def test_a_list_is_of_one_claim_or_of_all(cast, claim, api):
    rows = [make_evidence(cast, claim), make_evidence(cast, claim, stance="context")]
    other = make_evidence(cast, make_claim(cast))

    assert ids(api.viewer.get("evidence/")) == [rows[0].pk, rows[1].pk, other.pk]
    assert ids(api.viewer.get(f"evidence/?claim={claim.pk}")) == [rows[0].pk, rows[1].pk]
    told = [
        refused(api.stranger.get(f"evidence/?claim={pk}"), 404, "not-found")
        for pk in (claim.pk, 987654321)
    ]
    assert told[0] == told[1]
    assert api.viewer.get("evidence/?claim=x").status_code == 400
    refused(api.viewer.get("evidence/?source=1"), 400, "unreadable", "source")


def test_evidence_is_changed_and_its_claim_rises(cast, claim, api):
    row = make_evidence(cast, claim)
    before = api.viewer.get(f"claims/{claim.pk}/").json()["version"]
    changes = {"stance": "context", "question": "said", "excerpt": "E", "note": ""}
    response = api.checker.patch(f"evidence/{row.pk}/", changes, seen=1)

    assert (response.status_code, response["ETag"]) == (200, '"2"')
    shown = response.json()
    assert {name: shown[name] for name in changes} == changes
    assert shown == api.viewer.get(f"evidence/{row.pk}/").json()
    now = api.viewer.get(f"claims/{claim.pk}/").json()
    assert (now["version"], now["questions"]) == (before + 1, ["said", "true"])


def test_a_change_that_breaks_a_rule_changes_nothing(subtests, cast, claim, api):
    for changes, field in [
        ({"stance": "against"}, "stance"),
        ({"question": ""}, "question"),
        ({"note": "x" * 20_001, "stance": "context"}, "note"),
        ({"excerpt": 5}, "excerpt"),
    ]:
        with subtests.test(str(changes)[:60]):
            row = make_evidence(cast, claim)
            with nothing_written():
                response = api.checker.patch(f"evidence/{row.pk}/", changes, seen=1)
                refused(response, 422, "invalid", field)


def test_the_same_values_change_nothing(cast, claim, api):
    row = make_evidence(cast, claim, excerpt="E")
    with nothing_written():
        for changes in (
            {"stance": "supports", "question": "true", "excerpt": " E ", "note": ""},
            {},
        ):
            response = api.checker.patch(f"evidence/{row.pk}/", changes, seen=1)
            assert (response.status_code, response["ETag"]) == (200, '"1"')


@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
def test_a_change_needs_the_version_that_was_seen(method, cast, claim, api):
    path = f"evidence/{make_evidence(cast, claim).pk}/"
    with nothing_written():
        refused(api.checker.send(method, path, {"note": 1}), 428, "precondition-required")
        stale = refused(api.checker.send(method, path, {"note": 1}, seen=2), 412, "stale")
    assert stale["current"] == api.viewer.get(path).json()


def test_one_takes_the_own_evidence_away_and_an_editor_anybodys(cast, claim, api):
    user = User.objects.create_user("second_checker")
    desks.set_role(actor=cast.admin, desk=cast.desk, user=user, role=Role.CHECKER)
    second_checker = Caller(user)
    rows = [make_evidence(cast, claim) for _ in range(2)]

    with nothing_written():
        refused(second_checker.delete(f"evidence/{rows[0].pk}/", seen=1), 403, "not-allowed")
    assert (
        second_checker.patch(f"evidence/{rows[0].pk}/", {"note": "N"}, seen=1).json()["note"] == "N"
    )
    assert api.checker.delete(f"evidence/{rows[0].pk}/", seen=2).status_code == 204
    response = api.editor.delete(f"evidence/{rows[1].pk}/", seen=1)
    assert (response.status_code, response.content) == (204, b"")
    assert ids(api.viewer.get("evidence/")) == []
    refused(api.viewer.get(f"evidence/{rows[1].pk}/"), 404, "not-found")
