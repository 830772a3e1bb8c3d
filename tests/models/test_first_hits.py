"""Pages of a search: the rows that a plain query gives, in its order, however they are found; and
no more read for them than that takes."""

from datetime import timedelta

import pytest
from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.models import Q
from django.utils import timezone

from annotations.models import Article, Claim, Entity, Source, User, first_hits
from annotations.models.claims import orders
from annotations.services.articles import embargoes
from annotations.text.folding import fold
from tests.factory import make_article, make_claim, make_source
from tests.names import make_entity
from tests.plans import rows_read

# How many are looked at for each that is wanted, and how many at most.
WAYS = {"near": (100, 2_000), "farther": (1, 2_000), "by the index": (1, 0)}
ASKED = ("rain", "rain -snow", '"rain fell"', "rain or hail", "hail", "nothing", "-rain", "", "the")
EVERY = {"rain fell": 2, "snow": 3, "hail": 7}
DAYS = 14


def weather(number: int) -> str:
    return " and ".join(["The sky", *(one for one, by in EVERY.items() if number % by == 0)])


@pytest.fixture
def articles(cast) -> list[Article]:
    """Of two desks; some were added in the same moment."""
    rows = []
    for number in range(DAYS):
        is_other = number % 5 == 4
        desk = cast.other_desk if is_other else cast.desk
        actor = cast.stranger if is_other else cast.reporter
        headline = f"Day {number}"
        rows.append(
            make_article(cast, headline=headline, text=weather(number), desk=desk, actor=actor)
        )
    same = [row.pk for row in rows[3:6]]
    Article.objects.filter(pk__in=same).update(created_at=rows[0].created_at)
    return rows


@pytest.fixture(params=WAYS)
def way(request, monkeypatch):
    near, far = WAYS[request.param]
    monkeypatch.setattr(first_hits, "NEAR", near)
    monkeypatch.setattr(first_hits, "FAR", far)


def holding(words: str, how: str = "websearch") -> Q:
    """As PostgreSQL is asked without further ado."""
    return Q(search=SearchQuery(fold(words), config="simple", search_type=how))


def check(found, whole: list) -> None:
    """Walk to and fro through the pages."""
    walked: list = []
    page = found.cut(2, None)
    assert not page.is_before
    while page.rows:
        walked += page.rows
        here = found.position_of(walked[-1])
        assert found.cut(2, here, backwards=True).rows == walked[:-1][-2:]
        page = found.cut(2, here)
        assert page.is_after == (len(walked) + len(page.rows) < len(whole))
    assert walked == whole
    shown, count = found.first_of(3, 5)
    assert (shown, count) == (whole[:3], min(len(whole), 5))
    assert found.counted_to(5) == min(len(whole), 5)


@pytest.mark.parametrize("words", ASKED)
def test_pages_of_articles_are_those_of_a_plain_query(cast, articles, way, words):
    rows = Article.objects.visible_to(cast.viewer)
    check(rows.matching(words), list(rows.filter(holding(words)).in_order()))
    later = rows.filter(pk__gt=articles[4].pk)
    whole = list(later.filter(holding(words)).in_order())
    check(rows.matching(words).filter(pk__gt=articles[4].pk).for_lists(), whole)


@pytest.mark.parametrize("down", [False, True])
@pytest.mark.parametrize("name", orders.ORDERS)
def test_pages_of_claims_are_those_of_a_plain_query_in_every_order(cast, way, name, down):
    article = make_article(cast)
    for number in range(9):
        claim = make_claim(cast, article, statement=weather(number))
        due = timezone.localdate() + timedelta(days=number) if number % 4 else None
        Claim.objects.filter(pk=claim.pk).update(priority=number % 3, due=due)
    rows = Claim.objects.visible_to(cast.viewer)
    whole = list(orders.ordered(rows.filter(holding("rain")), name, down=down).in_order())
    assert len(whole) == 5
    check(orders.ordered(rows.matching("rain"), name, down=down), whole)


