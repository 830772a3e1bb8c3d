"""One entry of a feed as an article, or as the next revision of the one it became before.

Only what the feed itself changed is written. An entry is taken in once however many readers meet
it, and a story that two feeds of a desk bring is one article.
"""

import hashlib
from urllib.parse import urlsplit, urlunsplit

from django.db import connection

from annotations.errors import Invalid
from annotations.ingest.feed import Entry
from annotations.models import Article, Feed, FeedEntry, Revision, TaggingRun
from annotations.models.audit import nobodys_doing
from annotations.work.fetching import fetch

from . import articles, intake, revisions
from .acting import acting, locked
from .addresses import untracked

EMPTY = "It holds neither text nor a link to a page."
ABOUT = ("headline", "byline", "published_at")


def take_in(feed: Feed, entry: Entry) -> str:
    """`new`, `revised`, or nothing when there was nothing to write.

    Raises Unfetched when its page cannot be fetched, Invalid or Unreadable when that cannot be
    read, NotAllowed.
    """
    row = FeedEntry.objects.filter(feed=feed, key=entry.key).first()
    if row and row.brought and row.article_id is None:  # Somebody deleted it here.
        FeedEntry.objects.filter(pk=row.pk).update(fingerprint=entry.fingerprint)
        return ""
    file = _file(entry)
    draft = _draft(entry, file)
    with acting(feed.added_by):
        row, _ = FeedEntry.objects.select_for_update().get_or_create(feed=feed, key=entry.key)
        is_gone = row.brought and row.article_id is None
        if is_gone or row.fingerprint == entry.fingerprint:  # Another reader was here.
            return ""
        article = _article(feed, row, draft.source_url)
        came = ""
        if article is None:
            bulk = TaggingRun.Priority.BULK
            article = intake.store(feed.desk, feed.added_by, [draft], priority=bulk)[0]
            came = "new"
        else:
            if row.sha256 != draft.sha256 and _revise(feed, article, draft, file):
                came = "revised"
            _edit(feed, article, row, draft)
        row.article, row.brought = article, True
        row.fingerprint, row.sha256, row.about = entry.fingerprint, draft.sha256, _about(draft)
        row.title, row.problem, row.tries = draft.headline[:300], "", 0
        row.save()
    return came


def _file(entry: Entry) -> dict[str, object]:
    if entry.page:
        media_type = "text/html; charset=utf-8"
        return {"data": entry.page, "filename": "page.html", "media_type": media_type}
    if not entry.address:
        raise Invalid(EMPTY, field="file")
    page = fetch(entry.address)
    return {"data": page.data, "filename": page.filename, "media_type": page.media_type}


def _draft(entry: Entry, file: dict[str, object]) -> intake.Draft:
    """What the feed says goes before what the page says."""
    draft = articles.file_draft(**file)
    for name, value in entry.metadata.items():
        setattr(draft, name, value)
    draft.source_url = articles.stated_address(untracked(entry.address))
    return draft


def _article(feed: Feed, row: FeedEntry, address: str) -> Article | None:
    """The article the entry became, or one of the desk with its address, locked."""
    rows = Article.objects.filter(desk=feed.desk_id).defer("search")
    if row.article_id is None and address:
        # One at a time for an address: two feeds with one story make one article.
        number = hashlib.sha256(address.encode()).digest()[:4]
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(%s, %s)",
                [feed.desk_id % 2**31, int.from_bytes(number, "big", signed=True)],
            )
        # Another entry of this feed has an article of its own, whatever it links to.
        taken = FeedEntry.objects.filter(feed=feed, article__isnull=False).values("article")
        here = rows.filter(source_url__in=_spellings(address)).exclude(pk__in=taken)
        found = here.in_order().values_list("pk", flat=True).first()
    else:
        found = row.article_id
    return locked(rows, found) if found else None


def _spellings(address: str) -> set[str]:
    """Addresses of the same page, as people paste them."""
    parts = urlsplit(address)
    hosts = {parts.netloc, parts.netloc.removeprefix("www."), f"www.{parts.netloc}"}
    paths = {parts.path, parts.path.rstrip("/") or "/", f"{parts.path.rstrip('/')}/"}
    return {
        urlunsplit((scheme, host, path, parts.query, ""))
        for scheme in ("http", "https")
        for host in hosts
        for path in paths
    }


def _revise(feed: Feed, article: Article, draft: intake.Draft, file: dict[str, object]) -> bool:
    if Revision.objects.get(pk=article.current_revision_id).text == draft.text:
        return False
    with nobodys_doing():
        revisions.revise_from_file(
            actor=feed.added_by,
            article_id=article.pk,
            **file,
            kind=Revision.Kind.UPDATE,
            note=f"By the feed {feed}"[:200],
            seen_version=None,
        )
    return True


def _edit(feed: Feed, article: Article, row: FeedEntry, draft: intake.Draft) -> None:
    """Headline, byline and time, where the feed says another one than before."""
    said = _about(draft)
    changed = {
        name: getattr(draft, name)
        for name in ABOUT
        if said[name] != row.about.get(name) and said[name] and row.about
    }
    if changed:
        articles.edit(actor=feed.added_by, article_id=article.pk, seen_version=None, **changed)


def _about(draft: intake.Draft) -> dict[str, str]:
    return {name: str(getattr(draft, name) or "") for name in ABOUT}
