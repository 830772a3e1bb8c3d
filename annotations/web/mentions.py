"""Mentions: marked, looked at, decided."""

from django.shortcuts import redirect
from django.urls import reverse

from annotations import access
from annotations.errors import DomainError, Invalid, Stale
from annotations.models import Article, Label, Mention, Revision, TaggingRule
from annotations.services import mentions, teaching
from annotations.text.folding import key as key_of
from annotations.text.stepping import EARLIER, LATER, step

from . import claim_rows
from .answers import seen_version
from .drawing import draw, load_article
from .selections import selection_of

CHANGES = ("label", "state")
# Each with its key: which end goes where.
WAYS = {
    "start-earlier": ("start", EARLIER, "["),
    "start-later": ("start", LATER, "{"),
    "end-earlier": ("end", EARLIER, "}"),
    "end-later": ("end", LATER, "]"),
}
NO_WORD = "There is no word to take in or to leave out."


def load(request, pk: object) -> Mention:
    rows = Mention.objects.select_related("article__desk", "entity")
    return access.load(rows.defer("article__search", "entity__search"), request.user, pk)


def context(request, mention: Mention, **more: object) -> dict[str, object]:
    """What templates/workbench/mention.html needs."""
    others = Mention.objects.filter(revision=mention.revision_id, entity=mention.entity_id)
    maker, _, version = mention.origin.rpartition("/")
    others = others.exclude(pk=mention.pk).exclude(state=Mention.State.REJECTED)
    return {
        "panel": "mention",
        "article": mention.article,
        "mention": mention,
        "labels": Label.choices,
        "others": others.count() if mention.entity_id else 0,
        "made_by": {"step": maker or version, "version": version if maker else ""},
        "rule": TaggingRule.objects.filter(desk=mention.desk_id, key=key_of(mention.exact)).first(),
        "ways": [(name, key) for name, (*_, key) in WAYS.items()],
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


def resize(request, pk: int):
    """One end of its words, by a word."""
    mention = load(request, pk)
    request.redraw = lambda error: _panel_again(request, pk, error)
    access.require(request.user, "edit mention", mention.desk_id)
    side, way, _ = WAYS.get(request.POST.get("way", ""), ("", 0, ""))
    seen = seen_version(request)
    if not side or mention.start is None:
        raise Invalid(NO_WORD)
    text = Revision.objects.only("text").get(pk=mention.revision_id).text
    found = step(text, mention.start, mention.end, side, way)
    if found is None:
        raise Invalid(NO_WORD)
    start, end = found
    mentions.edit(actor=request.user, mention_id=pk, seen_version=seen, start=start, end=end)
    return answer(request, mention)


def teach(request, pk: int):
    """Always tag its name so on this desk, or never tag it (`kind`); it is decided alike."""
    mention = load(request, pk)
    request.redraw = lambda error: _panel_again(request, pk, error)
    access.require(request.user, "teach", mention.desk_id)
    teaching.teach_by_mention(
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
