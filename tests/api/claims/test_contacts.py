"""/api/v1/contacts/: asked, answered, confirmed, reopened, removed, counted."""

from datetime import timedelta

import pytest
from django.utils import timezone

from annotations.models import ReplyRequest
from annotations.services.articles import revisions
from tests import factory
from tests.api.calls import ids, nothing_written, refused
from tests.api.test_queries import questions


@pytest.fixture
def claim(cast):
    return factory.make_checked_claim(cast, words="41 bridges")


@pytest.fixture
def row(api, claim) -> dict:
    body = {"claim": claim.pk, "kind": "correction", "asked": "Gazette", "channel": "mail"}
    response = api.checker.post("contacts/", body)
    assert response.status_code == 201, response.content
    assert response["Location"] == response.json()["url"]
    return response.json()


def correct(cast, claim, old="41 bridges", new="14 bridges"):
    article = claim.article
    article.refresh_from_db()
    return revisions.revise(
        actor=cast.reporter,
        article_id=article.pk,
        seen_version=article.version,
        text=article.current_revision.text.replace(old, new),
        kind="correction",
    )[0]


def test_a_contact_is_recorded_shown_and_removed(cast, api, claim, row):
    assert row == {
        "id": ReplyRequest.objects.get().pk,
        "url": f"http://testserver/api/v1/contacts/{row['id']}/",
        "version": 1,
        "created_at": row["created_at"],
        "updated_at": row["updated_at"],
        "desk": cast.desk.pk,
        "article": claim.article_id,
        "claim": claim.pk,
        "kind": "correction",
        "asked": "Gazette",
        "channel": "mail",
        "asked_by": cast.checker.pk,
        "assignee": cast.checker.pk,
        "asked_at": row["asked_at"],
        "deadline": None,
        "is_open": True,
        "replied_at": None,
        "reply": "",
        "published": "",
        "outcome": "",
        "outcome_revision": None,
        "outcome_at": None,
        "confirmed_by": None,
        "confirmed_at": None,
        "days_taken": None,
    }
    assert api.viewer.get(row["url"]).json() == row
    assert api.viewer.get("contacts/?desk=politics").json()["results"] == [row]
    refused(api.checker.delete(row["url"]), 428, "precondition-required")
    refused(api.checker.delete(row["url"], seen=9), 412, "stale")
    assert api.checker.delete(row["url"], seen=1).status_code == 204
    assert not ReplyRequest.objects.exists()


def test_a_reply_is_recorded_by_who_saw_the_contact_and_taken_back(api, row):
    path, body = f"{row['url']}answer/", {"reply": "We stand by it.", "published": "No."}
    with nothing_written():
        refused(api.checker.post(path, body), 428, "precondition-required")
        problem = refused(api.checker.post(path, body, seen=7), 412, "stale")
        assert problem["current"] == row
        refused(api.checker.post(path, {"reply": " "}, seen=1), 422, "invalid", "reply")
    answered = api.checker.post(path, body, seen=1).json()
    assert (answered["reply"], answered["published"]) == ("We stand by it.", "No.")
    assert (answered["days_taken"], answered["version"]) == (None, 2)


def test_a_reply_that_was_recorded_by_mistake_is_expected_again(api, claim):
    made = api.checker.post("contacts/", {"claim": claim.pk, "asked": "Ilka Varn"}).json()
    refused(api.checker.post(f"{made['url']}reopen/", seen=1), 409, "wrong-state")
    answered = api.checker.post(f"{made['url']}answer/", {"reply": "No."}, seen=1).json()
    assert (answered["is_open"], answered["days_taken"]) == (False, 0)
    refused(
        api.checker.post(f"{made['url']}confirm/", {"outcome": "gone"}, seen=2), 409, "wrong-state"
    )
    again = api.checker.post(f"{made['url']}reopen/", seen=2).json()
    assert (again["is_open"], again["reply"], again["replied_at"]) == (True, "", None)


