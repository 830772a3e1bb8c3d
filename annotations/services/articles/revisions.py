"""Corrections of a text: a new revision, onto which every span is carried or listed as orphaned."""

from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import Invalid, NotFound
from annotations.ingest.document import Document
from annotations.models import Article, Revision, TaggingRun, User
from annotations.models.notice import notify
from annotations.models.searching import vector
from annotations.text.structure import carry_structure
from annotations.work import wakeup

from .. import claim_words
from ..anchors import carry_over
from ..claims import contacts
from ..comments import places
from ..tagging.runs import cancel_active
from ..transactions import (
    acting,
    chosen,
    locked_of_desk,
    too_long,
)
from . import articles, store

Saved = tuple[Revision, carry_over.Counts]


def revise(
    *, actor: User, article_id: int, text: str, kind: str, note: str = "", seen_version: int | None
) -> Saved:
    """Make `text` the article's current revision; its lines keep the structure they had.

    Machine mentions nobody decided on stay behind; a new tagging run finds them anew. Raises
    NotFound, NotAllowed, Stale, Unreadable, Invalid (empty, or the same text).
    """
    with acting(actor):
        article = _held(actor, article_id, seen_version)
        document = articles.as_document(text)
        old = article.current_revision
        document.blocks, document.links = carry_structure(
            old.text, old.blocks, old.links, document.text
        )
        return _save(actor, article, document, kind, note, field="text")


def revise_from_file(
    *,
    actor: User,
    article_id: int,
    data: bytes,
    filename: str,
    media_type: str = "",
    kind: str,
    note: str = "",
    seen_version: int | None,
) -> Saved:
    """The same from the bytes of a file (ingest.kinds), with the file's own structure."""
    draft = articles.file_draft(data, filename, media_type)
    with acting(actor):
        article = _held(actor, article_id, seen_version)
        document = Document(draft.text, draft.blocks, draft.links, hidden=draft.hidden)
        return _save(actor, article, document, kind, note, field="file")


def foresee(*, actor: User, article_id: int, text: str) -> carry_over.Plan:
    """What `revise` would do to the spans, without doing it. Raises as it does, but for Stale."""
    articles_seen = Article.objects.not_hidden_from(actor).select_related("current_revision")
    article = articles_seen.filter(pk=article_id).first()
    if article is None:
        raise NotFound
    access.require(actor, "revise article", article.desk_id)
    old = article.current_revision
    document = articles.as_document(text)
    _check(document, old, "text")
    return carry_over.plan(old, document.text)


def _held(actor: User, article_id: int, seen_version: int | None) -> Article:
    return locked_of_desk(actor, "revise article", Article.objects.all(), article_id, seen_version)


def _save(
    actor: User, article: Article, document: Document, kind: str, note: str, *, field: str
) -> Saved:
    old = article.current_revision
    _check(document, old, field)
    if chosen(Revision.Kind, kind, "kind") == Revision.Kind.ORIGINAL:
        raise Invalid(_("Only the first revision can be the original."), field="kind")
    planned = carry_over.plan(old, document.text)
    new = Revision.objects.create(
        article=article,
        number=old.number + 1,
        text=document.text,
        sha256=store.sha256(document.text),
        length=len(document.text),
        blocks=document.blocks,
        links=document.links,
        hidden=document.hidden or None,
        carried=planned.counts.as_dict(),
        kind=kind,
        note=note.strip(),
        created_by=actor,
    )
    carry_over.apply(planned, new)
    places.follow(old, new)
    contacts.propose_outcomes(new)
    article.current_revision = new
    article.version += 1
    article.search = vector(article.headline, new.text)
    article.save(update_fields=["current_revision", "version", "search", "updated_at"])
    claim_words.index(planned.reworded)
    cancel_active(old)
    TaggingRun.objects.create(revision=new, article=article, desk_id=article.desk_id)
    wakeup.ring()
    notify("article", desk=article.desk_id, article=article.pk, pk=article.pk)
    return new, planned.counts


def _check(document: Document, old: Revision, field: str) -> None:
    if not document.text.strip():
        raise Invalid(_("The text is empty."), field=field)
    if document.text == old.text:
        raise Invalid(_("The text is the same as before."), field=field)
    if len(document.text) > articles.LONGEST_TEXT:
        raise Invalid(too_long(articles.LONGEST_TEXT, len(document.text)), field=field)
