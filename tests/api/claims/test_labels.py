"""Labels, priority and watching in REST."""

from annotations.services.claims import labels
from tests.factory import make_claim


def test_a_claim_is_given_priority_and_labels_by_name(cast, api):
    claim = make_claim(cast)
    labels.add(actor=cast.checker, desk_id=cast.desk.pk, name="Budget")
    row = api.reporter.patch(
        f"claims/{claim.pk}/", {"priority": "urgent", "labels": ["budget"]}, seen=1
    ).json()

    assert (row["priority"], row["labels"], row["version"]) == ("urgent", ["Budget"], 2)
    for asked, found in (("priority=urgent", 1), ("priority=low", 0), ("label=BUDGET", 1),
                         ("label=Health", 0)):  # fmt: skip
        assert len(api.viewer.get(f"claims/?{asked}").json()["results"]) == found, asked


def test_what_is_no_priority_and_no_label_is_refused(cast, api):
    claim = make_claim(cast)
    for body in ({"priority": "soon"}, {"priority": 3}, {"labels": ["Budget"]}, {"labels": "x"}):
        assert api.editor.patch(f"claims/{claim.pk}/", body, seen=1).status_code == 422, body
    assert api.viewer.get("claims/?priority=soon").status_code == 400
    assert api.reporter.patch(f"claims/{claim.pk}/", {"priority": "low"}, seen=9).status_code == 412


def test_labels_are_kept_with_their_versions(cast, api):
    made = api.checker.post("labels/", {"desk": "politics", "name": "Budget", "colour": "blue"})
    row = made.json()
    assert (made.status_code, row["name"], row["colour"]) == (201, "Budget", "blue")
    assert api.checker.patch(row["url"], {"name": "Money"}, seen=1).json()["name"] == "Money"
    assert api.checker.patch(row["url"], {"name": "Cash"}, seen=1).status_code == 412
    assert api.stranger.get("labels/").json()["results"] == []
    assert api.checker.delete(row["url"], seen=2).status_code == 204


def test_everybody_watches_for_themselves(cast, api):
    claim = make_claim(cast)
    assert api.viewer.post(f"claims/{claim.pk}/watch/").json() == {"watching": True}
    assert api.viewer.get(f"claims/{claim.pk}/watch/").json() == {"watching": True}
    assert api.editor.get(f"claims/{claim.pk}/watch/").json() == {"watching": False}
    assert len(api.viewer.get("claims/?watching=true").json()["results"]) == 1
    assert api.editor.get("claims/?watching=true").json()["results"] == []
    assert api.viewer.post(f"claims/{claim.pk}/unwatch/").json() == {"watching": False}
