"""/api/v1/mentions/ and /api/v1/mentions/{id}/"""

import pytest

from annotations.models import Entity, Mention, Role
from annotations.services.accounts import desks
from annotations.services.articles import revisions
from tests.api.calls import ids, nothing_written, refused
from tests.factory import TEXT, make_article

START = TEXT.index("Ilka Varn")


@pytest.fixture
def article(cast):
    return make_article(cast)


@pytest.fixture
def body(article):
    revision = article.current_revision_id
    return {"revision": revision, "start": START, "end": START + 9, "label": "PERSON"}


@pytest.fixture
def suggestion(cast, article):
    """As a pipeline writes it."""
    return Mention.objects.create(
        article=article,
        desk=cast.desk,
        revision=article.current_revision,
        start=0,
        end=8,
        exact="Minister",
        label="ORG",
        origin="rules/1",
        score=0.75,
    )


def test_a_mention_is_made_and_answered_as_it_is_read(article, body, api):
    response = api.reporter.post("mentions/", body)

    assert response.status_code == 201, response.content
    row = response.json()
    entity = Entity.objects.get()
    assert row == {
        "id": Mention.objects.get().pk,
        "url": f"http://testserver/api/v1/mentions/{row['id']}/",
        "version": 1,
        "created_at": row["created_at"],
        "updated_at": row["updated_at"],
        "article": article.pk,
        **body,
        "exact": "Ilka Varn",
        "entity": entity.pk,
        "origin": "person",
        "score": None,
        "state": "accepted",
    }
    assert (entity.name, entity.label) == ("Ilka Varn", "PERSON")
    assert (response["ETag"], response["Location"]) == ('"1"', row["url"])
    read = api.viewer.get(row["url"])
    assert (read.json(), read["ETag"]) == (row, '"1"')
    assert api.viewer.get("mentions/").json()["results"] == [row]


def test_a_name_is_linked_to_the_entity_that_is_known_or_to_the_one_that_is_said(cast, body, api):
    first = api.reporter.post("mentions/", body).json()
    other = Entity.objects.create(desk=cast.desk, name="Other", label="ORG")
    again = make_article(cast).current_revision_id
    linked = api.reporter.post("mentions/", body | {"revision": again}).json()
    said = {"label": "ORG", "entity": other.pk, "exact": "Ilka Varn"}

    assert linked["entity"] == first["entity"]
    assert api.reporter.post("mentions/", body | said).json()["entity"] == other.pk


@pytest.mark.parametrize("label", ["PERSON", "ORG", "PLACE", "NORP", "DATE", "MISC"])
def test_every_label_may_be_said(label, body, api):
    assert api.reporter.post("mentions/", body | {"label": label}).json()["label"] == label


def test_offsets_count_code_points_and_cut_no_character(subtests, cast, api):
    for text, start, end, exact in [
        ("👩‍🚒🇺🇦 Ілка Варн", 6, 15, "Ілка Варн"),
        ("قالت إيلكا فارن", 5, 15, "إيلكا فارن"),
        ("“Ilka\u00a0Varn”", 1, 10, "Ilka\u00a0Varn"),
        ("One\r\ntwo Ilka", 8, 12, "Ilka"),
        ("Ilka\u0308", 0, 4, "Ilkä"),
        ("x👨‍👩‍👧y", 2, 3, "👨‍👩‍👧"),
    ]:
        with subtests.test(text):
            revision = make_article(cast, text=text).current_revision_id
            body = {"revision": revision, "start": start, "end": end, "label": "PERSON"}
            assert api.reporter.post("mentions/", body).json()["exact"] == exact


