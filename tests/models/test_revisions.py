"""A text that was published stays as it was, and an article always has one."""

import pytest
from django.db import connection

from annotations.models import Article, Revision
from annotations.services.articles import articles
from tests.factory import make_article

from .refused_by_database import refused


@pytest.fixture
def article(cast):
    return make_article(cast)


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Other words"},
        {"number": 7},
        {"sha256": "0" * 64},
        {"length": 3},
        {"blocks": []},
        {"links": [{"start": 0, "end": 1, "href": "https://example.org"}]},
        {"kind": "legal"},
        {"note": "Nothing happened"},
    ],
    ids=lambda change: next(iter(change)),
)
@pytest.mark.owner  # The trigger holds even the owner; the application has no right to come so far.
def test_no_column_of_a_revision_changes(article, change):
    with refused("immutable"):
        Revision.objects.filter(article=article).update(**change)


def test_a_revision_is_not_deleted(article):
    with refused("immutable"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM annotations_revision WHERE article_id = %s", [article.pk])


@pytest.mark.owner
def test_the_door_for_deleting_an_article_closes_behind_it(cast, article):
    kept = make_article(cast)
    articles.delete(actor=cast.editor, article_id=article.pk, seen_version=None)

    with refused("immutable"):
        Revision.objects.filter(article=kept).update(text="Other words")


def test_the_current_revision_is_not_another_articles(cast, article):
    other = make_article(cast)
    with refused("article_current_revision"):
        Article.objects.filter(pk=article.pk).update(current_revision_id=other.current_revision_id)


def test_the_current_revision_is_not_missing(article):
    with refused("article_current_revision"):
        Article.objects.filter(pk=article.pk).update(current_revision_id=10**9)


def test_numbers_are_not_given_twice(article):
    with refused("revision_number_once"):
        Revision.objects.create(article=article, number=1, text="x", sha256="", length=1)


def test_numbers_begin_with_one(article):
    with refused("revision_number"):
        Revision.objects.create(article=article, number=0, text="x", sha256="", length=1)
