"""The application's role in the database: it works with rows, and switches no guard off."""

import re

import psycopg
import pytest
from django.apps import apps
from django.conf import settings
from django.db import ProgrammingError, connection, transaction

from annotations.models import Article, Event, Revision
from annotations.services.transactions import acting
from newsroom.database import roles
from newsroom.embedded import paths
from tests.factory import make_article

ROLE = settings.DATABASE_APPLICATION
GUARDED = [model._meta.db_table for model in apps.get_app_config("annotations").get_models()]


@pytest.fixture(scope="module")
def link(django_db_setup, django_db_blocker):
    """The application's own connection, signed in as it is in use."""
    with django_db_blocker.unblock(), psycopg.connect(
        host=str(paths.socket_folder(settings.DATA)), user=ROLE, autocommit=True,
        dbname=connection.settings_dict["NAME"],
    ) as link:  # fmt: skip
        yield link


def denied(link: psycopg.Connection, statement: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        link.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "SET session_replication_role = replica",
        "SELECT set_config('session_replication_role', 'replica', false)",
        "CREATE TABLE mine (id int)",
        "CREATE FUNCTION mine() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$",
        "CREATE OR REPLACE FUNCTION newsroom_audit() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RETURN NULL; END $$",
        "DROP FUNCTION newsroom_audit() CASCADE",
        "DROP SCHEMA public CASCADE",
        "CREATE ROLE another SUPERUSER",
        "ALTER DATABASE postgres SET session_replication_role = replica",
        f"ALTER ROLE {ROLE} SUPERUSER",
        f"ALTER ROLE {ROLE} SET session_replication_role = replica",
        "SET ROLE newsroom",
        "SET SESSION AUTHORIZATION newsroom",
        "COPY annotations_event FROM PROGRAM 'true'",
        "COPY annotations_event TO '/tmp/stolen'",
        "SELECT pg_read_file('/etc/passwd')",
        "UPDATE annotations_event SET actor_id = NULL",
        "DELETE FROM annotations_event",
        'INSERT INTO annotations_event (at, "table", object_id, action, request) '
        "VALUES (now(), 'assessment', 1, 'D', '')",
        "CREATE TEMPORARY TABLE annotations_event (id int)",
        "CREATE TEMPORARY VIEW annotations_claim AS SELECT 1",
        "SELECT 1 AS id INTO TEMPORARY annotations_event",
        "UPDATE annotations_revision SET text = ''",
        "UPDATE django_migrations SET name = ''",
        "DELETE FROM django_migrations",
        "INSERT INTO django_migrations (app, name, applied) VALUES ('a', 'b', now())",
        "SELECT setval('annotations_event_id_seq', 1)",
    ],
)
def test_it_may_not(link, statement):
    denied(link, statement)


@pytest.mark.parametrize("table", GUARDED)
def test_it_switches_no_guard_of_a_table_off(link, table):
    for statement in (
        f"ALTER TABLE {table} DISABLE TRIGGER ALL",
        f"ALTER TABLE {table} DISABLE TRIGGER USER",
        f"ALTER TABLE {table} ADD COLUMN mine int",
        f"ALTER TABLE {table} OWNER TO {ROLE}",
        f"TRUNCATE {table} CASCADE",
        f"DROP TABLE {table} CASCADE",
        f"CREATE INDEX ON {table} (id)",
        f"CREATE TRIGGER mine BEFORE INSERT ON {table} EXECUTE FUNCTION newsroom_audit()",
        f"CREATE RULE mine AS ON INSERT TO {table} DO INSTEAD NOTHING",
        f"GRANT ALL ON {table} TO PUBLIC",
    ):
        if statement.startswith("GRANT"):  # That is a warning and nothing granted.
            link.execute(statement)
            continue
        if f" ON {table} (id)" in statement and not _has_id(table):
            continue
        denied(link, statement)
    rights = link.execute(
        "SELECT string_agg(privilege_type, ', ' ORDER BY privilege_type) "
        "FROM information_schema.role_table_grants WHERE table_name = %s AND grantee <> 'newsroom'",
        [table],
    ).fetchone()[0]
    model = next(one for one in apps.get_models() if one._meta.db_table == table)
    expected = getattr(model, "GRANTS", roles.ROWS).split(", ")
    assert rights.split(", ") == sorted(expected)


def _has_id(table: str) -> bool:
    model = next(one for one in apps.get_models() if one._meta.db_table == table)
    return model._meta.pk.column == "id"


def test_the_trail_and_the_texts_are_written_once(cast):
    """Through the product's own connection, with its rows there."""
    article = make_article(cast)
    for change in (
        lambda: Event.objects.update(request="x"),
        lambda: Event.objects.all().delete(),
        lambda: Revision.objects.filter(article=article).update(text="Other"),
    ):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            change()
    assert Article.objects.get(pk=article.pk).current_revision.text == article.current_revision.text