def test_an_outcome_is_proposed_by_a_revision_confirmed_and_reopened(cast, api, claim, row):
    revision = correct(cast, claim)
    assert ids(api.viewer.get("contacts/?state=to-confirm")) == [row["id"]]
    proposed = api.checker.get(row["url"]).json()
    assert (proposed["outcome"], proposed["outcome_revision"]) == ("corrected", revision.pk)
    path = f"{row['url']}confirm/"
    refused(api.checker.post(path, {"outcome": "lost"}, seen=2), 422, "invalid", "outcome")
    done = api.checker.post(path, {"outcome": "gone"}, seen=2).json()
    assert (done["outcome"], done["confirmed_by"]) == ("gone", cast.checker.pk)
    assert done["is_open"] is False

    again = api.checker.post(f"{row['url']}reopen/", seen=3).json()
    assert (again["outcome"], again["outcome_revision"]) == ("corrected", revision.pk)
    assert (again["is_open"], again["confirmed_by"], again["confirmed_at"]) == (True, None, None)


def test_an_outcome_without_a_later_text_is_empty_when_it_is_reopened(api, row):
    api.checker.post(f"{row['url']}confirm/", {"outcome": "unchanged"}, seen=1)
    again = api.checker.post(f"{row['url']}reopen/", seen=2).json()
    assert (again["outcome"], again["outcome_at"], again["days_taken"]) == ("", None, None)


def test_lists_are_of_what_is_asked_for(cast, api, claim, row):
    now = timezone.now()
    moments = {"asked_at": (now - timedelta(days=3)).isoformat(), "deadline": now.isoformat()}
    other = factory.make_claim(cast)
    late = api.checker.post(
        "contacts/", {"claim": other.pk, "asked": "Ilka Varn"} | moments
    ).json()  # fmt: skip
    for asked, found in (
        ("state=open", [row["id"], late["id"]]),
        ("state=late", [late["id"]]),
        ("state=settled", []),
        ("kind=reply", [late["id"]]),
        ("asked=Gazette", [row["id"]]),
        (f"claim={claim.pk}", [row["id"]]),
        (f"article={other.article_id}", [late["id"]]),
        ("outcome=gone", []),
        (f"assignee={cast.viewer.pk}", []),
        (f"assignee={cast.checker.pk}", [row["id"], late["id"]]),
        ("updated_since=2026-01-01T00:00:00Z", [row["id"], late["id"]]),
        ("limit=1", [row["id"]]),
    ):
        assert ids(api.viewer.get(f"contacts/?{asked}")) == found, asked
    refused(api.viewer.get("contacts/?state=lost"), 400, "unreadable", "state")
    refused(api.stranger.get(f"contacts/?claim={claim.pk}"), 404, "not-found")


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"asked": " "}, "asked"),
        ({"kind": "praise"}, "kind"),
        ({"deadline": "2020-01-01T00:00:00Z"}, "deadline"),
        ({"asked_at": "yesterday"}, "asked_at"),
        ({"claim": 987_654_321}, "claim"),
        ({"outlet": "Gazette"}, "outlet"),
    ],
)
def test_what_breaks_a_rule_is_refused(given, field, api, claim):
    with nothing_written():
        response = api.checker.post("contacts/", {"claim": claim.pk, "asked": "Gazette"} | given)
    refused(response, 422, "invalid", field)


def test_who_corrects_is_counted_page_by_page(cast, api, claim, row):
    correct(cast, claim)
    api.checker.post(f"{row['url']}confirm/", {"outcome": "corrected"}, seen=2)
    for asked in ("Gazette", "Herald"):
        api.checker.post(
            "contacts/", {"claim": claim.pk, "kind": "correction", "asked": asked}
        ).json()  # fmt: skip
    first = api.viewer.get("contacts/tallies/?limit=1").json()
    assert first["results"] == [
        {"asked": "Gazette", "requests": 2, "corrected": 1, "gone": 0, "unchanged": 0, "days": 0.0}
    ]
    second = api.viewer.get(first["next"]).json()
    assert [one["asked"] for one in second["results"]] == ["Herald"]
    assert second["results"][0]["days"] is None
    assert second["next"] is None
    assert api.viewer.get("contacts/tallies/?desk=politics").json()["results"] != []
    assert api.stranger.get("contacts/tallies/").json()["results"] == []


def test_a_list_asks_the_same_however_long_it_is(api, claim, row):
    api.viewer.get("desks/")
    few = questions(api.viewer, "contacts/")[0]
    for number in range(5):
        api.checker.post("contacts/", {"claim": claim.pk, "asked": f"Gazette {number}"})
    number, statements = questions(api.viewer, "contacts/")
    assert number == few <= 3, statements
