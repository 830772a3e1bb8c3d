"""/api/v1/assessments/, their approval and their return"""

import pytest

from annotations.models import Assessment, Claim, Membership, Rating
from tests.api.calls import ids, nothing_written, refused
from tests.factory import make_checked_claim, make_claim, make_proposal

NOTE = {"note": "Which page?"}  # A return needs one.


@pytest.fixture
def claim(cast):
    return make_claim(cast)


@pytest.fixture
def body(claim):
    return {"claim": claim.pk, "question": "true", "rating": "mixed", "rationale": "Page 4."}


def stage(api, claim) -> str:
    return api.viewer.get(f"claims/{claim.pk}/").json()["stage"]


def states(api, claim) -> list[str]:
    rows = api.viewer.get(f"assessments/?claim={claim.pk}").json()["results"]
    return [row["state"] for row in rows]


def test_a_proposal_is_made_and_answered_as_it_is_read(cast, claim, body, api):
    response = api.checker.post("assessments/", body | {"rationale": " “Sic”\r\n🌉 "})

    assert response.status_code == 201, response.content
    row = response.json()
    assert row == {
        "id": Assessment.objects.get().pk,
        "url": f"http://testserver/api/v1/assessments/{row['id']}/",
        "version": 1,
        "created_at": row["created_at"],
        "updated_at": row["updated_at"],
        "claim": claim.pk,
        "question": "true",
        "rating": "mixed",
        "label": "Mixed",
        "value": 3,
        "rationale": "“Sic”\n🌉",
        "state": "proposed",
        "needs_another_look": False,
        "author": cast.checker.pk,
        "rated_with": None,
        "reviewer": None,
        "note": "",
        "reviewed_at": None,
    }
    assert (response["ETag"], response["Location"]) == ('"1"', row["url"])
    read = api.viewer.get(row["url"])
    assert (read.json(), read["ETag"]) == (row, '"1"')
    assert api.viewer.get("assessments/").json()["results"] == [row]


@pytest.mark.parametrize("before", ["open", "checking", "review", "checked"])
def test_a_proposal_brings_the_claim_to_review(before, claim, body, api):
    Claim.objects.update(stage=before)
    assert api.checker.post("assessments/", body).status_code == 201

    assert stage(api, claim) == "review"


@pytest.mark.parametrize("before", ["suggested", "dismissed"])
def test_what_nobody_checks_gets_no_proposal(before, body, api):
    Claim.objects.update(stage=before)
    with nothing_written():
        refused(api.checker.post("assessments/", body), 409, "wrong-state")


def test_a_newer_proposal_replaces_the_own_pending_one_on_the_question(claim, body, api):
    api.checker.post("assessments/", body)
    api.editor.post("assessments/", body)
    api.checker.post("assessments/", body | {"question": "said", "rating": "as-quoted"})
    api.checker.post("assessments/", body | {"rating": "refuted"})

    assert states(api, claim) == ["superseded", "proposed", "proposed", "proposed"]
    assert api.viewer.get(f"claims/{claim.pk}/").json()["questions"] == ["said", "true"]


def test_the_scale_is_the_desks_for_the_question(subtests, cast, claim, body, api):
    Rating.objects.create(
        desk=cast.other_desk, question="true", slug="theirs", label="T", tone="mixed"
    )
    Rating.objects.create(
        desk=cast.desk, question="true", slug="ours", label="Ours", value=2, tone="mixed"
    )
    with nothing_written():
        for given in ({"rating": "theirs"}, {"question": "said"}, {"rating": "Mixed"}):
            with subtests.test(str(given)):
                response = api.checker.post("assessments/", body | given)
                refused(response, 422, "invalid", "rating")
    row = api.checker.post("assessments/", body | {"rating": "ours"}).json()
    assert (row["rating"], row["label"], row["value"]) == ("ours", "Ours", 2)


def test_a_proposal_that_breaks_a_rule_is_refused_beside_the_field(subtests, body, api):
    with nothing_written():
        for given, fields in [
            ({"rationale": ""}, ["rationale"]),
            ({"rationale": " \n\u00a0"}, ["rationale"]),
            ({"rationale": None}, ["rationale"]),
            ({"rationale": "x" * 20_001}, ["rationale"]),
            ({"rating": ""}, ["rating"]),
            ({"rating": 3}, ["rating"]),
            ({"question": "why"}, ["question"]),
            ({"claim": 987654321}, ["claim"]),
            ({"claim": "1", "question": None}, ["claim", "question"]),
        ]:
            with subtests.test(str(given)[:60]):
                response = api.checker.post("assessments/", body | given)
                refused(response, 422, "invalid", *fields)
        missing = ["claim", "question", "rating", "rationale"]
        refused(api.checker.post("assessments/", {}), 422, "invalid", *missing)


