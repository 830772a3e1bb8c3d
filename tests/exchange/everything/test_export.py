"""everything.ndjson is of one moment, takes no more memory when it is long, and says what it is."""

import hashlib
import json
import tracemalloc

import pytest
from django.db import connection

from annotations.exchange.copy_out import CHUNK_BYTES
from annotations.exchange.everything.export import Everything
from annotations.models import Claim, Membership, User
from tests.cast import make_cast
from tests.factory import make_article, make_claim


@pytest.mark.django_db(transaction=True)
def test_all_tables_are_of_one_moment():
    cast = make_cast()
    claim = make_claim(cast, make_article(cast, text="Ilka counted 41 bridges. " * 5_000))
    other = connection.copy()
    chunks = iter(Everything())
    first = next(chunks) + next(chunks)  # The text, which comes before claims, fills it.
    assert b'"type":"claim"' not in first
    try:
        with other.cursor() as cursor:
            cursor.execute("UPDATE annotations_claim SET statement = 'Later'")
    finally:
        other.close()
    data = first + b"".join(chunks)
    assert Claim.objects.get().statement == "Later"
    [row] = [json.loads(line) for line in data.splitlines() if line.startswith(b'{"type":"claim"')]
    assert row["statement"] == claim.statement


def test_the_last_line_counts_the_others(cast):
    make_claim(cast)
    *lines, last = b"".join(Everything()).splitlines(keepends=True)
    end = json.loads(last)
    assert end["sha256"] == hashlib.sha256(b"".join(lines)).hexdigest()
    assert sum(end["rows"].values()) == len(lines) - 1
    assert end["rows"]["claim"] == 1


def test_a_long_file_takes_no_more_memory_than_a_short_one(cast):
    people = User.objects.bulk_create(User(username=f"person-{n}") for n in range(20_000))
    Membership.objects.bulk_create(
        Membership(desk=cast.desk, user=person, role="viewer") for person in people
    )
    tracemalloc.start()
    try:
        length = sum(map(len, Everything(cast.desk)))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert length > 60 * CHUNK_BYTES
    assert most < 2_000_000
