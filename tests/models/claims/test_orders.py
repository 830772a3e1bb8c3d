"""Each order of the list of claims: every claim once, page by page, there and back; by an index."""

import json
import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.models import F
from django.utils import timezone

from annotations.models import Article, Claim, Entity
from annotations.models.claims import finding, orders
from annotations.services.claims import claims as services
from tests.factory import make_article, make_claim

TODAY = date(2026, 3, 1)


@pytest.fixture
def claims(cast) -> list[Claim]:
    """Twelve on four articles, with ties and gaps in every key."""
    rows = []
    for number in range(4):
        article = make_article(cast, headline=f"Article {number}")
        published = timezone.now() - timedelta(days=number) if number % 2 else None
        Article.objects.filter(pk=article.pk).update(published_at=published)
        rows += [make_claim(cast, article, words=w) for w in ("41 bridges", "twice", "Ilka Varn")]
    for number, row in enumerate(rows):
        due = None if number % 3 == 0 else TODAY + timedelta(days=number % 4)
        Claim.objects.filter(pk=row.pk).update(due=due, priority=number % 4)
        if number % 2:
            who = ["Zoe", "Änne", "Mara"][number % 3]
            services.edit(
                actor=cast.checker, claim_id=row.pk, seen_version=None,
                attribution=[{"speaker": who}],
            )  # fmt: skip
    return rows


@pytest.mark.parametrize("down", [False, True])
@pytest.mark.parametrize("name", orders.ORDERS)
def test_pages_of_every_order_hold_each_claim_once(cast, claims, name, down):
    ordered = orders.ordered(Claim.objects.visible_to(cast.viewer), name, down=down)
    whole = list(ordered.in_order())
    assert len(whole) == len(claims)
    walked, position = [], None
    while True:
        found = ordered.beyond(position) if position else ordered.in_order()
        page = list(found[:5])
        if not page:
            break
        walked += page
        position = ordered.position_of(page[-1])
    assert walked == whole
    last = ordered.position_of(whole[-1])
    assert list(ordered.beyond(last, backwards=True)) == whole[:-1][::-1]


@pytest.mark.parametrize("down", [False, True])
@pytest.mark.parametrize("name", orders.ORDERS)
def test_pages_of_several_desks_are_those_of_all_together(cast, claims, name, down):
    elsewhere = make_article(cast, actor=cast.stranger, desk=cast.other_desk)
    for words in ("41 bridges", "twice"):
        make_claim(cast, elsewhere, actor=cast.stranger, words=words)
    desks = [cast.desk.pk, cast.other_desk.pk]
    ordered = orders.ordered(Claim.objects.all(), name, down=down, desks=desks)
    whole = list(ordered.in_order())
    assert len(whole) == len(claims) + 2
    walked: list[Claim] = []
    page = ordered.cut(5, None)
    assert not page.is_before
    while page.rows:
        walked += page.rows
        back = ordered.cut(5, ordered.position_of(walked[len(walked) - 1]), backwards=True)
        assert back.rows == walked[:-1][-5:]
        page = ordered.cut(5, ordered.position_of(walked[-1]))
        assert page.is_after == (len(walked) + len(page.rows) < len(whole))
    assert walked == whole


MANY = """
INSERT INTO annotations_claim (
    id, version, created_at, updated_at, statement, article_id, desk_id, stage, stage_note,
    asks_said, asks_true, sort_start, sort_end, priority, search)
SELECT 1000000 + n, 1, now(), now(), 'One of many', %s, %s, 'open', '', false, true, n, n + 1, 1, ''
FROM generate_series(1, 4000) n
"""


def steps(plan: dict):
    yield plan["Node Type"]
    for one in plan.get("Plans", ()):
        yield from steps(one)


