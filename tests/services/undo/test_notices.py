"""What open pages hear of an undo."""

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.services.claims import claims, evidence
from annotations.services.entities import mentions
from annotations.services.sources import sources
from annotations.services.undo import undo
from tests import factory
from tests.services.undo.test_undo import Requests, span

NOTICE = re.compile(r'{"kind".*?}')


@pytest.fixture
def request_of():
    return Requests()


@pytest.fixture
def article(cast):
    return factory.make_article(cast)


def heard(verb) -> list[tuple]:
    """(kind, desk, article, id) of each notice that the verb sends."""
    with CaptureQueriesContext(connection) as asked:
        verb()
    told = [one["sql"] for one in asked.captured_queries if "pg_notify" in one["sql"]]
    rows = [json.loads(one) for sql in told for one in NOTICE.findall(sql.replace("\\", ""))]
    return [(row["kind"], row["desk"], row["article"], row["id"]) for row in rows]


def test_a_claim_and_what_stands_on_it_are_told_by_the_claim(cast, article, request_of):
    source = factory.make_source(cast)
    request, claim = request_of(claims.create, actor=cast.checker, **span(article, "41 bridges"))
    notice = ("claim", cast.desk.pk, article.pk, claim.pk)
    cited, _ = request_of(
        evidence.add, actor=cast.checker, claim_id=claim.pk, source_id=source.pk, stance="supports"
    )

    for name in (cited, request):
        found = heard(lambda name=name: undo.undo(actor=cast.checker, request=name))
        assert found == [notice]


def test_a_claim_that_comes_back_is_told_once_with_all_on_it(cast, article, request_of):
    claim = factory.make_claim(cast, article, claimant="Ilka Varn")
    factory.make_evidence(cast, claim)
    request, _ = request_of(claims.delete, actor=cast.editor, claim_id=claim.pk, seen_version=None)

    found = heard(lambda: undo.undo(actor=cast.editor, request=request))
    assert found == [("claim", cast.desk.pk, article.pk, claim.pk)]


def test_a_mention_is_told_as_one(cast, article, request_of):
    request, mention = request_of(
        mentions.create, actor=cast.reporter, label="PERSON", **span(article, "Ilka Varn")
    )

    found = heard(lambda: undo.undo(actor=cast.reporter, request=request))
    assert found == [("mention", cast.desk.pk, article.pk, mention.pk)]


def test_what_stands_on_no_article_is_told_to_nobody(cast, request_of):
    request, _ = request_of(
        sources.find_or_create, actor=cast.editor, desk=cast.desk, url="https://example.org/a"
    )

    assert heard(lambda: undo.undo(actor=cast.editor, request=request)) == []
