"""An article moves to another desk with all that is on it; revert.py takes it back."""

from typing import Any
from uuid import uuid4

from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import Invalid, WrongState
from annotations.models import Article, Desk, DoubleCheck, Embargo, Stage, Transfer, User
from annotations.models.notice import notify_all

from ..external_ids import refuse_doubles
from ..publications import publishing
from ..transactions import acting, check_version, locked
from . import change_desk, notify

LEAVES, COMES = "send article away", "receive article"


def move(
    *, actor: User, article_id: int, desk_id: int, seen_version: int | None = None
) -> Transfer:
    """It is the other desk's with its claims, their evidence, verdicts and history.

    What of it that desk has already (sources, names, steps of the scale) stands for what it had;
    the rest is made there. Verdicts stand; one on a step that the scale there does not have needs
    another look. Who cannot have claims there has them no more; links for guests are revoked, feeds
    let go of it. Answers the row of the desk it came to. Raises NotFound, NotAllowed, Stale, and
    Invalid for a desk that is not there for the actor or is its own.
    """
    with acting(actor):
        article = locked(Article.objects.defer("search"), article_id)
        desk = destination(actor, article, desk_id)
        check_version(article, seen_version)
        change_desk.lock(article)
        refuse_rating(article)
        publishing.refuse_published(article)
        refuse_doubles(article, desk.pk)
        kept = change_desk.carry(article, desk.pk, actor, change_desk.Ways())
        publishing.moved(article, desk.pk)
        made = recorded(Transfer.Kind.MOVE, actor, article, article, desk.pk, kept)
        notify_all("article", [(one, article.pk, article.pk) for one in made.desks])
        notify.of_transfer(made, actor, {person for _claim, person, _stage in kept["assignees"]})
    return made


def destination(actor: User, article: Article, desk_id: int) -> Desk:
    """The desk that an article is to go to; raises as the verbs do, WrongState under embargo."""
    access.require(actor, LEAVES, article.desk_id)
    desk = Desk.objects.visible_to(actor).filter(pk=desk_id).first()
    if desk is None:
        raise Invalid(_("There is no such desk."), field="desk")
    if desk.pk == article.desk_id:
        raise Invalid(_("Choose another desk: the article is on this one."), field="desk")
    access.require(actor, COMES, desk.pk)
    refuse_embargo(article)
    return desk


def refuse_embargo(article: Article) -> None:
    """Raises WrongState: on another desk other people would see it."""
    if Embargo.objects.in_force().filter(article=article).exists():
        raise WrongState(_("The article is under embargo: lift that first."))


def refuse_rating(article: Article) -> None:
    """Raises WrongState: who rates here may be nobody there, and the ratings are of this scale.

    Nobody can end the double check of a dismissed claim: it goes along as it is.
    """
    under_way = (DoubleCheck.State.RATING, DoubleCheck.State.DIFFERING)
    rows = DoubleCheck.objects.filter(claim__article=article, state__in=under_way)
    if rows.exclude(claim__stage=Stage.DISMISSED).exists():
        raise WrongState(
            _("Two people rate a claim of it unseen by each other: let them come to an end first.")
        )


def destinations(actor: User, article: Article) -> list[Desk]:
    """The desks to which this person may move or copy the article, by name."""
    if not access.may(actor, LEAVES, article.desk_id):
        return []
    desks = Desk.objects.visible_to(actor).exclude(pk=article.desk_id).order_by("name", "pk")
    return [one for one in desks if access.may(actor, COMES, one.pk)]


def recorded(
    kind: str, actor: User, left: Article, came: Article, desk_id: int, kept: dict[str, Any]
) -> Transfer:
    """The two rows of what was done; the one of the desk it came to. `left` as it was before."""
    is_copy = kind == Transfer.Kind.COPY
    same: dict[str, Any] = {
        "kind": kind,
        "key": uuid4(),
        "headline": left.headline,
        "made_by": actor,
    }
    out = Transfer(
        desk_id=left.desk_id,
        other_desk_id=desk_id,
        way=Transfer.Way.OUT,
        article=left,
        other_article=came if is_copy else None,
        **same,
    )
    into = Transfer(
        desk_id=desk_id,
        other_desk_id=left.desk_id,
        way=Transfer.Way.IN,
        article=came,
        other_article=left if is_copy else None,
        moved=kept,
        **same,
    )
    Transfer.objects.bulk_create([out, into])
    return into