@pytest.mark.owner
def test_rights_are_the_same_when_they_are_given_again_and_cover_new_tables(db):
    with connection.cursor() as cursor:
        cursor.execute(f"GRANT TRUNCATE, UPDATE ON annotations_event TO {ROLE}")
        cursor.execute("CREATE TABLE annotations_later (id bigserial PRIMARY KEY)")
        roles.grant()
        cursor.execute(f"SET LOCAL ROLE {ROLE}")
        cursor.execute("INSERT INTO annotations_later DEFAULT VALUES RETURNING id")
        for right in ("TRUNCATE", "UPDATE", "DELETE"):
            cursor.execute("SELECT has_table_privilege('annotations_event', %s)", [right])
            assert cursor.fetchone() == (False,)


@pytest.mark.owner
@pytest.mark.parametrize(
    "made", ["SUPERUSER", "CREATEROLE", "IN ROLE newsroom"],
)  # fmt: skip
def test_a_role_that_could_take_other_rights_is_refused_in_one_sentence(db, settings, made):
    settings.DATABASE_APPLICATION = "too_mighty"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE too_mighty LOGIN {made}")
    with pytest.raises(roles.RoleError, match=r"too_mighty could switch the guards .* off"):
        roles.grant()


@pytest.mark.owner
def test_a_role_that_is_missing_is_made_with_the_password_of_the_setting(db, settings):
    settings.DATABASE_APPLICATION = "new_one"
    connection.settings_dict["PASSWORD"], kept = (
        "it's %s 100%",
        connection.settings_dict["PASSWORD"],
    )
    try:
        roles.grant()
    finally:
        connection.settings_dict["PASSWORD"] = kept
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolcanlogin, rolsuper FROM pg_roles WHERE rolname = 'new_one'")
        assert cursor.fetchone() == (True, False)
        cursor.execute("SELECT rolpassword FROM pg_authid WHERE rolname = 'new_one'")
        assert re.match("SCRAM-SHA-256", cursor.fetchone()[0])


@pytest.mark.owner
def test_an_owner_who_may_make_no_roles_is_told_what_to_do(db, settings):
    settings.DATABASE_APPLICATION = "new_one"
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE plain_owner")
        cursor.execute("SET LOCAL ROLE plain_owner")
    with pytest.raises(roles.RoleError, match="CREATE ROLE new_one LOGIN"):
        roles.grant()


def test_where_one_role_does_everything_nothing_is_granted(settings, django_assert_num_queries, db):
    settings.DATABASE_APPLICATION = ""
    with django_assert_num_queries(0):
        roles.grant()


def test_as_the_owner_the_connection_is_another_and_then_again_the_application_s(settings):
    before = connection.settings_dict
    settings.DATABASE_OWNER = {"USER": "somebody", "PASSWORD": "p", "HOST": "h", "PORT": 6}
    kept = before["OPTIONS"]
    connection.settings_dict = before | {"OPTIONS": kept | {"pool": {}, "options": "-c x=y"}}
    asked = connection.settings_dict
    try:
        with roles.as_owner():
            inside = connection.settings_dict
            assert (inside["USER"], inside["PASSWORD"]) == ("somebody", "p")
            assert (inside["HOST"], inside["PORT"], inside["NAME"]) == ("h", 6, before["NAME"])
            assert {"pool", "options"} & set(inside["OPTIONS"]) == set()
        assert connection.settings_dict is asked
    finally:
        connection.settings_dict = before


@pytest.mark.owner
@pytest.mark.parametrize(
    "owned",
    [
        "ALTER TABLE annotations_claim OWNER TO old_one",
        "ALTER FUNCTION newsroom_audit() OWNER TO old_one",
        "ALTER SCHEMA public OWNER TO old_one",
        "ALTER DATABASE {database} OWNER TO old_one",
    ],
)
def test_a_role_that_owns_what_guards_is_refused_with_what_mends_it(db, settings, owned):
    settings.DATABASE_APPLICATION = "old_one"
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE old_one LOGIN")
        cursor.execute("GRANT CREATE ON SCHEMA public TO old_one")
        cursor.execute(owned.format(database=connection.settings_dict["NAME"]))
        for ask in (roles.check, roles.grant):
            with pytest.raises(roles.RoleError, match="could switch their guards off") as refused:
                ask()
        cursor.execute(str(refused.value).partition("run ")[2])
        roles.grant()
        assert roles.check()


def test_every_guard_looks_for_tables_in_our_schema_alone(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname, proconfig FROM pg_proc WHERE proname LIKE 'newsroom%' "
            "AND prorettype = 'trigger'::regtype"
        )
        guards = dict(cursor.fetchall())
    assert len(guards) > 10
    assert {
        name for name, set_ in guards.items() if set_ != ["search_path=public, pg_temp"]
    } == set()


def test_the_trail_names_who_acts_although_the_owner_writes_it(cast):
    with acting(cast.checker):
        cast.desk.name = "Other"
        cast.desk.save(update_fields=["name"])
    event = Event.objects.of_row("desk", cast.desk.pk).last()
    assert (event.actor_id, event.new) == (cast.checker.pk, {"name": "Other"})
