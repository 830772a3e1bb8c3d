"""/api/v1/entities/ and /api/v1/entities/{id}/"""

import pytest

from annotations.models import Alias, Entity
from annotations.models.searching import vector
from tests.api.calls import HEAD, ids, refused


def make_entity(desk, name, label="PERSON", *aliases, **given) -> Entity:
    entity = Entity.objects.create(
        desk=desk, name=name, label=label, search=vector(name, *aliases), **given
    )
    for alias in (name, *aliases):
        Alias.objects.create(entity=entity, desk=desk, label=label, name=alias, key=alias.lower())
    return entity


@pytest.fixture
def entities(cast):
    """By name; a foreign one and a merged one stand beside them."""
    make_entity(cast.other_desk, "Ilka Foreign")
    ilka = make_entity(cast.desk, "Ілка Варн", "PERSON", "Ilka Varn", "Madame Varn")
    make_entity(cast.desk, "I. Varn", merged_into=ilka)
    return {
        "ilka": ilka,
        "ministry": make_entity(cast.desk, "Ministry of Transport", "ORG"),
        "paris": make_entity(cast.desk, "Paris", "PLACE", wikidata_id="Q90", description="Capital"),
    }


def test_an_entity_is_read_with_its_aliases(cast, entities, api):
    ilka = entities["ilka"]
    response = api.viewer.get(f"entities/{ilka.pk}/")

    assert (response.status_code, response["ETag"]) == (200, '"1"')
    row = response.json()
    assert row == {
        "id": ilka.pk,
        "url": f"http://testserver/api/v1/entities/{ilka.pk}/",
        "version": 1,
        "created_at": row["created_at"],
        "updated_at": row["updated_at"],
        "desk": cast.desk.pk,
        "name": "Ілка Варн",
        "label": "PERSON",
        "description": "",
        "wikidata_id": "",
        "external_id": "",
        "merged_into": None,
        "aliases": row["aliases"],
    }
    assert sorted(row["aliases"]) == ["Ilka Varn", "Madame Varn", "Ілка Варн"]
    paris = api.viewer.get(f"entities/{entities['paris'].pk}/").json()
    assert (paris["description"], paris["wikidata_id"]) == ("Capital", "Q90")


def test_a_merged_entity_is_read_but_not_listed(entities, api):
    merged = Entity.objects.get(name="I. Varn")

    row = api.viewer.get(f"entities/{merged.pk}/").json()
    assert row["merged_into"] == entities["ilka"].pk
    assert merged.pk not in ids(api.viewer.get("entities/"))


def test_a_search_completes_words_of_names_and_aliases(subtests, cast, entities, api):
    for query, found in [
        ("", ["ilka", "ministry", "paris"]),
        ("search=va", ["ilka"]),
        ("search=VARN+ilk", ["ilka"]),
        ("search=%D1%96%D0%BB%D0%BA", ["ilka"]),
        ("search=trans", ["ministry"]),
        ("search=foreign", []),
        ("search=%27%26%7C%21%3A%2A", []),
        ("label=PLACE", ["paris"]),
        ("label=DATE", []),
        ("desk=politics", ["ilka", "ministry", "paris"]),
        (f"desk={cast.desk.pk}&label=ORG&search=min", ["ministry"]),
    ]:
        with subtests.test(query):
            response = api.viewer.get(f"entities/?{query}")
            assert ids(response) == [entities[name].pk for name in found]
            assert all(set(row) > HEAD for row in response.json()["results"])
    for query in ("label=person", "search=%00", "name=Paris", "search=a&search=b"):
        with subtests.test(query):
            assert api.viewer.get(f"entities/?{query}").status_code == 400


def test_a_foreign_desk_is_404_in_the_words_of_a_missing_one(cast, entities, api):
    told = [
        refused(api.viewer.get(f"entities/?desk={desk}"), 404, "not-found")
        for desk in ("sports", cast.other_desk.pk, "nowhere", 987654321, 2**63, "-1")
    ]

    assert all(one == told[0] for one in told)
