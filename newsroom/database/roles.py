"""Two roles of the database. The owner makes and changes tables; the application reads and writes
rows, and can switch off none of the triggers that guard them.

What a model says in `GRANTS` is all that the application may do with its table.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from .locks import Lock

ROWS = "SELECT, INSERT, UPDATE, DELETE"
SEQUENCES = "SELECT, USAGE"
OURS = """
SELECT pg_has_role(current_user, relowner, 'USAGE') FROM pg_class
WHERE oid = to_regclass('annotations_article')
"""
FOREIGN = {"django_migrations": "SELECT"}  # Tables without a model of ours.
# Made by another process at this moment; roles belong to all databases of a server.
MADE_MEANWHILE = {"42710", "23505"}
TABLES = """
SELECT c.relname, c.relkind = 'S' FROM pg_class c
WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p', 'S')
    AND pg_has_role(c.relowner, 'USAGE') ORDER BY c.relname
"""
IS_UNBOUND = """
SELECT r.rolsuper OR r.rolcreaterole OR pg_has_role(r.oid, current_user, 'MEMBER')
FROM pg_roles r WHERE r.rolname = %s
"""

# The owner of a table, of a schema or of a function may drop a guard.
OWNS = """
SELECT EXISTS (
        SELECT FROM pg_class WHERE relnamespace = s.oid AND pg_has_role(r.oid, relowner, 'MEMBER'))
    OR EXISTS (
        SELECT FROM pg_proc WHERE pronamespace = s.oid AND pg_has_role(r.oid, proowner, 'MEMBER'))
    OR pg_has_role(r.oid, s.nspowner, 'MEMBER')
FROM pg_roles r, pg_namespace s WHERE r.rolname = %s AND s.oid = current_schema()::regnamespace
"""
UNBOUND = (
    "The role {role} could switch the guards of the database off: it must not be a superuser, "
    "create roles or be a member of the owner."
)
OWNED = (
    "The role {role} owns tables of this database and could switch their guards off: as an "
    "administrator of the database, in it, run REASSIGN OWNED BY {quoted} TO {owner};"
)


class RoleError(Exception):
    """The roles cannot be as they must; the message is one sentence for the person."""


@contextmanager
def as_owner() -> Iterator[None]:
    """Inside, Django's connection is the owner's; not in a transaction.

    Where one role does everything, nothing changes.
    """
    kept = connection.settings_dict
    owner = settings.DATABASE_OWNER
    if not owner or kept["USER"] == owner["USER"]:
        yield
        return
    # Neither the pool of the application's connections nor the limits of a request.
    options = {k: v for k, v in kept["OPTIONS"].items() if k not in ("pool", "options")}
    connection.close()
    connection.settings_dict = kept | owner | {"OPTIONS": options}
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict = kept


def owns_tables() -> bool:
    """Whether whoever is connected may change the tables; so too where there are none yet."""
    with connection.cursor() as cursor:
        cursor.execute(OURS)
        found = cursor.fetchone()
    return found is None or bool(found[0])


def grant() -> None:
    """As the owner: make the application's role where there is none, and give it its rights.

    Done again it changes nothing. Raises RoleError when the role cannot be made, or has rights
    by which it could take others.
    """
    role = settings.DATABASE_APPLICATION
    if not role:
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, 0)", [Lock.GRANTS])
        if not check():
            _make(role)
        cursor.execute(TABLES)
        for statement in _statements(connection.ops.quote_name(role), cursor.fetchall()):
            cursor.execute(statement)


def check() -> bool:
    """Whether the application's role is there, as the owner sees it.

    Raises RoleError when it could switch a guard off.
    """
    role = settings.DATABASE_APPLICATION
    if not role:
        return False
    with connection.cursor() as cursor:
        cursor.execute(IS_UNBOUND, [role])
        found = cursor.fetchone()
        if found is None:
            return False
        if found[0]:
            raise RoleError(UNBOUND.format(role=role))
        cursor.execute(OWNS, [role])
        if cursor.fetchone() == (True,):
            quote = connection.ops.quote_name
            owner = settings.DATABASE_OWNER["USER"]
            raise RoleError(OWNED.format(role=role, quoted=quote(role), owner=quote(owner)))
    return True


def _make(role: str) -> None:
    password = settings.DATABASES["default"].get("PASSWORD") or None
    words = f"CREATE ROLE {connection.ops.quote_name(role)} LOGIN"
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            if password:
                # No statement of this kind takes parameters.
                cursor.execute("SELECT quote_literal(%s)", [password])
                words += f" PASSWORD {cursor.fetchone()[0]}".replace("%", "%%")
            cursor.execute(words, [] if password else None)
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", "") not in MADE_MEANWHILE:
            raise RoleError(
                f"There is no role {role}, and the owner may not create it: run "
                f"CREATE ROLE {role} LOGIN PASSWORD '…'."
            ) from None


def _statements(role: str, tables: list[tuple[str, bool]]) -> Iterator[str]:
    quote = connection.ops.quote_name
    rights = {
        model._meta.db_table: getattr(model, "GRANTS", ROWS)
        for model in apps.get_models(include_auto_created=True)
    }
    schema, database = _place()
    schema = f"SCHEMA {quote(schema)}"
    yield f"GRANT USAGE ON {schema} TO {role}"
    yield f"REVOKE CREATE ON {schema} FROM {role}, PUBLIC"
    # A temporary table could stand in the way of one that a guard asks.
    yield f"REVOKE TEMPORARY ON DATABASE {quote(database)} FROM {role}, PUBLIC"
    for kind, granted in (("TABLES", ROWS), ("SEQUENCES", SEQUENCES)):
        yield f"ALTER DEFAULT PRIVILEGES IN {schema} GRANT {granted} ON {kind} TO {role}"
    for name, is_sequence in tables:
        which = f"{'SEQUENCE' if is_sequence else 'TABLE'} {quote(name)}"
        granted = SEQUENCES if is_sequence else rights.get(name, FOREIGN.get(name, ROWS))
        yield f"REVOKE ALL ON {which} FROM {role}"
        yield f"GRANT {granted} ON {which} TO {role}"


def _place() -> tuple[str, str]:
    """The schema and the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema(), current_database()")
        return cursor.fetchone()
