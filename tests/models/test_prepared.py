"""Questions whose SQL is made once."""

import pytest

from annotations.models import Alias, Entity, Membership, Redaction, User
from annotations.models.prepared import Prepared

WHY = {"kind": "article", "object_id": 1, "reason": "A court says so.", "basis": "Order 7"}
PEOPLE: Prepared = Prepared(
    lambda name, desk: Membership.objects.filter(user__username=name, desk=desk).select_related(
        "user"
    )
)


def test_the_values_of_each_time_count(cast, django_assert_num_queries):
    found = {}
    for name in ("viewer", "editor", "nobody"):
        with django_assert_num_queries(1):
            found[name] = [(row.user.username, row.role) for row in PEOPLE(name, cast.desk.pk)]

    assert found == {
        "viewer": [("viewer", "viewer")],
        "editor": [("editor", "editor")],
        "nobody": [],
    }


def test_its_sql_is_made_once(cast):
    made = []

    def ask(pk):
        made.append(pk)
        return User.objects.filter(pk=pk)

    asked = Prepared(ask)
    people = [cast.viewer, cast.editor, cast.reporter]
    assert [asked.first(one.pk) for one in people] == people
    assert asked.first(0) is None
    assert len(made) == 1


def test_for_another_switch_it_is_made_anew(cast):
    active = Prepared(lambda is_active: User.objects.filter(is_active=is_active).values_list("pk"))
    cast.viewer.is_active = False
    cast.viewer.save()

    assert (cast.viewer.pk,) in active(False)
    assert (cast.viewer.pk,) not in active(True)


def test_rows_are_as_django_makes_them(cast):
    entity = Entity.objects.create(desk=cast.desk, name="Ilka Varn", label="PERSON")
    Alias.objects.create(entity=entity, desk=cast.desk, label="PERSON", name="Varn", key="varn")
    asked = Prepared(lambda pk: Entity.objects.filter(pk=pk).prefetch_related("aliases"))
    flat = Prepared(lambda pk: Entity.objects.filter(pk=pk).values_list("name", flat=True))

    [row] = asked(entity.pk)
    assert row == entity
    assert row._prefetched_objects_cache.keys() == {"aliases"}
    assert not row._state.adding
    assert flat(entity.pk) == ["Ilka Varn"]


def test_words_are_parameters(cast):
    hostile = "editor' OR '1' = '1"

    assert PEOPLE(hostile, cast.desk.pk) == []


@pytest.mark.parametrize("words", ["", "\x02prepared\x030", "Ілка"])
def test_any_words_may_be_asked(words, cast):
    assert PEOPLE(words, cast.desk.pk) == []


def test_a_value_within_a_list_is_that_of_each_time(cast):
    """As PostgreSQL's arrays take it."""
    first, second = (Redaction(articles=[one], **WHY, requested_by=cast.admin) for one in (7, 8))
    Redaction.objects.bulk_create([first, second])
    about = Prepared(
        lambda article: Redaction.objects.filter(articles__contains=[article]).values_list(
            "pk", flat=True
        )
    )
    assert [about(one) for one in (7, 8, 9)] == [[first.pk], [second.pk], []]