def test_a_foreign_claim_is_refused_in_the_words_of_a_missing_one(body, api):
    with nothing_written():
        told = [
            refused(
                api.stranger.post("assessments/", body | {"claim": pk}), 422, "invalid", "claim"
            )
            for pk in (body["claim"], 987654321)
        ]
    assert told[0] == told[1]


def test_reporters_propose_nothing_and_nobody_sets_what_is_decided(cast, claim, body, api):
    given = {"state": "approved", "reviewer": cast.editor.pk, "author": cast.editor.pk, "id": 7,
             "version": 9, "needs_another_look": True, "note": "N", "value": 5}  # fmt: skip
    with nothing_written():
        refused(api.reporter.post("assessments/", body | given), 403, "not-allowed")
    row = api.checker.post("assessments/", body | given).json()

    assert (row["state"], row["author"], row["reviewer"]) == ("proposed", cast.checker.pk, None)
    assert (row["version"], row["note"], row["value"]) == (1, "", 3)
    assert api.viewer.get(f"claims/{claim.pk}/").json()["status"]["true"] is None


def test_a_list_is_of_one_claim_or_of_all_in_every_state(cast, claim, api):
    first = make_proposal(cast, claim)
    second = make_proposal(cast, claim, rating="mixed")
    other = make_proposal(cast, make_claim(cast))

    assert ids(api.viewer.get("assessments/")) == [first.pk, second.pk, other.pk]
    assert ids(api.viewer.get(f"assessments/?claim={claim.pk}")) == [first.pk, second.pk]
    told = [
        refused(api.stranger.get(f"assessments/?claim={pk}"), 404, "not-found")
        for pk in (claim.pk, 987654321)
    ]
    assert told[0] == told[1]
    refused(api.viewer.get("assessments/?state=proposed"), 400, "unreadable", "state")


# --- decisions --------------------------------------------------------------------------------


def test_a_second_person_approves_and_the_claim_is_checked(cast, claim, api):
    mine = make_proposal(cast, claim)
    theirs = make_proposal(cast, claim, actor=cast.second_editor, rating="refuted")
    said = make_proposal(cast, claim, question="said", rating="not-said")
    response = api.editor.post(f"assessments/{mine.pk}/approve/", {"note": " Fine. "})

    assert (response.status_code, response["ETag"]) == (200, '"2"')
    row = response.json()
    assert (row["state"], row["reviewer"], row["note"]) == ("approved", cast.editor.pk, "Fine.")
    assert row["reviewed_at"].endswith("+00:00")
    assert row == api.viewer.get(f"assessments/{mine.pk}/").json()
    assert states(api, claim) == ["approved", "superseded", "proposed"]
    assert stage(api, claim) == "review"
    superseded = api.viewer.get(f"assessments/{theirs.pk}/")
    assert superseded["ETag"].startswith('"2.')
    assert superseded.json()["reviewer"] is None

    api.editor.post(f"assessments/{said.pk}/approve/")
    shown = api.viewer.get(f"claims/{claim.pk}/").json()
    assert shown["stage"] == "checked"
    assert [one["assessment"] for one in shown["status"].values()] == [said.pk, mine.pk]


def test_a_new_verdict_supersedes_the_one_before(cast, api):
    claim = make_checked_claim(cast)
    newer = make_proposal(cast, claim, rating="refuted")
    api.editor.post(f"assessments/{newer.pk}/approve/")

    assert states(api, claim) == ["superseded", "approved"]
    assert api.viewer.get(f"claims/{claim.pk}/").json()["status"]["true"]["rating"] == "refuted"


@pytest.mark.parametrize("body", [{}, {"note": ""}, {"note": " \n"}])
def test_a_return_without_words_is_refused(cast, claim, body, api):
    proposal = make_proposal(cast, claim)
    with nothing_written():
        response = api.editor.post(f"assessments/{proposal.pk}/return/", body)
        refused(response, 422, "invalid", "note")


def test_a_returned_proposal_goes_back_with_a_note(cast, claim, api):
    proposal = make_proposal(cast, claim)
    response = api.editor.post(f"assessments/{proposal.pk}/return/", {"note": "Which page?"})

    assert response.status_code == 200
    assert response["ETag"].startswith('"2.')
    row = response.json()
    assert (row["state"], row["reviewer"]) == ("returned", cast.editor.pk)
    assert row["note"] == "Which page?"
    assert stage(api, claim) == "checking"