def test_a_mention_that_breaks_a_rule_is_refused_beside_the_field(subtests, body, api):
    with nothing_written():
        for given, fields in [
            ({"start": 9, "end": 9}, ["start"]),
            ({"start": -1}, ["start"]),
            ({"start": 28, "end": 30}, ["start"]),
            ({"end": len(TEXT) + 1}, ["end"]),
            ({"start": "0"}, ["start"]),
            ({"exact": "Ilka Warn"}, ["exact"]),
            ({"label": "DOG"}, ["label"]),
            ({"label": None, "end": None}, ["end", "label"]),
            ({"entity": 987654321}, ["entity"]),
            ({"entity": "Ilka"}, ["entity"]),
            ({"revision": 987654321}, ["revision"]),
            ({"revision": [1]}, ["revision"]),
        ]:
            with subtests.test(str(given)):
                response = api.reporter.post("mentions/", body | given)
                assert response.status_code == 422
                assert {e["field"] for e in response.json()["errors"]} == set(fields)
        refused(api.viewer.post("mentions/", body), 403, "not-allowed")


def test_foreign_ids_are_refused_in_the_words_of_missing_ones(cast, body, api):
    foreign = Entity.objects.create(desk=cast.other_desk, name="Ilka Varn", label="PERSON")
    with nothing_written():
        for field, caller, pk in (
            ("revision", api.stranger, body["revision"]),
            ("entity", api.reporter, foreign.pk),
        ):
            told = [
                refused(caller.post("mentions/", body | {field: one}), 422, "invalid", field)
                for one in (pk, 987654321)
            ]
            assert told[0] == told[1]


def test_the_same_words_are_not_marked_twice_nor_in_an_old_text(cast, article, body, api):
    api.reporter.post("mentions/", body)
    with nothing_written():
        refused(api.checker.post("mentions/", body), 409, "wrong-state")
    revisions.revise(
        actor=cast.reporter, article_id=article.pk, text="New.", kind="update", seen_version=1
    )
    with nothing_written():
        refused(api.checker.post("mentions/", body | {"label": "ORG"}), 409, "wrong-state")


def test_fields_that_nobody_may_set_are_left_alone(cast, body, api):
    given = {"id": 7, "version": 9, "state": "rejected", "origin": "rules/1", "score": 1.0,
             "article": 1}  # fmt: skip
    row = api.reporter.post("mentions/", body | given).json()

    assert (row["version"], row["state"], row["origin"]) == (1, "accepted", "person")
    assert row["score"] is None
    assert Mention.objects.get().created_by == cast.reporter
    given |= {"revision": 1, "state": "rejected"}
    changed = api.checker.patch(f"mentions/{row['id']}/", given, seen=1).json()
    assert {name for name in row if row[name] != changed[name]} == {
        "state", "version", "updated_at",
    }  # fmt: skip


def test_its_words_are_changed_and_both_ends_are_needed(body, api):
    row = api.reporter.post("mentions/", body).json()
    path = f"mentions/{row['id']}/"
    refused(api.reporter.patch(path, {"start": START + 5}, seen=1), 422, "invalid", "end")
    words = {"start": START + 5, "end": START + 9, "exact": "Varn"}
    changed = api.reporter.patch(path, words, seen=1).json()
    assert {name: changed[name] for name in words} == words
    assert changed["state"] == "accepted"


def test_filters_narrow_the_list_in_the_order_of_the_texts(
    subtests, cast, article, body, suggestion, api
):
    person = api.reporter.post("mentions/", body).json()["id"]
    other = api.reporter.post(
        "mentions/", body | {"revision": make_article(cast).current_revision_id, "label": "MISC"}
    ).json()["id"]
    Mention.objects.filter(pk=other).update(state="rejected")
    rows = {"suggestion": suggestion.pk, "person": person, "other": other}
    for query, found in [
        ("", ["suggestion", "person", "other"]),
        (f"article={article.pk}", ["suggestion", "person"]),
        ("label=PERSON", ["person"]),
        ("label=NORP", []),
        ("state=suggested", ["suggestion"]),
        ("state=accepted", ["person"]),
        ("state=rejected", ["other"]),
        (f"article={article.pk}&label=ORG&state=suggested", ["suggestion"]),
        ("article=&label=", ["suggestion", "person", "other"]),
    ]:
        with subtests.test(query):
            response = api.viewer.get(f"mentions/?{query}")
            assert ids(response) == [rows[name] for name in found]
    for query in (
        "label=person",
        "state=done",
        "article=x",
        "desk=politics",
        "label=ORG&label=ORG",
    ):
        with subtests.test(query):
            assert api.viewer.get(f"mentions/?{query}").status_code == 400
    told = [
        refused(api.stranger.get(f"mentions/?article={pk}"), 404, "not-found")
        for pk in (article.pk, 987654321)
    ]
    assert told[0] == told[1]


