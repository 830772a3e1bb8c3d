"""Searches of the panel read as much in a long table as in a short one."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from annotations.admin import searching
from annotations.models import (
    Assessment,
    Entity,
    Event,
    Evidence,
    Mention,
    Revision,
    TaggingRun,
    first_hits,
)
from annotations.services.entities import entities
from tests import factory
from tests.plans import rows_read

from .rows import add_rows

TABLES = list(apps.get_app_config("annotations").get_models())
# They grow with desks and people, whom a search may have to look for, not with articles; or are
# found by the name of one of those, from which PostgreSQL begins where there are so few.
SHORT = {
    f"annotations_{name}"
    for name in (
        "user", "desk", "rating", "claimlabel", "webhook", "outbox", "labelling", "taggingbatch",
        "deskturn",
    )
}  # fmt: skip

# Of so few PostgreSQL would rather read a whole table, which of millions it never does.
AS_OF_MILLIONS = """
ANALYZE;
SET LOCAL enable_seqscan = off;
SET LOCAL enable_hashjoin = off;
SET LOCAL enable_mergejoin = off;
"""


@pytest.fixture
def client(cast, sign_in):
    return sign_in(cast.admin)


@pytest.fixture
def found(client):
    """The rows of this table that a search shows."""

    def rows_of(model, words, filters=""):
        address = reverse(f"admin:annotations_{model._meta.model_name}_changelist")
        return list(client.get(f"{address}?q={words}{filters}").context["cl"].result_list)

    return rows_of


@pytest.mark.owner
@pytest.mark.slow
def test_a_search_reads_no_more_when_there_is_more(cast, rf, monkeypatch):
    for name in ("MOST", "NEWEST", "HITS"):
        monkeypatch.setattr(searching, name, 10)
    monkeypatch.setattr(first_hits, "NEAR", 1)
    monkeypatch.setattr(first_hits, "FAR", 20)
    request = rf.get("/")
    request.user = cast.admin

    def search(model) -> None:
        table = admin.site._registry[model]
        rows, _ = table.get_search_results(request, table.get_queryset(request), "first")
        page = table.get_paginator(request, rows.order_by("-pk"), 10).page(1)
        list(page.object_list)

    def read() -> dict[str, int]:
        with connection.cursor() as cursor:
            cursor.execute(AS_OF_MILLIONS)
        return {
            model.__name__: rows_read(lambda model=model: search(model), but=SHORT)
            for model in TABLES
            if not admin.site._registry[model].is_short
        }

    add_rows(cast, 20, called="first")
    few = read()
    add_rows(cast, 200, called="second")
    many = read()
    grown = {name: (few[name], number) for name, number in many.items() if number > few[name] + 100}
    assert not grown


def test_rows_are_found_by_the_words_of_what_they_belong_to(cast, found):
    claim = factory.make_claim(cast, statement="The zebras are older than the town")
    other = factory.make_claim(cast, statement="The walrus is clean")
    proposal, _ = factory.make_proposal(cast, claim), factory.make_proposal(cast, other)
    assert found(Assessment, "zebras+town") == [proposal]
    assert found(Assessment, "zebras+walrus") == []
    assert proposal in found(Assessment, claim.pk)
    assert found(Assessment, "zebras", "&state__exact=approved") == []


def test_hits_that_fill_no_page_are_read_by_number(cast, found):
    entity = entities.create(actor=cast.editor, desk=cast.desk, name="Walrus Office", label="ORG")
    with CaptureQueriesContext(connection) as taken:
        assert found(Entity, "walr") == [entity]
        assert found(Entity, "zzz") == []
    read = [one["sql"] for one in taken if '"annotations_entity"."description"' in one["sql"]]
    assert read
    assert not [sql for sql in read if "@@" in sql]


def test_of_more_rows_than_a_search_shows_the_newest_are_shown(cast, found, monkeypatch):
    claim = factory.make_claim(cast, statement="The zebras are older than the town")
    for _ in range(4):
        factory.make_evidence(cast, claim)
    newest = list(Evidence.objects.order_by("-pk")[:2])
    monkeypatch.setattr(searching, "HITS", 2)
    assert found(Evidence, "zebras") == found(Evidence, claim.pk) == newest


def test_words_of_their_own_are_found_in_the_newest_rows(cast, found, monkeypatch):
    factory.make_article(cast)
    TaggingRun.objects.update(state="failed", error="The model was gone")
    assert found(TaggingRun, "MODEL+was")
    assert not found(TaggingRun, "zzz")
    monkeypatch.setattr(searching, "NEWEST", 0)
    assert not found(TaggingRun, "MODEL+was")


def test_a_revision_is_found_by_its_digest_and_its_number(cast, found):
    revision = factory.make_article(cast).current_revision
    for words in revision.sha256, revision.pk, revision.article_id:
        assert revision in found(Revision, words)
    assert not found(Revision, "9" * 40)
    assert not found(Mention, "9" * 18)


def test_lines_of_the_trail_are_found_by_number_and_request(cast, found):
    claim = factory.make_claim(cast)
    lines = Event.objects.filter(claim_id=claim.pk)
    line = lines.filter(table="claim").first()
    assert set(lines) <= set(found(Event, claim.pk))
    assert line in found(Event, claim.pk, "&table=claim")
    assert not found(Event, "no-such-request")
    by = Event.objects.exclude(actor_id=None).order_by("-pk").first()
    assert by in found(Event, by.actor_id)
