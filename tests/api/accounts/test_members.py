"""/api/v1/desks/{id}/members/{user}/ and invitations."""

from annotations.models import Invitation, Membership
from annotations.services.accounts import joining, tokens
from annotations.services.claims import workflow
from tests.api.calls import nothing_written, refused
from tests.factory import make_claim


def test_a_role_is_changed_and_the_work_handed_over(cast, api):
    claim = workflow.take(actor=cast.checker, claim_id=make_claim(cast).pk)
    path = f"desks/{cast.desk.pk}/members/{cast.checker.pk}/"
    row = api.editor.patch(path, {"role": "viewer", "hand_over_to": cast.editor.pk}).json()
    assert row == {
        "id": cast.checker.pk,
        "username": "checker",
        "name": "checker",
        "role": "viewer",
    }
    claim.refresh_from_db()
    assert claim.assignee == cast.editor

    path = f"desks/{cast.desk.pk}/members/{cast.editor.pk}/hand-over/"
    assert api.editor.get(path).json()["claims"] == 1
    found = api.editor.post(path, {"to": cast.second_editor.pk}).json()
    assert (found["claims"], found["contacts"], found["stayed"]) == (1, 0, {})
    made = api.editor.get(f"handovers/{found['handover']}/").json()
    assert made["moved"] == {"claims": [claim.pk]}
    assert api.editor.get("handovers/?desk=politics").json()["results"][0] == made
    assert api.viewer.get(f"handovers/{made['id']}/").json() == made | {"moved": {}}
    undone = api.editor.post(f"handovers/{made['id']}/undo/").json()
    assert undone["undone_by"] == cast.editor.pk
    refused(api.editor.post(f"handovers/{made['id']}/undo/"), 409, "wrong-state")


def test_a_program_removes_a_member_and_hands_the_work_over_and_reads_which_tokens_ended(cast, api):
    claim = workflow.take(actor=cast.checker, claim_id=make_claim(cast).pk)
    tokens.create(actor=cast.checker, user=cast.checker, name="Import", scopes=["read"])
    path = f"desks/{cast.desk.pk}/members/{cast.checker.pk}/?hand_over_to={cast.editor.pk}"
    refused(api.editor.delete(path.replace("hand_over_to", "to")), 400, "unreadable", "to")
    assert api.editor.delete(path).status_code == 204
    claim.refresh_from_db()
    assert claim.assignee == cast.editor
    [made] = api.editor.get("handovers/").json()["results"]
    assert made["ended_tokens"][0] == {"name": "Import", "scopes": ["read"], "last_used_at": None}
    assert api.viewer.get("handovers/").json()["results"][0]["ended_tokens"] == []


def test_what_breaks_a_rule_is_refused_and_changes_nothing(cast, api):
    path = f"desks/{cast.desk.pk}/members/{cast.checker.pk}/"
    with nothing_written():
        refused(api.editor.patch(path, {"role": "owner"}), 422, "invalid", "role")
        refused(api.editor.patch(path, {"hand_over_to": cast.viewer.pk}), 422, "invalid", "to")
        elsewhere = f"desks/{cast.desk.pk}/members/{cast.stranger.pk}/"
        refused(api.editor.patch(elsewhere, {"role": "viewer"}), 404, "not-found")
    api.editor.delete(f"desks/{cast.desk.pk}/members/{cast.second_editor.pk}/")
    with nothing_written():
        last = f"desks/{cast.desk.pk}/members/{cast.editor.pk}/"
        refused(api.editor.delete(last), 409, "wrong-state")
    assert Membership.objects.filter(desk=cast.desk, role="editor").count() == 1


def test_somebody_is_invited_by_a_program_and_no_answer_tells_the_link(cast, api):
    path = f"desks/{cast.desk.pk}/invitations/"
    made = api.editor.post(path, {"email": "new@example.org", "role": "checker"})
    assert made.status_code == 201
    row = Invitation.objects.get()
    assert made.json()["email"] == "new@example.org"
    assert row.key not in made.content.decode()
    assert row.origin == "http://testserver"
    assert api.editor.get(path).json()["results"] == [made.json()]

    refused(
        api.editor.post(path, {"email": "new@example.org", "role": "viewer"}),
        409, "wrong-state", "email",
    )  # fmt: skip
    again = api.editor.post(f"invitations/{row.pk}/again/")
    assert (again.status_code, again.json()["sent_at"]) == (200, None)
    row.refresh_from_db()
    assert joining.invitation_of(row.key) == row
    assert api.editor.delete(f"invitations/{row.pk}/").status_code == 204
    assert api.editor.get(f"invitations/{row.pk}/").json()["revoked_at"]
    refused(api.editor.delete(f"invitations/{row.pk}/"), 409, "wrong-state")
