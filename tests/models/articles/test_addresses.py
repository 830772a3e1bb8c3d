"""The database finds a page by the rule of `ingest/addresses.py`."""

import pytest
from django.db import connection
from hypothesis import given

from annotations.ingest.addresses import page_path
from annotations.models import Article
from annotations.models.articles.articles import PAGE_PATH
from annotations.services.sources.urls import web_address
from tests import factory
from tests.ingest.test_addresses import PAGES, spelt
from tests.properties import times

pytestmark = pytest.mark.django_db


@times(0.5)
@given(PAGES.flatmap(spelt))
def test_the_database_and_the_rule_agree_on_the_path_of_any_stored_address(address):
    address = web_address(address)
    compiler = Article.objects.all().query.get_compiler("default")
    sql, given = PAGE_PATH.copy().resolve_expression(compiler.query).as_sql(compiler, connection)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {sql} FROM (SELECT %s AS source_url) annotations_article", [*given, address]
        )
        assert cursor.fetchone() == (page_path(address),)


def test_articles_of_a_path_are_found_by_their_index(cast):
    made = factory.make_article(cast, source_url="https://www.courier.example/a/?utm_source=rss")
    factory.make_article(cast, headline="No address")
    found = Article.objects.at_path("http://courier.example/a#part")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")

    assert found.get() == made
    assert "article_page" in found.explain()
