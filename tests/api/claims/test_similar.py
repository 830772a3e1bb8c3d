"""/api/v1/claims/{id}/similar/ and claims/similar/"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factory import make_article, make_checked_claim, make_claim

TEXT = "Bridges are closed. The bridge was closed twice. Turnips are dear."


@pytest.fixture
def article(cast):
    return make_article(cast, text=TEXT, language="en")


def test_similar_claims_come_with_verdict_and_status(cast, api, article):
    checked = make_checked_claim(cast, article, words="Bridges are closed.")
    claim = make_claim(cast, article, words="The bridge was closed twice.")
    make_claim(cast, article, words="Turnips are dear.")
    for path in (
        f"claims/{claim.pk}/similar/",
        "claims/similar/?text=closing+bridges&stage=checked",
    ):
        [row] = api.viewer.get(path).json()["results"]
        assert row["claim"] == api.viewer.get(f"claims/{checked.pk}/").json()
        assert row["claim"]["status"]["true"]["rating"] == "supported"
        assert row["score"] > 0
        assert 0 < row["share"] <= 1
        assert row["nearness"] is None


def test_strangers_find_nothing_and_are_told_nothing(cast, api, article):
    claim = make_claim(cast, article, words="Bridges are closed.")
    assert api.stranger.get("claims/similar/?text=bridges").json() == {"results": []}
    assert api.stranger.get(f"claims/{claim.pk}/similar/").status_code == 404


@pytest.mark.parametrize("query", ["colour=red", "limit=0", "stage=lost", "text=" + "x" * 1001])
def test_what_cannot_be_read_is_refused(api, query):
    assert api.viewer.get(f"claims/similar/?{query}").status_code == 400


def test_the_number_of_queries_does_not_grow(cast, api, article):
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            api.viewer.get("claims/similar/?text=bridges+closed")
        return len(queries)

    make_claim(cast, article, words="Bridges are closed.")
    asked()
    one = asked()
    for _ in range(3):
        make_claim(cast, article, words="The bridge was closed twice.")
    assert asked() == one
