"""Public pages: put there by an editor, taken down by one, kept true by every new approval."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from annotations.errors import NotFound, WrongState
from annotations.models import (
    Article,
    Assessment,
    Claim,
    CorrectionRequest,
    Embargo,
    Publication,
    PublishedVerdict,
    Stage,
    User,
)
from annotations.models.notice import notify
from annotations.models.publications.publications import new_key, words_of
from annotations.models.searching import vector

from ..transactions import acting, check_version, locked, locked_of_desk, save_next
from . import settings

ACTION = "publish"
Kind, State = Publication.Kind, Publication.State


def publish_claim(*, actor: User, claim_id: int, seen_version: int | None = None) -> Publication:
    """Give a checked claim its public page, or bring back the one it had under its old address.

    `seen_version` is the claim's. Raises NotFound, NotAllowed, Stale, and WrongState: the desk has
    no public pages, the article is under embargo, the claim is not checked, or it has its page.
    """
    with acting(actor):
        article_id = Claim.objects.filter(pk=claim_id).values_list("article", flat=True).first()
        if article_id is None:
            raise NotFound
        article = _held_article(actor, article_id)
        claim = locked(Claim.objects.defer("search"), claim_id)
        check_version(claim, seen_version)
        if claim.stage != Stage.CHECKED:
            raise WrongState(_("Only a checked claim can be published."))
        verdicts = Assessment.objects.approved().filter(claim=claim)
        return _put(actor, article, {"kind": Kind.CLAIM, "claim": claim}, verdicts)


def publish_article(
    *, actor: User, article_id: int, seen_version: int | None = None
) -> Publication:
    """The same for an article with all of its claims that are checked now.

    Published again, it shows those that were checked since. Raises as `publish_claim` does.
    """
    with acting(actor):
        article = _held_article(actor, article_id)
        check_version(article, seen_version)
        # Whoever is about to approve ends first; whoever comes later finds the page.
        claims = Claim.objects.filter(article=article).order_by("pk")
        list(claims.values_list("pk", flat=True).select_for_update(no_key=True))
        verdicts = Assessment.objects.approved().filter(
            claim__article=article, claim__stage=Stage.CHECKED
        )
        if not verdicts.exists():
            raise WrongState(_("No claim of this article is checked yet."))
        return _put(actor, article, {"kind": Kind.ARTICLE}, verdicts)


def unpublish(*, actor: User, publication_id: int, seen_version: int | None = None) -> Publication:
    """Take a page down; its address says that it was there.

    Raises NotFound, NotAllowed, Stale, WrongState.
    """
    with acting(actor):
        rows = Publication.objects.all()
        row = locked_of_desk(actor, ACTION, rows, publication_id, seen_version)
        if row.state == State.UNPUBLISHED:
            raise WrongState(_("This page has been taken down already."))
        save_next(row, state=State.UNPUBLISHED, unpublished_at=timezone.now(), unpublished_by=actor)
        _notify(row)
    return row


def follow(claim: Claim, approved: Assessment, actor: User) -> None:
    """A verdict on a locked claim was approved: pages that show the claim show it from now on.

    Where they showed another rating on that question, that is a correction.
    """
    ids = list(Publication.objects.of_claim(claim).values_list("pk", flat=True))
    pages = Publication.objects.standing().filter(pk__in=ids).select_for_update(no_key=True)
    for page in pages.order_by("pk"):
        is_changed = _corrects(page, [approved])
        _show(page, [approved.pk], actor)
        now = timezone.now()
        save_next(page, shown_at=now, **({"corrected_at": now} if is_changed else {}))


def refuse_published(article: Article) -> None:
    """Raises WrongState while the public reads something of it."""
    if Publication.objects.standing().filter(article=article).exists():
        raise WrongState(
            _("A fact-check of this article is published: take its public page down first.")
        )


def moved(article: Article, desk_id: int) -> None:
    """What was once published of it goes along to another desk: who is not there sees nothing of
    it any more."""
    pages = Publication.objects.filter(article=article)
    pages.update(desk=desk_id, version=F("version") + 1)
    CorrectionRequest.objects.filter(publication__in=pages).update(version=F("version") + 1)


def _held_article(actor: User, article_id: int) -> Article:
    """Locked, so that no embargo comes between; of a desk that has public pages."""
    article = locked_of_desk(
        actor, ACTION, Article.objects.defer("search"), article_id, seen_version=None
    )
    if not settings.are_on(article.desk_id):
        raise WrongState(_("This desk has no public pages: an editor can switch them on."))
    if Embargo.objects.in_force().filter(article=article).exists():
        raise WrongState(_("The article is under embargo: lift that first."))
    return article


def _put(actor: User, article: Article, subject: dict[str, Any], verdicts: Any) -> Publication:
    """The page of the subject (what finds it), with these verdicts on it."""
    now = timezone.now()
    rows = list(verdicts.select_related("rating").order_by("pk"))
    ids = [one.pk for one in rows]
    found = Publication.objects.filter(article=article, **subject)
    row = found.select_for_update(no_key=True).first()
    if row is None:
        given = subject | {"article": article, "desk_id": article.desk_id, "key": new_key()}
        row = Publication.objects.create(
            **given, published_at=now, shown_at=now, published_by=actor
        )
        _show(row, ids, actor)
    else:
        is_changed = _corrects(row, rows)
        is_new = _show(row, ids, actor)
        if row.state == State.PUBLISHED and not is_new:
            raise WrongState(_("This is published already."))
        save_next(
            row,
            desk_id=article.desk_id,
            state=State.PUBLISHED,
            shown_at=now,
            unpublished_at=None,
            unpublished_by=None,
            **({"corrected_at": now} if is_changed else {}),
        )
    _notify(row)
    return row


def _corrects(page: Publication, verdicts: Iterable[Assessment]) -> bool:
    """Whether the page showed another rating on one of their questions last, be it before it was
    taken down.

    A step is what it is called and worth: the same one of another desk's scale, from where the
    article was moved, is no other verdict.
    """
    shown = page.verdicts.order_by("pk").values_list(
        "assessment__claim",
        "assessment__question",
        "assessment__rating__slug",
        "assessment__rating__value",
    )
    last = {(claim, question): step for claim, question, *step in shown}
    for one in verdicts:
        step = [one.rating.slug, one.rating.value]
        if last.get((one.claim_id, one.question), step) != step:
            return True
    return False


def _show(page: Publication, verdicts: Iterable[int], actor: User) -> bool:
    """From now on the page shows these (ids) as well; whether any of them is new."""
    shown = page.verdicts.values("assessment")
    # What was kept of one that was approved just now, the database alone knows.
    rows = Assessment.objects.filter(pk__in=verdicts).exclude(pk__in=shown).order_by("pk")
    new = [
        PublishedVerdict(
            publication=page, assessment=one, shown_by=actor, search=vector(*words_of(one))
        )
        for one in rows
    ]
    PublishedVerdict.objects.bulk_create(new)
    return bool(new)


def _notify(row: Publication) -> None:
    if row.article_id:
        notify("article", desk=row.desk_id, article=row.article_id, pk=row.article_id)
