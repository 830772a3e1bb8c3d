"""A made corpus: the same each time, whole after a kill, and such as the guards would have it."""

import io
import re

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import F, Func, TextField
from psycopg.errors import CheckViolation

from annotations.demo.corpus import generation, rows, stories
from annotations.exchange.claims import ndjson
from annotations.models import (
    Anchor,
    Article,
    Assessment,
    Claim,
    Desk,
    Entity,
    Event,
    Mention,
    Revision,
    TaggingRun,
)
from annotations.models.searching import vector

pytestmark = [pytest.mark.slow, pytest.mark.owner]
FEW = 220


def make(articles: int = FEW, **options: object) -> str:
    out = io.StringIO()
    call_command("make_corpus", articles=articles, stdout=out, **options)
    return out.getvalue()


def contents() -> list[tuple]:
    """What the corpus says, by the addresses of its articles: ids are what they are."""
    article = ("article__source_url", "desk__slug")
    return [
        *Revision.objects.order_by("article__source_url", "number").values_list(
            "article__source_url", "number", "text", "created_at"
        ),
        *Mention.objects.order_by(*article, "revision__number", "start").values_list(
            *article, "revision__number", "start", "end", "exact", "label", "state", "origin",
            "entity__name",
        ),
        *Claim.objects.order_by(*article, "sort_start").values_list(
            *article, "statement", "stage", "assignee__username", "evidence__source__title",
        ),
        *Entity.objects.order_by("desk__slug", "label", "name").values_list("desk__slug", "name"),
    ]  # fmt: skip


def test_a_story_is_the_same_whatever_was_made_before():
    one = stories.story(1, 4_711)
    stories.story(1, 5)

    assert stories.story(1, 4_711) == one
    assert stories.story(2, 4_711).sentences != one.sentences


def test_a_corpus_has_the_proportions_that_it_is_made_for(db):
    make()
    assert Article.objects.count() == FEW
    assert Article.objects.filter(desk__slug="corpus-1-small").count() == stories.SMALL
    assert Claim.objects.count() == FEW
    assert FEW <= TaggingRun.objects.filter(state__in=["done", "failed"]).count() < 1.2 * FEW
    assert 9 * FEW < Mention.objects.current().count() <= 10 * FEW
    assert FEW < Event.objects.filter(table__in=["article", "claim"]).count() < 2 * FEW
    assert set(Claim.objects.values_list("stage", flat=True)) == set(stories.STAGES)
    assert set(Anchor.objects.values_list("state", flat=True)) == {"exact", "changed", "orphaned"}


def test_what_is_made_is_as_the_guards_and_the_services_would_have_it(db):
    make()
    stage = Func(F("pk"), function="newsroom_stage", output_field=TextField())
    under_way = Claim.objects.filter(stage__in=["checked", "review"]).annotate(settled=stage)
    assert not under_way.exclude(stage=F("settled")).exists()
    approved = Assessment.objects.filter(state="approved")
    assert approved.exists()
    assert not approved.filter(kept=None).exists()
    assert not approved.filter(needs_another_look=False).exclude(basis=F("digest")).exists()

    for article in Article.objects.select_related("current_revision")[:20]:
        words = vector(article.headline, article.current_revision.text)
        [(made, usual)] = Article.objects.filter(pk=article.pk).values_list("search", words)
        assert made == usual
    claims = list(Claim.objects.all()[:20])
    assert len(claims) == 20
    for claim in claims:
        assert Claim.objects.completing(claim.statement).filter(pk=claim.pk).exists()
    with connection.cursor() as cursor:  # Keys and the words of spans, now instead of at the end.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert Claim.objects.count() == b"".join(ndjson(Claim.objects.all())).count(b"\n")


def test_the_database_guards_what_is_copied(db, monkeypatch):
    real = rows._on
    monkeypatch.setattr(rows, "_on", lambda text, start, end: real(text.swapcase(), start, end))
    with pytest.raises(CheckViolation, match="differ from the text"):
        make(10)


class Killed(Exception):
    pass


def test_whoever_was_killed_goes_on_and_ends_with_the_same(db, monkeypatch):
    monkeypatch.setattr(generation, "BATCH", 20)
    real, calls = generation.Rows.write, []

    def dies(rows):
        calls.append(1)
        real(rows)
        if len(calls) == 2:
            raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(generation.Rows, "write", dies)
        with pytest.raises(Killed):
            make(60)
    assert Article.objects.count() == 20

    make(60)
    after = contents()
    assert len({row[0] for row in after if "corpus.example" in row[0]}) == 60
    _forget()
    make(60)
    assert contents() == after


def _forget() -> None:
    """Leave the database as it was before anything was made."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        tables = [name for name in connection.introspection.table_names(cursor)
                  if name.startswith("annotations_")]  # fmt: skip
        cursor.execute(f"TRUNCATE {', '.join(tables)} CASCADE")


def test_a_corpus_grows_and_twice_is_once(db):
    make(20)
    make(40)
    before = contents()
    make(40)

    assert Article.objects.count() == 40
    assert contents() == before


def test_terms_of_claims_are_counted(db):
    make(20)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM newsroom_claim_terms")
        [there] = cursor.fetchone()
        cursor.execute("SELECT claims FROM newsroom_term WHERE term = ''")
        assert cursor.fetchone() == (there,)
    assert there


def test_it_does_not_go_among_other_peoples_work_unless_told(cast):
    with pytest.raises(CommandError, match=r"There are other people in this database.*--beside"):
        make(10)
    assert not Desk.objects.filter(slug__startswith="corpus-").exists()

    make(10, beside=True)
    assert Article.objects.filter(desk__slug__startswith="corpus-1-").count() == 10


def test_another_seed_is_another_corpus(db):
    make(10)
    with pytest.raises(CommandError, match="other people"):
        make(10, seed=2)
    make(10, seed=2, beside=True)

    texts = Revision.objects.filter(number=1).values_list("text", flat=True)
    assert len(set(texts)) == 20


@pytest.mark.parametrize("options", [{"articles": 0}, {"articles": 5, "seed": -1}])
def test_numbers_that_make_no_corpus_are_refused(db, options):
    with pytest.raises(CommandError, match="at least one article"):
        call_command("make_corpus", **options)


def test_it_says_how_far_it_is(db, monkeypatch):
    monkeypatch.setattr(generation, "BATCH", 5)
    lines = make(10).splitlines()

    assert [re.sub(r", \d+ a second", "", line) for line in lines] == [
        "5 of 10 articles", "10 of 10 articles",
    ]  # fmt: skip
