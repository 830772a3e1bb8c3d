"""/api/v1/claims/{id}/merge/ and …/split/"""

from tests.factory import make_article, make_claim, make_evidence


def test_a_merge_answers_with_the_claim_and_the_merged_one_leads_on(cast, api):
    article = make_article(cast)
    first, second = make_claim(cast, article), make_claim(cast, article, words="twice as many")
    answer = api.checker.post(f"claims/{second.pk}/merge/", {"into": first.pk})
    assert answer.status_code == 200, answer.content
    assert answer.json()["id"] == first.pk
    assert len(answer.json()["anchors"]) == 2
    led = api.viewer.get(f"claims/{second.pk}/")
    assert (led.status_code, led["Location"]) == (
        301, f"http://testserver/api/v1/claims/{first.pk}/",
    )  # fmt: skip
    assert api.checker.post(f"claims/{second.pk}/merge/", {"into": first.pk}).status_code == 409


def test_a_split_answers_with_the_new_claim(cast, api):
    claim = make_claim(cast)
    item = make_evidence(cast, claim)
    path = f"claims/{claim.pk}/split/"
    assert api.checker.post(path, {}).status_code == 422
    assert api.checker.post(path, {"evidence": [item.pk]}, seen=99).status_code == 412
    answer = api.checker.post(path, {"evidence": [item.pk], "statement": "Other."})
    assert answer.status_code == 201, answer.content
    assert answer.json()["statement"] == "Other."
    moved = api.viewer.get(f"evidence/?claim={answer.json()['id']}").json()["results"]
    assert [one["id"] for one in moved] == [item.pk]
