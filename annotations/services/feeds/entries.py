"""One entry of a feed as an article, or as the next revision of the one it became before.

Only what the feed itself changed is written. An entry is taken in once however many readers meet
it, and a story that two feeds of a desk bring is one article.
"""

import hashlib
from dataclasses import asdict, dataclass

from django.db import connection

from annotations.ingest.addresses import address_key, place_key, untracked
from annotations.ingest.feeds.entries import Entry, digest
from annotations.models import Article, Feed, FeedEntry, Revision, TaggingRun
from annotations.models.audit import nobodys_doing
from annotations.models.base import longest
from newsroom.database.locks import Lock

from ..articles import articles, revisions, store
from ..transactions import acting, locked
from .doubts import Held, check_words, is_same_story
from .entry_identity import identify, is_said_alike, retire

ABOUT = ("headline", "byline", "published_at")
# Kept in rows, in English; pages translate it (web/shell/stored.py).
FROM_FEED = "From the feed %(feed)s"
LONGEST_NOTE = 200  # Code points.
MOST_OF_ONE_ADDRESS = 20  # Articles that are looked at.


@dataclass(frozen=True)
class File:
    """The page of an entry as it came: its bytes, and what is said about them."""

    data: bytes
    filename: str
    media_type: str


def is_deleted(entry: Entry, known: FeedEntry | None) -> bool:
    """Whether somebody deleted its article here; then this version of it counts as read."""
    if not (known and known.brought and known.article_id is None):
        return False
    FeedEntry.objects.filter(pk=known.pk).update(fingerprint=entry.fingerprint)
    return True


def take_in(feed: Feed, entry: Entry, file: File, known: FeedEntry | None = None) -> str:
    """`new`, `revised`, or nothing when there was nothing to write.

    `known` is what the feed said of it before. Raises Held when a person has to decide, Invalid or
    Unreadable when the file cannot be read, NotAllowed.
    """
    draft = _draft(entry, file)
    with acting(feed.added_by, sees_all=True):
        row = locked_row(feed, entry, known)
        is_gone = row.brought and row.article_id is None
        if is_gone or row.fingerprint == entry.fingerprint:  # Another reader was here.
            return ""
        article: Article | None
        if row.article_id:
            article = locked(Article.objects.defer("search"), row.article_id)
            may_revise = True
            if not _is_version(article, entry, row, draft):
                retire(row, entry)
                row, article = locked_row(feed, entry, None), None
        else:
            article, may_revise = _found(feed, entry, draft)
        came = ""
        if article is None:
            bulk = TaggingRun.Priority.BULK
            article = store.store(feed.desk, feed.added_by, [draft], priority=bulk)[0]
            came = "new"
        else:
            is_other = may_revise and row.sha256 != draft.sha256
            if is_other and _revise(feed, article, draft, file):
                came = "revised"
            _edit(feed, article, entry, row, draft)
        identify(row, entry)
        row.article, row.brought = article, True
        row.fingerprint, row.sha256 = entry.fingerprint, draft.sha256
        row.about = _about(entry, draft)
        row.title, row.problem, row.tries = draft.headline[: longest(FeedEntry, "title")], "", 0
        row.is_held, row.answer = False, ""
        row.save()
    return came


def locked_row(feed: Feed, entry: Entry, known: FeedEntry | None) -> FeedEntry:
    """What is remembered of the entry, locked; a new row when it was not known."""
    rows = FeedEntry.objects.select_for_update()
    row = rows.filter(pk=known.pk).first() if known else None
    return row or rows.get_or_create(feed=feed, key=entry.key)[0]


def _draft(entry: Entry, file: File) -> store.Draft:
    """What the feed says goes before what the page says."""
    draft = articles.file_draft(**asdict(file))
    for name, value in entry.metadata.items():
        setattr(draft, name, value)
    draft.source_url = articles.stated_address(untracked(entry.address))
    return draft


