"""`external_id`: what the caller's own system calls an article, claim, source or entity."""

import json

import pytest
from django.db import IntegrityError, transaction

from annotations.models import Article, Claim, Entity, Event, Source
from tests.api.calls import ids, refused
from tests.factory import make_article, make_claim

KINDS = ("articles", "claims", "sources", "entities")
MODELS = {"articles": Article, "claims": Claim, "sources": Source, "entities": Entity}


def body(kind, cast, number, **more):
    """What makes a new one of its kind; different for each number."""
    made = {
        "articles": lambda: {"desk": "politics", "headline": f"A{number}", "text": "Words."},
        "claims": lambda: {
            "revision": make_article(cast).current_revision_id,
            "start": 0,
            "end": 8,
        },
        "sources": lambda: {"desk": "politics", "title": f"Report {number}"},
        "entities": lambda: {"desk": "politics", "name": f"Ilka V{number}", "label": "PERSON"},
    }
    return made[kind]() | more


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_set_when_something_is_added_found_by_and_changed(kind, cast, api):
    caller = api.checker
    made = caller.post(f"{kind}/", body(kind, cast, 1, external_id="cms-1"))
    assert made.status_code == 201, made.content
    row = made.json()
    other = caller.post(f"{kind}/", body(kind, cast, 2))
    path = row.get("self", row["url"])

    assert (row["external_id"], other.json()["external_id"]) == ("cms-1", "")
    assert ids(api.viewer.get(f"{kind}/?external_id=cms-1")) == [row["id"]]
    assert ids(api.viewer.get(f"{kind}/?external_id=cms")) == []
    assert ids(api.stranger.get(f"{kind}/?external_id=cms-1")) == []
    changed = caller.patch(path, {"external_id": "cms-9"}, seen=made["ETag"])
    assert (changed.status_code, changed.json()["external_id"]) == (200, "cms-9")
    assert ids(api.viewer.get(f"{kind}/?external_id=cms-9&desk=politics")) == [row["id"]]
    cleared = caller.patch(path, {"external_id": ""}, seen=changed["ETag"])
    assert cleared.json()["external_id"] == ""
    trail = Event.objects.filter(table=MODELS[kind]._meta.model_name, object_id=row["id"])
    assert any("cms-9" in json.dumps(one.new) for one in trail if one.new)


@pytest.mark.parametrize("kind", KINDS)
def test_one_is_enough_on_a_desk(kind, cast, api):
    taken = api.checker.post(f"{kind}/", body(kind, cast, 1, external_id="cms-1")).json()
    again = api.checker.post(f"{kind}/", body(kind, cast, 2, external_id="cms-1"))
    free = api.checker.post(f"{kind}/", body(kind, cast, 3)).json()
    path = free.get("self", free["url"])

    if kind == "sources":  # As with an address: the one that is there is the answer.
        assert (again.status_code, again.json()["id"]) == (200, taken["id"])
    else:
        refused(again, 422, "invalid", "external_id")
    edit = api.checker.patch(path, {"external_id": "cms-1"}, seen=free["version"])
    refused(edit, 422, "invalid", "external_id")
    with pytest.raises(IntegrityError), transaction.atomic():
        MODELS[kind].objects.filter(pk=free["id"]).update(external_id="cms-1")
    too_long = api.checker.patch(path, {"external_id": "x" * 201}, seen=free["version"])
    refused(too_long, 422, "invalid", "external_id")


def test_another_desk_may_call_another_one_so(cast, api):
    body = {"headline": "A", "text": "Words.", "external_id": "cms-1"}
    for caller, desk in ((api.checker, "politics"), (api.stranger, "sports")):
        assert caller.post("articles/", body | {"desk": desk}).status_code == 201


def test_a_bulk_import_takes_them_and_names_the_line_that_repeats_one(cast, api):
    def line(number, own, claim=""):
        return {
            "desk": "politics",
            "headline": f"A{number}",
            "text": "Forty bridges.",
            "external_id": own,
            "claims": [{"start": 0, "end": 5, "external_id": claim}],
        }

    lines = [line(1, "cms-1", "claim-1"), line(2, "cms-2"), line(3, "cms-1"), line(4, "cms-4")]
    raw = "\n".join(map(json.dumps, lines)).encode()
    response = api.reporter.post("articles/bulk/", raw=raw, kind="application/x-ndjson")
    answers = [json.loads(one) for one in response.content.splitlines()]

    assert ["id" in one for one in answers] == [True, True, False, True]
    assert answers[2]["error"]["errors"][0]["field"] == "external_id"
    assert ids(api.viewer.get("articles/?external_id=cms-2")) == [answers[1]["id"]]
    assert Claim.objects.get(external_id="claim-1").article_id == answers[0]["id"]
    again = api.reporter.post("articles/bulk/", raw=raw, kind="application/x-ndjson")
    assert json.loads(again.content.splitlines()[0]) == answers[0]


def test_an_article_does_not_go_where_its_id_is_taken_and_a_copy_has_none(cast, api):
    article = make_article(cast)
    Claim.objects.filter(pk=make_claim(cast, article).pk).update(external_id="c-1")
    api.stranger.post(
        "articles/",
        {"desk": "sports", "headline": "There", "text": "Words.", "external_id": "cms-1"},
    )
    Article.objects.filter(pk=article.pk).update(external_id="cms-1")

    refused(api.admin.post(f"articles/{article.pk}/move/", {"desk": "sports"}), 409, "wrong-state")
    copied = api.admin.post(f"articles/{article.pk}/copy/", {"desk": "sports"})
    assert copied.status_code == 201, copied.content
    copy = Article.objects.get(pk=copied.json()["article"])
    assert (copy.external_id, copy.claims.get().external_id) == ("", "")


def test_what_was_merged_is_still_found_and_says_into_what(cast, api):
    for kind in ("sources", "entities"):
        old, new = (
            api.checker.post(f"{kind}/", body(kind, cast, n, external_id=f"{kind}-{n}")).json()
            for n in (1, 2)
        )
        api.editor.post(f"{kind}/{old['id']}/merge/", {"into": new["id"]})

        row = api.viewer.get(f"{kind}/?external_id={kind}-1").json()["results"][0]
        assert (row["id"], row["merged_into"]) == (old["id"], new["id"])
    merged = api.checker.post("sources/", body("sources", cast, 7, external_id="sources-1"))
    assert (merged.status_code, merged.json()["external_id"]) == (200, "sources-2")


def test_a_name_that_another_entity_goes_by_is_refused(cast, api):
    given = {"desk": "politics", "name": "Ilka Varn", "label": "PERSON", "aliases": ["I. Varn"]}
    assert api.checker.post("entities/", given).json()["aliases"] == ["Ilka Varn", "I. Varn"]

    refused(api.checker.post("entities/", given), 422, "invalid", "aliases")
    refused(api.reporter.post("entities/", given), 403, "not-allowed")
    refused(api.checker.post("entities/", given | {"desk": "sports"}), 422, "invalid", "desk")
    assert Entity.objects.count() == 1
