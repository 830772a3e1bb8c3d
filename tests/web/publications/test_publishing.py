"""The pages on which editors publish, take down, and decide what their desk says."""

import pytest

from annotations.models import Publication, PublicPages
from annotations.services.articles import embargoes
from annotations.services.publications import publishing, settings
from tests import factory
from tests.web.scene import words


@pytest.fixture
def pages(cast):
    return settings.change(actor=cast.editor, desk_id=cast.desk.pk, is_on=True)


@pytest.fixture
def claim(cast):
    return factory.make_checked_claim(cast)


@pytest.fixture
def editor(client, cast):
    client.force_login(cast.editor)
    return client


def test_an_editor_publishes_from_the_claim(editor, pages, claim):
    panel = words(editor.get(f"/claims/{claim.pk}/", headers={"HX-Request": "true"}))
    assert f"/claims/{claim.pk}/publish/" in panel
    response = editor.post(f"/claims/{claim.pk}/publish/", {"version": claim.version}, follow=True)
    assert "Published by editor" in words(response)
    assert Publication.objects.readable().get().claim == claim


def test_nobody_is_offered_what_the_desk_does_not_have(editor, claim):
    panel = words(editor.get(f"/claims/{claim.pk}/", headers={"HX-Request": "true"}))
    assert "/publish/" not in panel
    page = words(editor.get(f"/claims/{claim.pk}/publish/"))
    assert "This desk has no public pages." in page
    refused = editor.post(f"/claims/{claim.pk}/publish/", {"version": claim.version})
    assert refused.status_code == 409


def test_an_editor_takes_it_down(editor, cast, pages, claim):
    row = publishing.publish_claim(actor=cast.editor, claim_id=claim.pk)
    address = f"/publications/{row.pk}/unpublish/"
    listed = f"/desks/{cast.desk.pk}/publications/"
    assert f"/fact-checks/{row.key}/" in words(editor.get(listed))
    assert editor.post(address, {"version": row.version + 1}).status_code == 412
    assert editor.post(address, {}).status_code == 422
    response = editor.post(address, {"version": row.version}, follow=True)
    assert "Taken down by editor" in words(response)
    assert f"/fact-checks/{row.key}/" not in words(editor.get(listed))


def test_what_is_looked_at_again_is_taken_down_from_the_claim(editor, cast, pages, claim):
    publishing.publish_claim(actor=cast.editor, claim_id=claim.pk)
    factory.make_evidence(cast, claim)
    claim.refresh_from_db()
    assert claim.stage != "checked"
    panel = words(editor.get(f"/claims/{claim.pk}/", headers={"HX-Request": "true"}))
    assert f"/claims/{claim.pk}/publish/" in panel


def test_newly_checked_claims_are_offered_where_there_are_some(editor, cast, pages, claim):
    publishing.publish_article(actor=cast.editor, article_id=claim.article_id)
    address = f"/articles/{claim.article_id}/publish/"
    assert "Publish newly checked claims" not in words(editor.get(address))
    factory.make_checked_claim(cast, claim.article, words="2019")
    assert "Publish newly checked claims" in words(editor.get(address))


def test_an_article_is_published_with_what_is_checked(editor, pages, claim):
    page = words(editor.get(f"/articles/{claim.article_id}/publish/"))
    assert "1 claim of this article is checked." in page
    version = claim.article.version
    editor.post(f"/articles/{claim.article_id}/publish/", {"version": version})
    assert Publication.objects.readable().get().kind == "article"
    again = editor.post(f"/articles/{claim.article_id}/publish/", {"version": version})
    assert again.status_code == 409
    assert "This is published already." in words(again)


def test_an_editor_switches_public_pages_on(editor, cast):
    address = f"/desks/{cast.desk.pk}/publications/settings/"
    assert editor.get(address).status_code == 200
    fields = {"version": 0, "is_on": "on", "methodology": "Two people see everything."}
    response = editor.post(address, fields, follow=True)
    assert "The public can read what is published here." in words(response)
    row = PublicPages.objects.get(desk=cast.desk)
    assert row.is_on
    assert not row.names_people
    assert row.methodology == "Two people see everything."
    assert editor.post(address, {"version": 0}).status_code == 412


def test_the_list_of_the_desk_costs_the_same_however_long(
    editor, cast, pages, django_assert_max_num_queries
):
    for number in (1, 4):
        for _ in range(number):
            row = factory.make_checked_claim(cast)
            publishing.publish_claim(actor=cast.editor, claim_id=row.pk)
        with django_assert_max_num_queries(16):
            response = editor.get(f"/desks/{cast.desk.pk}/publications/")
        assert "41 bridges" in words(response)


def test_what_is_hidden_by_an_embargo_is_not_listed(client, cast, pages, claim):
    publishing.publish_claim(actor=cast.editor, claim_id=claim.pk)
    embargoes.put(actor=cast.editor, article_id=claim.article_id)
    client.force_login(cast.viewer)
    assert "41 bridges" not in words(client.get(f"/desks/{cast.desk.pk}/publications/"))
    assert client.get(f"/claims/{claim.pk}/publish/").status_code == 404
