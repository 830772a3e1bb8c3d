"""Mentions: marked from a selection, looked at, decided."""

import pytest

from annotations.models import Mention
from annotations.services.entities import mentions
from tests.factory import make_article
from tests.web.scene import HTMX, ask, send, words


@pytest.fixture
def reporter(cast, sign_in):
    return sign_in(cast.reporter)


def selection(article, chosen: str, **more) -> dict:
    start = article.current_revision.text.index(chosen)
    return {
        "revision": article.current_revision_id,
        "start": start,
        "end": start + len(chosen),
        "exact": chosen,
        **more,
    }


def test_selected_words_become_a_mention(scene, reporter):
    fields = selection(scene.article, "Tuesday", label="DATE")
    response = send(reporter, f"/articles/{scene.article.pk}/mentions/", **fields)
    mention = Mention.objects.get(label="DATE")
    assert response.status_code == 200
    assert f'data-panel-mention="{mention.pk}"' in words(response)
    assert (mention.exact, mention.state) == ("Tuesday", "accepted")


@pytest.mark.parametrize("label", ["", "THING", "person"])
def test_a_kind_that_does_not_exist_is_refused(label, scene, reporter):
    fields = selection(scene.article, "Tuesday", label=label)
    response = send(reporter, f"/articles/{scene.article.pk}/mentions/", **fields)
    assert response.status_code == 422
    assert Mention.objects.count() == 1


def test_the_same_words_are_not_marked_twice(scene, reporter):
    fields = selection(scene.article, "Ilka Varn", label="PERSON")
    response = send(reporter, f"/articles/{scene.article.pk}/mentions/", **fields)
    assert response.status_code == 409
    assert "already marked" in words(response)


def test_the_panel_says_who_marked_it(scene, reporter):
    assert "Marked by a person" in words(ask(reporter, f"/mentions/{scene.mention.pk}/"))


def test_a_browser_gets_the_workbench(scene, reporter):
    response = reporter.get(f"/mentions/{scene.mention.pk}/", follow=True)
    assert response.context["panel"] == "mention"


def test_a_mention_is_rejected_and_leaves_the_page(scene, reporter):
    path = f"/mentions/{scene.mention.pk}/edit/"
    response = send(reporter, path, version=1, label="PERSON", state="rejected")
    assert response.status_code == 200
    assert Mention.objects.get().state == "rejected"
    assert [row["kind"] for row in response.context["spans"]] == ["claim"]


def test_the_same_words_follow_and_the_toast_says_how_many(cast, reporter):
    article = make_article(cast, text="Karsk met Karsk.")
    first, _ = [
        Mention.objects.create(
            article=article, desk=article.desk, revision=article.current_revision,
            label="PERSON", start=start, end=start + 5, exact="Karsk", origin="rules/1",
        )
        for start in (0, 10)
    ]  # fmt: skip
    path = f"/mentions/{first.pk}/edit/"
    response = send(reporter, path, version=1, label="ORG", state="accepted")
    assert "and 1 more mention of these words are now tagged" in words(response)
    assert [one["label"] for one in response.context["spans"]] == ["Organisation"] * 2


def test_after_a_decision_the_name_that_was_asked_for_is_shown(cast, scene, reporter):
    fields = selection(scene.article, "Tuesday", label="DATE")
    send(reporter, f"/articles/{scene.article.pk}/mentions/", **fields)
    other = Mention.objects.get(label="DATE")
    path = f"/mentions/{scene.mention.pk}/edit/"
    response = send(reporter, path, version=1, state="accepted", next=other.pk)
    assert response.context["mention"] == other
    assert Mention.objects.get(pk=scene.mention.pk).version == 2


@pytest.mark.parametrize("wanted", ["987654", "x", str(2**70)])
def test_a_next_name_that_is_none_leaves_the_decided_one(wanted, scene, reporter):
    path = f"/mentions/{scene.mention.pk}/edit/"
    response = send(reporter, path, version=1, state="accepted", next=wanted)
    assert response.context["mention"] == scene.mention


def test_the_next_name_is_one_of_the_same_article(cast, scene, reporter):
    other = make_article(cast, text="Tuesday it was.", headline="Another")
    fields = selection(other, "Tuesday", label="DATE")
    send(reporter, f"/articles/{other.pk}/mentions/", **fields)
    path = f"/mentions/{scene.mention.pk}/edit/"
    wanted = Mention.objects.get(label="DATE").pk
    response = send(reporter, path, version=1, state="accepted", next=wanted)
    assert response.context["mention"] == scene.mention


def test_an_undone_decision_leads_back_to_its_name(scene, reporter):
    path = f"/mentions/{scene.mention.pk}/edit/"
    response = send(reporter, path, version=1, state="rejected")
    fields = {"article": scene.article.pk, "request": response.context["offer"].request}
    response = reporter.post(
        "/undo/", fields,
        headers=HTMX | {"HX-Current-URL": "http://testserver/articles/1/?mention=987654"},
    )  # fmt: skip
    assert response.context["mention"] == scene.mention
    assert response.context["mention"].state == "accepted"


def test_the_rows_of_the_page_say_which_names_wait(cast, scene, reporter):
    Mention.objects.update(state="suggested")
    page = reporter.get(f"/articles/{scene.article.pk}/")
    [row] = [row for row in page.context["spans"] if row["kind"] == "mention"]
    assert row["undecided"]


def test_its_kind_is_changed(scene, reporter):
    path = f"/mentions/{scene.mention.pk}/edit/"
    send(reporter, path, version=1, label="ORG", state="accepted")
    assert Mention.objects.get().label == "ORG"


def test_a_stale_decision_is_shown_the_other(cast, scene, reporter):
    pk = scene.mention.pk
    mentions.edit(actor=cast.editor, mention_id=pk, seen_version=1, label="ORG")
    response = send(reporter, f"/mentions/{pk}/edit/", version=1, label="MISC", state="accepted")
    assert response.status_code == 412
    assert "Kind: Organisation. State: Accepted." in words(response)
    assert Mention.objects.get().label == "ORG"


@pytest.mark.parametrize("change", [{"state": "maybe"}, {"label": "THING"}, {"version": "x"}])
def test_what_is_not_understood_is_refused(change, scene, reporter):
    fields = {"version": 1, "label": "PERSON", "state": "accepted"} | change
    response = send(reporter, f"/mentions/{scene.mention.pk}/edit/", **fields)
    assert response.status_code == 422
    assert Mention.objects.get().version == 1


def test_a_viewer_is_offered_nothing(cast, scene, sign_in):
    viewer = sign_in(cast.viewer)
    assert "Not a name" not in words(ask(viewer, f"/mentions/{scene.mention.pk}/"))
    response = send(viewer, f"/mentions/{scene.mention.pk}/edit/", version=1, state="rejected")
    assert response.status_code == 403
