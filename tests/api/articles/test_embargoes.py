"""Embargoes in REST: put, changed, lifted, and seen in lists of what changed."""

from datetime import datetime, timedelta, timezone

import pytest

from annotations.models import Embargo
from tests.api.calls import ids, refused
from tests.factory import make_article, make_claim

LATER = "2999-05-03T07:00:00+00:00"


@pytest.fixture
def article(cast):
    return make_article(cast)


def test_an_editor_puts_changes_and_lifts_it(api, cast, article):
    path = f"articles/{article.pk}/"
    body = {"until": LATER, "people": [cast.checker.pk], "reason": "Until the trial begins"}
    answer = api.editor.post(f"{path}embargo/", body, seen=1)
    assert answer.status_code == 200, answer.content
    assert answer.json()["embargo"] == body
    assert answer.headers["ETag"] == '"2"'
    assert api.reporter.get(path).status_code == 404
    assert api.checker.get(path).json()["embargo"]["people"] == [cast.checker.pk]

    assert api.editor.post(f"{path}embargo/", {"people": []}).json()["embargo"]["until"] is None
    assert api.checker.get(path).status_code == 404
    lifted = api.editor.post(f"{path}lift-embargo/")
    assert lifted.json()["embargo"] is None
    assert api.reporter.get(path).json()["version"] == lifted.json()["version"] == 4
    refused(api.editor.post(f"{path}lift-embargo/"), 409, "wrong-state")


def test_who_is_named_may_see_it_and_not_lift_it(api, cast, article):
    api.editor.post(f"articles/{article.pk}/embargo/", {"people": [cast.checker.pk]})
    refused(api.checker.post(f"articles/{article.pk}/lift-embargo/"), 403, "not-allowed")


def test_what_makes_no_sense_is_refused(api, cast, article):
    path = f"articles/{article.pk}/embargo/"
    refused(api.editor.post(path, {"until": "2020-01-01T00:00:00Z"}), 422, "invalid", "until")
    refused(api.editor.post(path, {"people": [cast.stranger.pk]}), 422, "invalid", "people")
    refused(api.editor.post(path, {"people": [2**63 - 1]}), 422, "invalid", "people")
    refused(api.editor.post(path, {"reason": "a" * 301}), 422, "invalid", "reason")
    refused(api.editor.post(path, {}, seen=7), 412, "stale")
    assert not Embargo.objects.exists()


def test_what_came_out_of_an_embargo_changed_for_who_asks_what_changed(api, cast, article):
    claim = make_claim(cast, article)
    api.editor.post(f"articles/{article.pk}/embargo/", {"until": LATER})
    past = datetime.now(timezone.utc) + timedelta(hours=1)
    assert ids(api.viewer.get(f"claims/?updated_since={past:%Y-%m-%dT%H:%M:%SZ}")) == []

    since = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    assert ids(api.viewer.get(f"claims/?updated_since={since}")) == []
    api.editor.post(f"articles/{article.pk}/lift-embargo/")
    assert ids(api.viewer.get(f"claims/?updated_since={since}")) == [claim.pk]
    assert ids(api.viewer.get(f"articles/?updated_since={since}")) == [article.pk]


def test_a_source_that_is_used_under_an_embargo_alone_is_unknown_to_who_does_not_see_it(api, cast):
    claim = make_claim(cast, make_article(cast))
    body = {"desk": "politics", "url": "https://example.org/secret", "external_id": "s-1"}
    hidden = api.editor.post("sources/", body | {"title": "The secret"}).json()
    evidence = {"claim": claim.pk, "source": hidden["id"], "stance": "context"}
    assert api.editor.post("evidence/", evidence).status_code == 201
    api.editor.post(f"articles/{claim.article_id}/embargo/", {"until": LATER})

    added = api.checker.post("sources/", body | {"external_id": "s-2"})
    assert (added.status_code, added.json()["title"], added.json()["version"]) == (201, "", 1)
    assert api.checker.get(f"sources/{added.json()['id']}/").json() == added.json()
    again = api.checker.post("sources/", body | {"external_id": "s-2"})
    assert (again.status_code, again.json()) == (200, added.json())
    told = refused(api.checker.post("sources/", body), 422, "invalid", "external_id")
    assert "secret" not in str(told)
    assert api.editor.get(f"sources/{hidden['id']}/").json()["url"] == body["url"]
