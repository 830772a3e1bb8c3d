"""Two unseen ratings by REST."""

import pytest

from annotations.models import Assessment, Desk
from tests import factory

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(cast):
    Desk.objects.filter(pk=cast.desk.pk).update(is_double_checked=True)
    return factory.make_claim(cast)


def begin(api, claim) -> str:
    response = api.checker.post("double-checks/", {"claim": claim.pk, "question": "true"})
    assert response.status_code == 201
    return f"double-checks/{response.json()['id']}/"


def rate(caller, path, rating="refuted", why="No figures."):
    return caller.post(f"{path}rate/", {"rating": rating, "rationale": why})


def test_two_rate_and_an_editor_decides(cast, api, claim):
    path = begin(api, claim)
    first = rate(api.checker, path).json()
    assert (first["state"], first["ratings"], first["raters"]) == (
        "rating", [], [cast.checker.pk],
    )  # fmt: skip
    both = rate(api.editor, path, "mixed", "Half.").json()
    assert both["state"] == "differing"
    assert [(one["rater"], one["rating"]) for one in both["ratings"]] == [
        (cast.checker.pk, "refuted"), (cast.editor.pk, "mixed"),
    ]  # fmt: skip
    assert api.editor.post(f"{path}decide/", {"rater": cast.checker.pk}).status_code == 403

    decided = api.admin.post(f"{path}decide/", {"rater": cast.checker.pk})
    assert decided.status_code == 200
    assert decided.json()["state"] == "decided"
    verdict = Assessment.objects.get()
    assert (verdict.state, verdict.author) == ("approved", cast.checker)
    shown = api.viewer.get(f"assessments/{verdict.pk}/").json()
    assert shown["rated_with"] == cast.editor.pk
    figures = api.editor.get(f"desks/{cast.desk.pk}/agreement/").json()
    assert figures["true"]["claims"] == 1
    assert figures["true"]["same"] == 0.0
    assert figures["true"]["pairs"][0]["raters"] == sorted([cast.checker.pk, cast.editor.pk])
    assert figures["true"]["matrix"] == [{"first": "refuted", "second": "mixed", "claims": 1}]
    assert figures["said"]["kappa"] is None


def test_an_answer_says_nothing_of_who_handed_in_before(api, claim):
    path = begin(api, claim)
    before = api.editor.get(path)
    rate(api.checker, path)
    after = api.editor.get(path)

    assert after.content == before.content
    assert after.headers["ETag"] == before.headers["ETag"]


def test_a_verdict_is_not_proposed_instead(api, claim):
    body = {"claim": claim.pk, "question": "true", "rating": "mixed", "rationale": "Half."}
    assert api.checker.post("assessments/", body).status_code == 409
    begin(api, claim)
    assert api.editor.post("assessments/", body).status_code == 409


def test_it_is_called_off_with_the_version_that_was_seen(api, claim):
    path = begin(api, claim)
    assert api.checker.post(f"{path}call-off/", {}).status_code == 403
    assert api.editor.post(f"{path}call-off/", {}, seen=None).status_code == 428
    assert api.editor.post(f"{path}call-off/", {}, seen=9).status_code == 412
    assert api.editor.post(f"{path}call-off/", {}).json()["state"] == "called off"
    assert rate(api.editor, path).status_code == 409


def test_somebody_leaves_it_and_an_editor_replaces_somebody(cast, api, claim):
    path = begin(api, claim)
    assert api.checker.post(f"{path}leave/", {}).json()["raters"] == []
    rate(api.checker, path)
    left = api.editor.post(f"{path}leave/", {"rater": cast.checker.pk})
    assert left.json()["raters"] == []
    assert api.editor.post(f"{path}leave/", {"rater": cast.checker.pk}).status_code == 409


def test_editors_switch_it_on_for_a_desk_and_for_a_label(cast, api):
    path = f"desks/{cast.desk.pk}/double-check/"
    assert api.editor.post(path, {"double_check": True}).json()["double_check"] is True
    made = api.checker.post("labels/", {"desk": "politics", "name": "Sensitive"}).json()
    label = f"labels/{made['id']}/"
    assert api.checker.patch(label, {"double_check": True}, seen="*").status_code == 403
    assert api.editor.patch(label, {"double_check": True}, seen="*").json()["double_check"] is True
