"""/api/v1/entities/{id}/, merge/, split/, /api/v1/entity-pairs/ and /api/v1/entity-moves/"""

import pytest

from annotations.models import Entity, EntityPair
from tests.api.calls import ids, refused
from tests.names import make_article_naming, make_entity, names_of


@pytest.fixture
def ilka(cast) -> Entity:
    make_article_naming(cast, "Ilka Varn")
    return Entity.objects.get(name="Ilka Varn")


@pytest.fixture
def pair(cast) -> EntityPair:
    make_article_naming(cast, "Jana Ost", "Ost Jana")
    return EntityPair.objects.get()


def test_names_and_the_wikidata_id_are_changed_at_once(ilka, api):
    changes = {"name": "Ilka Holt", "wikidata_id": "q42", "aliases": ["Ilka Varn", "Madame Holt"]}
    response = api.checker.patch(f"entities/{ilka.pk}/", changes, seen=1)

    row = response.json()
    assert (response.status_code, response["ETag"]) == (200, '"2"')
    assert (row["name"], row["wikidata_id"]) == ("Ilka Holt", "Q42")
    assert sorted(row["aliases"]) == ["Ilka Holt", "Ilka Varn", "Madame Holt"]
    row = api.checker.patch(f"entities/{ilka.pk}/", {"aliases": []}, seen=2).json()
    assert row["aliases"] == ["Ilka Holt"]


def test_bad_changes_are_refused_beside_their_field(subtests, cast, ilka, api):
    make_entity(cast.desk, "Ole Brandt")
    for body, field in (
        ({"wikidata_id": "42"}, "wikidata_id"),
        ({"name": " "}, "name"),
        ({"name": "ole brandt"}, "name"),
        ({"aliases": ["Ole Brandt"]}, "aliases"),
        ({"label": "THING"}, "label"),
        ({"aliases": [3]}, "aliases.0"),
    ):
        with subtests.test(str(body)):
            refused(api.checker.patch(f"entities/{ilka.pk}/", body, seen=1), 422, "invalid", field)
    refused(api.checker.patch(f"entities/{ilka.pk}/", {}), 428, "precondition-required")
    refused(api.checker.patch(f"entities/{ilka.pk}/", {}, seen=7), 412, "stale")


def test_a_merged_entity_is_moved_for_good_and_taken_back(cast, ilka, api):
    other = make_entity(cast.desk, "Madame Varn")
    move = api.checker.post(f"entities/{other.pk}/merge/", {"into": ilka.pk}, seen=1).json()

    assert (move["kind"], move["source"], move["target"]) == ("merge", other.pk, ilka.pk)
    response = api.viewer.get(f"entities/{other.pk}/")
    assert response.status_code == 301
    assert response["Location"] == f"http://testserver/api/v1/entities/{ilka.pk}/"
    assert names_of(ilka) == ["Ilka Varn", "Madame Varn"]
    assert ids(api.viewer.get(f"entity-moves/?entity={ilka.pk}")) == [move["id"]]
    refused(api.checker.patch(f"entities/{other.pk}/", {}, seen="*"), 409, "wrong-state")

    undone = api.checker.post(f"entity-moves/{move['id']}/undo/").json()
    assert undone["undone_by"] == cast.checker.pk
    assert api.viewer.get(f"entities/{other.pk}/").status_code == 200
    refused(api.checker.post(f"entity-moves/{move['id']}/undo/"), 409, "wrong-state")


def test_merges_that_cannot_be_are_refused(cast, ilka, api):
    foreign = make_entity(cast.other_desk, "Ilka Varn")
    place = make_entity(cast.desk, "Varn", label="PLACE")
    for into in (foreign.pk, 987654321, place.pk, ilka.pk):
        response = api.checker.post(f"entities/{ilka.pk}/merge/", {"into": into})
        refused(response, 422, "invalid", "into")
    refused(api.checker.post(f"entities/{ilka.pk}/merge/", {}), 422, "invalid", "into")
    response = api.checker.post(f"entities/{ilka.pk}/merge/", {"into": place.pk}, seen=7)
    refused(response, 412, "stale")


def test_names_are_split_off(cast, ilka, api):
    api.checker.patch(f"entities/{ilka.pk}/", {"aliases": ["I. Varn"]}, seen=1)
    path = f"entities/{ilka.pk}/split/"
    refused(api.checker.post(path, {"aliases": ["Nobody"]}), 422, "invalid", "aliases")
    refused(api.checker.post(path, {}), 422, "invalid", "aliases")

    move = api.checker.post(path, {"aliases": ["I. Varn"]}, seen=2).json()
    assert (move["kind"], move["source"]) == ("split", ilka.pk)
    assert api.viewer.get(f"entities/{move['target']}/").json()["aliases"] == ["I. Varn"]


def test_a_pair_is_read_and_answered_same(pair, api):
    [row] = api.viewer.get(f"entity-pairs/?entity={pair.first_id}&desk=politics").json()["results"]
    assert (row["first"], row["second"], row["state"]) == (
        pair.first_id, pair.second_id, "suggested",
    )  # fmt: skip
    path = f"entity-pairs/{pair.pk}/same/"
    refused(api.checker.post(path, {"into": 987654321}), 422, "invalid", "into")
    answer = api.checker.post(path, {"into": pair.second_id}, seen=1).json()
    assert answer["state"] == "same"
    assert api.viewer.get("entity-pairs/").json()["results"] == []
    assert ids(api.viewer.get("entity-pairs/?state=same")) == [pair.pk]
    refused(api.checker.post(path, {"into": pair.second_id}), 409, "wrong-state")


def test_a_pair_is_answered_different_once(cast, pair, api):
    answer = api.checker.post(f"entity-pairs/{pair.pk}/different/", seen=1).json()
    assert (answer["state"], answer["decided_by"]) == ("different", cast.checker.pk)
    refused(api.checker.post(f"entity-pairs/{pair.pk}/different/", seen=1), 412, "stale")


def test_lists_refuse_what_they_do_not_know(subtests, ilka, api):
    for path in ("entity-pairs/?state=maybe", "entity-pairs/?label=ORG", "entity-moves/?state=x"):
        with subtests.test(path):
            assert api.viewer.get(path).status_code == 400
    assert api.stranger.get(f"entity-moves/?entity={ilka.pk}").status_code == 404


def test_two_kinds_are_merged_when_it_is_said(cast, ilka, api):
    place = make_entity(cast.desk, "Ilka Varn", label="PLACE")
    path = f"entities/{ilka.pk}/merge/"
    refused(api.checker.post(path, {"into": place.pk}), 422, "invalid", "into")
    given = {"into": place.pk, "across_kinds": True}
    move = api.checker.post(path, given, seen=1).json()

    assert move["target"] == place.pk
    [mention] = api.checker.get("mentions/?label=PLACE").json()["results"]
    assert mention["entity"] == place.pk
    assert api.checker.post(f"entity-moves/{move['id']}/undo/").status_code == 200
    assert api.checker.get(f"entities/{ilka.pk}/").json()["label"] == "PERSON"
