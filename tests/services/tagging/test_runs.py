"""Runs asked for by people, keys of programs, desks and their members."""

from datetime import timedelta

import pytest
from django.utils import timezone

from annotations import access
from annotations.errors import Invalid, NotAllowed, NotFound, WrongState
from annotations.models import Desk, Membership, TaggingRun, Token, User
from annotations.services.accounts import desks, tokens
from annotations.services.articles import revisions
from annotations.services.tagging import runs
from tests.factory import TEXT, make_article


@pytest.fixture
def article(cast):
    return make_article(cast)


def end(article, state):
    run = TaggingRun.objects.active().get(article=article)
    TaggingRun.objects.filter(pk=run.pk).update(state=state)
    return run


def test_a_run_under_way_serves_who_asks_for_another(cast, article):
    run = runs.tag_again(actor=cast.reporter, article_id=article.pk)

    assert TaggingRun.objects.get() == run


def test_an_article_is_tagged_again(cast, article):
    done = end(article, "done")
    run = runs.tag_again(actor=cast.reporter, article_id=article.pk)

    assert run != done
    assert (run.state, run.attempts) == ("queued", 0)


def test_a_failed_run_is_retried_and_stays_as_the_record(cast, article):
    failed = end(article, "failed")
    run = runs.retry(actor=cast.reporter, run_id=failed.pk)

    failed.refresh_from_db()
    assert (failed.state, run.state) == ("failed", "queued")


def test_of_a_corrected_article_the_new_text_is_tagged(cast, article):
    failed = end(article, "failed")
    revision, _ = revisions.revise(
        actor=cast.reporter,
        article_id=article.pk,
        text=TEXT + " More.",
        kind="update",
        seen_version=None,
    )
    end(article, "done")

    assert runs.retry(actor=cast.reporter, run_id=failed.pk).revision == revision


@pytest.mark.parametrize("state", ["done", "cancelled"])
def test_what_did_not_fail_is_not_retried(cast, article, state):
    run = end(article, state)
    with pytest.raises(WrongState, match=f": {state.capitalize()}"):
        runs.retry(actor=cast.reporter, run_id=run.pk)


def test_a_waiting_run_is_cancelled_once(cast, article):
    run = TaggingRun.objects.get()
    cancelled = runs.cancel(actor=cast.reporter, run_id=run.pk)

    assert (cancelled.state, cancelled.version) == ("cancelled", run.version + 1)
    assert cancelled.finished_at
    with pytest.raises(WrongState, match=": Cancelled"):
        runs.cancel(actor=cast.reporter, run_id=run.pk)


@pytest.mark.parametrize("state", ["done", "failed"])
def test_what_ended_is_not_cancelled(cast, article, state):
    run = end(article, state)
    with pytest.raises(WrongState, match=f": {state.capitalize()}"):
        runs.cancel(actor=cast.reporter, run_id=run.pk)


def test_viewers_and_strangers_cancel_no_runs(cast, article):
    run = TaggingRun.objects.get()
    for actor, error in ((cast.viewer, NotAllowed), (cast.stranger, NotFound)):
        with pytest.raises(error):
            runs.cancel(actor=actor, run_id=run.pk)
    assert TaggingRun.objects.active().get() == run


def test_viewers_and_strangers_start_no_runs(cast, article):
    run = end(article, "failed")
    for actor, error in ((cast.viewer, NotAllowed), (cast.stranger, NotFound)):
        with pytest.raises(error):
            runs.tag_again(actor=actor, article_id=article.pk)
        with pytest.raises(error):
            runs.retry(actor=actor, run_id=run.pk)
    with pytest.raises(NotFound):
        runs.retry(actor=cast.editor, run_id=10**9)


def test_a_token_opens_until_it_is_revoked_expired_or_its_person_is_gone(cast):
    def opens(secret):
        return Token.objects.valid().for_secret(secret).exists()

    now = timezone.now()
    secret = tokens.create(actor=cast.admin, user=cast.reporter)
    late = tokens.create(
        actor=cast.admin, user=cast.reporter, expires_at=now - timedelta(seconds=1)
    )
    other = tokens.create(actor=cast.admin, user=cast.checker, expires_at=now + timedelta(days=1))

    assert secret.startswith("nr_")
    assert (opens(secret), opens(late), opens(other), opens("nr_x")) == (True, False, True, False)
    tokens.revoke(actor=cast.admin, token=Token.objects.for_secret(secret).get())
    User.objects.filter(pk=cast.checker.pk).update(is_active=False)
    assert not opens(secret)
    assert not opens(other)


def test_a_token_that_was_revoked_keeps_its_first_date(cast):
    tokens.create(actor=cast.admin, user=cast.reporter)
    token = Token.objects.get()
    tokens.revoke(actor=cast.admin, token=token)
    first = Token.objects.get().revoked_at
    tokens.revoke(actor=cast.admin, token=token)

    assert Token.objects.get().revoked_at == first


def test_a_desk_has_the_default_scales_and_its_founder_as_editor(cast):
    desk = desks.create(actor=cast.admin, name="Science", slug="science")

    assert desk.ratings.scale(desk, "true").count() == 7
    assert desk.ratings.scale(desk, "said").count() == 5
    assert Membership.objects.get(desk=desk).role == "editor"


@pytest.mark.parametrize("slug", ["politics", "12", "", "a b", "é", "x" * 61])
def test_a_slug_that_is_none_or_taken_is_refused(cast, slug):
    with pytest.raises(Invalid) as refusal:
        desks.create(actor=cast.admin, name="Again", slug=slug)
    assert refusal.value.field == "slug"
    assert Desk.objects.count() == 2


def test_only_administrators_keep_desks(cast):
    with pytest.raises(NotAllowed):
        desks.create(actor=cast.editor, name="Science", slug="science")
    with pytest.raises(NotAllowed):
        desks.set_role(actor=cast.editor, desk=cast.desk, user=cast.viewer, role="editor")


def test_a_person_has_one_role_on_a_desk_and_it_changes(cast):
    desks.set_role(actor=cast.admin, desk=cast.desk, user=cast.viewer, role="checker")

    viewer = User.objects.get(pk=cast.viewer.pk)
    assert access.may(viewer, "propose", cast.desk.pk)
    assert not access.may(viewer, "decide", cast.desk.pk)
    assert not access.may(viewer, "view", cast.other_desk.pk)
    with pytest.raises(Invalid):
        desks.set_role(actor=cast.admin, desk=cast.desk, user=cast.viewer, role="owner")
