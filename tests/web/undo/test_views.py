"""Undo in the workbench: offered after an action, taken by its button or step by step."""

import pytest

from annotations.models import Event, Mention
from tests.web.scene import send, words

PAGE = "http://testserver/articles/{}/?mention={}"


@pytest.fixture
def reporter(cast, sign_in):
    return sign_in(cast.reporter)


def reject(client, mention):
    path = f"/mentions/{mention.pk}/edit/"
    return send(client, path, version=mention.version, label="PERSON", state="rejected")


def test_an_action_offers_its_undo_and_the_button_takes_it_back(scene, reporter):
    done = reject(reporter, scene.mention)
    offer = done.context["offer"]
    assert offer.words == "“Ilka Varn” rejected"
    assert 'data-key="u"' in words(done)

    back = send(reporter, "/undo/", request=offer.request, article=scene.article.pk)
    assert back.status_code == 200
    assert "Undone: " in words(back)
    assert Mention.objects.get().state == "accepted"

    again = send(
        reporter, "/undo/", request=back.context["offer"].request, article=scene.article.pk
    )
    assert again.status_code == 200
    assert Mention.objects.get().state == "rejected"


def test_what_is_done_again_is_told_and_offered_as_the_first_time(scene, reporter):
    offer = reject(reporter, scene.mention).context["offer"]
    told = []
    for _ in range(3):
        page = send(reporter, "/undo/", request=offer.request, article=scene.article.pk)
        offer = page.context["offer"]
        told.append((offer.words, "Undone: " in words(page), 'data-key="u"' in words(page)))
    undone, again = ("“Ilka Varn” rejected", True, False), ("“Ilka Varn” rejected", False, True)
    assert told == [undone, again, undone]
    assert Mention.objects.get().state == "accepted"


def test_a_plain_form_says_what_was_done_again(scene, reporter):
    offer = reject(reporter, scene.mention).context["offer"]
    reporter.post("/undo/", {"request": offer.request})
    undone = Event.objects.filter(table="mention").latest("pk").request
    page = reporter.post("/undo/", {"request": undone}, follow=True)
    assert [str(one) for one in page.context["messages"]][-1:] == ["“Ilka Varn” rejected"]


def test_a_step_that_is_sent_twice_is_undone_once(scene, reporter):
    offer = reject(reporter, scene.mention).context["offer"]
    for _ in range(2):
        response = send(reporter, "/undo/", request=offer.request, article=scene.article.pk)
        assert response.status_code == 200
    assert Mention.objects.get().state == "accepted"


def test_without_a_name_the_last_step_here_is_undone_until_nothing_is_left(scene, reporter):
    reject(reporter, scene.mention)
    scene.mention.refresh_from_db()
    path = f"/mentions/{scene.mention.pk}/edit/"
    send(reporter, path, version=scene.mention.version, label="ORG", state="accepted")
    found = []
    for _ in range(2):
        assert send(reporter, "/undo/", article=scene.article.pk).status_code == 200
        found.append(Mention.objects.values_list("label", "state").get())
    assert found == [("PERSON", "rejected"), ("PERSON", "accepted")]


def test_nothing_left_to_undo_is_said(cast, scene, sign_in):
    response = send(sign_in(cast.second_editor), "/undo/", article=scene.article.pk)
    assert response.status_code == 409
    assert "You have nothing left to undo" in words(response)


def test_the_panel_stays_on_what_the_page_shows(scene, reporter):
    offer = reject(reporter, scene.mention).context["offer"]
    shown = {"HX-Current-URL": PAGE.format(scene.article.pk, scene.mention.pk)}
    response = reporter.post(
        "/undo/",
        {"request": offer.request, "article": scene.article.pk},
        headers={"HX-Request": "true"} | shown,
    )
    assert f'data-panel-mention="{scene.mention.pk}"' in words(response)


def test_what_a_colleague_changed_since_is_refused_with_the_name(cast, scene, sign_in, reporter):
    offer = reject(reporter, scene.mention).context["offer"]
    editor = sign_in(cast.editor)
    scene.mention.refresh_from_db()
    path = f"/mentions/{scene.mention.pk}/edit/"
    send(editor, path, version=scene.mention.version, label="ORG", state="accepted")
    response = send(reporter, "/undo/", request=offer.request, article=scene.article.pk)
    assert response.status_code == 409
    assert f"{cast.editor} changed this since" in words(response)


def test_nobody_undoes_what_a_colleague_did(cast, scene, sign_in, reporter):
    offer = reject(reporter, scene.mention).context["offer"]
    before = Event.objects.count()
    for person in (cast.editor, cast.stranger):
        response = send(sign_in(person), "/undo/", request=offer.request)
        assert response.status_code == 404
    assert Event.objects.count() == before


@pytest.mark.parametrize("fields", [{"article": "x"}, {"request": "~1~"}])
def test_what_names_nothing_of_ones_own_is_not_found(fields, reporter):
    assert send(reporter, "/undo/", **fields).status_code == 404


@pytest.mark.parametrize("fields", [{}, {"request": ""}])
def test_a_form_that_names_nothing_is_refused(fields, reporter):
    assert send(reporter, "/undo/", **fields).status_code == 422


def test_a_plain_form_leads_back_inside_the_product_only(scene, reporter):
    offer = reject(reporter, scene.mention).context["offer"]
    for back, place in (("/claims/", "/claims/"), ("//elsewhere.example/", "/articles/")):
        response = reporter.post("/undo/", {"request": offer.request, "back": back})
        assert (response.status_code, response["Location"]) == (302, place)
