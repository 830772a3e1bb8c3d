"""Every table and column of the audit trail has its words."""

import pytest
from django.apps import apps
from django.db import connection

from annotations import rights
from annotations.services.undo import audited, restore

# Whose it is, when and in which version it was written: with every row, and told by no word.
OF_ROWS = {"id", "version", "desk_id", "article_id", "claim_id", "created_at", "created_by_id"}


@pytest.fixture
def left_out(db) -> set[str]:
    """What the trigger leaves out: large, derived and secret columns."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT unnest(newsroom_left_out())")
        return {name for [name] in cursor.fetchall()}


def test_every_audited_table_is_in_the_registry_or_never_undone(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT substr(c.relname, length('annotations_') + 1) FROM pg_trigger t"
            " JOIN pg_class c ON c.oid = t.tgrelid WHERE t.tgname LIKE '%\\_audit\\_insert'"
        )
        tables = {name for [name] in cursor.fetchall()}

    assert tables == audited.REGISTRY.keys() | audited.NOT_UNDONE
    assert not audited.REGISTRY.keys() & audited.NOT_UNDONE


@pytest.mark.parametrize("table", audited.REGISTRY)
def test_every_column_of_the_trail_has_its_words(table, left_out):
    model = apps.get_model("annotations", table)
    moves = {"desk_id"} if table == "claim" else set()  # With its article, to another desk.
    columns = {field.column for field in model._meta.concrete_fields} - left_out - OF_ROWS | moves
    entry = audited.REGISTRY[table]

    assert entry.columns.keys() | entry.plain == columns
    assert not entry.columns.keys() & entry.plain


def test_what_can_be_undone_is_what_has_words():
    assert restore.MODELS.keys() == audited.REGISTRY.keys() | audited.WITH_CLAIM


@pytest.mark.parametrize("table", audited.REGISTRY)
def test_undoing_a_table_asks_for_actions_that_there_are(table):
    entry = audited.REGISTRY[table]

    assert entry.is_on_claim or entry.needs or table == "claim"
    assert set(entry.needs or ()) <= rights.LEAST_ROLE.keys()
