"""/api/v1/claims/{id}/take/, hand-back/, assign, review, dismiss, reopen, accept"""

import pytest

from annotations.models import Claim, User
from annotations.services.claims import assessments
from tests.api.calls import nothing_written, refused
from tests.factory import make_checked_claim, make_claim, make_proposal

# From which stages each leads where.
STEPS = {
    "take": ({"open"}, "checking"),
    "review": ({"checking"}, "review"),
    "dismiss": ({"suggested", "open", "checking", "review"}, "dismissed"),
    "reopen": ({"checked", "dismissed"}, "open"),
    "accept": ({"suggested"}, "open"),
}
STAGES = ("suggested", "open", "checking", "review", "checked", "dismissed")
ACTIONS = (*STEPS, "assign")


@pytest.fixture
def claim(cast):
    """With a proposal, in the stage open."""
    claim = make_claim(cast)
    make_proposal(cast, claim)
    return put(claim, "open")


def put(claim, stage):
    """Whatever came before; checked is only what has a verdict."""
    if stage == "checked":
        Claim.objects.filter(pk=claim.pk).update(stage="review")
        for one in claim.assessments.pending():
            seen = {"assessment_id": one.pk, "seen_version": one.version}
            assessments.approve(actor=User.objects.get(username="editor"), **seen)
    Claim.objects.filter(pk=claim.pk).update(stage=stage)
    claim.refresh_from_db()
    return claim


@pytest.mark.parametrize("action", STEPS)
def test_a_step_is_taken_from_its_stages_and_refused_from_all_others(action, claim, api):
    starts, end = STEPS[action]
    for stage in STAGES:
        put(claim, stage)
        path = f"claims/{claim.pk}/{action}/"
        if stage not in starts:
            with nothing_written():
                refused(api.checker.post(path), 409, "wrong-state")
            continue
        before = api.viewer.get(f"claims/{claim.pk}/").json()
        response = api.checker.post(path, {})
        assert response.status_code == 200, response.content
        row = response.json()
        assert (row["stage"], row["version"]) == (end, before["version"] + 1)
        assert response["ETag"] == f'"{row["version"]}"'
        assert row == api.viewer.get(f"claims/{claim.pk}/").json()


def test_who_takes_a_claim_has_it(cast, claim, api):
    row = api.reporter.post(f"claims/{claim.pk}/take/").json()

    assert row["assignee"] == cast.reporter.pk


def test_a_claim_is_given_to_a_member_and_taken_back(cast, claim, api):
    path = f"claims/{claim.pk}/assign/"

    given = api.checker.post(path, {"user": cast.viewer.pk}).json()
    assert (given["assignee"], given["stage"]) == (cast.viewer.pk, "open")
    assert api.checker.post(path, {"user": cast.admin.pk}).json()["assignee"] == cast.admin.pk
    assert api.checker.post(path, {"user": None}).json()["assignee"] is None


@pytest.mark.parametrize("name", ["reporter", "checker", "editor", "admin"])
def test_who_took_a_claim_hands_it_back(name, claim, api):
    caller = getattr(api, name)
    caller.post(f"claims/{claim.pk}/take/")
    row = caller.post(f"claims/{claim.pk}/hand-back/").json()
    assert (row["stage"], row["assignee"]) == ("open", None)
    with nothing_written():
        refused(caller.post(f"claims/{claim.pk}/hand-back/"), 409, "wrong-state")


def test_nobody_hands_back_what_a_colleague_has(claim, api):
    api.checker.post(f"claims/{claim.pk}/take/")
    with nothing_written():
        refused(api.editor.post(f"claims/{claim.pk}/hand-back/"), 409, "wrong-state")
        refused(api.viewer.post(f"claims/{claim.pk}/hand-back/"), 403, "not-allowed")


def test_a_claim_that_is_taken_from_everybody_is_open(cast, claim, api):
    api.checker.post(f"claims/{claim.pk}/take/")
    row = api.editor.post(f"claims/{claim.pk}/assign/", {"user": None}).json()
    assert (row["stage"], row["assignee"]) == ("open", None)


