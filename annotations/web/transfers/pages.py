"""Moving and copying articles to another desk: what would change, doing it, and what was done."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import DomainError, Invalid
from annotations.models import Article, Transfer
from annotations.services.transfers import copying, move, preview, revert
from annotations.text.whole_numbers import whole

from ..claims.responses import seen_version
from ..shell.context import desk_at_hand
from ..shell.drawn import Drawn
from ..shell.paging import page_of
from ..shell.refusal import on_refusal
from ..workbench.draw import load_article

MOST = 20  # Moves of one article that are told.


def page(request, pk: int):
    """Where the article has been, and for who may, what moving it to `?to=` would change."""
    return _draw(request, load_article(request, pk))


def _draw(request, article: Article, status: int = 200, error: DomainError | None = None):
    desks = move.destinations(request.user, article)
    wanted = whole(request.GET.get("to", "") or request.POST.get("desk", ""))
    only = desks[0] if len(desks) == 1 else None
    chosen = next((desk for desk in desks if desk.pk == wanted), only)
    context = {
        "article": article,
        "desks": desks,
        "chosen": chosen,
        "foreseen": preview.of(article, chosen) if chosen else None,
        "may": access.may(request.user, move.LEAVES, article.desk_id),
        "rows": _moves(request, Transfer.objects.of_article(article.pk)),
        "error": error,
    }
    return render(request, "transfers/article.html", context, status=status)


def move_to(request, pk: int):
    """It is the other desk's, and the answer is its page there."""
    article = load_article(request, pk)
    made = _done(request, article, partial(move.move, seen_version=seen_version(request)))
    message = _("Moved to “%(desk)s” with all that is on it.") % {"desk": made.desk}
    messages.success(request, message)
    return redirect("article", made.article_id)


def copy_to(request, pk: int):
    """The other desk has one, too; the answer is its page there."""
    article = load_article(request, pk)
    made = _done(request, article, partial(copying.copy, seen_version=seen_version(request)))
    messages.success(request, _("Copied to “%(desk)s”: this is the copy.") % {"desk": made.desk})
    return redirect("article", made.article_id)


def _done(request, article: Article, verb: Callable[..., Transfer]) -> Transfer:
    access.require(request.user, move.LEAVES, article.desk_id)

    def refused(error: DomainError):
        return _draw(request, load_article(request, article.pk), error.status, error)

    with on_refusal(refused):
        desk = whole(request.POST.get("desk", ""))
        if desk is None:
            raise Invalid(_("Choose a desk."), field="desk")
        return verb(actor=request.user, article_id=article.pk, desk_id=desk)


def index(request, status: int = 200, error: DomainError | None = None):
    """What went from and came to the person's desks, the newest first."""
    rows = Transfer.objects.visible_to(request.user)
    desk = desk_at_hand(request)
    rows = rows.filter(desk=desk) if desk else rows.once_each()
    found = page_of(request, rows.with_all())
    for row in found.rows:
        _describe(request, row)
    return render(request, "transfers/list.html", {"page": found, "error": error}, status=status)


def undo(request, pk: int):
    """A move taken back; the answer is the article where the person sees it."""
    row = access.load(Transfer.objects.all(), request.user, pk)
    access.require(request.user, move.COMES, row.desk_id)
    with on_refusal(lambda error: index(request, error.status, error)):
        revert.undo(actor=request.user, transfer_id=row.pk)
    messages.success(request, _("Moved back."))
    return redirect("article", row.article_id)


def _moves(request, rows) -> list[Transfer]:
    """Of one article each once, as the desk that did it has it, or else as the person sees it."""
    seen: dict[object, Transfer] = {}
    for row in rows.visible_to(request.user).with_all()[: 2 * MOST]:
        if row.key not in seen or row.way == Transfer.Way.OUT:
            seen[row.key] = row
    return [_describe(request, row) for row in seen.values()]


def _describe(request, row: Drawn) -> Drawn:
    """With whether it leads to an article here, and whether the person may take it back."""
    row.may_undo = revert.undoable_by(request.user, row)
    row.is_out = row.way == Transfer.Way.OUT
    row.is_here = not row.is_out or not row.is_move or row.undone_at is not None
    return row
