"""`load_demo`: into an empty database, whole or not at all."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from annotations.demo import loading
from annotations.models import Article, Desk, User

pytestmark = pytest.mark.slow


def contents() -> dict[str, list]:
    """Every row of every table of the application."""
    with connection.cursor() as cursor:
        found = {}
        for table in connection.introspection.table_names(cursor):
            if table.startswith("annotations_"):
                cursor.execute(f'SELECT t::text FROM "{table}" t ORDER BY 1')
                found[table] = cursor.fetchall()
        return found


def test_twice_is_the_same_as_once(db):
    call_command("load_demo", verbosity=0)
    before = contents()
    assert before["annotations_claim"]

    with pytest.raises(CommandError, match="already people in this database"):
        call_command("load_demo", verbosity=0)
    assert contents() == before


def test_a_database_with_people_stays_as_it_is(cast):
    before = contents()
    with pytest.raises(CommandError):
        call_command("load_demo", verbosity=0)
    assert contents() == before


def test_a_load_that_fails_leaves_nothing_and_can_be_repeated(db, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(loading.Demo, "load", lambda self: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            call_command("load_demo", verbosity=0)
    assert not User.objects.exists()
    assert not Desk.objects.exists()

    call_command("load_demo", verbosity=0)
    assert Article.objects.count() == 3


def test_it_says_that_it_is_done(db):
    out = io.StringIO()
    call_command("load_demo", stdout=out)

    assert out.getvalue() == "The demo desk is loaded.\n"
