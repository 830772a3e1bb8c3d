"""What feeds bring is taken in: new articles, and revisions of those whose words were changed.

Nothing is fetched inside a transaction, every entry is written in one of its own, and what an entry
said is remembered in it: killed in between, the next reading goes on where this one stopped.
"""

import logging
import time
from collections.abc import Iterator

from django.utils.translation import gettext_noop as _

from annotations import access
from annotations.errors import DomainError, Invalid
from annotations.ingest.document import UnreadableFile
from annotations.ingest.feeds.entries import Entry
from annotations.ingest.feeds.feed import read_feed
from annotations.messages import in_english
from annotations.models import Feed, FeedEntry
from annotations.services.feeds import reading
from annotations.services.feeds.doubts import Held
from annotations.services.feeds.entries import File, is_deleted, take_in
from annotations.services.feeds.entry_identity import paired
from annotations.services.feeds.reading import Outcome
from annotations.work.fetch_url import Fetched, Unfetched, fetch

logger = logging.getLogger(__name__)
MOST_SECONDS = 60
MOST_PAGES = 20  # Fetched for one reading; the others come with the next.
MOST_LOST = 3  # Pages that could not be fetched: then the server is left alone.
# Kept in rows, in English, one a line; pages translate them (web/shell/stored.py).
NOT_ALLOWED = (
    "%(who)s added this feed but can no longer add articles here. "
    "Pause the feed and resume it yourself."
)
EMPTY = _("It has neither text nor a link to a page.")
BROKEN = _("It could not be read. The worker’s log says why.")


def read_due(seconds: float) -> Iterator[tuple[Feed, Outcome]]:
    """Read the feeds that are due, one after the other, until none is or `seconds` have passed.

    Any number of workers may do it at once: each feed is read by one.
    """
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        feed = reading.take()
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
            _read(feed, answer, outcome)
    except UnreadableFile as error:
        _failed(outcome, in_english(error.message))
    except Unfetched as error:
        _failed(outcome, str(error))
    except DomainError:
        _failed(outcome, NOT_ALLOWED % {"who": feed.added_by})
    except Exception:
        logger.exception("feed %s could not be read", feed.pk)
        _failed(outcome, BROKEN)
    etag, modified = (answer.etag, answer.modified) if answer else (None, "")
    reading.finish(feed, outcome, etag=etag, modified=modified)
    return outcome


def _failed(outcome: Outcome, problem: str) -> None:
    outcome.problem, outcome.is_failure = problem, True


def _read(feed: Feed, answer: Fetched, outcome: Outcome) -> None:
    found = read_feed(answer.data, address=answer.address, media_type=answer.media_type)
    feed.name = found.name or feed.name
    pairs = paired(feed, found.entries)
    reading.let_go(feed, pairs)
    # The oldest first, so that lists show the newest on top; what was lost before, at the end.
    fresh = [pair for pair in reversed(pairs) if not _is_known(*pair)]
    fresh.sort(key=lambda pair: pair[1].tries if pair[1] else 0)
    pages = lost = 0
    until = time.monotonic() + MOST_SECONDS
    for entry, row in fresh:
        if time.monotonic() > until:
            outcome.is_cut = True
            break
        is_page = not entry.page
        if is_page and (pages >= MOST_PAGES or lost >= MOST_LOST):
            outcome.is_cut = outcome.is_cut or lost < MOST_LOST
            continue
        pages += is_page
        lost += not _try(feed, entry, row, outcome)
    outcome.is_lost = lost > 0
    entries = [entry for entry, _ in pairs]
    said = [*map(in_english, found.problems), *reading.problems(feed, entries)]
    outcome.problem = "\n".join(said)


def _is_known(entry: Entry, row: FeedEntry | None) -> bool:
    return row is not None and row.fingerprint == entry.fingerprint


def _try(feed: Feed, entry: Entry, row: FeedEntry | None, outcome: Outcome) -> bool:
    """Take one entry in; False when its page could not be fetched and is tried again."""
    try:
        came = "" if is_deleted(entry, row) else take_in(feed, entry, _file(entry), row)
        outcome.new += came == "new"
        outcome.revised += came == "revised"
    except Unfetched as error:
        return not reading.note(feed, entry, row, str(error), is_final=False)
    except DomainError as error:
        reading.note(feed, entry, row, error.message, is_held=isinstance(error, Held))
    except Exception:
        logger.exception("an entry of feed %s could not be read", feed.pk)
        reading.note(feed, entry, row, BROKEN)
    return True


def _file(entry: Entry) -> File:
    """What the feed brings of the page, else the page itself; raises Unfetched, Invalid."""
    if entry.page:
        return File(entry.page, "page.html", "text/html; charset=utf-8")
    if not entry.address:
        raise Invalid(EMPTY, field="file")
    page = fetch(entry.address)
    return File(page.data, page.filename, page.media_type)
