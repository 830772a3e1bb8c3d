"""Conversations in the panel: said, refused, resolved; notes on words."""

import pytest

from annotations.models import Comment, Thread
from annotations.services.claims import joining
from annotations.services.comments import threads
from tests import factory
from tests.web.scene import ask, send, tidy, words


@pytest.fixture
def reporter(client, cast):
    client.force_login(cast.reporter)
    return client


def test_a_comment_stands_in_the_panel_of_its_claim(reporter, scene):
    page = ask(reporter, f"/claims/{scene.claim.pk}/")
    assert 'class="named">@checker</span>' in words(page)
    answer = send(reporter, f"/claims/{scene.claim.pk}/talk/", body="<b>Page 4</b>")
    assert "&lt;b&gt;Page 4&lt;/b&gt;" in words(answer)
    assert 'id="talk"' in words(answer)


def test_a_plain_form_leads_back_to_the_claim(reporter, scene):
    answer = reporter.post(f"/claims/{scene.claim.pk}/talk/", {"body": "Page 4"})
    assert answer.status_code == 302
    assert answer["Location"].endswith(f"?claim={scene.claim.pk}")


def test_what_was_refused_comes_back_with_what_was_typed(reporter, scene):
    thread = scene.comment.thread_id
    answer = send(reporter, f"/threads/{thread}/reply/", body=" ")
    assert answer.status_code == 422
    assert "Write something first." in words(answer)
    long = "x" * 20_001
    answer = send(reporter, f"/claims/{scene.claim.pk}/talk/", body=long)
    assert answer.status_code == 422
    assert long in words(answer)


def test_a_name_of_nobody_here_is_told(reporter, scene):
    answer = send(reporter, f"/threads/{scene.comment.thread_id}/reply/", body="@stranger?")
    assert "Nobody on this desk is called @stranger" in words(answer)


def test_a_comment_changed_elsewhere_is_shown_beside_what_was_typed(reporter, scene):
    path = f"/comments/{scene.comment.pk}/edit/"
    send(reporter, path, version=1, body="In 2019?")
    answer = send(reporter, path, version=1, body="In 2020?")
    assert answer.status_code == 412
    assert "In 2019?" in words(answer)
    assert ">In 2020?</textarea>" in words(answer)
    assert Comment.objects.get(pk=scene.comment.pk).body == "In 2019?"


def test_an_edited_comment_shows_how_it_read_until_it_is_deleted(reporter, scene):
    send(reporter, f"/comments/{scene.comment.pk}/edit/", version=1, body="In 2019?")
    assert "Which year, @checker?" in words(ask(reporter, f"/claims/{scene.claim.pk}/talk/"))
    answer = send(reporter, f"/comments/{scene.comment.pk}/delete/", version=2)
    assert "2019" not in words(answer)
    assert "Which year" not in words(answer)
    assert "Deleted" in words(answer)


def test_a_conversation_is_resolved_and_opened_again(reporter, scene):
    thread = scene.comment.thread_id
    assert "Resolved by reporter" in words(send(reporter, f"/threads/{thread}/resolve/"))
    assert send(reporter, f"/threads/{thread}/resolve/").status_code == 409
    assert "Resolved by reporter" not in words(send(reporter, f"/threads/{thread}/reopen/"))


def test_an_answer_in_a_merged_claim_leaves_the_others_there(reporter, cast, scene):
    gone = factory.make_claim(cast, scene.claim.article, words="twice as many")
    threads.on_claim(actor=cast.editor, claim_id=scene.claim.pk, body="First of all.")
    row = threads.on_claim(actor=cast.editor, claim_id=gone.pk, body="What of this?").comment.thread
    joining.merge(actor=cast.editor, claim_id=scene.claim.pk, other_id=gone.pk)

    page = words(send(reporter, f"/threads/{row.pk}/reply/", body="It is so."))

    assert all(said in page for said in ("First of all.", "What of this?", "It is so."))
    assert f'data-talk-url="/claims/{scene.claim.pk}/talk/"' in page


def test_a_note_on_words_opens_in_the_panel_and_is_painted(reporter, scene):
    revision = scene.article.current_revision
    start = revision.text.index("never told")
    place = {"revision": revision.pk, "start": start, "end": start + 10, "exact": "never told"}
    answer = send(reporter, f"/articles/{scene.article.pk}/notes/", body="By whom?", **place)
    thread = Thread.objects.get(state="exact")
    assert f'data-panel-thread="{thread.pk}"' in words(answer)
    rows = reporter.get(f"/articles/{scene.article.pk}/spans/").json()["spans"]
    assert [row["statement"] for row in rows if row["kind"] == "note"] == ["By whom?"]
    send(reporter, f"/threads/{thread.pk}/resolve/")
    rows = reporter.get(f"/articles/{scene.article.pk}/spans/").json()["spans"]
    assert [row for row in rows if row["kind"] == "note"] == []


def test_a_note_that_is_refused_leaves_the_panel_alone(reporter, scene):
    answer = send(reporter, f"/articles/{scene.article.pk}/notes/", body="")
    assert (answer.status_code, answer["HX-Retarget"]) == (422, "#note-error")


def test_a_note_on_the_article_stands_in_the_list(reporter, scene):
    send(reporter, f"/articles/{scene.article.pk}/notes/", body="Too long.")
    shown = tidy(ask(reporter, f"/articles/{scene.article.pk}/claims/list/"))
    assert "Too long." in shown
    thread = Thread.objects.get(claim=None)
    page = words(reporter.get(f"/articles/{scene.article.pk}/?thread={thread.pk}"))
    assert f'data-panel-thread="{thread.pk}"' in page


def test_a_viewer_reads_and_has_no_form(client, cast, scene):
    client.force_login(cast.viewer)
    shown = words(ask(client, f"/claims/{scene.claim.pk}/"))
    assert "Which year" in shown
    assert f"/threads/{scene.comment.thread_id}/reply/" not in shown
    assert send(client, f"/claims/{scene.claim.pk}/talk/", body="No").status_code == 403
    assert send(client, f"/articles/{scene.article.pk}/notes/", body="No").status_code == 403


def test_a_stranger_finds_no_conversation_and_nobody_to_name(client, cast, scene):
    client.force_login(cast.stranger)
    for path in (
        f"/claims/{scene.claim.pk}/talk/",
        f"/threads/{scene.comment.thread_id}/",
        f"/threads/{scene.comment.thread_id}/talk/",
        f"/articles/{scene.article.pk}/people/",
    ):
        assert ask(client, path).status_code == 404


def test_whom_one_may_name_are_the_people_of_the_desk(reporter, scene):
    people = reporter.get(f"/articles/{scene.article.pk}/people/").json()["people"]
    assert [one["name"] for one in people] == [
        "checker", "editor", "reporter", "second_editor", "viewer",
    ]  # fmt: skip


def test_more_comments_ask_no_more_of_the_database(
    client, cast, scene, django_assert_max_num_queries
):
    client.force_login(cast.viewer)
    path = f"/claims/{scene.claim.pk}/talk/"
    ask(client, path)
    for number in range(5):
        said = threads.on_claim(actor=cast.checker, claim_id=scene.claim.pk, body=f"No {number}")
        threads.reply(actor=cast.editor, thread_id=said.comment.thread_id, body="Yes")
    with django_assert_max_num_queries(10):
        ask(client, path)
