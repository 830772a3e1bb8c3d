"""What feeds bring is taken in: new articles, and revisions of those whose words were changed.

Nothing is fetched inside a transaction, every entry is written in one of its own, and what an entry
said is remembered in it: killed in between, the next reading goes on where this one stopped.
"""

import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models.functions import Now

from annotations import access
from annotations.errors import DomainError
from annotations.ingest.document import UnreadableFile
from annotations.ingest.feed import Entry, read_feed
from annotations.models import Article, Feed, FeedEntry, Revision, TaggingRun, unrecorded
from annotations.work.fetching import Fetched, Unfetched, fetch

from . import articles, intake, revisions
from .acting import acting

logger = logging.getLogger(__name__)
# A reader that dies is followed by another after this long; no reading takes longer.
LEASE = timedelta(minutes=5)
MOST_SECONDS = 60
MOST_PAGES = 20  # Fetched for one reading; the others come with the next.
MOST_LOST = 3  # Pages that could not be fetched: then the server is left alone.
NOT_ALLOWED = "{} added this feed and may not add articles here any more: pause and resume it."
DIED = "Reading it did not come to its end: the worker died, or it took too long."
BROKEN = "The feed could not be read: the log of the worker says why."


@dataclass
class Outcome:
    """What one reading of a feed came to; `problem` is a sentence, or empty."""

    new: int = 0
    revised: int = 0
    problem: str = ""
    is_failure: bool = False  # It brought nothing, because of the problem.
    is_unchanged: bool = False
    is_cut: bool = False  # There is more: it is to be read again soon.
    is_lost: bool = False  # Some pages could not be fetched: they are tried again.


def read_due(seconds: float) -> Iterator[tuple[Feed, Outcome]]:
    """Read the feeds that are due, one after the other, until none is or `seconds` have passed.

    Any number of workers may do it at once: each feed is read by one.
    """
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        feed = _take()
        if feed is None:
            return
        yield feed, read(feed)


def read(feed: Feed) -> Outcome:
    """Read one feed now and write down how it went; what fails is said in the outcome."""
    outcome = Outcome()
    answer = None
    try:
        access.require(feed.added_by, "add article", feed.desk_id)
        answer = fetch(feed.address, etag=feed.etag, modified=feed.modified)
        if answer is None:
            outcome.is_unchanged, outcome.problem = True, feed.problem
        else:
            _take_in(feed, answer, outcome)
    except (Unfetched, UnreadableFile) as error:
        _failed(outcome, str(error))
    except DomainError:
        _failed(outcome, NOT_ALLOWED.format(feed.added_by))
    except Exception:
        logger.exception("feed %s could not be read", feed.pk)
        _failed(outcome, BROKEN)
    _remember(feed, answer, outcome)
    return outcome


def _failed(outcome: Outcome, problem: str) -> None:
    outcome.problem, outcome.is_failure = problem, True


def _take() -> Feed | None:
    """The feed that is due for the longest, and nobody else's for a while.

    The try counts before it is made: a feed that kills its reader is asked for less and less.
    """
    with transaction.atomic(), unrecorded():
        feed = Feed.objects.due().select_for_update(skip_locked=True).first()
        if feed is None:
            return None
        changes = {"due_at": Now() + LEASE * 2 ** min(feed.tries, 6), "tries": feed.tries + 1}
        if feed.tries:
            changes |= {"problem": DIED, "failures": feed.failures + 1, "read_at": Now()}
        Feed.objects.filter(pk=feed.pk).update(**changes)
    return Feed.objects.select_related("added_by", "desk").get(pk=feed.pk)


