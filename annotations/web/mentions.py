"""Mentions: marked, looked at, decided."""

from django.shortcuts import redirect
from django.urls import reverse

from annotations import access
from annotations.errors import DomainError, Stale
from annotations.models import Article, Label, Mention
from annotations.services import mentions

from . import claim_rows
from .answers import seen_version
from .drawing import draw, load_article
from .selections import selection_of

CHANGES = ("label", "state")


def load(request, pk: object) -> Mention:
    rows = Mention.objects.select_related("article__desk", "entity")
    return access.load(rows.defer("article__search", "entity__search"), request.user, pk)


def context(request, mention: Mention, **more: object) -> dict[str, object]:
    """What templates/workbench/mention.html needs."""
    others = Mention.objects.filter(revision=mention.revision_id, entity=mention.entity_id)
    others = others.exclude(pk=mention.pk).exclude(state=Mention.State.REJECTED)
    return {
        "panel": "mention",
        "article": mention.article,
        "mention": mention,
        "labels": Label.choices,
        "others": others.count() if mention.entity_id else 0,
        "may": {"annotate": access.may(request.user, "edit mention", mention.desk_id)},
        **more,
    }


def panel(request, pk: int):
    mention = load(request, pk)
    if request.htmx:
        return draw(request, context(request, mention))
    return redirect(address(mention))


def create(request, pk: int):
    """A mention from a selection; the answer is the panel with it."""
    article = load_article(request, pk)
    request.redraw = lambda error: _list_again(request, article, error)
    access.require(request.user, "edit mention", article.desk_id)
    label = request.POST.get("label", "")
    mention = mentions.create(actor=request.user, label=label, **selection_of(request))
    return answer(request, mention)


def save(request, pk: int):
    """Its kind, and whether it is right: one button each."""
    mention = load(request, pk)
    request.redraw = lambda error: _panel_again(request, pk, error)
    changes = {name: request.POST[name] for name in CHANGES if request.POST.get(name)}
    seen = seen_version(request)
    mentions.edit(actor=request.user, mention_id=pk, seen_version=seen, **changes)
    return answer(request, mention)


def answer(request, mention: Mention):
    if not request.htmx:
        return redirect(address(mention))
    return draw(request, context(request, load(request, mention.pk)), refresh=True)


def address(mention: Mention) -> str:
    return f"{reverse('article', args=[mention.article_id])}?mention={mention.pk}"


def _list_again(request, article: Article, error: DomainError):
    shown = claim_rows.list_context(request, article, message=error.message)
    return draw(request, shown, status=error.status, refresh=True)


def _panel_again(request, pk: int, error: DomainError):
    """The mention as it stands now; a stale form has nothing to merge but two buttons."""
    mention, message = load(request, pk), error.message
    if isinstance(error, Stale):
        now = f"{mention.get_label_display()}, {mention.get_state_display().lower()}"
        message = f"Somebody else decided meanwhile: it is {now}. Decide again if you differ."
    return draw(request, context(request, mention, message=message), status=error.status)
