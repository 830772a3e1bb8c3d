"""Names of an article are reviewed: a person looked at every one of them."""

from django.db.models import F

from annotations.models import Mention, NamesReview, User
from annotations.models.notice import notify
from annotations.work.tagging.mentions import hold

from ..anchors.place import held_revision
from ..transactions import acting


def review_names(*, actor: User, revision_id: int) -> NamesReview:
    """Say that every name of the current revision is right; what was suggested is accepted.

    From then on the text can teach the tagger, and runs leave its names alone. Done twice it is
    done once. Raises Invalid, NotAllowed, and WrongState when the article was corrected since.
    """
    with acting(actor):
        revision = held_revision(actor, "review names", revision_id)
        hold([revision.pk])
        review, is_new = NamesReview.objects.get_or_create(
            revision=revision, defaults={"reviewed_by": actor}
        )
        if is_new:
            suggested = Mention.objects.filter(
                revision=revision, start__isnull=False, state=Mention.State.SUGGESTED
            )
            suggested.update(state=Mention.State.ACCEPTED, version=F("version") + 1)
            notify("mention", desk=revision.desk_id, article=revision.article_id)
    return review


def look_again(*, actor: User, revision_id: int) -> None:
    """Take the review back; the names stay as people left them. Raises as `review_names` does."""
    with acting(actor):
        revision = held_revision(actor, "review names", revision_id)
        NamesReview.objects.filter(revision=revision).delete()
        notify("mention", desk=revision.desk_id, article=revision.article_id)
