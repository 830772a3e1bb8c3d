"""/api/v1/sources/{id}/merge/, …/uses/ and source-merges/"""

from annotations.models import Source
from tests.factory import make_claim, make_evidence, make_source


def test_a_merge_is_answered_and_both_addresses_lead_to_one(cast, api):
    old, new = (make_source(cast, f"https://example.org/{n}") for n in "12")
    item = make_evidence(cast, make_claim(cast), source=old)
    answer = api.checker.post(f"sources/{old.pk}/merge/", {"into": new.pk})

    assert answer.status_code == 200, answer.content
    row = answer.json()
    assert (row["source"], row["target"], row["undone_at"]) == (old.pk, new.pk, None)
    led = api.viewer.get(f"sources/{old.pk}/")
    assert (led.status_code, led["Location"]) == (
        301,
        f"http://testserver/api/v1/sources/{new.pk}/",
    )
    assert led.json()["merged_into"] == new.pk
    for pk in (old.pk, new.pk):
        assert [one["id"] for one in api.viewer.get(f"sources/{pk}/uses/").json()["results"]] == [
            item.pk
        ]
    assert [one["id"] for one in api.viewer.get("sources/").json()["results"]] == [new.pk]
    again = api.checker.post("sources/", {"desk": "politics", "url": "https://example.org/1"})
    assert (again.status_code, again.json()["id"]) == (200, new.pk)
    undone = api.checker.post(f"source-merges/{row['id']}/undo/")
    assert undone.json()["undone_by"] == cast.checker.pk
    assert api.viewer.get(f"sources/{old.pk}/").status_code == 200
    assert api.checker.post(f"source-merges/{row['id']}/undo/").status_code == 409
    listed = api.viewer.get(f"source-merges/?source={new.pk}").json()["results"]
    assert [one["id"] for one in listed] == [row["id"]]


def test_what_was_not_seen_is_not_merged(cast, api):
    old, new = (make_source(cast, f"https://example.org/{n}") for n in "12")
    foreign = Source.objects.create(desk=cast.other_desk, title="Foreign")
    path = f"sources/{old.pk}/merge/"
    assert api.checker.post(path, {"into": foreign.pk}).status_code == 422
    assert api.checker.post(path, {"into": old.pk}).status_code == 422
    assert api.checker.post(path, {"into": new.pk}, seen=7).status_code == 412
    assert api.checker.post(path, {}).status_code == 422


def test_a_kind_that_is_not_given_is_guessed_and_a_note_is_kept(api):
    given = {"desk": "politics", "title": "Phone call with Mara Holt", "reliability_note": "Calm."}
    row = api.checker.post("sources/", given).json()
    assert (row["kind"], row["reliability_note"]) == ("person", "Calm.")
    changed = api.checker.send(
        "PATCH", f"sources/{row['id']}/", {"reliability_note": "x" * 5_001}, seen=1
    )
    assert changed.status_code == 422
