"""Linking: exact names by themselves, short ones within their text, the rest by pairs."""

import threading
import time

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from annotations.models import Alias, Entity, EntityPair, Mention
from annotations.services.entities import merge as entity_merge
from annotations.tagging.engine import Document
from annotations.tagging.found import Cluster, Found
from annotations.work.tagging import link as tagging_link
from annotations.work.tagging import write
from tests.cast import make_cast
from tests.factory import make_article
from tests.names import make_entity
from tests.work.together import together


def cluster(name: str, *others: str, label: str = "PERSON") -> Cluster:
    members = tuple(
        Found(at, at + len(words), label, words, 1.0) for at, words in enumerate((name, *others))
    )
    return Cluster(name, label, members)


def link(desk, *clusters: Cluster) -> dict[str, str]:
    """The name of the entity of each name of a text."""
    names = [(one.label, one.text) for each in clusters for one in each.members]
    found = tagging_link.entities_for(desk.pk, names, clusters)
    entities = Entity.objects.in_bulk(found.values())
    return {words: entities[pk].name for (_, words), pk in found.items()}


def test_a_surname_names_whom_its_text_names_in_full(cast):
    make_entity(cast.desk, "Varn")
    found = link(cast.desk, cluster("Ilka Varn", "Varn"), cluster("Ole Brandt", "Brandt"))

    assert found == {
        "Ilka Varn": "Ilka Varn", "Varn": "Ilka Varn",
        "Ole Brandt": "Ole Brandt", "Brandt": "Ole Brandt",
    }  # fmt: skip
    assert not Alias.objects.filter(name="Brandt").exists()
    assert link(cast.desk, cluster("Varn")) == {"Varn": "Varn"}


def test_a_run_links_the_mentions_of_a_text_as_its_clusters_say(cast):
    article = make_article(cast, text="Ilka Varn left. Varn was tired.")
    full, short = (
        Found(0, 9, "PERSON", "Ilka Varn", 0.9),
        Found(16, 20, "PERSON", "Varn", 0.9),
    )
    document = Document((full, short), (Cluster("Ilka Varn", "PERSON", (full, short)),))
    write.write({article.current_revision: document}, "test/1")

    assert Mention.objects.count() == 2
    assert {mention.entity.name for mention in Mention.objects.all()} == {"Ilka Varn"}


def test_a_longer_name_joins_whom_the_text_also_names_as_known(cast):
    make_entity(cast.desk, "Ilka Varn")
    assert link(cast.desk, cluster("Ilka M. Varn", "Ilka Varn", "Varn")) == dict.fromkeys(
        ("Ilka M. Varn", "Ilka Varn", "Varn"), "Ilka Varn"
    )


def test_full_names_that_people_keep_apart_stay_apart(cast):
    make_entity(cast.desk, "Ilka Varn")
    make_entity(cast.desk, "Ilka M. Varn")
    found = link(cast.desk, cluster("Ilka M. Varn", "Ilka Varn", "Varn"))
    assert found == {
        "Ilka M. Varn": "Ilka M. Varn", "Ilka Varn": "Ilka Varn", "Varn": "Ilka M. Varn"
    }  # fmt: skip


def test_a_name_of_another_kind_or_desk_is_another(cast):
    make_entity(cast.desk, "Paris")
    make_entity(cast.other_desk, "Paris", label="PLACE")
    assert link(cast.desk, cluster("Paris", label="PLACE")) == {"Paris": "Paris"}
    assert Entity.objects.count() == 3


def test_dates_and_names_without_letters_to_compare_are_not_kept(cast):
    names = [("DATE", "Tuesday"), ("PERSON", "\u200b"), ("PERSON", "x" * 301)]
    assert tagging_link.entities_for(cast.desk.pk, names) == {}


@pytest.mark.parametrize(
    ("one", "other", "label"),
    [
        ("Zelenskiy", "Zelenskyy", "PERSON"),
        ("Zelenskyy", "Зеленський", "PERSON"),
        ("Mykolayiv", "Mykolaiv", "PLACE"),
        ("Varn Ilka", "Ilka Varn", "PERSON"),
        ("WHO", "World Health Organization", "ORG"),
    ],
)
def test_names_alike_are_suggested_with_a_reason_and_not_joined(one, other, label, cast):
    link(cast.desk, cluster(one, label=label))
    link(cast.desk, cluster(other, label=label))

    pair = EntityPair.objects.select_related("first", "second").get()
    assert (pair.first.name, pair.second.name, pair.state) == (one, other, "suggested")
    assert 0.8 <= pair.score <= 1
    assert pair.reason


def test_two_spellings_in_one_text_are_suggested_too(cast):
    link(cast.desk, cluster("Mykolayiv", label="PLACE"), cluster("Mykolaiv", label="PLACE"))
    assert EntityPair.objects.count() == 1


def test_names_that_are_not_alike_or_of_another_desk_are_not_suggested(cast):
    link(cast.other_desk, cluster("Zelenskiy"))
    link(cast.desk, cluster("Zelenskyy"), cluster("Ole Brandt"), cluster("Ilka Varn"))
    link(cast.desk, cluster("Zelenskiy", label="ORG"))
    assert not EntityPair.objects.exists()


def test_a_run_with_many_names_asks_as_much_as_one_with_few(cast):
    def questions(number: int, ending: str) -> int:
        clusters = [cluster(f"Ilka {chr(97 + n)}{ending}", f"{chr(97 + n)}{ending}")
                    for n in range(number)]  # fmt: skip
        with CaptureQueriesContext(connection) as asked:
            link(cast.desk, *clusters)
        return len(asked)

    assert questions(20, "arno") == questions(2, "arnno") <= 12


@pytest.mark.django_db(transaction=True)
def test_a_merge_waits_for_a_run_that_links_and_takes_its_mentions_along():
    cast = make_cast()
    source, target = make_entity(cast.desk, "I. Varn"), make_entity(cast.desk, "Ilka Varn")
    article = make_article(cast, text="I. Varn left.")
    linked, merging = threading.Event(), threading.Event()

    def tag() -> None:
        found = Found(0, 7, "PERSON", "I. Varn", 0.9)
        with transaction.atomic():
            tagging_link.entities_for(cast.desk.pk, [("PERSON", "I. Varn")])
            linked.set()
            merging.wait(60)
            time.sleep(0.2)  # The merge would be through by now, if nothing held it.
            write.write({article.current_revision: Document((found,))}, "test/1")

    def merge() -> None:
        linked.wait(60)
        merging.set()
        entity_merge.merge(actor=cast.checker, source_id=source.pk, target_id=target.pk)

    assert together(tag, merge) == [None, None]
    assert Mention.objects.get().entity == target