@pytest.mark.parametrize("stage", ["suggested", "checked", "dismissed"])
def test_what_nobody_works_on_is_given_to_nobody(stage, cast, claim, api):
    put(claim, stage)
    with nothing_written():
        response = api.checker.post(f"claims/{claim.pk}/assign/", {"user": cast.reporter.pk})
        refused(response, 409, "wrong-state")


def test_strangers_and_the_inactive_get_no_claim_in_the_words_of_nobody(cast, claim, api):
    gone = User.objects.create_user("gone", is_active=False)
    cast.desk.memberships.create(user=gone, role="checker")
    with nothing_written():
        told = [
            refused(
                api.checker.post(f"claims/{claim.pk}/assign/", {"user": pk}), 422, "invalid", "user"
            )
            for pk in (cast.stranger.pk, gone.pk, 987654321)
        ]
    assert told[0] == told[1] == told[2]


def test_an_assignment_without_a_person_is_refused(subtests, claim, api):
    with nothing_written():
        for body in [{}, {"user": "1"}, {"user": True}, {"user": -1}, {"user": 2**63}]:
            with subtests.test(str(body)[:60]):
                refused(
                    api.checker.post(f"claims/{claim.pk}/assign/", body), 422, "invalid", "user"
                )


def test_a_review_needs_a_proposal(cast, api):
    claim = put(make_claim(cast), "checking")
    with nothing_written():
        refused(api.checker.post(f"claims/{claim.pk}/review/"), 409, "wrong-state")


@pytest.mark.parametrize(("action", "stage"), [("dismiss", "open"), ("reopen", "dismissed")])
def test_a_note_says_why_and_may_be_missing(action, stage, claim, api):
    path = f"claims/{claim.pk}/{action}/"
    for body, note in (({"note": " Too vague – “sic” 🌉 "}, "Too vague – “sic” 🌉"), ({}, "")):
        put(claim, stage)
        assert api.checker.post(path, body).json()["stage_note"] == note

    put(claim, stage)
    with nothing_written():
        refused(api.checker.post(path, {"note": 5}), 422, "invalid", "note")
        refused(api.checker.post(path, {"note": None}), 422, "invalid", "note")
        refused(api.checker.post(path, raw=b"{"), 400, "unreadable")
        refused(api.checker.post(path, {"note": "a\0"}), 400, "unreadable")


def test_a_reopened_claim_keeps_its_verdict_for_another_look(cast, api):
    claim = make_checked_claim(cast)
    row = api.checker.post(f"claims/{claim.pk}/reopen/", {"note": "New figures"}).json()

    assert (row["stage"], row["stage_note"]) == ("open", "New figures")
    assert row["status"]["true"]["rating"] == "supported"
    assert row["status"]["true"]["needs_another_look"] is True


@pytest.mark.parametrize("action", ACTIONS)
def test_a_version_is_honoured_where_it_is_sent(action, cast, claim, api):
    put(claim, min(STEPS[action][0]) if action in STEPS else "open")
    path = f"claims/{claim.pk}/{action}/"
    body = {"user": cast.editor.pk} if action == "assign" else {}
    with nothing_written():
        stale = refused(api.checker.post(path, body, seen=claim.version - 1), 412, "stale")
        refused(api.checker.post(path, body, seen="2"), 400, "unreadable", "If-Match")
    assert stale["current"] == api.viewer.get(f"claims/{claim.pk}/").json()
    assert api.checker.post(path, body, seen=claim.version).status_code == 200


def test_fields_that_are_no_part_of_a_step_are_left_alone(cast, claim, api):
    given = {"stage": "checked", "statement": "Mine", "version": 9}
    with nothing_written():
        told = api.checker.post(f"claims/{claim.pk}/take/", given | {"user": cast.editor.pk})
        refused(told, 422, "invalid", "user")
    row = api.checker.post(f"claims/{claim.pk}/take/", given).json()

    assert (row["stage"], row["assignee"]) == ("checking", cast.checker.pk)
    assert row["statement"] == claim.statement


def test_another_word_is_no_step(claim, api):
    refused(api.editor.post(f"claims/{claim.pk}/approve/"), 404, "not-found")
