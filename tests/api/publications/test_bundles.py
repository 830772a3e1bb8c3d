"""Members find the bundles of their desk's pages by REST, with the keys that signed them."""

import hashlib

import pytest

from annotations.models import Bundle, ReplyRequest
from annotations.services.publications import settings
from tests.jobs.test_make_bundles import folder, made  # noqa: F401
from tests.web.publications import scene


@pytest.fixture
def page(cast):
    scene.open_pages(cast)
    return scene.published(cast)


def test_a_page_lists_its_bundles(page, api, folder):  # noqa: F811
    bundle = made(folder)
    [row] = api.viewer.get(f"publications/{page.pk}/bundles/").json()["results"]
    assert row["sha256"] == bundle.sha256
    assert row["question"] == "true"
    assert row["address"].endswith(f"/fact-checks/{page.key}/proof/{page.claim_id}-true.zip")
    assert api.viewer.get(f"bundles/{row['id']}/").json() == row


def test_the_file_is_that_of_its_public_address(page, api, folder):  # noqa: F811
    bundle = made(folder)
    response = api.viewer.get(f"bundles/{bundle.pk}/file/")
    assert hashlib.sha256(response.content).hexdigest() == bundle.sha256
    assert response["ETag"] == f'"{bundle.sha256}"'
    assert response["Content-Type"] == "application/zip"


def test_one_that_is_being_made_is_409(page, api, folder):  # noqa: F811
    bundle = made(folder)
    ReplyRequest.objects.update(published="")
    assert api.viewer.get(f"bundles/{bundle.pk}/file/").status_code == 409


def test_strangers_find_none(page, api, folder):  # noqa: F811
    bundle = made(folder)
    for path in (f"bundles/{bundle.pk}/", f"bundles/{bundle.pk}/file/"):
        assert api.stranger.get(path).status_code == 404
    assert api.stranger.get(f"publications/{page.pk}/bundles/").status_code == 404


def test_while_public_pages_are_off_there_is_no_file(cast, page, api, folder):  # noqa: F811
    made(folder)
    settings.change(actor=cast.editor, desk_id=cast.desk.pk, is_on=False)
    assert api.viewer.get(f"publications/{page.pk}/bundles/").json()["results"] == []
    assert api.viewer.get(f"bundles/{Bundle.objects.get().pk}/file/").status_code == 404


def test_keys_are_listed(page, api, folder):  # noqa: F811
    bundle = made(folder)
    [row] = api.viewer.get("bundle-keys/").json()["results"]
    assert (row["id"], row["name"]) == (bundle.key_id, bundle.key.name)
