"""A page of a list reads some hundred rows, whatever it is asked for and however many there are.

Where PostgreSQL may choose, it reads small tables as a whole. Here it may not: what is shown is
that for every filter there is an index in the order of its list.
"""

from itertools import combinations

import pytest
from django.db import connection
from django.test import Client

from annotations.api.urls import v1
from annotations.demo.corpus import generation
from annotations.models import Entity, User
from benchmarks.million_work import plans_of

pytestmark = [pytest.mark.slow, pytest.mark.owner]

ARTICLES = 600  # With 6,000 names.
MOST = 1_200  # Rows of a page of 50: of an administrator, of each desk so many.
NO_LISTS = ("exports/", "claims/similar/", "contacts/tallies/", "me/")
WAYS = ("seqscan", "bitmapscan", "hashjoin", "mergejoin")


def queries() -> list[str]:
    """Every list alone, with each value of each filter and with those of two filters."""
    found = []
    for route, view in v1:
        filters = getattr(view.view_class, "filters", {})
        is_list = "GET" in getattr(view.view_class, "summaries", {})
        if "<" in route or not is_list or route.startswith(NO_LISTS):
            continue
        known = {name: one.enum for name, one in filters.items() if one.enum}
        found.append(route)
        for name, values in known.items():
            found += [f"{route}?{name}={value}" for value in values]
        for (one, values), (other, others) in combinations(known.items(), 2):
            found += [f"{route}?{one}={a}&{other}={b}" for a in values[:2] for b in others[-2:]]
    return found


@pytest.fixture
def corpus(db):
    for _ in generation.make(1, ARTICLES):
        pass
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        for way in WAYS:
            cursor.execute(f"SET LOCAL enable_{way} = off")


def client(name: str) -> Client:
    found = Client()
    found.force_login(User.objects.get(username=f"corpus-1-{name}"))
    return found


def read(who: Client, path: str) -> tuple[int, str]:
    """How many rows its statements read, and how."""

    def call() -> None:
        answer = who.get(path)
        assert answer.status_code in (200, 403), (path, answer.content)

    plans = plans_of(call)
    return sum(one["rows"] for one in plans), "\n".join(one["how"] for one in plans if one["how"])


@pytest.mark.parametrize("name", ["city-editor-0", "small-editor-0", "chief"])
def test_every_filter_of_every_list_has_an_index_in_its_order(corpus, subtests, name):
    who = client(name)
    for query in queries():
        with subtests.test(query):
            rows, how = read(who, f"/api/v1/{query}")
            assert rows <= MOST * (2 if name == "chief" else 1), how


def test_the_page_of_an_entity_reads_of_its_mentions_as_many_as_it_counts(corpus):
    entity = Entity.objects.filter(desk__slug="corpus-1-city").order_by("pk").first()
    rows, how = read(client("city-editor-0"), f"/api/v1/entities/{entity.pk}/")
    assert rows <= MOST, how
