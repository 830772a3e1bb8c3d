"""Every table is in everything.ndjson, or is left out for a reason."""

import pytest
from django.apps import apps
from django.db.models import ForeignKey

from annotations.exchange.everything.selecting import fields
from annotations.exchange.everything.tables import BY_NAME, EVERYBODY, LEFT_OUT, TABLES
from annotations.models import User

MODELS = set(apps.get_app_config("annotations").get_models())
# They stand before what they point at: by them it is found (docs/ndjson.md).
BEFORE = {("revision", "article"), ("alias", "entity"), ("anchor", "claim")}


def test_a_new_table_is_in_the_file_or_says_why_not():
    """exchange/everything/tables.py: an entry in TABLES, or a reason in LEFT_OUT."""
    told = {table.model for table in TABLES}
    assert not told & LEFT_OUT.keys()
    assert told | LEFT_OUT.keys() == MODELS
    assert all(LEFT_OUT.values())


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_what_an_entry_names_are_columns(table):
    columns = {one.column for one in table.model._meta.concrete_fields}
    assert {*table.private, *table.never, *table.in_desk, *table.people} <= columns
    assert "type" not in columns


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_line_points_at_earlier_ones(table):
    places = {one.model: place for place, one in enumerate(TABLES)}
    for one in fields(table, is_desk=False):
        if isinstance(one, ForeignKey):
            other = BY_NAME[str(one.related_model._meta.model_name)]
            if (table.name, other.name) not in BEFORE:
                assert places[other.model] <= places[table.model], one


@pytest.mark.parametrize("table", [one for one in TABLES if one.desk], ids=lambda one: one.name)
def test_what_a_desk_exports_points_at_nothing_that_it_does_not(table):
    for one in fields(table, is_desk=True):
        if isinstance(one, ForeignKey) and one.related_model is not User:
            assert BY_NAME[str(one.related_model._meta.model_name)].desk, one


def test_no_secret_is_a_column():
    secrets = {"password", "digest", "hidden", "secret"}
    found = {
        (table.name, one.column)
        for table in TABLES
        for one in fields(table, is_desk=False)
        if one.column in secrets
    }
    # What a verdict rests on, and the letters that a text's reader left out: no secrets.
    assert found == {("assessment", "digest"), ("revision", "hidden")}
    assert BY_NAME["user"].desk == EVERYBODY
