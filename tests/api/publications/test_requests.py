"""Readers' requests by REST, for editors."""

from annotations.models import CorrectionRequest


def test_editors_read_and_decide(api, scene):
    row = scene.reader
    [shown] = api.editor.get("correction-requests/?state=open").json()["results"]
    assert (shown["id"], shown["words"]) == (row.pk, "42.")
    assert not api.checker.get("correction-requests/").json()["results"]
    address = f"correction-requests/{row.pk}/decide/"
    body = {"state": "declined", "note": "It is 41."}
    assert api.editor.send("POST", address, body=body).status_code == 428
    done = api.editor.send("POST", address, body=body, seen='"1"')
    assert done.json()["state"] == "declined"
    again = api.editor.send("POST", address, body=body, seen='"2"')
    assert again.status_code == 409
    assert CorrectionRequest.objects.get().note == "It is 41."
