"""POST /articles/<id>/names/reviewed/"""

import pytest

from annotations.models import NamesReview
from annotations.services.articles import revisions
from tests.web.scene import send, words


@pytest.fixture
def path(scene) -> str:
    return f"/articles/{scene.article.pk}/names/reviewed/"


def test_a_person_says_that_the_names_are_right_and_takes_it_back(cast, scene, path, sign_in):
    reporter = sign_in(cast.reporter)
    revision = scene.article.current_revision_id
    answer = send(reporter, path, revision=revision)
    assert "Names reviewed" in words(answer)
    assert 'id="span-data"' in words(answer)
    assert "Names reviewed" in words(reporter.get(f"/articles/{scene.article.pk}/"))

    answer = send(reporter, path, revision=revision, again="yes")
    assert "Mark names as reviewed" in words(answer)
    assert not NamesReview.objects.exists()


def test_without_htmx_the_way_leads_back_to_the_article(cast, scene, path, sign_in):
    answer = sign_in(cast.reporter).post(path, {"revision": scene.article.current_revision_id})

    assert answer["Location"] == f"/articles/{scene.article.pk}/"


def test_who_may_only_look_has_no_button_and_is_refused(cast, scene, path, sign_in):
    viewer = sign_in(cast.viewer)

    assert "Mark names as reviewed" not in words(viewer.get(f"/articles/{scene.article.pk}/"))
    assert send(viewer, path, revision=scene.article.current_revision_id).status_code == 403


def test_a_stranger_does_not_know_the_article(cast, path, sign_in):
    assert send(sign_in(cast.stranger), path, revision=1).status_code == 404


@pytest.mark.parametrize("revision", ["", "x", "999999", "9" * 30])
def test_a_revision_that_is_none_is_refused(cast, path, sign_in, revision):
    assert send(sign_in(cast.reporter), path, revision=revision).status_code == 422


def test_a_text_that_was_corrected_meanwhile_is_said(cast, scene, path, sign_in):
    seen = scene.article.current_revision_id
    given = {"actor": cast.editor, "article_id": scene.article.pk, "seen_version": None}
    revisions.revise(**given, text="All new words.", kind="update")
    answer = send(sign_in(cast.reporter), path, revision=seen)

    assert answer.status_code == 409
    assert "corrected meanwhile" in words(answer)
