"""Conversations and notifications over REST."""

from annotations.models import Comment
from tests.api.calls import ids, refused


def test_a_conversation_is_begun_answered_and_resolved(api, scene):
    begun = api.reporter.post(
        "threads/", {"claim": scene.claim.pk, "body": "Which, @checker, @stranger?"}
    )
    assert begun.status_code == 201
    thread = begun.json()
    assert (thread["claim"], thread["not_told"]) == (scene.claim.pk, ["stranger"])
    said = api.checker.post("comments/", {"thread": thread["id"], "body": "2019."})
    assert said.json()["body"] == "2019."
    done = api.checker.post(f"threads/{thread['id']}/resolve/", {})
    assert done.json()["resolved_by"] == scene.assessment.author_id
    assert len(ids(api.viewer.get(f"comments/?thread={thread['id']}"))) == 2
    assert thread["id"] in ids(api.viewer.get(f"threads/?claim={scene.claim.pk}"))


def test_a_note_stands_on_words_of_a_revision(api, scene):
    place = {"revision": scene.article.current_revision_id, "start": 0, "end": 8}
    made = api.reporter.post("threads/", place | {"body": "Which minister?"})
    span = made.json()["span"]
    assert (span["start"], span["end"], span["exact"]) == (0, 8, "Minister")
    assert made.json()["state"] == "exact"
    refused(api.reporter.post("threads/", place | {"body": " "}), 422, "invalid", "body")
    refused(api.reporter.post("threads/", {"body": "About what?"}), 422, "invalid")


def test_a_comment_is_edited_on_the_version_that_was_seen(api, scene):
    path = f"comments/{scene.comment.pk}/"
    refused(api.reporter.patch(path, {"body": "2019?"}, seen=None), 428, "precondition-required")
    edited = api.reporter.patch(path, {"body": "2019?"}, seen=1)
    assert (edited.json()["body"], edited["ETag"]) == ("2019?", '"2"')
    refused(api.reporter.patch(path, {"body": "2020?"}, seen=1), 412, "stale")
    assert api.reporter.delete(path, seen=2).status_code == 204
    gone = api.viewer.get(path).json()
    assert (gone["body"], gone["deleted_by"]) == ("", Comment.objects.earliest("pk").created_by_id)


def test_notifications_are_ones_own_and_are_read(api, scene):
    (row,) = api.checker.get("notifications/?state=unread").json()["results"]
    assert (row["kind"], row["comment"]) == ("mention", scene.comment.pk)
    assert api.checker.post(f"notifications/{row['id']}/read/", {}).json()["read_at"]
    assert ids(api.checker.get("notifications/?state=unread")) == []
    assert ids(api.checker.get("notifications/?state=read")) == [row["id"]]
    refused(api.admin.get(f"notifications/{row['id']}/"), 404, "not-found")
