"""A database that is too old to go up is refused before anything is done to it."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from newsroom.database import history
from newsroom.launcher import preparing

pytestmark = pytest.mark.owner
TABLES, GUARDS = "0001_initial", "0002_guards"
TOO_OLD = r"^This database is too old .* start commit 8c5d167 with it once, then this version"


def has_only(*names: str) -> None:
    """Let the database have no other migrations of ours."""
    recorder = MigrationRecorder(connection)
    recorder.migration_qs.filter(app="annotations").delete()
    for name in names:
        recorder.record_applied("annotations", name)


def squashed_into(name: str) -> list[str]:
    squash = MigrationLoader(None).replacements["annotations", name]
    return [replaced for _, replaced in squash.replaces]


@pytest.fixture
def too_old(db, request) -> None:
    whole = [TABLES, GUARDS, *squashed_into(TABLES), *squashed_into(GUARDS)]
    has_only(*request.param(sorted(whole)))


OLD = pytest.mark.parametrize(
    "too_old",
    [
        pytest.param(lambda whole: whole[:1], id="the first alone"),
        pytest.param(lambda whole: whole[:2], id="the first two"),
        pytest.param(lambda whole: whole[:11], id="half of them"),
        pytest.param(lambda whole: whole[:-1], id="all but the last"),
    ],
    indirect=True,
)


@OLD
def test_migrate_refuses_it_in_one_sentence(too_old):
    had = MigrationRecorder(connection).applied_migrations().keys()

    with pytest.raises(CommandError, match=TOO_OLD):
        call_command("migrate", verbosity=0)

    assert MigrationRecorder(connection).applied_migrations().keys() == had


@OLD
def test_so_does_a_start(too_old):
    with pytest.raises(preparing.CannotStart, match=TOO_OLD):
        preparing.database(lambda line: None)


def test_a_database_that_was_just_migrated_may_go_on(db):
    history.check()


def test_so_may_an_empty_one_and_one_whose_first_migration_was_interrupted(db):
    has_only()
    history.check()

    has_only(*squashed_into(TABLES))
    history.check()

    has_only(TABLES, *squashed_into(TABLES))
    history.check()
