"""Readings of feeds, written down: whose turn it is, what an entry came to, what failed."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils.translation import gettext_noop as _

from annotations.ingest.feeds.entries import Entry
from annotations.models import Feed, FeedEntry, unrecorded
from annotations.models.base import longest
from annotations.work.leases import FEEDS

from .entries import locked_row
from .entry_identity import Pair, identify

MOST_TRIES = 5  # For a page that cannot be fetched.
# Kept in rows, in English, one a line; pages translate them (web/shell/stored.py).
NOT_ADDED = "Entries that were not added: %(number)s of %(total)s."
OF_ENTRY = "“%(title)s”: %(reason)s"
DIED = _("The last reading did not finish: the worker stopped, or it took too long.")


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


def ask_for_all() -> None:
    """Make all feeds due that are not paused."""
    with transaction.atomic(), unrecorded():
        Feed.objects.filter(is_paused=False).update(due_at=Now())


def take() -> Feed | None:
    """The feed that is due for the longest, and nobody else's for a while.

    One that kills its reader is asked for less and less, and it is said.
    """
    with transaction.atomic(), unrecorded():
        taken = Feed.objects.filter(pk__in=FEEDS.take(Feed.objects.due()))
        died = {"problem": DIED, "failures": F("failures") + 1, "read_at": Now()}
        taken.filter(tries__gt=1).update(**died)
    return taken.select_related("added_by", "desk").first()


def let_go(feed: Feed, pairs: list[Pair]) -> None:
    """Nobody can have written any more what the feed does not hold."""
    gone = feed.entries.held().exclude(pk__in=[row.pk for _, row in pairs if row])
    gone.update(is_held=False)


def note(
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
        row.title = str(entry.metadata.get("headline", ""))[: longest(FeedEntry, "title")]
        row.problem = problem[: longest(FeedEntry, "problem")]
        row.is_held, row.answer = is_held, ""
        row.save()
    return not is_final


def problems(feed: Feed, entries: list[Entry]) -> list[str]:
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


def finish(feed: Feed, outcome: Outcome, *, etag: str | None, modified: str) -> None:
    """Write down how it went, unless another reader has taken over meanwhile.

    `etag` and `modified` are what the answer said of its version; None when there was no answer.
    """
    feed.failures = feed.failures + 1 if outcome.is_failure else 0
    is_soon = outcome.is_cut and not outcome.is_lost
    changes = {
        "name": feed.name,
        "read_at": Now(),
        "failures": feed.failures,
        "tries": 0,
        "lease_until": None,
        "problem": outcome.problem[: longest(Feed, "problem")],
    }
    if outcome.new or outcome.revised:
        changes |= {"news_at": Now(), "news_new": outcome.new, "news_revised": outcome.revised}
    # What was not taken in whole must be sent again.
    if etag is not None and not (outcome.is_failure or outcome.is_cut or outcome.is_lost):
        changes |= {"etag": etag, "modified": modified}
    with transaction.atomic(), unrecorded():
        mine = FEEDS.held(feed)
        # Somebody who asked for it meanwhile has it read again.
        unasked = mine.filter(due_at=feed.due_at)
        unasked.update(due_at=Now() + timedelta(minutes=0 if is_soon else feed.wait_minutes))
        mine.update(**changes)
