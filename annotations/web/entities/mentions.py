"""Mentions: marked, looked at, decided."""

from functools import partial

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import DomainError, NotFound, Stale
from annotations.ingest.annotated.formats import FORMATS
from annotations.models import Label, Mention, TaggingRule
from annotations.services.entities import mentions
from annotations.services.tagging import rules
from annotations.text.folding import key as key_of

from ..claims import rows as claim_rows
from ..claims.responses import seen_version
from ..shell.refusal import on_refusal
from ..workbench.adjust import WAYS_WITH_KEYS, adjusted
from ..workbench.draw import draw, load_article
from ..workbench.selections import selection_of

CHANGES = ("label", "state")


def load(request, pk: object) -> Mention:
    rows = Mention.objects.select_related("article__desk", "entity")
    return access.load(rows.defer("article__search", "entity__search"), request.user, pk)


def context(request, mention: Mention, **more: object) -> dict[str, object]:
    """What templates/entities/mention.html needs."""
    others = Mention.objects.filter(revision=mention.revision_id, entity=mention.entity_id)
    maker, _slash, version = mention.origin.rpartition("/")
    others = others.exclude(pk=mention.pk).exclude(state=Mention.State.REJECTED)
    return {
        "panel": "mention",
        "article": mention.article,
        "mention": mention,
        "labels": Label.choices,
        "others": others.count() if mention.entity_id else 0,
        "made_by": {"step": maker or version, "version": version if maker else ""},
        "came_from": FORMATS[maker].title if mention.is_imported and maker in FORMATS else "",
        "rule": TaggingRule.objects.filter(desk=mention.desk_id, key=key_of(mention.exact)).first(),
        "ways": WAYS_WITH_KEYS,
        "may": {
            "annotate": access.may(request.user, "edit mention", mention.desk_id),
            "teach": access.may(request.user, "teach", mention.desk_id),
        },
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
    with on_refusal(partial(claim_rows.list_again, request, article)):
        access.require(request.user, "edit mention", article.desk_id)
        label = request.POST.get("label", "")
        where = selection_of(request)._asdict()
        mention = mentions.create(actor=request.user, label=label, **where)
    return answer(request, mention)


def save(request, pk: int):
    """Its kind, and whether it is right: one button each. `next` is the name that is shown then."""
    mention = load(request, pk)
    changes = {name: request.POST[name] for name in CHANGES if request.POST.get(name)}
    with on_refusal(partial(_panel_again, request, pk)):
        seen = seen_version(request)
        mentions.edit(actor=request.user, mention_id=pk, seen_version=seen, **changes)
    return answer(request, _next(request, mention))


def _next(request, mention: Mention) -> Mention:
    """The name to go on with, if one of this article is named; else the same."""
    try:
        row = load(request, request.POST.get("next", ""))
    except NotFound:
        return mention
    return row if row.article_id == mention.article_id else mention


def resize(request, pk: int):
    """Its words: an end by a step, or both where they were dragged."""
    mention = load(request, pk)
    with on_refusal(partial(_panel_again, request, pk)):
        access.require(request.user, "edit mention", mention.desk_id)
        seen = seen_version(request)
        where = adjusted(request, mention)
        mentions.edit(
            actor=request.user,
            mention_id=pk,
            seen_version=seen,
            start=where.start,
            end=where.end,
            exact=where.exact,
        )
    return answer(request, mention)


def teach(request, pk: int):
    """Always tag its name so on this desk, or never tag it (`kind`); it is decided alike."""
    mention = load(request, pk)
    with on_refusal(partial(_panel_again, request, pk)):
        access.require(request.user, "teach", mention.desk_id)
        rules.teach_by_mention(
            actor=request.user,
            mention_id=pk,
            kind=request.POST.get("kind", ""),
            seen_version=seen_version(request),
        )
    return answer(request, mention)


def answer(request, mention: Mention):
    if not request.htmx:
        return redirect(address(mention))
    return draw(request, context(request, load(request, mention.pk)), refresh=True)


def address(mention: Mention) -> str:
    return f"{reverse('article', args=[mention.article_id])}?mention={mention.pk}"


def _panel_again(request, pk: int, error: DomainError):
    """The mention as it stands now; a stale form has nothing to merge but two buttons."""
    mention, message = load(request, pk), error.message
    if isinstance(error, Stale):
        message = _(
            "Somebody else decided meanwhile. Kind: %(kind)s. State: %(state)s. "
            "Decide again if you disagree."
        ) % {"kind": mention.get_label_display(), "state": mention.get_state_display()}
    return draw(request, context(request, mention, message=message), status=error.status)
