"""Every table of the database has a trail, or its reason why not, and no door leads past it."""

import pytest
from django.conf import settings
from django.db import connection

from annotations.models import Event

# Tables whose rows nobody decided about, or that say nothing which another line does not tell.
WITHOUT = {
    "annotations_answer": "repeats what a request was answered, for a day",
    "annotations_bundle": "made of what is published; its signature is its record",
    "annotations_delivery": "a message to a receiver, made of the trail; its own log",
    "annotations_deskturn": "whose turn it is in the queue",
    "annotations_embed": "which sites were seen to show a card",
    "annotations_event": "is the trail",
    "annotations_feedentry": "what a feed showed; what came of it is an article",
    "annotations_head": "signs the trail",
    "annotations_import": "a job, with its state; what it brought has its own lines",
    "annotations_importedrecord": "what became of a record; what it brought has its own lines",
    "annotations_mailsettings": "when a person is mailed; theirs alone, and a lease",
    "annotations_notification": "what a person was told; what it tells of has its own line",
    "annotations_outbox": "how far the trail was made into messages",
    "annotations_quotation": "the machine's, replaced by each run",
    "annotations_seal": "seals the trail",
    "annotations_snapshotrequest": "a job that waits",
    "annotations_suggestion": "the machine's, replaced by each run",
    "annotations_taggingrun": "a job, with its state",
    "annotations_workerheartbeat": "which workers live",
    "newsroom_cache": "a cache",
    "newsroom_claim_terms": "made of the claims' words",
    "newsroom_claim_vector": "made of the claims' words",
    "newsroom_term": "counts of terms, made of the claims' words",
    "newsroom_waiting": "made of what waits on claims",
    "newsroom_term_change": "what of the claims' terms is not counted yet",
    "django_migrations": "Django's: which migrations were run",
    "django_content_type": "Django's: the names of models",
    "auth_permission": "Django's: made of the names of models",
    "django_session": "who is signed in at the moment",
}
OF_PACKAGES = {
    "account_": "django-allauth's: addresses and attempts to sign in",
    "auth_group": "Django's groups, which roles stand instead of",
    "django_admin_log": "the admin's own notes; what was changed is in the trail",
    "mfa_": "django-allauth's: secrets of second factors",
    "socialaccount_": "django-allauth's: accounts elsewhere",
    "usersessions_": "django-allauth's: who is signed in where",
    "annotations_user_": "Django's groups and permissions of people, which roles stand instead of",
}
TABLES = """
SELECT c.relname, array(SELECT t.tgname::text FROM pg_trigger t WHERE t.tgrelid = c.oid
    AND NOT t.tgisinternal AND t.tgname LIKE '%\\_audit\\_%' AND t.tgenabled = 'O')
FROM pg_class c WHERE c.relkind IN ('r', 'p') AND c.relnamespace = current_schema()::regnamespace
"""
COLUMNS = """
SELECT attname, format_type(atttypid, NULL) FROM pg_attribute
WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
    AND attname <> 'id' ORDER BY attnum
"""
VALUES = {
    "bigint": "7", "integer": "7", "smallint": "7", "double precision": "7", "numeric": "7",
    "boolean": "false", "text": "'x'", "character varying": "'x'", "jsonb": "'{}'",
    "bytea": "'\\x00'", "tsvector": "''", "date": "'2026-11-29'", "inet": "'127.0.0.1'",
    "timestamp with time zone": "'2026-11-29'", "uuid": "gen_random_uuid()", "interval": "'1 day'",
    "int4range": "'[1,2)'",
}  # fmt: skip


def tables() -> dict[str, list[str]]:
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        return dict(cursor.fetchall())


def test_every_table_has_a_trail_or_a_reason(db):
    found = tables()
    audited = {name for name, triggers in found.items() if triggers}
    assert len(audited) > 25
    assert not audited & WITHOUT.keys()
    assert WITHOUT.keys() <= found.keys()
    left = found.keys() - audited - WITHOUT.keys()
    assert [name for name in left if not name.startswith(tuple(OF_PACKAGES))] == []


def test_what_has_a_trail_has_all_of_it(db):
    for table, triggers in tables().items():
        name = table.removeprefix("annotations_")
        whole = {f"{name}_audit_{what}" for what in ("insert", "update", "delete")}
        assert not triggers or set(triggers) == whole


@pytest.mark.owner
@pytest.mark.parametrize("role", ["owner", "application"])
def test_every_change_by_sql_leaves_a_line(db, role):
    """Whatever else a table demands is taken away; only the trail stays."""
    audited = [table for table, triggers in tables().items() if triggers]
    with connection.cursor() as cursor:
        for table in audited:
            _let_anything_in(cursor, table)
        if role == "application":
            cursor.execute(f"SET ROLE {settings.DATABASE_APPLICATION}")
        for table in audited:
            _change(cursor, table)


def _let_anything_in(cursor, table: str) -> None:
    cursor.execute(
        "SELECT format('ALTER TABLE %%I DROP CONSTRAINT %%I CASCADE', %s::text, conname)"
        " FROM pg_constraint WHERE conrelid = %s::regclass AND contype IN ('c', 'f', 'u', 'x')"
        " UNION ALL SELECT format('ALTER TABLE %%I DISABLE TRIGGER %%I', %s::text, tgname) FROM pg_trigger"
        " WHERE tgrelid = %s::regclass AND NOT tgisinternal AND tgname NOT LIKE '%%\\_audit\\_%%'",
        [table] * 4,
    )
    for (statement,) in cursor.fetchall():
        cursor.execute(statement)


def _change(cursor, table: str) -> None:
    cursor.execute(COLUMNS, [table])
    kinds = dict(cursor.fetchall())
    values = [
        VALUES.get(kind, "'{}'" if kind.endswith("[]") else "NULL") for kind in kinds.values()
    ]
    names = ", ".join(map(connection.ops.quote_name, kinds))
    cursor.execute(f"INSERT INTO {table} ({names}) VALUES ({', '.join(values)}) RETURNING id")
    [pk] = cursor.fetchone()
    told = ["I"]
    if _may(cursor, table, "UPDATE"):
        cursor.execute("SELECT newsroom_left_out()")
        [left_out] = cursor.fetchone()
        column = next(name for name, kind in kinds.items()
                      if name not in left_out and name != "version" and kind in WORDS)  # fmt: skip
        other = "8" if WORDS[kinds[column]] == "number" else "'y'"
        cursor.execute(f"UPDATE {table} SET {connection.ops.quote_name(column)} = {other}")
        told.append("U")
    if _may(cursor, table, "DELETE"):
        cursor.execute(f"DELETE FROM {table} WHERE id = {pk}")
        told.append("D")
    name = table.removeprefix("annotations_")
    assert [one.action for one in Event.objects.of_row(name, pk)] == told, table


WORDS = {"bigint": "number", "integer": "number", "text": "word", "character varying": "word"}


def _may(cursor, table: str, what: str) -> bool:
    cursor.execute("SELECT has_table_privilege(%s, %s)", [table, what])
    return cursor.fetchone()[0]


@pytest.mark.parametrize("table", ["event", "seal", "head"])
def test_the_application_can_only_read_what_proves_the_trail(db, table):
    with connection.cursor() as cursor:
        assert _may(cursor, f"annotations_{table}", "SELECT")
        for what in ("INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"):
            assert not _may(cursor, f"annotations_{table}", what)
