"""/api/v1/claims/{id}/anchors/ and its places"""

import pytest

from tests.api.calls import nothing_written, refused
from tests.factory import TEXT, make_article, make_claim


@pytest.fixture
def article(cast):
    return make_article(cast)


@pytest.fixture
def claim(cast, article):
    return make_claim(cast, article)


def span(words: str) -> dict[str, int]:
    return {"start": TEXT.index(words), "end": TEXT.index(words) + len(words)}


def add(caller, claim, words="twice as many", **given):
    body = {"revision": claim.article.current_revision_id, **span(words)}
    return caller.post(f"claims/{claim.pk}/anchors/", body, **given)


def address(claim, anchor: int) -> str:
    return f"claims/{claim.pk}/anchors/{anchor}/"


def test_a_claim_gets_a_second_place_that_is_moved_and_removed(claim, api):
    response = add(api.reporter, claim)
    assert response.status_code == 201, response.content
    first, second = response.json()["anchors"]
    assert (first["exact"], second["exact"]) == ("41 bridges", "twice as many")
    assert response["ETag"] == '"2"'

    where = address(claim, second["id"])
    response = api.reporter.patch(where, span("as in 2019"), seen=2)
    assert response.status_code == 200, response.content
    assert [one["exact"] for one in response.json()["anchors"]] == ["41 bridges", "as in 2019"]
    assert response["ETag"] == '"3"'

    response = api.reporter.delete(where, seen=3)
    assert response.status_code == 200
    assert [one["id"] for one in response.json()["anchors"]] == [first["id"]]
    assert api.viewer.get(f"claims/{claim.pk}/").json() == response.json()


def test_its_only_place_stays(claim, api):
    with nothing_written():
        response = api.checker.delete(address(claim, claim.anchors.get().pk), seen=1)
    refused(response, 409, "wrong-state")


def test_it_stands_on_no_word_twice(claim, api):
    with nothing_written():
        refused(add(api.reporter, claim, "counted 41"), 409, "wrong-state")


@pytest.mark.parametrize("method", ["patch", "delete"])
def test_a_change_says_which_version_of_the_claim_it_saw(method, claim, api):
    where = address(claim, claim.anchors.get().pk)
    body = {"body": span("twice as many")} if method == "patch" else {}
    with nothing_written():
        refused(getattr(api.reporter, method)(where, **body), 428, "precondition-required")
        stale = getattr(api.reporter, method)(where, seen=7, **body)
        assert refused(stale, 412, "stale")["current"]["id"] == claim.pk
        refused(add(api.reporter, claim, seen=7), 412, "stale")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"start": 4, "end": 4}, "start"),
        ({"start": 0, "end": 100_000}, "end"),
        ({"start": 0}, "end"),
        ({"start": 0, "end": 8, "exact": "Ministry"}, "exact"),
        ({"start": 0, "end": 8, "revision": 987654}, "revision"),
    ],
)
def test_a_span_that_does_not_fit_is_refused_beside_its_field(body, field, claim, api):
    where = address(claim, claim.anchors.get().pk)
    with nothing_written():
        refused(api.reporter.patch(where, body, seen=1), 422, "invalid", field)


def test_a_place_of_another_claim_is_not_here(claim, article, cast, api):
    other = make_claim(cast, article, words="on Tuesday").anchors.get()
    for caller in (api.reporter, api.viewer, api.stranger):
        missing = caller.patch(address(claim, 987654), span("Ilka"), seen=1)
        foreign = caller.patch(address(claim, other.pk), span("Ilka"), seen=1)
        refused(missing, 404, "not-found")
        assert foreign.json()["detail"] == missing.json()["detail"]


def test_a_text_that_was_corrected_meanwhile_is_a_conflict(claim, article, api):
    seen = article.current_revision_id
    body = {"text": TEXT + "\n\nMore.", "kind": "update"}
    assert api.reporter.post(f"articles/{article.pk}/revisions/", body, seen=1).status_code == 201
    place = span("Ilka Varn") | {"revision": seen}
    refused(api.reporter.post(f"claims/{claim.pk}/anchors/", place), 409, "wrong-state")


def test_the_same_request_sent_twice_adds_one_place(claim, api):
    answers = [add(api.reporter, claim, **{"Idempotency-Key": "k"}) for _ in range(2)]
    assert [one.status_code for one in answers] == [201, 201]
    assert claim.anchors.count() == 2
