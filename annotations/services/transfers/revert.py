"""Takes a move to another desk back; what was done on the other desk comes along."""

from typing import Any

from django.db.models import Case, F, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import NotFound, WrongState
from annotations.models import Article, Claim, Stage, Transfer, User
from annotations.models.notice import notify_all

from ..external_ids import refuse_doubles
from ..publications import publishing
from ..transactions import acting, locked
from . import change_desk, move, related


def undo(*, actor: User, transfer_id: int) -> Transfer:
    """The article is the first desk's again, and rests on what it rested on there.

    Labels, links to other claims, feeds and who had which claim come back where nobody decided
    otherwise since; links for guests stay revoked. Raises NotFound, NotAllowed, and WrongState for
    a copy, when it was undone already, or when the article has gone on.
    """
    with acting(actor):
        seen = Transfer.objects.visible_to(actor).filter(pk=transfer_id).first()
        if seen is None:
            raise NotFound
        rows = Transfer.objects.filter(key=seen.key).select_for_update().order_by("pk")
        both = {row.way: row for row in rows}
        out, into = both[Transfer.Way.OUT], both[Transfer.Way.IN]
        article = locked(Article.objects.defer("search"), into.article_id)
        access.require(actor, move.COMES, seen.desk_id)
        _require_both(actor, out, into)
        _check_undoable(out, into, article)
        move.refuse_embargo(article)
        change_desk.lock(article)
        move.refuse_rating(article)
        publishing.refuse_published(article)
        refuse_doubles(article, out.desk_id)
        change_desk.carry(article, out.desk_id, actor, _back(into.moved))
        publishing.moved(article, out.desk_id)
        _give_back(into.moved, article.pk, out.desk_id)
        Transfer.objects.filter(key=seen.key).update(undone_by=actor, undone_at=timezone.now())
        notify_all("article", [(one, article.pk, article.pk) for one in into.desks])
    seen.refresh_from_db()
    return seen


def _require_both(actor: User, out: Transfer, into: Transfer) -> None:
    """An editor of the desk it is on, or who moved it; who checks on both desks.

    Who sees one of the two only may not know what they may on the other.
    """
    is_own = into.made_by_id == actor.pk
    leaves = move.COMES if is_own else move.LEAVES
    for action, desk_id in ((leaves, into.desk_id), (move.COMES, out.desk_id)):
        if access.role_on(actor, desk_id) is None:
            raise WrongState(
                _("You are not a member of the other desk: somebody on both can undo it.")
            )
        access.require(actor, action, desk_id)


def undoable_by(actor: User, row: Transfer) -> bool:
    """Whether this person may take the move back (as far as roles say)."""
    left, came = row.desks
    leaves = move.COMES if row.made_by_id == actor.pk else move.LEAVES
    may = access.may(actor, leaves, came) and access.may(actor, move.COMES, left)
    return may and row.is_move and row.undone_at is None


def _check_undoable(out: Transfer, into: Transfer, article: Article) -> None:
    if not into.is_move:
        raise WrongState(_("A copy cannot be undone: delete it on its desk."))
    if into.undone_at:
        raise WrongState(_("This has already been undone."))
    later = Transfer.objects.moves().standing().filter(article=article, pk__gt=into.pk)
    if article.desk_id != into.desk_id or later.exists():
        raise WrongState(_("The article has been moved again since: undo that first."))


def _back(moved: dict[str, Any]) -> change_desk.Ways:
    def backwards(name: str) -> dict[int, int]:
        return {new: old for old, new in reversed(moved[name])}

    return change_desk.Ways(
        backwards("entities"), backwards("sources"), moved["apart"], moved["doubted"]
    )


def _give_back(moved: dict[str, Any], article_id: int, desk_id: int) -> None:
    related.contact_again(moved["contacts"], desk_id)
    related.label_again(moved["labels"], desk_id)
    related.link_again(moved["links"], desk_id)
    related.follow_feeds(moved["entries"], article_id, desk_id)
    people = {person for _claim, person, _stage in moved["assignees"]}
    may = related.may_hold(people, desk_id)
    had = {claim: person for claim, person, _stage in moved["assignees"] if person in may}
    checked = [claim for claim, _person, stage in moved["assignees"] if stage == Stage.CHECKING]
    if not had:
        return
    held = Case(*(When(pk=claim, then=Value(person)) for claim, person in had.items()))
    was_checking = Q(pk__in=checked, stage=Stage.OPEN)
    rows = Claim.objects.filter(article=article_id, pk__in=had, assignee=None)
    rows.update(
        assignee=held,
        stage=Case(When(was_checking, then=Value(Stage.CHECKING)), default=F("stage")),
        version=F("version") + 1,
    )