def test_pages_of_names_and_sources_are_those_of_a_plain_query(cast, way):
    for number in range(9):
        make_entity(cast.desk, f"{weather(number)} {number}")
        make_source(cast, f"https://example.org/{number}", title=weather(number))
    names, sources = Entity.by_name.all(), Source.newest.all()
    begun = holding("ra:* & sk:*", "raw")
    check(names.completing("ra sk"), list(names.filter(begun).in_order()))
    check(sources.called("ra sk"), list(sources.filter(begun).in_order()))
    address = "https://www.example.org/3?utm_source=x"
    assert [row.url for row in sources.called(address).nearest(9)] == ["https://example.org/3"]
    assert sources.called("...").nearest(9) == names.completing("").nearest(9) == []


def test_nothing_under_embargo_is_found_or_counted(cast, articles, way):
    embargoes.put(actor=cast.editor, article_id=articles[2].pk)
    viewer = User.objects.get(pk=cast.viewer.pk)
    found = Article.objects.visible_to(viewer).matching("rain")
    titles = {row.headline for row in found.nearest(DAYS)}
    assert titles == {f"Day {number}" for number in (0, 6, 8, 10, 12)}
    assert found.counted_to(DAYS) == found.first_of(1, DAYS)[1] == 5
    assert {row.headline for row in found.beginning(DAYS).order_by("pk")} == titles


@pytest.mark.parametrize("order", [("-created_at", "-pk"), ("headline", "-pk"), ("-headline",)])
def test_the_panel_finds_them_in_any_order(cast, articles, way, order):
    rows = Article.objects.order_by(*order)
    whole = list(rows.filter(holding("rain")))
    found = rows.matching("rain")
    assert list(found.by_words_first()) == whole
    assert list(found.beginning(4)[1:4]) == whole[1:4]


MANY = """
INSERT INTO annotations_claim (
    id, version, created_at, updated_at, statement, article_id, desk_id, stage, stage_note,
    asks_said, asks_true, sort_start, sort_end, priority, search)
SELECT 1000000 + n, 1, now(), now(), 'One of many', %s, %s, 'open', '', false, true, n, n + 1, 1,
    to_tsvector('simple', concat_ws(' ', 'usual', CASE WHEN n %% 3 = 0 THEN 'third' END,
        CASE WHEN n <= 40 THEN 'once' END, CASE WHEN n = 7 THEN 'rare' END))
FROM generate_series(1, 6000) n
"""
SIZE = 10


@pytest.mark.owner
@pytest.mark.parametrize(("words", "hits"), [
    ("usual", 0), ("third", 0), ("usual third", 0), ("once", 40), ("rare", 1), ("usual rare", 1),
    ("never", 0),
])  # fmt: skip
def test_no_more_is_read_than_it_takes(cast, words, hits):
    """PostgreSQL by itself reads all 6,000 for the one that holds a rare word."""
    with connection.cursor() as cursor:
        cursor.execute(MANY, [make_article(cast).pk, cast.desk.pk])
        cursor.execute("ANALYZE annotations_claim")
    rows = Claim.objects.filter(desk=cast.desk).by("id", down=True)
    read = rows_read(lambda: rows.matching(words).cut(SIZE, None))
    assert read <= (first_hits.NEAR + 1) * (SIZE + 1) + 2 * hits


@pytest.mark.owner
@pytest.mark.parametrize(("words", "hits"), [("once", 40), ("rare", 1), ("never", 0)])
def test_few_hits_are_looked_at_where_what_else_is_asked_of_them_is_rare(cast, words, hits):
    """Else all would be walked through for 44 that are asked what was said."""
    with connection.cursor() as cursor:
        cursor.execute(MANY, [make_article(cast).pk, cast.desk.pk])
        cursor.execute("ANALYZE annotations_claim")
    rows = Claim.objects.filter(desk=cast.desk).asking("said").by("id", down=True)
    assert rows_read(lambda: rows.matching(words).cut(SIZE, None)) <= 2 * hits + 1
