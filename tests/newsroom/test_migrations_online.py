"""Migrations since 0079 keep nobody out of a table, and can be killed and made once more."""

import pytest
from django.apps import apps
from django.contrib.postgres import operations as of_postgres
from django.core.management import call_command
from django.db import connection, migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from annotations.models import Claim, ReplyRequest
from newsroom.database import online
from tests import factory
from tests.databases import database_beside
from tests.models.test_migrations import schema
from tests.waiting import awaited, kept

SINCE = "0079"
INDEXES = (
    migrations.AddIndex, migrations.RemoveIndex,
    of_postgres.AddIndexConcurrently, of_postgres.RemoveIndexConcurrently,
)  # fmt: skip
ONLINE = (online.AddIndex, online.RemoveIndex, online.UnindexKey)


def newer() -> list[migrations.Migration]:
    found = MigrationLoader(None).disk_migrations
    return [
        one for (app, name), one in sorted(found.items()) if app == "annotations" and name >= SINCE
    ]


def written(operation) -> list:
    """What an operation does to the database."""
    if isinstance(operation, migrations.SeparateDatabaseAndState):
        return operation.database_operations
    return [operation]


@pytest.mark.parametrize("migration", newer(), ids=str)
def test_indexes_are_made_and_dropped_without_a_lock_that_keeps_people_out(migration):
    done = [one for operation in migration.operations for one in written(operation)]
    made_here = {one.name_lower for one in done if isinstance(one, migrations.CreateModel)}
    for one in done:
        if isinstance(one, ONLINE):
            assert not migration.atomic
        elif isinstance(one, INDEXES):
            assert one.model_name.lower() in made_here
        elif isinstance(one, migrations.AlterField):
            assert not isinstance(one.field, models.ForeignKey), "Django looks at all rows of it"


@pytest.mark.django_db
def test_keys_that_other_indexes_serve_have_none_of_their_own():
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname FROM pg_indexes WHERE schemaname = current_schema()")
        there = {name for (name,) in cursor.fetchall()}
    editor = connection.schema_editor(collect_sql=True)
    own = {True: set(), False: set()}
    for model in apps.get_app_config("annotations").get_models():
        for field in model._meta.local_fields:
            if isinstance(field, models.ForeignKey) and not field.unique:
                name = editor._create_index_name(model._meta.db_table, [field.column], suffix="")
                own[field.db_index].add(name)
    assert own[True] <= there
    assert own[False]
    assert not own[False] & there


LEFT_INVALID = """
CREATE INDEX claim_to_check ON annotations_claim (id);
UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'claim_to_check'::regclass;
"""


@pytest.mark.slow
def test_they_go_back_and_come_again_also_where_one_was_killed(django_db_setup, django_db_blocker):
    with database_beside(django_db_blocker, "again"), connection.cursor() as cursor:
        call_command("migrate", verbosity=0)
        made = schema()
        call_command("migrate", "annotations", "0079", verbosity=0)
        cursor.execute("SELECT to_regclass('mention_order')::text, to_regclass('claim_to_check')")
        assert cursor.fetchone() == ("mention_order", None)
        cursor.execute(LEFT_INVALID)
        call_command("migrate", verbosity=0)
        assert schema() == made
        cursor.execute("SELECT count(*) FROM pg_index WHERE NOT indisvalid")
        assert cursor.fetchone() == (0,)


@pytest.mark.owner
@pytest.mark.django_db(transaction=True)
def test_what_is_written_while_the_table_of_what_waits_is_made_is_in_it(cast):
    """And what waited before; also where it was killed and is made once more."""
    [migration] = [one for one in newer() if one.name == "0082_what_waits"]
    steps = [
        one
        for one in migration.operations
        if isinstance(one, (migrations.RunSQL, migrations.RunPython))
    ]
    assert len(steps) > 5
    waits = {work(cast)}
    with connection.cursor() as cursor:
        cursor.execute("DROP FUNCTION newsroom_awaits, newsroom_claim_awaits CASCADE")
        cursor.execute("DROP FUNCTION newsroom_article_awaits, newsroom_await CASCADE")
        cursor.execute("DROP TABLE newsroom_waiting CASCADE")
    for _ in range(2):
        for step in steps:
            waits.add(work(cast))
            with connection.schema_editor(atomic=False) as editor:
                step.database_forwards("annotations", editor, ProjectState(), ProjectState())
        waits.add(work(cast))
        assert {claim for claim, *_ in kept()} == waits
        assert kept() == awaited()


def work(cast) -> int:
    """Somebody writes: the claim that waits for something since."""
    claim: Claim = factory.make_claim(cast, factory.make_article(cast))
    ReplyRequest.objects.create(
        claim=claim, asked="The office", asked_at=claim.created_at, deadline=claim.created_at
    )
    return claim.pk
