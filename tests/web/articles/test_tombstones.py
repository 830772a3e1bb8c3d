"""Where something was, it is said that it was taken down, by whom and why."""

import pytest

from annotations.models import Revision
from tests.factory import make_article, make_checked_claim
from tests.services.redaction.planting import take_down

pytestmark = pytest.mark.owner


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_the_page_of_an_article_that_was_taken_down(cast, sign_in):
    claim = make_checked_claim(cast)
    take_down(cast, "article", claim.article_id)

    page = sign_in(cast.viewer).get(f"/articles/{claim.article_id}/")
    assert page.status_code == 410
    assert "by admin: A court says so. (Order 7)" in words(page)
    assert f'data-taken-down="article-{claim.article_id}-"' in words(page)
    assert sign_in(cast.reporter).get(f"/claims/{claim.pk}/").status_code == 410
    assert sign_in(cast.stranger).get(f"/articles/{claim.article_id}/").status_code == 404
    assert sign_in(cast.admin).get(f"/articles/{claim.article_id}/").status_code == 410


def test_the_api_says_so_too(cast, client, bearer):
    claim = make_checked_claim(cast)
    take_down(cast, "claim", claim.pk)

    answer = client.get(f"/api/v1/claims/{claim.pk}/", headers=bearer(cast.viewer))
    assert answer.status_code == 410
    said = answer.json()
    assert said["type"] == "/problems/taken-down"
    assert "A court says so." in said["detail"]
    stranger = client.get(f"/api/v1/claims/{claim.pk}/", headers=bearer(cast.stranger))
    assert stranger.status_code == 404


def test_the_article_of_a_claim_that_was_taken_down_says_so(cast, sign_in):
    claim = make_checked_claim(cast)
    take_down(cast, "claim", claim.pk)

    page = sign_in(cast.viewer).get(f"/articles/{claim.article_id}/?claim={claim.pk}")
    assert page.status_code == 200
    assert page.context["message"].endswith("A court says so. (Order 7)")


def test_an_article_that_lost_words_says_so(cast, sign_in):
    article = make_article(cast)
    revision = Revision.objects.get(article=article)
    take_down(cast, "span", revision.pk, words="Ilka Varn")

    page = sign_in(cast.viewer).get(f"/articles/{article.pk}/")
    assert "Taken down on" in words(page)
    assert "Ilka Varn" not in words(page)
    other = make_article(cast, text="Another one, as it is.")
    assert "Taken down on" not in words(sign_in(cast.viewer).get(f"/articles/{other.pk}/"))
