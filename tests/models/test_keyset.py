"""Pages that are found first and read then, while others change the rows in between."""

from collections.abc import Callable

import pytest
from django.db import connection

from annotations.models import Claim, keyset
from annotations.models.claims import orders
from annotations.models.searching import vector
from tests.factory import make_article

SIZE = 3
WAYS = {
    "desk by desk": lambda rows, desks: orders.ordered(rows, "priority", down=False, desks=desks),
    "rated": lambda rows, desks: two_steps(orders.ordered(rows, "priority", down=False)),
    "by words": lambda rows, desks: orders.ordered(
        rows.matching("bridges"), "priority", down=False
    ),
}


def two_steps(rows):
    rows.in_two_steps = True
    return rows


@pytest.fixture
def claims(cast) -> list[int]:
    """Eight, in their order, on one of two desks."""
    article, words = make_article(cast), vector("41 bridges")
    rows = Claim.objects.bulk_create(
        Claim(
            article=article, desk=cast.desk, statement="41 bridges", search=words, priority=1,
            sort_start=1, sort_end=2,
        )
        for _ in range(8)
    )  # fmt: skip
    return [row.pk for row in rows]


@pytest.fixture(params=WAYS)
def rows(cast, request):
    return WAYS[request.param](Claim.objects.all(), [cast.desk.pk, cast.other_desk.pk])


def once_found(change: Callable[[], object], *, times: int):
    """Change something so many times, always when a page was found and is not yet read."""
    left = [times]

    def wrapped(execute, sql, params, many, context):
        is_reading = '"annotations_claim"."statement"' in sql
        if is_reading and " IN (" in sql and left[0]:
            left[0] -= 1
            change()
        return execute(sql, params, many, context)

    return connection.execute_wrapper(wrapped)


@pytest.mark.parametrize("gone", [1, SIZE, SIZE + 1])
def test_a_page_of_which_rows_vanish_is_not_the_last_one(rows, claims, gone):
    with once_found(lambda: delete(claims[:gone]), times=1):
        page = rows.cut(SIZE, None)

    assert [row.pk for row in page.rows] == claims[gone : gone + SIZE]
    assert page.is_after


def test_rows_that_move_take_no_page_along(rows, claims):
    """Else the next page would begin behind their new place, and all in between be left out."""

    def move() -> None:
        Claim.objects.filter(pk__in=claims[:2]).update(priority=3)

    with once_found(move, times=1):
        page = rows.cut(SIZE, None)

    assert [row.pk for row in page.rows] == claims[2 : 2 + SIZE]
    assert page.is_after


def test_a_page_is_right_while_rows_vanish_all_the_time(rows, claims):
    left = list(claims)
    with once_found(lambda: delete([left.pop(0)]), times=keyset.TIMES):
        page = rows.cut(SIZE, None)

    assert len(left) == len(claims) - keyset.TIMES
    assert [row.pk for row in page.rows] == left[:SIZE]
    assert page.is_after


def test_there_is_a_page_before_when_rows_of_this_one_vanish(rows, claims):
    [last] = rows.filter(pk=claims[-1])
    with once_found(lambda: delete(claims[-3:-1]), times=1):
        page = rows.cut(SIZE, rows.position_of(last), backwards=True)

    assert [row.pk for row in page.rows] == claims[-3 - SIZE : -3]
    assert page.is_before


def delete(ids: list[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM annotations_claim WHERE id = ANY(%s)", [ids])
