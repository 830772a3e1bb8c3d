"""A whole desk is tagged again, behind all other work; progress is counted from its runs."""

from django.db.models import Exists, OuterRef
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import WrongState
from annotations.models import Article, Desk, TaggingBatch, TaggingRun, User
from annotations.models.base import BATCH
from annotations.models.notice import notify
from annotations.work import wakeup

from ..transactions import acting, locked
from .runs import end_active


def tag_desk_again(*, actor: User, desk_id: int) -> TaggingBatch:
    """Queue a run over every article of the desk that has none under way, the newest first.

    The batch that is under way already serves. Raises NotFound, NotAllowed, and WrongState when
    there is nothing to tag.
    """
    with acting(actor):
        # One at a time, so that a second click finds the batch of the first.
        desk = locked(Desk.objects.all(), desk_id)
        access.require(actor, "tag desk again", desk.pk)
        standing = TaggingBatch.objects.filter(desk=desk).unfinished().in_order().first()
        if standing:
            return standing
        batch = TaggingBatch.objects.create(desk=desk, total=0, made_by=actor)
        batch.total = _queue(batch)
        if not batch.total:
            raise WrongState(
                _("Nothing to tag again: every article of the desk is queued already.")
            )
        batch.save(update_fields=["total", "updated_at"])
        wakeup.ring(batch.total)
        notify("run", desk=desk.pk)
    return batch


def cancel(*, actor: User, batch_id: int) -> TaggingBatch:
    """Cancel all runs of the batch that are still to end; what is done stays.

    Raises NotFound, NotAllowed, and WrongState when all of them ended already.
    """
    with acting(actor):
        batch = locked(TaggingBatch.objects.all(), batch_id)
        access.require(actor, "tag desk again", batch.desk_id)
        if not end_active(TaggingRun.objects.filter(batch=batch)):
            raise WrongState(_("All of these jobs have ended, so there is nothing to cancel."))
        TaggingBatch.objects.filter(pk=batch.pk).update(cancelled_at=Now())
        notify("run", desk=batch.desk_id)
    batch.refresh_from_db()
    return batch


def _queue(batch: TaggingBatch) -> int:
    under_way = TaggingRun.objects.active().filter(revision=OuterRef("current_revision"))
    articles = Article.objects.filter(~Exists(under_way), desk=batch.desk_id)
    wanted = articles.in_order().values_list("pk", "current_revision_id")
    TaggingRun.objects.bulk_create(
        (
            TaggingRun(
                article_id=article,
                revision_id=revision,
                desk_id=batch.desk_id,
                priority=TaggingRun.Priority.AGAIN,
                batch=batch,
            )
            for article, revision in wanted
        ),
        batch_size=BATCH,
        ignore_conflicts=True,
    )
    return TaggingRun.objects.filter(batch=batch).count()
