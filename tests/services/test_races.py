"""Two people do something to one thing at the same moment: the second is told, in words that say
what to do. Nothing is lost, nothing is missing, nothing fails."""

from functools import partial

import pytest
from django.db import connection
from django.test import Client

from annotations.errors import WrongState
from annotations.models import Mention
from annotations.services.transactions import acting
from tests.cast import make_cast
from tests.factory import TEXT, make_article

from .races import LATER, RACES, a_desk
from .racing import race

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.slow
def test_the_second_of_two_is_told_what_happened(subtests):
    """And no statement that waits for a row joins others: they would be as they were before."""
    cast = make_cast()
    joined: list[str] = []

    def look(execute, sql, params, many, context):
        waits = " FOR " in sql and "UPDATE" in sql and "SKIP LOCKED" not in sql
        joined.extend([sql] if waits and " JOIN " in sql else [])
        return execute(sql, params, many, context)

    def watched(call, desk):
        with connection.execute_wrapper(look):
            return call(desk)

    for number, (name, (first, second, told)) in enumerate(RACES.items()):
        desk = a_desk(cast, number, name)
        with subtests.test(name):
            one, two = race(partial(watched, first, desk), partial(watched, second, desk))

            assert not isinstance(one, Exception), one
            if told is None:
                assert not isinstance(two, Exception), two
            else:
                assert isinstance(two, told), repr(two)
            assert joined == []


@pytest.fixture
def signed_in():
    def client_of(user) -> Client:
        client = Client(raise_request_exception=False)
        client.force_login(user)
        return client

    return client_of


def test_of_two_corrections_on_the_page_the_second_is_shown_both_texts(signed_in):
    cast = make_cast()
    article = make_article(cast)
    seen = {"kind": "correction", "note": "", "version": article.version, "base": 1}
    other = TEXT.replace("twice as many", "three times as many")

    def save(who, text):
        return signed_in(who).post(f"/articles/{article.pk}/edit/", seen | {"text": text})

    first, second = race(lambda: save(cast.reporter, LATER), lambda: save(cast.editor, other))

    assert (first.status_code, second.status_code) == (302, 412)
    assert "52 bridges" in second.content.decode()
    assert "three times as many" in second.content.decode()


def test_of_two_corrections_over_rest_the_second_is_stale(bearer):
    cast = make_cast()
    article = make_article(cast)

    def save(who, text):
        return Client(raise_request_exception=False).post(
            f"/api/v1/articles/{article.pk}/revisions/",
            {"text": text, "kind": "correction"},
            content_type="application/json",
            headers=bearer(who) | {"If-Match": f'"{article.version}"'},
        )

    first, second = race(
        lambda: save(cast.reporter, LATER), lambda: save(cast.editor, f"{TEXT}\n\nMore.")
    )

    assert first.status_code == 201
    assert second.status_code == 412
    assert second.json()["type"] == "/problems/stale"


def test_a_race_that_no_lock_decides_is_told_as_one():
    """The database's refusal is the last word, never a failure."""
    cast = make_cast()
    article = make_article(cast)
    name = {"label": "PERSON", "start": 0, "end": 1, "exact": "M", "origin": "person"}
    with pytest.raises(WrongState, match="at the same moment"), acting(cast.reporter):
        Mention.objects.create(article=article, desk=cast.desk, revision_id=10**9, **name)