def _take_in(feed: Feed, answer: Fetched, outcome: Outcome) -> None:
    found = read_feed(answer.data, address=answer.address, media_type=answer.media_type)
    feed.name = found.name or feed.name
    stored = feed.entries.select_related("article").defer("article__search")
    known = {one.key: one for one in stored.filter(key__in=[one.key for one in found.entries])}
    problems = [one.problem for one in known.values() if one.problem]
    pages = lost = 0
    until = time.monotonic() + MOST_SECONDS
    # The oldest first, so that lists show the newest on top.
    for entry in reversed(found.entries):
        before = known.get(entry.key)
        if before and before.fingerprint == entry.fingerprint:
            continue
        if pages >= MOST_PAGES or lost >= MOST_LOST or time.monotonic() > until:
            outcome.is_cut = True
            break
        pages += not entry.page
        try:
            _bring(feed, entry, before, outcome)
        except Unfetched as error:
            lost += 1
            problems.append(str(error))
        except DomainError as error:
            problems.append(error.message)
            _note(feed, entry, before and before.article, problem=error.message)
    outcome.is_lost = lost > 0
    if problems:
        outcome.problem = f"{len(problems)} of {len(found.entries)} not read: {problems[-1]}"


def _bring(feed: Feed, entry: Entry, before: FeedEntry | None, outcome: Outcome) -> None:
    """One entry as an article, or as the next revision of the one it brought before."""
    if before and before.article_id is None:  # Somebody deleted it here.
        _note(feed, entry, None)
        return
    file = {"data": entry.page, "filename": "page.html", "media_type": "text/html; charset=utf-8"}
    if not entry.page:
        page = fetch(entry.address)
        file = {"data": page.data, "filename": page.filename, "media_type": page.media_type}
    draft = articles.file_draft(**file)
    for name, value in entry.metadata.items():
        is_address = name == "source_url"
        setattr(draft, name, articles.stated_address(value) if is_address else value)
    article = before.article if before else _same_page(feed, draft.source_url)
    with acting(feed.added_by):
        if article is None:
            bulk = TaggingRun.Priority.BULK
            article = intake.store(feed.desk, feed.added_by, [draft], priority=bulk)[0]
            outcome.new += 1
        elif Revision.objects.get(pk=article.current_revision_id).text != draft.text:
            revisions.revise_from_file(
                actor=feed.added_by,
                article_id=article.pk,
                **file,
                kind=Revision.Kind.UPDATE,
                note=f"By the feed {feed.name or feed.address}"[:200],
                seen_version=None,
            )
            outcome.revised += 1
        if article.headline != draft.headline:
            articles.edit(
                actor=feed.added_by,
                article_id=article.pk,
                seen_version=None,
                headline=draft.headline,
            )
        _note(feed, entry, article)


def _same_page(feed: Feed, address: str) -> Article | None:
    """The desk's article of this address, that somebody added before the feed brought it."""
    if not address:
        return None
    here = Article.objects.filter(desk=feed.desk_id, source_url=address).defer("search")
    return here.in_order().first()


def _note(feed: Feed, entry: Entry, article: Article | None, problem: str = "") -> None:
    FeedEntry.objects.update_or_create(
        feed=feed,
        key=entry.key,
        defaults={"fingerprint": entry.fingerprint, "article": article, "problem": problem[:500]},
    )


def _remember(feed: Feed, answer: Fetched | None, outcome: Outcome) -> None:
    feed.failures = feed.failures + 1 if outcome.is_failure else 0
    is_soon = outcome.is_cut and not outcome.is_lost
    changes = {
        "name": feed.name,
        "read_at": Now(),
        "due_at": Now() + timedelta(minutes=0 if is_soon else feed.wait_minutes),
        "failures": feed.failures,
        "tries": 0,
        "problem": outcome.problem[:500],
        "updated_at": Now(),
    }
    # What was not taken in whole must be sent again.
    if answer and not (outcome.is_failure or outcome.is_cut or outcome.is_lost):
        changes |= {"etag": answer.etag, "modified": answer.modified}
    with transaction.atomic(), unrecorded():
        Feed.objects.filter(pk=feed.pk).update(**changes)
