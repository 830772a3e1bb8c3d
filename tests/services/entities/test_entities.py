"""Names of entities: given, taken away, and never two entities' at once."""

import pytest

from annotations.errors import Invalid, NotAllowed, NotFound, Stale, WrongState
from annotations.models import Alias, Entity, EntityPair, Event, Mention
from annotations.services.entities import entities, merge
from tests.names import make_article_naming, make_entity, names_of, suggest


@pytest.fixture
def ilka(cast) -> Entity:
    return make_entity(cast.desk, "Ilka Varn")


def edit(cast, entity, **changes) -> Entity:
    return entities.edit(actor=cast.checker, entity_id=entity.pk, seen_version=None, **changes)


def test_a_new_name_keeps_the_old_one_as_an_alias(cast, ilka):
    edited = edit(cast, ilka, name="  Ilka   Varn-Holt ")

    assert (edited.name, edited.version) == ("Ilka Varn-Holt", 2)
    assert names_of(ilka) == ["Ilka Varn", "Ilka Varn-Holt"]
    assert list(Entity.objects.matching("holt")) == [ilka]
    assert Event.objects.filter(table="entity", object_id=ilka.pk, actor_id=cast.checker.pk)


@pytest.mark.parametrize(
    ("given", "kept"),
    [("q42", "Q42"), ("https://www.wikidata.org/wiki/Q7251", "Q7251"), ("  ", "")],
)
def test_a_wikidata_id_is_taken_also_out_of_its_address(given, kept, cast, ilka):
    assert edit(cast, ilka, wikidata_id=given).wikidata_id == kept


@pytest.mark.parametrize("given", ["42", "Q0", "Q01", "Q-1", "P42", "Q42x", "Q" + "9" * 13, "Q٤٢"])
def test_what_is_no_wikidata_id_is_refused_beside_its_field(given, cast, ilka):
    with pytest.raises(Invalid) as refused:
        edit(cast, ilka, wikidata_id=given)
    assert refused.value.field == "wikidata_id"


@pytest.mark.parametrize("name", ["", "   ", "\u200b", "x" * 301, "ﷺ" * 30])
def test_what_is_no_name_is_refused(name, cast, ilka):
    with pytest.raises(Invalid):
        edit(cast, ilka, name=name)
    with pytest.raises(Invalid):
        entities.add_alias(actor=cast.checker, entity_id=ilka.pk, name=name)


def test_a_name_belongs_to_one_entity_of_a_kind(cast, ilka):
    other = make_entity(cast.desk, "Ole Brandt")
    make_entity(cast.desk, "Holt", label="PLACE")

    with pytest.raises(Invalid, match="already has the name “ILKA VARN”"):
        entities.add_alias(actor=cast.checker, entity_id=other.pk, name="ILKA VARN")
    with pytest.raises(Invalid, match="already"):
        edit(cast, other, name="Ílka Varn")
    entities.add_alias(actor=cast.checker, entity_id=other.pk, name="Holt")
    assert names_of(other) == ["Holt", "Ole Brandt"]


def test_an_alias_is_added_once_and_found_by(cast, ilka):
    for _ in range(2):
        entities.add_alias(actor=cast.checker, entity_id=ilka.pk, name="Ілка Варн")

    ilka.refresh_from_db()
    assert names_of(ilka) == ["Ilka Varn", "Ілка Варн"]
    assert ilka.version == 2
    assert all(Alias.objects.filter(entity=ilka).values_list("blocks", flat=True))
    assert list(Entity.objects.matching("варн")) == [ilka]


def test_an_alias_is_removed_but_not_the_own_name(cast, ilka):
    entities.add_alias(actor=cast.checker, entity_id=ilka.pk, name="Madame Varn")
    alias, own = Alias.objects.get(name="Madame Varn"), Alias.objects.get(name="Ilka Varn")

    entities.remove_alias(actor=cast.checker, entity_id=ilka.pk, alias_id=alias.pk)
    with pytest.raises(WrongState, match="own name"):
        entities.remove_alias(actor=cast.checker, entity_id=ilka.pk, alias_id=own.pk)
    with pytest.raises(NotFound):
        entities.remove_alias(actor=cast.checker, entity_id=ilka.pk, alias_id=alias.pk)
    assert names_of(ilka) == ["Ilka Varn"]
    assert not Entity.objects.matching("madame")


def test_names_and_mentions_follow_a_new_kind(cast):
    make_article_naming(cast, "Harbour Watch", "Harbor Watch")
    entity = Entity.objects.get(name="Harbour Watch")
    assert EntityPair.objects.waiting().exists()

    edit(cast, entity, label="ORG")

    assert Mention.objects.get(entity=entity).label == "ORG"
    assert Alias.objects.get(entity=entity).label == "ORG"
    assert not EntityPair.objects.exists()


def test_a_kind_in_which_another_has_the_name_is_refused(cast):
    make_entity(cast.desk, "Gazette", label="ORG")
    person = make_entity(cast.desk, "gazette")
    with pytest.raises(Invalid) as refused:
        edit(cast, person, label="ORG")
    assert refused.value.field == "label"


def test_words_that_have_the_new_kind_already_lose_the_link_only(cast):
    article = make_article_naming(cast, "Harbour Watch")
    person = Entity.objects.get(name="Harbour Watch")
    place = make_entity(cast.desk, "Harbour", label="ORG")
    machine = suggest(article, "Harbour Watch", person)
    suggest(article, "Harbour Watch", place)

    edit(cast, person, label="ORG")

    machine.refresh_from_db()
    assert (machine.label, machine.entity) == ("PERSON", None)


@pytest.mark.parametrize(
    ("name", "error"), [("viewer", NotAllowed), ("reporter", NotAllowed), ("stranger", NotFound)]
)
def test_only_checkers_and_editors_change_names(name, error, cast, ilka):
    actor, alias = cast.by_role(name), Alias.objects.get(entity=ilka)
    for change in (
        lambda: entities.edit(actor=actor, entity_id=ilka.pk, seen_version=1, name="X"),
        lambda: entities.add_alias(actor=actor, entity_id=ilka.pk, name="X"),
        lambda: entities.remove_alias(actor=actor, entity_id=ilka.pk, alias_id=alias.pk),
    ):
        with pytest.raises(error):
            change()
    ilka.refresh_from_db()
    assert (ilka.version, names_of(ilka)) == (1, ["Ilka Varn"])


def test_who_saw_an_older_version_changes_nothing(cast, ilka):
    edit(cast, ilka, description="Minister")
    with pytest.raises(Stale):
        entities.edit(actor=cast.checker, entity_id=ilka.pk, seen_version=1, description="")


def test_a_merged_entity_is_not_changed(cast, ilka):
    other = make_entity(cast.desk, "I. Varn")
    merge.merge(actor=cast.checker, source_id=other.pk, target_id=ilka.pk)
    with pytest.raises(WrongState, match="merged into “Ilka Varn”"):
        edit(cast, other, name="Somebody")