@pytest.mark.owner
@pytest.mark.parametrize("desk", [True, False])
@pytest.mark.parametrize("name", [name for name in orders.ORDERS if name not in ("text", "date")])
def test_a_page_among_thousands_alike_is_read_from_the_index(cast, name, desk):
    """Nobody sorts all of them for the next fifty, whatever most of them have in common.

    All are of one article: in the orders of articles they would be sorted, being of one.
    """
    article = make_article(cast)
    with connection.cursor() as cursor:
        cursor.execute(MANY, [article.pk, cast.desk.pk])
        cursor.execute("ANALYZE annotations_claim")
    rows = Claim.objects.filter(desk=cast.desk) if desk else Claim.objects.all()
    ordered = orders.ordered(rows, name, down=True).select_related("article", "assignee")
    position = ordered.position_of(ordered.in_order()[50])
    plan = ordered.beyond(position)[:51].explain(format="json")
    found = list(steps(json.loads(plan)[0]["Plan"]))
    assert "Sort" not in found, plan
    assert "Index Scan" in found


def test_an_order_outlives_what_is_asked_of_it(claims):
    ordered = orders.ordered(Claim.objects.all(), "due", down=True)
    narrowed = ordered.filter(stage="open").select_related("article").defer("search")
    assert (narrowed.keyset, narrowed.newest_first) == (("due_or_never", "id"), True)
    assert Claim.objects.all().keyset == ("article_id", "sort_start", "sort_end", "id")


@pytest.mark.parametrize("desk", [True, False])
@pytest.mark.parametrize("name", orders.ORDERS)
def test_every_order_has_an_index(cast, claims, name, desk):
    rows = Claim.objects.filter(desk=cast.desk) if desk else Claim.objects.all()
    ordered = orders.ordered(rows.only("pk"), name, down=False).in_order()[:5]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_sort = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
        sql, params = ordered.query.sql_with_params()
        cursor.execute(f"EXPLAIN {sql}", params)
        plan = "\n".join(line for [line] in cursor.fetchall())
    assert "Index" in plan
    # Of one article its claims may be put in order: they are few.
    assert not re.search(r"(?<!Incremental )Sort  \(", plan), plan


def test_the_claimant_of_lists_follows_attribution_and_names(cast, claims):
    claim = claims[0]

    def claimant() -> str:
        return Claim.objects.values_list("claimant", flat=True).get(pk=claim.pk)

    ilka = Entity.objects.create(desk=cast.desk, name="Ilka Varn", label="PERSON")
    given = {"actor": cast.checker, "claim_id": claim.pk, "seen_version": None}
    services.edit(**given, attribution=[{"speaker": ilka.pk}, {"speaker": "Gazette"}])
    assert claimant() == "ilka varn"
    Entity.objects.filter(pk=ilka.pk).update(name="Ilka Vahr")
    assert claimant() == "ilka vahr"
    claim.attribution.update(position=F("position") + 1)
    assert claimant() == ""
    services.edit(**given, attribution=[{"speaker": "The minister"}])
    assert claimant() == "the minister"
    services.edit(**given, attribution=[])
    assert claimant() == ""


def test_an_address_is_read_and_written_the_same_way():
    query = "columns=stage,due,nothing&sort=-due&junk=1&stage=open&assignee=me&priority=soon&x=%00"
    assert finding.canonical(query) == "stage=open&assignee=me&sort=-due&columns=due%2Cstage"
    assert finding.canonical(finding.canonical(query)) == finding.canonical(query)
    assert finding.canonical("assignee=" + "9" * 60) == ""


def test_due_dates_are_overdue_or_soon_only_while_somebody_has_to_check(cast, claims):
    today = timezone.localdate()
    late, soon, done = claims[:3]
    Claim.objects.update(due=None)
    Claim.objects.filter(pk=late.pk).update(due=today - timedelta(days=1))
    Claim.objects.filter(pk=soon.pk).update(due=today + timedelta(days=6))
    Claim.objects.filter(pk=done.pk).update(due=today - timedelta(days=9), stage="dismissed")

    def found(due: str) -> list[Claim]:
        return list(finding.find(Claim.objects.all(), cast.viewer, {"due": due}))

    assert found("overdue") == [late]
    assert found("week") == [soon]
    assert [one.is_overdue for one in Claim.objects.filter(pk__in=[late.pk, soon.pk, done.pk])
            .order_by("pk")] == [True, False, False]  # fmt: skip
