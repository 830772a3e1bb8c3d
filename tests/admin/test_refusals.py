"""What stands against a change is said as it is."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from annotations.admin import refusals
from annotations.models import Desk, Feed, Membership, Rating, User
from tests import factory

from .test_changes import of


@pytest.fixture
def client(cast, sign_in):
    return sign_in(cast.admin)


def refused(statement: str, *values) -> str:
    with (
        pytest.raises(IntegrityError) as told,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement, values)
    return refusals.why(told.value)


def test_a_guard_speaks_for_itself(cast):
    claim = factory.make_checked_claim(cast)
    statement = "UPDATE annotations_assessment SET rationale = 'Else.' WHERE claim_id = %s"

    assert refused(statement, claim.pk) == "What was decided stays as it was decided."


def test_rules_of_the_database_are_named(cast):
    desk = cast.desk.pk
    unique = (
        "INSERT INTO annotations_membership (desk_id, user_id, role, created_at, updated_at) "
        "VALUES (%s, %s, 'viewer', now(), now())"
    )
    assert "membership_once" in refused(unique, desk, cast.editor.pk)
    check = "UPDATE annotations_membership SET role = 'none' WHERE desk_id = %s"
    assert "membership_role_known" in refused(check, desk)


def test_a_desk_with_articles_says_what_is_in_use_and_reads_none_of_it(cast, client):
    def asked() -> int:
        with CaptureQueriesContext(connection) as taken:
            page = client.post(of(Desk, "delete", cast.desk.pk), {"post": "yes"}).content.decode()
        assert "Articles: " in page
        assert Desk.objects.filter(pk=cast.desk.pk).exists()
        return len(taken)

    factory.make_article(cast, headline="First")
    few = asked()
    for i in range(5):
        factory.make_article(cast, headline=f"Article {i}")
    assert asked() == few


def test_a_desk_that_only_has_what_goes_with_it_is_deleted(cast, client):
    Feed.objects.create(desk=cast.other_desk, address="https://e.example/f", added_by=cast.admin)
    page = client.get(of(Desk, "delete", cast.other_desk.pk)).content.decode()
    assert "Feeds: 1" in page
    client.post(of(Desk, "delete", cast.other_desk.pk), {"post": "yes"})

    assert not Desk.objects.filter(pk=cast.other_desk.pk).exists()


def test_a_step_of_a_scale_in_use_is_kept_also_by_the_action(cast, client):
    rating = factory.make_checked_claim(cast).assessments.get().rating
    chosen = {"action": "delete_selected", "_selected_action": [rating.pk], "post": "yes"}

    assert "Verdicts: 1" in client.post(of(Rating), chosen).content.decode()
    assert Rating.objects.filter(pk=rating.pk).exists()


def test_what_the_database_refuses_at_the_last_moment_is_told_with_its_reason(
    cast, client, monkeypatch
):
    """Two administrators add the same member: the form of the second looked too early."""
    monkeypatch.setattr(Membership, "validate_unique", lambda *_, **__: None)
    monkeypatch.setattr(Membership, "validate_constraints", lambda *_, **__: None)
    form = {"user": cast.editor.pk, "desk": cast.desk.pk, "role": "viewer"}
    page = client.post(of(Membership, "add"), form, follow=True).content.decode()

    assert "Nothing was changed. There is one like it already (membership_once)." in page


def test_a_person_who_wrote_something_is_not_deleted(cast, client):
    factory.make_article(cast)
    page = client.post(of(User, "delete", cast.reporter.pk), {"post": "yes"}).content.decode()

    assert "Articles: 1" in page
    assert User.objects.filter(pk=cast.reporter.pk).exists()
