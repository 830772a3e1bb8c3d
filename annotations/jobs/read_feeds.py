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
from django.db.models import F
from django.db.models.functions import Now
from django.utils.translation import gettext_noop as _

from annotations import access
from annotations.errors import DomainError, Invalid
from annotations.ingest.document import UnreadableFile
from annotations.ingest.feeds.entries import Entry
from annotations.ingest.feeds.feed import read_feed
from annotations.messages import in_english
from annotations.models import Feed, FeedEntry, unrecorded
from annotations.services.feeds.doubts import Held
from annotations.services.feeds.entries import File, is_deleted, locked_row, take_in
from annotations.services.feeds.entry_identity import identify, paired
from annotations.work.fetch_url import Fetched, Unfetched, fetch
from annotations.work.leases import FEEDS

logger = logging.getLogger(__name__)
MOST_SECONDS = 60
MOST_PAGES = 20  # Fetched for one reading; the others come with the next.
MOST_LOST = 3  # Pages that could not be fetched: then the server is left alone.
MOST_TRIES = 5  # For a page that cannot be fetched.
# Kept in rows, in English, one a line; pages translate them (web/shell/stored.py).
NOT_ALLOWED = (
    "%(who)s added this feed but can no longer add articles here. "
    "Pause the feed and resume it yourself."
)
NOT_ADDED = "Entries that were not added: %(number)s of %(total)s."
OF_ENTRY = "“%(title)s”: %(reason)s"
DIED = _("The last reading did not finish: the worker stopped, or it took too long.")
EMPTY = _("It has neither text nor a link to a page.")
BROKEN = _("It could not be read. The worker’s log says why.")


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
    _remember(feed, answer, outcome)
    return outcome


def _failed(outcome: Outcome, problem: str) -> None:
    outcome.problem, outcome.is_failure = problem, True


def _take() -> Feed | None:
    """The feed that is due for the longest, and nobody else's for a while.

    One that kills its reader is asked for less and less, and it is said.
    """
    with transaction.atomic(), unrecorded():
        taken = Feed.objects.filter(pk__in=FEEDS.take(Feed.objects.due()))
        died = {"problem": DIED, "failures": F("failures") + 1, "read_at": Now()}
        taken.filter(tries__gt=1).update(**died)
    return taken.select_related("added_by", "desk").first()


def _read(feed: Feed, answer: Fetched, outcome: Outcome) -> None:
    found = read_feed(answer.data, address=answer.address, media_type=answer.media_type)
    feed.name = found.name or feed.name
    pairs = paired(feed, found.entries)
    # Nobody can have written any more what the feed does not hold.
    gone = feed.entries.held().exclude(pk__in=[row.pk for _, row in pairs if row])
    gone.update(is_held=False)
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
    said = [*map(in_english, found.problems), *_problems(feed, entries)]
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
        return not _note(feed, entry, row, str(error), is_final=False)
    except DomainError as error:
        _note(feed, entry, row, error.message, is_held=isinstance(error, Held))
    except Exception:
        logger.exception("an entry of feed %s could not be read", feed.pk)
        _note(feed, entry, row, BROKEN)
    return True


def _file(entry: Entry) -> File:
    """What the feed brings of the page, else the page itself; raises Unfetched, Invalid."""
    if entry.page:
        return File(entry.page, "page.html", "text/html; charset=utf-8")
    if not entry.address:
        raise Invalid(EMPTY, field="file")
    page = fetch(entry.address)
    return File(page.data, page.filename, page.media_type)


def _note(
    feed: Feed,
    entry: Entry,
    known: FeedEntry | None,
    problem: str,
    *,
    is_final: bool = True,
    is_held: bool = False,
) -> bool:
    """Write down why an entry brought nothing; True when it is tried again."""
    with transaction.atomic():
        row = locked_row(feed, entry, known)
        identify(row, entry)
        row.tries += not is_final
        is_final = is_final or row.tries >= MOST_TRIES
        row.fingerprint = entry.fingerprint if is_final else ""
        row.title = str(entry.metadata.get("headline", ""))[:300]
        row.problem, row.is_held, row.answer = problem[:500], is_held, ""
        row.save()
    return not is_final


def _problems(feed: Feed, entries: list[Entry]) -> list[str]:
    """How many of the feed's present entries brought nothing, and why the first one did."""
    keys = [entry.key for entry in entries]
    rows = feed.entries.filter(key__in=keys).exclude(problem="").order_by("pk")
    first = rows.first()
    if first is None:
        return []
    named = {"title": first.title, "reason": first.problem}
    return [
        NOT_ADDED % {"number": rows.count(), "total": len(entries)},
        OF_ENTRY % named if first.title else first.problem,
    ]


def _remember(feed: Feed, answer: Fetched | None, outcome: Outcome) -> None:
    """Write down how it went, unless another reader has taken over meanwhile."""
    feed.failures = feed.failures + 1 if outcome.is_failure else 0
    is_soon = outcome.is_cut and not outcome.is_lost
    changes = {
        "name": feed.name,
        "read_at": Now(),
        "failures": feed.failures,
        "tries": 0,
        "lease_until": None,
        "problem": outcome.problem[:500],
    }
    if outcome.new or outcome.revised:
        changes |= {"news_at": Now(), "news_new": outcome.new, "news_revised": outcome.revised}
    # What was not taken in whole must be sent again.
    if answer and not (outcome.is_failure or outcome.is_cut or outcome.is_lost):
        changes |= {"etag": answer.etag, "modified": answer.modified}
    with transaction.atomic(), unrecorded():
        mine = FEEDS.held(feed)
        # Somebody who asked for it meanwhile has it read again.
        unasked = mine.filter(due_at=feed.due_at)
        unasked.update(due_at=Now() + timedelta(minutes=0 if is_soon else feed.wait_minutes))
        mine.update(**changes)
