"""Lists ask the database the same number of questions however many rows they show."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from psycopg import _queries

from annotations.models import Claim, TaggingRun
from annotations.services.entities import mentions
from annotations.services.tagging import rules
from tests.factory import (
    make_article,
    make_checked_claim,
    make_claim,
    make_evidence,
    make_proposal,
    make_source,
)

MOST = {
    "desks/": 4,
    "articles/": 4,
    "articles/?search=bridges&stage=open&desk=politics&language=en": 5,
    "claims/": 4,
    "claims/?desk=politics&rating=supported&question=true&search=bridges": 5,
    "sources/": 4,
    "evidence/": 4,
    "assessments/": 4,
    "mentions/": 4,
    "entities/": 5,
    "entity-pairs/": 4,
    "entity-moves/": 4,
    "tagging-runs/": 4,
    "tagging-rules/": 4,
}


def fill(cast, number):
    """So many articles, each with one of everything on it."""
    for n in range(number):
        words = f"Ilka Varn No{n}x{Claim.objects.count()}"
        article = make_article(cast, text=f"{words} counted 41 bridges.", language="en")
        claim = make_checked_claim(cast, article, claimant=words, questions=["said", "true"])
        make_evidence(cast, claim, source=make_source(cast, url=f"https://example.org/{claim.pk}"))
        make_proposal(cast, claim, question="said", rating="not-said")
        make_claim(cast, article)
        rules.teach(actor=cast.checker, desk_id=cast.desk.pk, kind="never", name=words)
        mentions.create(
            actor=cast.reporter,
            revision_id=article.current_revision_id,
            start=0,
            end=len(words),
            label="PERSON",
        )


def questions(caller, path) -> tuple[int, list[str]]:
    """How many, and the statements."""
    with CaptureQueriesContext(connection) as asked:
        response = caller.get(path)
        assert response.status_code == 200, response.content
        if response.streaming:
            b"".join(response.streaming_content)
    statements = [one["sql"] for one in asked.captured_queries]
    return len([one for one in statements if "SAVEPOINT" not in one]), statements


@pytest.fixture
def reader(api):
    """Somebody whose token was used just now, so that its use is not recorded again."""
    api.viewer.get("desks/")
    return api.viewer


def test_a_list_of_many_costs_as_much_as_a_list_of_one(subtests, cast, reader, api):
    fill(cast, 1)
    few = {path: questions(reader, path)[0] for path in MOST}
    fill(cast, 5)
    for path, most in MOST.items():
        with subtests.test(path):
            number, statements = questions(reader, path)
            assert number == few[path], statements
            assert number <= most, statements


def test_annotations_cost_the_same_however_many_there_are(cast, reader):
    article = make_article(cast)
    path = f"articles/{article.pk}/annotations/"
    empty = questions(reader, path)[0]
    for n, words in enumerate(["Minister", "41 bridges", "on Tuesday", "Ilka Varn"]):
        claim = make_checked_claim(cast, article, words=words, claimant=words)
        make_evidence(cast, claim)
        mentions.create(
            actor=cast.reporter,
            revision_id=article.current_revision_id,
            start=n,
            end=n + 5,
            label="ORG",
        )

    number, statements = questions(reader, path)
    assert number == empty <= 5, statements
    assert len(reader.get(path).json()["claims"]) == 4


def test_opening_an_article_asks_for_the_person_and_for_what_is_shown(cast, reader):
    article = make_article(cast)

    assert questions(reader, f"articles/{article.pk}/")[0] == 2
    assert questions(reader, f"articles/{article.pk}/annotations/")[0] == 4


def test_a_claim_is_made_in_three_statements(cast, api):
    """Who calls, the revision, the claim with its place and the answer in whose name."""
    api.reporter.get("desks/")
    body = {"revision": make_article(cast).current_revision_id, "start": 0, "end": 8}
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            assert api.reporter.post("claims/", body).status_code == 201
        statements = [one["sql"] for one in asked if "SAVEPOINT" not in one["sql"]]
        assert len(statements) == 3, statements
    body |= {"claimant": "Ilka Varn"}
    row = api.reporter.post("claims/", body).json()
    assert row["attribution"] == api.reporter.get(row["url"]).json()["attribution"] != []


def test_statements_of_every_day_are_kept_by_psycopg(cast, api):
    """Longer ones it takes apart each time, which was a tenth of making a claim."""
    api.reporter.get("desks/")
    article = make_article(cast)
    body = {"revision": article.current_revision_id, "start": 0, "end": 8}
    lengths = []

    def note(execute, sql, params, many, context):
        lengths.append(len(sql))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        url = api.reporter.post("claims/", body).json()["url"]
        api.reporter.get(url)
        api.reporter.get(f"articles/{article.pk}/")
        api.reporter.get(f"articles/{article.pk}/annotations/")
    assert max(lengths) <= _queries.MAX_CACHED_STATEMENT_LENGTH


def test_an_export_costs_the_same_however_many_rows_it_has(subtests, cast, reader):
    names = [f"exports/claims.{kind}" for kind in ("json", "ndjson", "csv")]
    empty = {name: questions(reader, name)[0] for name in names}
    fill(cast, 4)
    for name in names:
        with subtests.test(name):
            assert questions(reader, name)[0] == empty[name]


def test_texts_and_search_vectors_are_not_read_for_a_list(subtests, cast, reader):
    fill(cast, 1)
    for path in ("articles/", "claims/", "sources/", "entities/", "tagging-runs/", "mentions/"):
        with subtests.test(path):
            for statement in questions(reader, path)[1]:
                assert '"annotations_revision"."text"' not in statement
                assert '"search"' not in statement.split(" FROM ")[0]


def test_a_bulk_import_of_many_lines_asks_as_often_as_one_of_one(cast, api):
    api.reporter.get("desks/")

    def statements(prefix, number) -> int:
        span = {"start": 0, "end": 4}
        lines = [
            {
                "desk": "politics",
                "headline": f"{prefix} {n}",
                "text": f"Ilka counted {prefix} {n}.",
                "claims": [span],
                "mentions": [span | {"label": "PERSON"}],
            }
            for n in range(number)
        ]
        raw = b"\n".join(json.dumps(line).encode() for line in lines)
        with CaptureQueriesContext(connection) as asked:
            response = api.reporter.post("articles/bulk/", raw=raw, kind="application/x-ndjson")
        assert response.content.count(b'"id"') == number
        return len(asked)

    assert statements("Many", 30) == statements("One", 1)
    assert TaggingRun.objects.count() == 31
