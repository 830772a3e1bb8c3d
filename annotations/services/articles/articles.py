"""Articles: add one from words or a file, change what is said about it, delete it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import Invalid, NotAllowed, Unreadable, WrongState
from annotations.ingest.document import Document, UnreadableFile
from annotations.ingest.headline import headline_of
from annotations.ingest.language import detect
from annotations.ingest.reader import read, read_text
from annotations.messages import in_words
from annotations.models import Article, Assessment, Desk, Original, TaggingRun, User
from annotations.models.base import longest
from annotations.models.notice import notify
from annotations.models.searching import vector
from annotations.text.canonical import UnfitText

from .. import external_ids
from ..sources.urls import web_address
from ..transactions import acting, check_version, clean_line, locked, too_long
from . import store

LONGEST_TEXT = 2_000_000  # Code points: a long book.
FRESH_FOR = timedelta(days=1)  # Who added an article by mistake notices on the same day.


def create(
    *,
    actor: User,
    desk: Desk,
    headline: str,
    text: str,
    language: str = "",
    outlet: str = "",
    byline: str = "",
    source_url: str = "",
    published_at: datetime | None = None,
    external_id: str = "",
) -> Article:
    """Add an article from pasted text; always a new one, also for the same text.

    Raises NotAllowed, Unreadable (NUL, lone surrogates), Invalid (empty, too long).
    """
    access.require(actor, "add article", desk.pk)
    draft = draft_of(
        as_document(text),
        headline=headline,
        language=language,
        outlet=outlet,
        byline=byline,
        source_url=source_url,
        published_at=published_at,
        external_id=external_id,
    )
    with acting(actor):
        return store.store(desk, actor, [draft], priority=TaggingRun.Priority.PERSON)[0]


def create_from_file(
    *, actor: User, desk: Desk, data: bytes, filename: str, media_type: str = ""
) -> Article:
    """Add an article from the bytes of a file (ingest.kinds), which are kept beside it.

    `left_out` of the article names what of a page is not in its text. Raises NotAllowed, Invalid
    (empty, too large) and Unreadable (another kind of file).
    """
    access.require(actor, "add article", desk.pk)
    draft = file_draft(data, filename, media_type)
    with acting(actor):
        article = store.store(desk, actor, [draft], priority=TaggingRun.Priority.PERSON)[0]
    article.left_out = draft.left_out
    return article


def with_left_out(article: Article) -> str:
    """The text with all that was left out of its page; the text itself once it was corrected."""
    text = article.current_revision.text
    original = Original.objects.filter(article=article).first()
    if original is None or article.current_revision.number > 1:
        return text
    content = bytes(original.content)
    return read(content, original.filename, original.media_type, whole=True).text


def file_draft(data: bytes, filename: str, media_type: str = "") -> store.Draft:
    """What a file becomes; raises Unreadable or Invalid in words for the person."""
    if len(data) > settings.MEDIA_MAX_BYTES:
        most = f"{settings.MEDIA_MAX_BYTES / 1_000_000:g}"
        raise Invalid(_("The file is larger than %(most)s MB.") % {"most": most}, field="file")
    try:
        document = read(data, filename, media_type)
    except UnreadableFile as error:
        raise Unreadable(in_words(error.message), field="file") from error
    draft = draft_of(document, headline=document.metadata.get("headline", ""), field="file")
    kind = media_type.replace("\0", "")
    draft.original = Original(
        filename=filename[-longest(Original, "filename") :],
        media_type=kind[: longest(Original, "media_type")] or "application/octet-stream",
        encoding=document.metadata.get("encoding", ""),
        sha256=store.sha256(data),
        content=data,
    )
    return draft


def draft_of(
    document: Document,
    *,
    headline: str,
    field: str = "text",
    language_of: Callable[[str], str] = detect,
    **given: Any,
) -> store.Draft:
    """A draft from a document and what the person said about it; raises Invalid.

    Without a headline the first line or sentence of the text serves. Where nobody says it,
    `language_of` tells the text's language.
    """
    text = document.text
    if not text.strip():
        raise Invalid(_("The text is empty."), field=field)
    if len(text) > LONGEST_TEXT:
        raise Invalid(too_long(LONGEST_TEXT, len(text)), field=field)
    about = document.metadata
    given = {name: value for name, value in given.items() if value}
    return store.Draft(
        headline=_line("headline", headline.strip() or headline_of(text)),
        text=text,
        blocks=document.blocks,
        links=document.links,
        hidden=document.hidden,
        left_out=document.left_out,
        language=_line(
            "language", given.get("language") or about.get("language") or language_of(text)
        ),
        outlet=_line("outlet", given.get("outlet") or about.get("outlet") or ""),
        byline=_line("byline", given.get("byline") or about.get("byline") or ""),
        source_url=web_address(given.get("source_url", ""))
        or stated_address(about.get("source_url", "")),
        published_at=given.get("published_at") or about.get("published_at"),
        external_id=external_ids.clean(given.get("external_id", "")),
    )


def stated_address(url: str) -> str:
    """The address that a file states, when it is a sound one."""
    try:
        return web_address(url)
    except Invalid:
        return ""


def _line(name: str, text: str, *, required: bool = False) -> str:
    return clean_line(text, name, longest=longest(Article, name), required=required)


def edit(*, actor: User, article_id: int, seen_version: int | None, **changes: Any) -> Article:
    """Change headline, language, outlet, byline, source_url, published_at or external_id.

    Raises NotFound, NotAllowed, Stale, Invalid.
    """
    with acting(actor):
        article = locked(Article.objects.all(), article_id)
        access.require(actor, "edit article", article.desk_id)
        check_version(article, seen_version)
        for name in ("headline", "outlet", "byline"):
            if name in changes:
                line = _line(name, changes[name], required=name == "headline")
                setattr(article, name, line)
        if "source_url" in changes:
            article.source_url = web_address(changes["source_url"])
        if "language" in changes:
            article.language = _line("language", changes["language"]) or "und"
        if "published_at" in changes:
            article.published_at = changes["published_at"]
        if "external_id" in changes:
            article.external_id = external_ids.clean(changes["external_id"])
        article.version = F("version") + 1
        article.search = vector(article.headline, article.current_revision.text)
        article.save()
        notify("article", desk=article.desk_id, article=article.pk, pk=article.pk)
    return Article.objects.get(pk=article_id)


def may_delete(user: User, article: Article) -> bool:
    """Editors any; whoever added it, while it is new and nobody has worked on it."""
    if access.may(user, "delete article", article.desk_id):
        return True
    return (
        access.may_remove_article(user, article)
        and Article.objects.filter(pk=article.pk)
        .untouched_since(timezone.now() - FRESH_FOR)
        .exists()
    )


def is_on_record(article: Article) -> bool:
    """Whether a verdict on it was approved or returned: then nobody deletes it.

    What was decided before it was copied here is on the record of the original.
    """
    decided = Assessment.objects.filter(claim__article=article, reviewer__isnull=False)
    return decided.filter(reviewed_at__gte=F("claim__article__created_at")).exists()


def require_deletion(user: User, article: Article) -> None:
    """Raises NotFound and NotAllowed to whoever may not delete it."""
    if may_delete(user, article):
        return
    if access.may_remove_article(user, article):
        raise NotAllowed(
            _(
                "Only editors can delete this article now: it is more than a day old, or somebody "
                "has worked on it."
            )
        )
    access.require(user, "delete article", article.desk_id)


def delete(*, actor: User, article_id: int, seen_version: int | None) -> None:
    """Remove an article with everything on it (`may_delete`).

    Raises NotFound, NotAllowed, Stale, and WrongState once a verdict was decided: such an
    article is part of the record.
    """
    with acting(actor):
        article = locked(Article.objects.all(), article_id)
        require_deletion(actor, article)
        check_version(article, seen_version)
        if is_on_record(article):
            raise WrongState(
                _(
                    "A verdict on this article was approved or returned, so it stays on the record "
                    "and cannot be deleted."
                )
            )
        # A worker that is about to write ends first; then what points at revisions goes.
        list(TaggingRun.objects.active().filter(article=article).select_for_update())
        article.mentions.all().delete()
        article.quotations.all().delete()
        article.claims.all().delete()
        article.threads.all().delete()
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('newsroom.legal_deletion', 'on', true)")
        article.delete()
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('newsroom.legal_deletion', '', true)")
        notify("article", desk=article.desk_id, article=article_id, pk=article_id)


def as_document(text: str) -> Document:
    """The text as people typed it; raises Unreadable."""
    try:
        return read_text(text)
    except UnfitText as error:
        raise Unreadable(in_words(error.message), field="text") from error
