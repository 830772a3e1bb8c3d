"""Everybody downloads the signed bundle of what a page shows, its keys, and what checks it."""

import hashlib
import re

import pytest

from annotations.models import Bundle, BundleKey, ReplyRequest
from annotations.services.publications import bundles, publishing, settings
from annotations.trail.bundles import check
from tests.jobs.test_make_bundles import folder, made  # noqa: F401
from tests.web.publications import scene


@pytest.fixture
def page(cast):
    scene.open_pages(cast)
    return scene.published(cast)


def address(page, question="true"):
    return f"/fact-checks/{page.key}/proof/{page.claim_id}-{question}.zip"


def test_the_page_leads_to_its_bundle(page, client, folder):  # noqa: F811
    bundle = made(folder)
    told = client.get(f"/fact-checks/{page.key}/").content.decode()
    assert address(page) in told
    assert told.count("/fact-checks/bundles/verify.html") == 1
    response = client.get(address(page))
    assert response.status_code == 200
    assert response["Content-Type"] == "application/zip"
    assert hashlib.sha256(response.content).hexdigest() == bundle.sha256
    assert "attachment" in response["Content-Disposition"]
    assert not response.cookies


def test_caches_keep_it_and_ask_again_by_its_tag(page, client, folder):  # noqa: F811
    made(folder)
    response = client.get(address(page))
    assert response["Cache-Control"] == "public, max-age=60"
    again = client.get(address(page), headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304


def test_before_it_is_made_readers_are_told_to_wait(cast, page, client, folder):  # noqa: F811
    settings.change(
        actor=cast.editor, desk_id=cast.desk.pk, is_on=True, methodology="Twice, by two people."
    )
    response = client.get(address(page))
    assert response.status_code == 503
    assert response["Retry-After"]
    assert response["Cache-Control"] == "no-store"
    assert b"How we check" in response.content


@pytest.mark.parametrize("question", ["said", "nothing"])
def test_a_verdict_that_the_page_has_not_is_404(page, client, folder, question):  # noqa: F811
    made(folder)
    assert client.get(address(page, question)).status_code == 404


def test_it_goes_with_the_page_at_once(cast, page, client, folder):  # noqa: F811
    made(folder)
    publishing.unpublish(actor=cast.editor, publication_id=page.pk)
    assert client.get(address(page)).status_code == 410


def test_it_goes_with_all_pages_of_the_desk(cast, page, client, folder):  # noqa: F811
    made(folder)
    settings.change(actor=cast.editor, desk_id=cast.desk.pk, is_on=False)
    assert client.get(address(page)).status_code == 404


def test_an_older_one_is_not_given_out(page, client, folder):  # noqa: F811
    made(folder)
    ReplyRequest.objects.update(published="")
    assert client.get(address(page)).status_code == 503
    assert Bundle.objects.due().exists()


def test_asking_again_and_again_takes_no_worker_its_lease(page, client, folder):  # noqa: F811
    made(folder)
    ReplyRequest.objects.update(published="")
    Bundle.objects.update(tries=1)
    before = Bundle.objects.get().due_at
    client.get(address(page))
    assert Bundle.objects.get().due_at == before


def test_the_keys_are_public(page, client, folder):  # noqa: F811
    bundle = made(folder)
    [key] = client.get("/fact-checks/bundles/keys.json").json()["keys"]
    assert key["key"] == bundle.key.name
    assert key["public_key"] == BundleKey.objects.get().public_key


def test_the_page_that_checks_knows_the_keys_and_asks_no_network(page, client, folder):  # noqa: F811
    made(folder)
    response = client.get("/fact-checks/bundles/verify.html")
    text = response.content.decode()
    assert response["Content-Disposition"] == 'attachment; filename="verify.html"'
    assert BundleKey.objects.get().public_key in text
    assert "default-src 'none'" in text
    assert re.findall(r"(?:src|href)=", text) == []


def test_a_bundle_is_read_with_few_queries(page, client, folder, django_assert_max_num_queries):  # noqa: F811
    made(folder)
    with django_assert_max_num_queries(8):
        data = client.get(address(page)).content
    assert check(data, bundles.public_keys())


def test_the_text_in_it_has_an_address_too(page, client, folder):  # noqa: F811
    path = address(page).replace(".zip", ".txt")
    assert client.get(path).status_code == 503
    made(folder)
    response = client.get(path)
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert "Verdict: Supported" in response.content.decode()
    assert path in client.get(f"/fact-checks/{page.key}/").content.decode()
