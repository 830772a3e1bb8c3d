"""/api/v1/claims/{id}/history/: what happened to a claim, page by page."""

from tests.api.calls import refused
from tests.api.test_queries import questions
from tests.factory import make_article, make_claim, make_evidence


def test_a_history_tells_who_did_what_and_why(cast, api):
    claim = make_claim(cast)
    path = f"claims/{claim.pk}/"
    said = api.checker.patch(path, {"statement": "He left."}, seen=1, **{"X-Reason": "Clearer"})
    first, *others = api.viewer.get(f"{path}history/").json()["results"]

    assert first == {
        "id": first["id"],
        "at": first["at"],
        "actor": cast.checker.pk,
        "request": said["X-Request-ID"],
        "reason": "Clearer",
        "told": ["checker edited the statement"],
    }
    told = [text for one in others for text in one["told"]]
    assert "reporter added this claim" in told
    api.viewer.post(f"{path}watch/")
    assert api.checker.get(f"{path}history/").json()["results"] == [first, *others]
    refused(api.stranger.get(f"{path}history/"), 404, "not-found")


def test_pages_hold_together_and_cost_the_same(cast, api):
    claim = make_claim(cast)
    path = f"claims/{claim.pk}/history/"
    api.viewer.get("desks/")
    few, _statements = questions(api.viewer, path)
    for _ in range(4):
        make_evidence(cast, claim)
    number, statements = questions(api.viewer, path)
    assert number == few <= 9, statements

    whole, pages = api.viewer.get(path).json()["results"], []
    address = f"{path}?limit=2"
    while address:
        page = api.viewer.get(address).json()
        pages += page["results"]
        address = page["next"]
    assert pages == whole
    assert sum("checker added evidence" in one["told"] for one in whole) == 4


def test_a_merge_is_in_the_history_of_the_claim_that_stays(cast, api):
    article = make_article(cast)
    kept, other = (make_claim(cast, article, words=words) for words in ("41 bridges", "twice"))
    api.checker.post(f"claims/{other.pk}/merge/", {"into": kept.pk})
    rows = api.viewer.get(f"claims/{kept.pk}/history/").json()["results"]
    told = [text for one in rows for text in one["told"]]
    assert any(text.startswith("checker merged “") for text in told), told
