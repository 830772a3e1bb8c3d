"""/api/v1/changes/: what happened, in order, to those who may see it."""

import pytest

from annotations.models import Event
from annotations.services.accounts import desks
from annotations.services.articles import embargoes
from annotations.services.claims import labels
from annotations.services.comments import threads
from tests.api.calls import refused
from tests.api.test_queries import questions
from tests.factory import make_article, make_claim, make_evidence, make_source


@pytest.fixture
def start(api) -> int:
    answer = api.viewer.get("changes/").json()
    assert answer["results"] == []
    assert answer["next"] is None
    return answer["after"]


def told(response) -> list[tuple]:
    assert response.status_code == 200, response.content
    rows = response.json()["results"]
    return [(row["collection"], row["object"], row["action"]) for row in rows]


def test_what_a_request_did_is_told_without_its_contents(cast, api, start):
    article = make_article(cast)
    body = {"revision": article.current_revision_id, "start": 0, "end": 8}
    made = api.reporter.post("claims/", body)
    claim = made.json()["id"]
    rows = api.viewer.get(f"changes/?after={start}").json()["results"]
    (row,) = [one for one in rows if one["collection"] == "claims" and one["action"] == "created"]

    assert row == {
        "id": row["id"],
        "at": row["at"],
        "action": "created",
        "collection": "claims",
        "object": claim,
        "desk": cast.desk.pk,
        "article": article.pk,
        "claim": claim,
        "actor": cast.reporter.pk,
        "request": made["X-Request-ID"],
    }
    assert [one["id"] for one in rows] == sorted(one["id"] for one in rows)
    assert ("articles", article.pk, "created") in told(api.viewer.get(f"changes/?after={start}"))


def test_each_kind_of_object_is_told_of(cast, api, start):
    claim = make_claim(cast)
    item = make_evidence(cast, claim)
    said = threads.on_claim(actor=cast.reporter, claim_id=claim.pk, body="Which year?")
    contact = api.checker.post("contacts/", {"claim": claim.pk, "asked": "Gazette"}).json()
    label = labels.add(actor=cast.checker, desk_id=cast.desk.pk, name="Budget")
    api.checker.patch(f"claims/{claim.pk}/", {"labels": ["Budget"]}, seen="*")
    found = told(api.viewer.get(f"changes/?after={start}&limit=200"))
    for one in (
        ("revisions", claim.article.current_revision_id, "created"),
        ("sources", item.source_id, "created"),
        ("evidence", item.pk, "created"),
        ("threads", said.comment.thread_id, "created"),
        ("comments", said.comment.pk, "created"),
        ("contacts", contact["id"], "created"),
        ("labels", label.pk, "created"),
        ("claims", claim.pk, "changed"),
    ):
        assert one in found, one


def test_pages_follow_one_another_and_end_where_the_next_round_begins(cast, api, start):
    for number in range(5):
        make_source(cast, f"https://example.org/{number}")
    whole = told(api.viewer.get(f"changes/?after={start}"))
    pages, address = [], f"changes/?after={start}&limit=2"
    while address:
        response = api.viewer.get(address)
        pages += told(response)
        address, after = response.json()["next"], response.json()["after"]
    assert pages == whole
    assert len(whole) == 5
    assert after == Event.objects.latest("pk").pk
    assert told(api.viewer.get(f"changes/?after={after}")) == []
    make_source(cast, "https://example.org/new")
    assert len(told(api.viewer.get(f"changes/?after={after}"))) == 1


def test_nobody_is_told_of_another_desk(cast, api, start):
    make_evidence(cast, make_claim(cast))
    desks.set_role(actor=cast.admin, desk=cast.other_desk, user=cast.viewer, role="viewer")
    stranger = api.stranger.get(f"changes/?after={start}")
    assert told(stranger) == []
    assert stranger.json()["after"] == Event.objects.latest("pk").pk
    assert told(api.viewer.get(f"changes/?after={start}&desk=sports")) == []
    assert told(api.viewer.get(f"changes/?after={start}&desk=politics")) != []
    assert told(api.admin.get(f"changes/?after={start}")) != []
    refused(api.stranger.get(f"changes/?after={start}&desk=politics"), 404, "not-found")


def test_what_is_under_embargo_is_told_to_those_who_see_it(cast, api, start):
    claim = make_claim(cast)
    make_evidence(cast, claim)
    api.reporter.post(
        "mentions/",
        {"revision": claim.article.current_revision_id, "start": 0, "end": 8, "label": "ORG"},
    )
    embargoes.put(actor=cast.editor, article_id=claim.article_id, people=[cast.checker.pk])
    for caller, sees in ((api.viewer, False), (api.checker, True), (api.editor, True)):
        found = told(caller.get(f"changes/?after={start}&limit=200"))
        assert bool(found) is sees, found


def test_what_is_personal_or_of_the_house_is_not_in_it(cast, api, start):
    claim = make_claim(cast)
    api.viewer.post(f"claims/{claim.pk}/watch/")
    api.viewer.post("saved-filters/", {"name": "Late", "query": "due=overdue"})
    rows = api.admin.get(f"changes/?after={start}").json()["results"]
    assert {row["collection"] for row in rows} <= {"articles", "revisions", "claims"}
    refused(api.viewer.get("changes/?after=then"), 400, "unreadable", "after")


def test_many_cost_as_many_questions_as_few(cast, api, start):
    make_evidence(cast, make_claim(cast))
    api.viewer.get("desks/")
    few, _statements = questions(api.viewer, f"changes/?after={start}")
    for number in range(4):
        claim = make_claim(cast)
        make_evidence(cast, claim, source=make_source(cast, f"https://example.org/{number}"))
        threads.on_claim(actor=cast.reporter, claim_id=claim.pk, body="Which year?")
    number, statements = questions(api.viewer, f"changes/?after={start}&limit=200")
    assert number <= few + 1 <= 10, statements
