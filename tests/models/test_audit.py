"""One line of the trail for every change, in somebody's name, and none that can be rewritten."""

import json
import re

import pytest
from django.apps import apps
from django.contrib.postgres.search import SearchVectorField
from django.db import connection, transaction
from django.db.models import BinaryField

from annotations.models import (
    Article,
    Claim,
    Event,
    Mention,
    Revision,
    Token,
    User,
    act_as,
    because,
    request_id,
)
from annotations.services.accounts import tokens
from annotations.services.articles import articles
from annotations.services.claims import claims, workflow
from annotations.trail.leaf import hide, leaf_hash
from tests.factory import TEXT, make_article, make_checked_claim, make_claim, make_evidence

from .refused_by_database import refused


def events(after: int = 0):
    return Event.objects.filter(pk__gt=after).order_by("pk")


def newest() -> int:
    return events().values_list("pk", flat=True).last() or 0


@pytest.fixture
def request_number():
    token = request_id.set("req-7")
    yield "req-7"
    request_id.reset(token)


def test_one_change_is_one_event_with_actor_request_and_what_changed(cast, request_number):
    claim = make_claim(cast)
    before = newest()
    workflow.take(actor=cast.checker, claim_id=claim.pk)

    event = events(before).get()
    assert (event.table, event.object_id, event.action) == ("claim", claim.pk, "U")
    assert (event.actor_id, event.request) == (cast.checker.pk, request_number)
    assert (event.desk_id, event.article_id, event.claim_id) == (
        claim.desk_id,
        claim.article_id,
        claim.pk,
    )
    assert event.old == {"stage": "open", "assignee_id": None}
    assert event.new == {"stage": "checking", "assignee_id": cast.checker.pk}


def test_a_new_claim_is_two_events_the_claim_and_its_anchor(cast):
    article = make_article(cast)
    before = newest()
    claim = make_claim(cast, article)

    assert [(e.table, e.action, e.claim_id, e.actor_id) for e in events(before)] == [
        ("claim", "I", claim.pk, cast.reporter.pk),
        ("anchor", "I", claim.pk, cast.reporter.pk),
    ]


def test_a_bulk_of_rows_is_an_event_each(cast):
    article = make_article(cast, text="a b c")
    before = newest()
    Mention.objects.bulk_create(
        Mention(
            article=article, desk=cast.desk, revision_id=article.current_revision_id,
            start=i, end=i + 1, exact=word, label="MISC", origin="rules/1",
        )
        for i, word in ((0, "a"), (2, "b"), (4, "c"))
    )  # fmt: skip

    assert events(before).filter(table="mention", action="I").count() == 3


def test_a_change_of_nothing_is_no_event(cast):
    claim = make_claim(cast)
    before = newest()
    Claim.objects.filter(pk=claim.pk).update(stage=claim.stage, version=9)

    assert not events(before).exists()


def test_a_deleted_row_is_kept_in_the_trail(cast):
    claim = make_claim(cast)
    claims.delete(actor=cast.reporter, claim_id=claim.pk, seen_version=None)

    event = events().get(table="claim", object_id=claim.pk, action="D")
    assert event.old["statement"] == "41 bridges"
    assert event.new is None
    assert event.actor_id == cast.reporter.pk


def test_what_was_rolled_back_did_not_happen(cast):
    claim = make_claim(cast)
    before = newest()
    with transaction.atomic():
        Claim.objects.filter(pk=claim.pk).update(stage="dismissed")
        transaction.set_rollback(True)

    assert not events(before).exists()


@pytest.mark.django_db(transaction=True)
def test_a_persons_name_ends_with_their_transaction():
    person = User.objects.create_user("one")
    with transaction.atomic():
        act_as(person)
        User.objects.filter(pk=person.pk).update(display_name="One")
    before = newest()
    User.objects.filter(pk=person.pk).update(display_name="Two")

    assert events(before).get().actor_id is None


def test_large_derived_and_secret_columns_stay_out(cast):
    secret = tokens.create(actor=cast.admin, user=cast.reporter)
    articles.create_from_file(
        actor=cast.reporter, desk=cast.desk, data=TEXT.encode(), filename="report.txt"
    )
    make_evidence(cast, make_checked_claim(cast))
    cast.reporter.set_password("another long password")
    cast.reporter.save()
    digest = Token.objects.get().digest

    for event in events():
        keys = set(event.old or {}) | set(event.new or {})
        assert not keys & {"text", "blocks", "links", "search", "content", "password", "digest"}
        trail = json.dumps([event.old, event.new])
        assert secret not in trail
        assert digest not in trail
        assert "transport minister" not in trail


