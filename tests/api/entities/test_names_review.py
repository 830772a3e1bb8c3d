"""/api/v1/revisions/{id}/names-review/"""

import pytest

from annotations.models import Mention
from annotations.services.articles import revisions
from tests.api.calls import nothing_written, refused
from tests.factory import make_article


@pytest.fixture
def article(cast):
    return make_article(cast)


def test_names_are_reviewed_once_and_looked_at_again(cast, api, article):
    path = f"revisions/{article.current_revision_id}/names-review/"
    Mention.objects.bulk_create(
        [
            Mention(
                article=article, desk=cast.desk, revision=article.current_revision,
                label="PERSON", start=0, end=8, exact="Minister", origin="model 1",
            )
        ]
    )  # fmt: skip
    assert api.viewer.get(path).json() == {
        "revision": article.current_revision_id, "reviewed_by": None, "reviewed_at": None,
    }  # fmt: skip
    row = api.reporter.post(path).json()
    assert row["reviewed_by"] == cast.reporter.pk
    assert Mention.objects.get().state == "accepted"
    assert api.checker.post(path).json() == row == api.viewer.get(path).json()
    assert api.checker.delete(path).status_code == 204
    assert api.viewer.get(path).json()["reviewed_at"] is None


def test_a_text_that_was_corrected_is_not_reviewed_any_more(cast, api, article):
    path = f"revisions/{article.current_revision_id}/names-review/"
    revisions.revise(
        actor=cast.reporter, article_id=article.pk, seen_version=1, text="Else.", kind="update"
    )
    with nothing_written():
        refused(api.reporter.post(path), 409, "wrong-state")