def _is_version(article: Article, entry: Entry, row: FeedEntry, draft: store.Draft) -> bool:
    """Whether it is the article's next version, and not another story; raises Held."""
    if row.answer:
        return row.answer == FeedEntry.Answer.REVISE
    for name in ("headline", "byline"):
        check_words(getattr(article, name), getattr(draft, name))
    old = _text(article)
    if draft.text == old or draft.sha256 == row.sha256:
        return True
    return is_same_story(old, draft.text, is_named_alike=is_said_alike(entry, row))


def _found(feed: Feed, entry: Entry, draft: store.Draft) -> tuple[Article | None, bool]:
    """The desk's article of this story, locked, and whether what the feed says may revise it."""
    if not draft.source_url:
        return None, False
    # One at a time for an address: two feeds with one story make one article.
    story = f"{feed.desk_id} {address_key(draft.source_url)}"
    number = hashlib.sha256(story.encode()).digest()[:4]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s, %s)",
            [Lock.STORY, int.from_bytes(number, "big", signed=True)],
        )
    for pk in _at_address(feed, entry, draft):
        article = locked(Article.objects.defer("search"), pk)
        try:
            if is_same_story(_text(article), draft.text, is_named_alike=False):
                return article, True
        except Held:  # What the desk has already is the better one.
            return article, False
    return None, False


def _at_address(feed: Feed, entry: Entry, draft: store.Draft) -> list[int]:
    """The desk's articles that this may be; where many share an address, by their headline."""
    # Another entry of this feed has an article of its own, whatever it links to.
    taken = FeedEntry.objects.filter(feed=feed, article__isnull=False).values("article")
    here = Article.objects.filter(desk=feed.desk_id)
    page = address_key(draft.source_url)
    near = here.at_path(draft.source_url).values_list("pk", "source_url")
    same = {pk for pk, address in near if address_key(address) == page}
    # Other feeds may have brought it, and a person given it another address since.
    rows_ = FeedEntry.objects.filter(link=entry.link, article__desk=feed.desk_id)
    same |= set(rows_.values_list("article", flat=True)[:MOST_OF_ONE_ADDRESS])
    rows = here.filter(pk__in=same).exclude(pk__in=taken).in_order()
    found = list(rows.values_list("pk", "headline")[:MOST_OF_ONE_ADDRESS])
    if len(found) > 1 or not entry.is_link_own:
        found = [one for one in found if one[1] == draft.headline]
    return [pk for pk, _ in found]


def _text(article: Article) -> str:
    return Revision.objects.values_list("text", flat=True).get(pk=article.current_revision_id)


def _revise(feed: Feed, article: Article, draft: store.Draft, file: File) -> bool:
    if _text(article) == draft.text:
        return False
    with nobodys_doing():
        revisions.revise_from_file(
            actor=feed.added_by,
            article_id=article.pk,
            **asdict(file),
            kind=Revision.Kind.UPDATE,
            note=(FROM_FEED % {"feed": feed})[:LONGEST_NOTE],
            seen_version=None,
        )
    return True


def _edit(feed: Feed, article: Article, entry: Entry, row: FeedEntry, draft: store.Draft) -> None:
    """Headline, byline, time and address, where the feed says another one than before."""
    said = _about(entry, draft)
    changed = {
        name: getattr(draft, name)
        for name in ABOUT
        if said[name] != row.about.get(name) and said[name] and row.about
    }
    if row.link not in ("", entry.link) and row.link == digest(place_key(article.source_url)):
        changed["source_url"] = draft.source_url or article.source_url
    if changed:
        articles.edit(actor=feed.added_by, article_id=article.pk, seen_version=None, **changed)


def _about(entry: Entry, draft: store.Draft) -> dict[str, str]:
    said = {name: str(getattr(draft, name) or "") for name in ABOUT}
    if entry.metadata.get("published_at") and not entry.date:
        said["published_at"] = ""  # When it was changed is not when it was published.
    return said
