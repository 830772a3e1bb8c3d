"""The desk's side of its public pages: what is published, and what the desk says about itself."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from annotations import access
from annotations.models import Desk, Embed, Publication
from annotations.services.publications import publishing, settings

from ..articles.forms import checked, form_page
from ..shell.paging import page_of
from ..shell.refusal import on_refusal
from .forms import PublicPagesForm

SUBJECT = ("article", "claim", "published_by", "unpublished_by")
LARGE = ("article__search", "claim__search")
OF_EMBED = ("publication__article", "publication__claim")
LARGE_OF_EMBED = tuple(f"publication__{name}" for name in LARGE)
MOST_DOUBTED = 100


def page(request, pk: int):
    """What is public, and what was; the newest first."""
    desk = access.load(Desk.objects.all(), request.user, pk)
    rows = Publication.objects.visible_to(request.user).filter(desk=desk)
    rows = rows.select_related(*SUBJECT).defer(*LARGE)
    context = {
        "desk": desk,
        "pages": settings.of(desk.pk),
        "page": page_of(request, rows),
        "may": access.may(request.user, publishing.ACTION, desk.pk),
    }
    return render(request, "publications/desk.html", context)


def outdated(request, pk: int):
    """Who still shows what is no longer so: sites with an older card, and our own pages whose
    verdict needs another look."""
    desk = access.load(Desk.objects.all(), request.user, pk)
    embeds = Embed.objects.outdated().visible_to(request.user).filter(publication__desk=desk)
    doubted = Publication.objects.doubted().visible_to(request.user).filter(desk=desk)
    context = {
        "desk": desk,
        "page": page_of(request, embeds.select_related(*OF_EMBED).defer(*LARGE_OF_EMBED)),
        "doubted": doubted.select_related(*SUBJECT).defer(*LARGE).order_by("pk")[:MOST_DOUBTED],
    }
    return render(request, "publications/outdated.html", context)


def change(request, pk: int):
    """Switches them on and off; what the desk says about how it works."""
    desk = access.load(Desk.objects.all(), request.user, pk)
    access.require(request.user, settings.ACTION, desk.pk)
    row = settings.of(desk.pk)
    start = {name: getattr(row, name) for name in ("version", *PublicPagesForm.NAMES)}
    form = PublicPagesForm(request.POST or None, initial=start)
    drawn = form_page(request, "publications/settings.html", form, desk=desk, pages=row)
    if request.method != "POST":
        return drawn()
    with on_refusal(drawn):
        given = checked(form)
        settings.change(
            actor=request.user,
            desk_id=desk.pk,
            seen_version=given["version"],
            **{name: given[name] for name in PublicPagesForm.NAMES},
        )
    messages.success(request, _("Saved."))
    return redirect("publications", desk.pk)
