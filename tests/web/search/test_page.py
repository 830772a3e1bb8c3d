"""The search of the bar: every kind at once, and nothing of other desks."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.models import Article, Claim
from tests.factory import make_article, make_claim, make_source
from tests.names import make_entity
from tests.web.scene import words


@pytest.fixture
def found(cast):
    """A name in one thing of each kind."""
    article = make_article(cast, headline="Ilka Varn resigns")
    make_claim(cast, article, words="Ilka Varn")
    make_source(cast, title="Diary of Ilka Varn")
    make_entity(cast.desk, "Ilka Varn")


def groups(page) -> dict[str, int]:
    return {group.slug: group.count for group in page.context["groups"]}


def test_one_field_finds_every_kind(cast, found, sign_in):
    page = sign_in(cast.viewer).get("/search/?search=ilka+varn")
    assert groups(page) == {"claims": 1, "articles": 1, "sources": 1, "entities": 1}
    assert "Show all" not in words(page)


def test_nothing_of_another_desk_is_found_or_counted(cast, found, sign_in):
    assert groups(sign_in(cast.stranger).get("/search/?search=ilka")) == {}


@pytest.mark.parametrize(
    "asked", ["", "  ", "nothing-has-this", "%27%22%3C%2F", "a" * 5000, "&|!:*"]
)
def test_any_words_have_an_answer(cast, found, sign_in, asked):
    page = sign_in(cast.viewer).get(f"/search/?search={asked}")
    assert page.status_code == 200
    assert groups(page) == {}


def test_what_is_more_is_counted_as_its_list_has_it(cast, sign_in):
    article = make_article(cast, headline="Bridges", text="Bridges fell. " * 8)
    for _number in range(7):
        make_claim(cast, article, words="Bridges")
    viewer = sign_in(cast.viewer)
    page = viewer.get("/search/?search=bridges")
    [claims] = [one for one in page.context["groups"] if one.slug == "claims"]
    assert (len(claims.rows), claims.count) == (5, 7)
    assert "Show all 7" in words(page)
    assert len(viewer.get(claims.all_url).context["page"].rows) == 7


def test_the_number_of_queries_does_not_grow(cast, sign_in):
    viewer = sign_in(cast.viewer)

    def queries() -> int:
        with CaptureQueriesContext(connection) as taken:
            assert viewer.get("/search/?search=bridges").status_code == 200
        return len(taken)

    for number in range(6):
        make_claim(cast, make_article(cast, headline=f"Bridges {number}"))
    queries()
    few = queries()
    for number in range(6):
        make_claim(cast, make_article(cast, headline=f"More bridges {number}"))
    assert (Claim.objects.count(), Article.objects.count()) == (12, 12)
    assert queries() == few