def test_only_the_text_that_stands_is_listed(cast, article, body, suggestion, api):
    old = api.reporter.post("mentions/", body).json()
    revisions.revise(
        actor=cast.reporter,
        article_id=article.pk,
        text=f"First. {TEXT}",
        kind="update",
        seen_version=1,
    )
    article.refresh_from_db()

    [row] = api.viewer.get(f"mentions/?article={article.pk}").json()["results"]
    assert (row["revision"], row["start"]) == (article.current_revision_id, START + 7)
    assert api.viewer.get(f"mentions/{old['id']}/").json() == old


@pytest.mark.parametrize("state", ["accepted", "rejected", "suggested"])
def test_a_suggestion_is_decided(state, cast, suggestion, api):
    entity = Entity.objects.create(desk=cast.desk, name="Ministers", label="NORP")
    path = f"mentions/{suggestion.pk}/"
    shown = api.viewer.get(path).json()
    assert (shown["state"], shown["origin"], shown["score"]) == ("suggested", "rules/1", 0.75)

    changes = {"state": state, "label": "NORP", "entity": entity.pk}
    response = api.reporter.patch(path, changes, seen=1)
    assert (response.status_code, response["ETag"]) == (200, '"2"')
    assert response.json() == api.viewer.get(path).json()
    assert {name: response.json()[name] for name in changes} == changes
    assert api.reporter.patch(path, {"entity": None}, seen=2).json()["entity"] is None


def test_a_change_that_breaks_a_rule_changes_nothing(subtests, cast, suggestion, api):
    foreign = Entity.objects.create(desk=cast.other_desk, name="Ministry", label="ORG")
    path = f"mentions/{suggestion.pk}/"
    with nothing_written():
        for changes, field in [
            ({"state": "done"}, "state"),
            ({"label": ""}, "label"),
            ({"entity": foreign.pk, "state": "accepted"}, "entity"),
            ({"entity": 987654321}, "entity"),
            ({"entity": True}, "entity"),
        ]:
            with subtests.test(str(changes)):
                refused(api.reporter.patch(path, changes, seen=1), 422, "invalid", field)
        refused(api.viewer.patch(path, {"state": 5}), 403, "not-allowed")
        refused(api.stranger.patch(path, {"state": 5}), 404, "not-found")


def test_a_mention_is_linked_to_an_entity_of_its_kind_only(cast, body, suggestion, api):
    person = Entity.objects.create(desk=cast.desk, name="Minister", label="PERSON")
    path = f"mentions/{suggestion.pk}/"
    with nothing_written():
        response = api.reporter.post("mentions/", body | {"label": "ORG", "entity": person.pk})
        refused(response, 422, "invalid", "entity")
        refused(api.reporter.patch(path, {"entity": person.pk}, seen=1), 422, "invalid", "entity")
    changes = {"label": "PERSON", "entity": person.pk}
    assert api.reporter.patch(path, changes, seen=1).json()["entity"] == person.pk


def test_who_marks_what_was_suggested_accepts_the_suggestion(suggestion, api):
    body = {"revision": suggestion.revision_id, "start": 0, "end": 8, "label": "ORG"}
    row = api.reporter.post("mentions/", body).json()

    assert (row["id"], row["state"], row["version"]) == (suggestion.pk, "accepted", 2)
    assert (row["origin"], row["score"]) == ("rules/1", 0.75)
    assert Mention.objects.count() == 1


def test_two_mentions_of_one_origin_do_not_get_one_label(cast, body, api):
    api.reporter.post("mentions/", body)
    other = api.reporter.post("mentions/", body | {"label": "ORG"}).json()["id"]
    with nothing_written():
        response = api.reporter.patch(f"mentions/{other}/", {"label": "PERSON"}, seen=1)
        refused(response, 409, "wrong-state")