@pytest.mark.owner  # The trigger holds even the owner; the application has no right to come so far.
def test_events_are_neither_changed_nor_deleted(cast):
    make_article(cast)
    with refused("append-only"):
        Event.objects.update(actor_id=None)
    with refused("append-only"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM annotations_event")


def test_the_history_of_a_claim_holds_what_hangs_on_it(cast):
    claim = make_checked_claim(cast)
    make_evidence(cast, claim)

    tables = {event.table for event in Event.objects.of_claim(claim)}
    assert tables == {"claim", "anchor", "evidence", "assessment"}


def test_the_trail_outlives_the_article(cast):
    article = make_article(cast)
    articles.delete(actor=cast.editor, article_id=article.pk, seen_version=None)

    assert not Article.objects.filter(pk=article.pk).exists()
    assert not Revision.objects.filter(article_id=article.pk).exists()
    gone = events().get(table="article", object_id=article.pk, action="D")
    assert gone.actor_id == cast.editor.pk


def test_bytes_and_search_words_stay_out_of_the_trail(db):
    """Every such column of every table with a trail, also those that come later."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT unnest(newsroom_left_out())")
        left_out = {name for (name,) in cursor.fetchall()}
        cursor.execute(
            "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE '%_audit_insert'"
        )
        audited = {name for (name,) in cursor.fetchall()}
    big = {
        field.column
        for model in apps.get_app_config("annotations").get_models()
        for field in model._meta.concrete_fields
        if model._meta.db_table in audited and isinstance(field, BinaryField | SearchVectorField)
    }
    assert big == {"content", "hidden", "search"}
    assert big <= left_out


def test_the_hidden_bytes_of_a_revision_stay_out_of_the_trail(cast):
    revision = make_article(
        cast, text="Bridges\u200b\u200c\u200d are\x0b\x0b here."
    ).current_revision
    event = Event.objects.of_row("revision", revision.pk).get()
    assert "number" in event.new
    assert not {"hidden", "text"} & event.new.keys()


def test_every_other_column_of_a_new_row_is_kept_also_one_that_came_later(db):
    """What keeps the new rows of a table is made from its columns: a migration has to ask again."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, t.tgfoid::regproc::text, p.prosrc, array("
            " SELECT attname::text FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0"
            " AND NOT attisdropped AND attname <> ALL(newsroom_left_out()) ORDER BY attnum)"
            " FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid"
            " WHERE t.tgname LIKE '%\\_audit\\_insert'"
        )
        found = cursor.fetchall()

    assert len(found) == len({function for _, function, *_ in found}) > 20
    for table, function, source, columns in found:
        assert function == f"newsroom_audit_new_{table.removeprefix('annotations_')}"
        [kept] = re.findall(r"FROM \(SELECT (.*?) FROM new_rows\) n", source)
        assert [name.strip('"') for name in kept.split(", ")] == columns, table


def test_a_new_row_is_kept_with_what_it_belongs_to(cast):
    article = make_article(cast)
    claim = make_claim(cast, article)
    desk, new, of_claim, of_anchor = (
        Event.objects.get(table=table, object_id=pk, action="I")
        for table, pk in (
            ("desk", cast.desk.pk),
            ("article", article.pk),
            ("claim", claim.pk),
            ("anchor", claim.anchors.get().pk),
        )
    )

    assert (desk.desk_id, desk.new["slug"]) == (cast.desk.pk, cast.desk.slug)
    assert (new.desk_id, new.article_id, new.claim_id) == (cast.desk.pk, article.pk, None)
    assert (new.actor_id, new.new["headline"]) == (article.created_by_id, article.headline)
    assert (of_claim.article_id, of_claim.claim_id) == (article.pk, claim.pk)
    assert (of_anchor.article_id, of_anchor.claim_id) == (None, claim.pk)


@pytest.mark.django_db(transaction=True)
def test_a_reason_is_kept_with_every_change_until_the_transaction_ends():
    person = User.objects.create_user("one")
    before = newest()
    with transaction.atomic():
        because("left the desk")
        User.objects.filter(pk=person.pk).update(display_name="One")
        person.delete()
    User.objects.create_user("two")

    told = events(before).filter(table="user").values_list("action", "reason")
    assert list(told) == [("U", "left the desk"), ("D", "left the desk"), ("I", "")]


def test_every_line_has_a_salt_of_its_own(cast):
    make_checked_claim(cast)
    salts = [bytes(event.salt) for event in events()]
    assert len(set(salts)) == len(salts) > 5
    assert {len(salt) for salt in salts} == {16}


def test_a_line_is_one_leaf_whatever_is_taken_out_of_it(cast):
    make_evidence(cast, make_checked_claim(cast))
    lines = [event.as_line() for event in events()]
    columns = {name for line in lines for values in (line.old, line.new) for name in values or ()}

    assert len({leaf_hash(line) for line in lines}) == len(lines)
    for line in lines:
        assert leaf_hash(hide(line, columns, reason=True)) == leaf_hash(line)