@pytest.mark.parametrize("verb", ["approve", "return"])
def test_nobody_decides_on_the_own_proposal(verb, cast, claim, api):
    for caller in (api.editor, api.admin):
        proposal = make_proposal(cast, claim, actor=caller.user)
        with nothing_written():
            for seen in (None, 7, 1):
                path = f"assessments/{proposal.pk}/{verb}/"
                refused(caller.post(path, NOTE, seen=seen), 403, "four-eyes")
    assert api.second_editor.post(f"assessments/{proposal.pk}/{verb}/", NOTE).status_code == 200


@pytest.mark.parametrize("verb", ["approve", "return"])
def test_what_was_decided_is_decided(subtests, verb, cast, claim, api):
    for state in ("approved", "returned", "superseded"):
        proposal = make_proposal(cast, make_claim(cast))
        path = f"assessments/{proposal.pk}/{verb}/"
        Assessment.objects.filter(pk=proposal.pk).update(state=state, reviewer=cast.editor)
        with subtests.test(state), nothing_written():
            refused(api.second_editor.post(path, NOTE), 409, "wrong-state")
    path = f"assessments/{make_proposal(cast, claim).pk}/{verb}/"
    for before in ("dismissed", "suggested"):
        Claim.objects.update(stage=before)
        with subtests.test(before), nothing_written():
            refused(api.editor.post(path, NOTE), 409, "wrong-state")


def test_a_verdict_that_needs_another_look_is_proposed_anew_and_approved(cast, api):
    claim = make_checked_claim(cast)
    api.checker.post(f"claims/{claim.pk}/reopen/", {})
    verdict = Assessment.objects.get()
    refused(api.second_editor.post(f"assessments/{verdict.pk}/approve/", {}), 409, "wrong-state")
    again = f"assessments/{verdict.pk}/propose-again/"
    with nothing_written():
        refused(api.checker.post(again, seen=None), 428, "precondition-required")
        refused(api.checker.post(again, seen=1), 412, "stale")
        refused(api.reporter.post(again), 403, "not-allowed")
        refused(api.stranger.post(again, seen=3), 404, "not-found")
    made = api.checker.post(again)
    assert (made.status_code, made["Location"]) == (201, made.json()["url"])
    with nothing_written():
        told = refused(
            api.checker.post(f"assessments/{made.json()['id']}/approve/"), 403, "not-allowed"
        )
    assert "editors" in told["detail"]
    response = api.second_editor.post(f"assessments/{made.json()['id']}/approve/", {})

    assert response.status_code == 200
    assert response.json()["needs_another_look"] is False
    assert response.json()["reviewer"] == cast.second_editor.pk
    assert stage(api, claim) == "checked"


@pytest.mark.parametrize("verb", ["approve", "return"])
def test_a_decision_is_made_on_the_version_that_was_seen(verb, cast, claim, api):
    proposal = make_proposal(cast, claim)
    path = f"assessments/{proposal.pk}/{verb}/"
    with nothing_written():
        for seen in (None, "*"):
            refused(api.editor.post(path, {}, seen=seen), 428, "precondition-required")
        stale = refused(api.editor.post(path, {"note": 5}, seen=2), 412, "stale")
        refused(api.editor.post(path, {"note": 5}, seen=1), 422, "invalid", "note")
        refused(api.editor.post(path, raw=b"{"), 400, "unreadable")
        refused(api.checker.post(path, {}, seen=2), 403, "not-allowed")
        refused(api.stranger.post(path, {}, seen=2), 404, "not-found")
    assert stale["current"] == api.viewer.get(f"assessments/{proposal.pk}/").json()
    assert api.editor.post(path, NOTE, seen='W/"1"').status_code == 200


def test_fields_that_are_no_part_of_a_decision_are_left_alone(cast, claim, api):
    proposal = make_proposal(cast, claim)
    given = {"rating": "refuted", "rationale": "Mine", "state": "returned", "author": 1, "claim": 1}
    row = api.editor.post(f"assessments/{proposal.pk}/approve/", given).json()

    assert (row["state"], row["rating"], row["author"]) == (
        "approved", "supported", cast.checker.pk,
    )  # fmt: skip
    assert (row["rationale"], row["claim"]) == ("Page 4 says so.", claim.pk)


def test_who_proposes_what_nobody_can_decide_on_is_warned(cast, body, api):
    assert "warning" not in api.checker.post("assessments/", body).json()
    Membership.objects.filter(user=cast.second_editor).delete()
    told = api.editor.post("assessments/", body | {"question": "said", "rating": "as-quoted"})
    warning = "Nobody on this desk can decide this: editor proposed it."
    assert (told.status_code, told.json()["warning"]) == (201, warning)
