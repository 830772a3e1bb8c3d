"""Tagging runs: ask for another one, retry what failed, cancel what is not wanted."""

from django.db.models import F
from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import NotFound, WrongState
from annotations.models import Article, Revision, TaggingRun, User
from annotations.models.notice import notify
from annotations.models.tagging.runs import ENDED, TaggingRunQuerySet
from annotations.work import wakeup

from ..transactions import acting, locked

State = TaggingRun.State


def tag_again(*, actor: User, article_id: int) -> TaggingRun:
    """Queue a run over the current revision; the one that is under way already serves.

    Raises NotFound, NotAllowed.
    """
    with acting(actor):
        article = locked(Article.objects.defer("search"), article_id)
        access.require(actor, "tag again", article.desk_id)
        run, made = TaggingRun.objects.active().get_or_create(
            revision_id=article.current_revision_id,
            defaults={"article": article, "desk_id": article.desk_id, "state": State.QUEUED},
        )
        if made:
            wakeup.ring()
            notify("run", desk=run.desk_id, article=article.pk, pk=run.pk)
    return run


def retry(*, actor: User, run_id: int) -> TaggingRun:
    """Queue a failed run's revision again; the failed row stays as the record of what happened.

    Raises NotFound, NotAllowed, and WrongState for a run that did not fail. Of an article that was
    corrected since, the new text is tagged.
    """
    seen = TaggingRun.objects.not_hidden_from(actor).only("article_id", "desk_id", "state")
    run = seen.filter(pk=run_id).first()
    if run is None:
        raise NotFound
    access.require(actor, "tag again", run.desk_id)
    if run.state != State.FAILED:
        message = _("Only failed jobs can be retried. State of this one: %(state)s.")
        raise WrongState(message % {"state": run.get_state_display()})
    return tag_again(actor=actor, article_id=run.article_id)


def cancel(*, actor: User, run_id: int) -> TaggingRun:
    """End a run that waits or is worked on; what a worker still finds for it is thrown away.

    Raises NotFound, NotAllowed, and WrongState for a run that ended already.
    """
    with acting(actor):
        run = locked(TaggingRun.objects.all(), run_id)
        access.require(actor, "cancel tagging", run.desk_id)
        if not end_active(TaggingRun.objects.filter(pk=run.pk)):
            message = _("There is nothing to cancel. State of this job: %(state)s.")
            raise WrongState(message % {"state": run.get_state_display()})
        notify("run", desk=run.desk_id, article=run.article_id, pk=run.pk)
    run.refresh_from_db()
    return run


def cancel_active(revision: Revision) -> None:
    """The text was corrected: what still tags the old one is not needed. Call inside `acting`."""
    end_active(TaggingRun.objects.filter(revision=revision))


def end_active(runs: TaggingRunQuerySet) -> int:
    """Cancel those of the runs that are still to end; says how many. Call inside `acting`."""
    return runs.active().update(
        state=State.CANCELLED,
        finished_at=ENDED,
        lease_until=None,
        version=F("version") + 1,
    )