def test_a_change_needs_the_version_that_was_seen(suggestion, api):
    path = f"mentions/{suggestion.pk}/"
    with nothing_written():
        refused(api.reporter.patch(path, {"state": 5}), 428, "precondition-required")
        stale = refused(api.reporter.patch(path, {"state": 5}, seen=2), 412, "stale")
    assert stale["current"] == api.viewer.get(path).json()


def test_undecided_mentions_of_the_same_words_follow_another_label(cast, api):
    article = make_article(cast, text="Karsk met Karsk.")
    first, _ = [
        Mention.objects.create(
            article=article, desk=article.desk, revision=article.current_revision, label="ORG",
            start=start, end=start + 5, exact="Karsk", origin="rules/1",
        )
        for start in (0, 10)
    ]  # fmt: skip
    response = api.reporter.patch(f"mentions/{first.pk}/", {"label": "MISC"}, seen=1)

    assert response.status_code == 200, response.content
    rows = api.reporter.get(f"mentions/?article={article.pk}&label=MISC").json()["results"]
    assert [(row["state"], row["version"]) for row in rows] == [("accepted", 2), ("suggested", 2)]


def test_a_name_that_a_person_marked_is_removed_and_comes_back_by_undo(cast, api):
    article = make_article(cast)
    made = api.reporter.post(
        "mentions/",
        {"revision": article.current_revision_id, "start": 0, "end": 8, "label": "ORG"},
    ).json()
    refused(api.reporter.delete(made["url"]), 428, "precondition-required")
    refused(api.reporter.delete(made["url"], seen=9), 412, "stale")
    gone = api.reporter.delete(made["url"], seen=1)
    assert gone.status_code == 204
    assert not Mention.objects.exists()
    assert api.reporter.post("undo/", {"request": gone["X-Request-ID"]}).status_code == 200
    assert api.reporter.get(made["url"]).json()["exact"] == "Minister"


def test_what_the_tagger_found_is_rejected_and_not_removed(cast, api):
    article = make_article(cast)
    row = Mention.objects.create(
        article=article, desk=cast.desk, revision=article.current_revision,
        label="PERSON", start=0, end=8, exact="Minister", origin="model 1",
    )  # fmt: skip
    with nothing_written():
        refused(api.editor.delete(f"mentions/{row.pk}/", seen=1), 409, "wrong-state")


def walked(caller, path: str) -> list[int]:
    """The ids on all pages of three, one after the other, then backwards the same."""
    found, back, page = [], [], caller.get(f"{path}&limit=3").json()
    while True:
        found += [one["id"] for one in page["results"]]
        if not page["next"]:
            break
        page = caller.get(page["next"].partition("/v1/")[2]).json()
    back = [one["id"] for one in page["results"]]
    while page["previous"]:
        page = caller.get(page["previous"].partition("/v1/")[2]).json()
        back = [one["id"] for one in page["results"]] + back
    assert back == found
    return found


@pytest.mark.parametrize(
    "query", ["", "label=PERSON", "state=accepted", "label=ORG&state=rejected"]
)
def test_pages_of_several_desks_hold_every_mention_once_and_in_order(cast, api, subtests, query):
    """Each is found on its desk and in its kind by itself, and then stands among the others."""
    desks.set_role(actor=cast.admin, desk=cast.other_desk, user=cast.reporter, role=Role.EDITOR)
    for at in range(6):
        article = make_article(cast, desk=(cast.desk, cast.other_desk)[at % 2])
        for start in (0, 4, 9):
            label, state = ("PERSON", "ORG")[start == 4], ("accepted", "rejected")[start % 2]
            Mention.objects.create(
                article=article, desk=article.desk, revision=article.current_revision,
                start=start, end=start + 3, exact=TEXT[start : start + 3], label=label,
                state="rejected" if start == 4 and at % 3 else state, origin="rules/1",
            )  # fmt: skip
    given = dict(one.split("=") for one in query.split("&") if one)
    rows = Mention.objects.filter(**given).order_by("article", "start", "end", "pk")
    expected = list(rows.values_list("pk", flat=True))
    assert len(expected) > 3
    for caller in (api.reporter, api.admin):
        assert walked(caller, f"mentions/?{query}") == expected
