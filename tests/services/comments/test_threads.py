"""Conversations about claims, words and articles: who may say what, and who is told."""

import pytest

from annotations.errors import Invalid, NotAllowed, NotFound, Stale, WrongState
from annotations.models import Comment, Notification, Thread
from annotations.services.claims import claims
from annotations.services.comments import comments, threads
from tests.factory import make_article, make_claim


def about(claim, actor, body="Which year?"):
    return threads.on_claim(actor=actor, claim_id=claim.pk, body=body)


def told(kind: str) -> set[str]:
    rows = Notification.objects.filter(kind=kind)
    return set(rows.values_list("person__username", flat=True))


@pytest.mark.parametrize(("role", "refusal"), [("viewer", NotAllowed), ("stranger", NotFound)])
def test_who_may_not_write_begins_and_answers_nothing(cast, role, refusal):
    claim = make_claim(cast)
    thread = about(claim, cast.reporter).comment.thread
    with pytest.raises(refusal):
        about(claim, cast.by_role(role))
    with pytest.raises(refusal):
        threads.reply(actor=cast.by_role(role), thread_id=thread.pk, body="No.")
    with pytest.raises(refusal):
        threads.resolve(actor=cast.by_role(role), thread_id=thread.pk)
    assert Comment.objects.count() == 1


def test_a_comment_has_words(cast):
    with pytest.raises(Invalid):
        about(make_claim(cast), cast.reporter, " \n")
    assert not Thread.objects.exists()


def test_who_is_named_is_told_and_who_cannot_see_the_desk_is_not(cast):
    claim = make_claim(cast)
    said = about(claim, cast.reporter, "See @checker, @stranger and @nobody.else. Mail a@editor.")

    assert told("mention") == {"checker"}
    assert said.strangers == ["stranger", "nobody.else"]


def test_a_full_stop_after_a_name_is_none_of_it(cast):
    about(make_claim(cast), cast.reporter, "Ask @checker.")
    assert told("mention") == {"checker"}


def test_who_takes_part_hears_of_an_answer_and_who_wrote_it_does_not(cast):
    thread = about(make_claim(cast), cast.reporter).comment.thread
    threads.reply(actor=cast.checker, thread_id=thread.pk, body="In 2019.")
    assert told("reply") == {"reporter"}
    threads.reply(actor=cast.editor, thread_id=thread.pk, body="@reporter No, in 2020.")

    last = Notification.objects.filter(actor=cast.editor)
    assert {(one.person.username, one.kind) for one in last} == {
        ("reporter", "mention"), ("checker", "reply"),
    }  # fmt: skip


def test_who_left_the_desk_is_not_told_of_answers(cast):
    thread = about(make_claim(cast), cast.reporter).comment.thread
    cast.reporter.memberships.all().delete()
    threads.reply(actor=cast.checker, thread_id=thread.pk, body="In 2019.")
    assert told("reply") == set()


def test_a_conversation_is_resolved_and_opened_again(cast):
    thread = about(make_claim(cast), cast.reporter).comment.thread
    done = threads.resolve(actor=cast.checker, thread_id=thread.pk, seen_version=thread.version)
    assert done.resolved_by == cast.checker
    with pytest.raises(WrongState):
        threads.resolve(actor=cast.checker, thread_id=thread.pk)
    with pytest.raises(Stale):
        threads.reopen(actor=cast.checker, thread_id=thread.pk, seen_version=thread.version)
    assert not threads.reopen(actor=cast.reporter, thread_id=thread.pk).is_resolved


def test_a_comment_is_edited_by_who_wrote_it_and_reads_as_before_in_the_trail(cast):
    comment = about(make_claim(cast), cast.reporter).comment
    with pytest.raises(NotAllowed):
        comments.edit(actor=cast.editor, comment_id=comment.pk, seen_version=1, body="Mine.")
    said = comments.edit(
        actor=cast.reporter, comment_id=comment.pk, seen_version=1, body="Which year, @checker?"
    )
    with pytest.raises(Stale):
        comments.edit(actor=cast.reporter, comment_id=comment.pk, seen_version=1, body="Lost.")

    assert told("mention") == {"checker"}
    assert [one.body for one in comments.wordings([said.comment])[comment.pk]] == ["Which year?"]


def test_naming_the_same_person_again_tells_them_once(cast):
    comment = about(make_claim(cast), cast.reporter, "@checker").comment
    for version, body in enumerate(("@checker look", "@checker @editor"), start=1):
        comments.edit(actor=cast.reporter, comment_id=comment.pk, seen_version=version, body=body)
    assert Notification.objects.filter(person=cast.checker).count() == 1
    assert told("mention") == {"checker", "editor"}


@pytest.mark.parametrize("role", ["reporter", "editor"])
def test_a_comment_that_is_deleted_leaves_no_words(cast, role):
    comment = about(make_claim(cast), cast.reporter).comment
    comments.delete(actor=cast.by_role(role), comment_id=comment.pk, seen_version=1)
    comment.refresh_from_db()
    assert (comment.body, comment.deleted_by) == ("", cast.by_role(role))
    assert comments.wordings([comment]) == {}
    with pytest.raises(WrongState):
        comments.edit(actor=cast.reporter, comment_id=comment.pk, seen_version=2, body="Back.")


def test_a_checker_removes_no_comment_of_a_colleague(cast):
    comment = about(make_claim(cast), cast.reporter).comment
    with pytest.raises(NotAllowed):
        comments.delete(actor=cast.checker, comment_id=comment.pk, seen_version=1)


def test_what_was_said_outlives_the_claim(cast):
    claim = make_claim(cast)
    thread = about(claim, cast.reporter).comment.thread
    claims.delete(actor=cast.editor, claim_id=claim.pk, seen_version=None)
    thread.refresh_from_db()
    assert (thread.claim, thread.comments.count()) == (None, 1)


def test_a_stranger_sees_no_conversation(cast):
    article = make_article(cast)
    threads.on_article(actor=cast.reporter, article_id=article.pk, body="Too long.")
    assert not Thread.objects.visible_to(cast.stranger).exists()
    assert not Comment.objects.visible_to(cast.stranger).exists()
    assert Comment.objects.visible_to(cast.viewer).exists()
