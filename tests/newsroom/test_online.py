"""Large tables change while people write: in pieces, and again where it was killed."""

import pytest
from django.db import IntegrityError, connection, transaction

from newsroom.database import online

pytestmark = [pytest.mark.owner, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def table(db):
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS online_test")
        cursor.execute("CREATE TABLE online_test (id bigint PRIMARY KEY, n int NOT NULL DEFAULT 0)")
        cursor.execute("INSERT INTO online_test SELECT g FROM generate_series(1, 450) g")
    yield "online_test"
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE online_test")


def run(operation) -> None:
    with connection.schema_editor(atomic=False) as editor:
        if hasattr(operation, "code"):
            operation.code(None, editor)
        else:
            operation.database_forwards("annotations", editor, None, None)


def ask(query: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def test_a_column_is_filled_piece_by_piece(table, django_assert_num_queries):
    fill = online.fill(table, f"UPDATE {table} SET n = 7 WHERE n = 0 AND id BETWEEN %s AND %s")
    with django_assert_num_queries(1 + 2 * 3):
        run(fill)
    assert ask(f"SELECT DISTINCT n FROM {table}") == [(7,)]


def test_a_very_large_number_does_not_make_it_longer(table, django_assert_num_queries):
    """An import keeps the numbers of where it comes from."""
    ask(f"INSERT INTO {table} VALUES (9_000_000_000_000_000) RETURNING 1")
    fill = online.fill(table, f"UPDATE {table} SET n = 7 WHERE n = 0 AND id BETWEEN %s AND %s")
    with django_assert_num_queries(1 + 2 * 3):
        run(fill)
    assert ask(f"SELECT DISTINCT n FROM {table}") == [(7,)]


def test_an_index_that_was_begun_and_not_ended_is_made_anew(table):
    """As where it was killed: one row breaks what it promises."""
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} VALUES (451, 1), (452, 1)")
    unique = online.index("online_test_n", f"{table} (n) WHERE n > 0", unique=True)
    with pytest.raises(IntegrityError):
        run(unique)
    valid = "SELECT indisvalid FROM pg_index WHERE indexrelid = 'online_test_n'::regclass"
    assert ask(valid) == [(False,)]
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE id = 452")
    for _ in range(2):
        run(unique)
        assert ask(valid) == [(True,)]
    with connection.schema_editor(atomic=False) as editor:
        unique.reverse_code(None, editor)
    assert ask("SELECT to_regclass('online_test_n')") == [(None,)]


def test_an_index_waits_for_others_as_long_as_it_takes(table):
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '1234ms'")
    run(online.index("online_test_n", f"{table} (n)"))
    assert ask("SHOW lock_timeout") == [("1234ms",)]
    with pytest.raises(IntegrityError):
        run(online.index("online_test_m", f"{table} ((n - n))", unique=True))
    assert ask("SHOW lock_timeout") == [("1234ms",)]


def test_in_one_transaction_as_a_restore_has_it_indexes_come_and_go_too(table):
    made = online.index("online_test_n", f"{table} (n)")
    with transaction.atomic():
        run(made)
        assert ask("SELECT to_regclass('online_test_n')::text") == [("online_test_n",)]
        with connection.schema_editor(atomic=False) as editor:
            made.reverse_code(None, editor)
    assert ask("SELECT to_regclass('online_test_n')") == [(None,)]


def test_what_is_there_is_looked_at_after_new_rows_obey(table):
    promised, looked_at = online.constraint(table, "online_test_low", "CHECK (n < 5)")
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET n = 9 WHERE id = 1")
    run(promised)
    run(promised)
    with pytest.raises(IntegrityError):
        ask(f"UPDATE {table} SET n = 9 WHERE id = 2 RETURNING 1")
    with pytest.raises(IntegrityError):
        run(looked_at)
    ask(f"UPDATE {table} SET n = 0 WHERE id = 1 RETURNING 1")
    run(looked_at)
    held = "SELECT convalidated FROM pg_constraint WHERE conname = 'online_test_low'"
    assert ask(held) == [(True,)]
