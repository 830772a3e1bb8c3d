"""Which entry of a feed is which: those of a document, and what the feed said of them before."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction
from django.db.models import Q

from annotations.ingest.feeds.entries import BY_ABOUT, BY_ID, BY_LINK, Entry, about_key, digest
from annotations.models import Feed, FeedEntry
from annotations.models.base import longest

IDENTITY = ("key", "rank", "guid", "link")
Pair = tuple[Entry, FeedEntry | None]
# Of these two must be the same, when the id is a new one; an id that is spelt otherwise and the
# same date alone are not enough, because ids of one length differ by the case of a letter.
EVIDENCE = (
    {"guid", "link"}, {"guid", "headline"}, {"link", "headline"}, {"link", "published_at"},
    {"headline", "published_at"},
)  # fmt: skip


def paired(feed: Feed, entries: Sequence[Entry]) -> list[Pair]:
    """Each entry of a document with the row of what it said before, None for a new one.

    An entry is known by its key. One whose id is new is an old one all the same, if that is not in
    the document any more and enough of the rest fits.
    """
    rows = _Rows(feed, entries)
    pairs = [rows.named(entry) for entry in entries]
    rows.leave([row for _, row in pairs if row])
    pairs = [(entry, row or rows.moved(entry)) for entry, row in pairs]
    _remember(pairs, rows.outlived(pairs))
    return pairs


def retire(row: FeedEntry, entry: Entry | None = None) -> None:
    """Its id is another entry's now: it is known by what else the feed said of it.

    Unless that is what the feed says of the other `entry` too.
    """
    key = about_key(row.guid, row.link, row.about)
    is_entrys = entry is not None and key == entry.keys[BY_ABOUT]
    if is_entrys or FeedEntry.objects.filter(feed=row.feed_id, key=key).exists():
        key = digest(key, str(row.pk))
    row.key, row.rank = key, BY_ABOUT
    row.is_held, row.problem, row.answer = False, "", ""
    row.save(update_fields=["key", "rank", "is_held", "problem", "answer"])


def _remember(pairs: Sequence[Pair], outlived: Sequence[FeedEntry]) -> None:
    """Write down what entries are known by that have nothing else to say."""
    with transaction.atomic():
        for one in outlived:
            retire(one)
        for entry, row in pairs:
            if row and row.fingerprint == entry.fingerprint and identify(row, entry):
                row.save(update_fields=IDENTITY)


def identify(row: FeedEntry, entry: Entry) -> bool:
    """Set what the row is known by from now on; True when that was something else."""
    changed = False
    for name in IDENTITY:
        changed |= getattr(row, name) != getattr(entry, name)
        setattr(row, name, getattr(entry, name))
    return changed


def is_said_alike(entry: Entry, row: FeedEntry, *names: str) -> bool:
    """Whether headline and date are what they were, as far as the feed says them."""
    names = names or ("headline", "published_at")
    about = {"headline": _title(entry), "published_at": entry.date}
    said = {name: about[name] for name in names if about[name]}
    return bool(said) and all(row.about.get(name) == value for name, value in said.items())


class _Rows:
    """What a feed said before of anything like these entries."""

    def __init__(self, feed: Feed, entries: Sequence[Entry]):
        found = feed.entries.filter(
            Q(key__in=[key for entry in entries for key in entry.keys])
            | Q(guid__in={entry.guid for entry in entries})
            | Q(link__in={entry.link for entry in entries if entry.link})
            | Q(title__in={title for entry in entries if (title := _title(entry))})
        )
        self._by_key = {row.key: row for row in found}
        self._shared = {row.guid for row in found if row.rank > BY_ID}
        self._shared -= {row.guid for row in found if row.rank == BY_ID}
        self._free = list(found)

    def named(self, entry: Entry) -> Pair:
        by_id, by_link, by_about = map(self._by_key.get, entry.keys)
        if by_about:
            return replace(entry, rank=BY_ABOUT), by_about
        if entry.rank == BY_ABOUT and (undated := self._undated(entry)):
            return entry, undated
        if entry.rank == BY_ID:
            if by_id or entry.guid not in self._shared:
                return entry, by_id
            # Several had this id once, so that it tells nothing, although it is alone today.
            rank = BY_LINK if by_link and by_link.rank == BY_LINK else BY_ABOUT
            return replace(entry, rank=rank), by_link if rank == BY_LINK else None
        if by_link and (entry.rank == BY_LINK or is_said_alike(entry, by_link)):
            return entry, by_link
        if by_id and (is_said_alike(entry, by_id) or self._is_where(entry, by_id)):
            return entry, by_id
        return entry, None

    def _undated(self, entry: Entry) -> FeedEntry | None:
        """Of one without a date: what was known by the time of its last change, the newest."""
        same = [
            row
            for row in self._free
            if row.rank == BY_ABOUT and (row.guid, row.link) == (entry.guid, entry.link)
        ]
        same = [] if entry.date else [row for row in same if is_said_alike(entry, row)]
        return max(same, key=lambda row: row.pk, default=None)

    def _is_where(self, entry: Entry, row: FeedEntry) -> bool:
        return entry.rank == BY_LINK and bool(entry.link) and entry.link == row.link

    def leave(self, taken: Sequence[FeedEntry]) -> None:
        """Those that are in the document under their own name are no others'."""
        left = {row.pk for row in taken}
        self._free = [row for row in self._free if row.pk not in left and row.brought]
        self._links: dict[str, int] = defaultdict(int)
        for row in self._free:
            self._links[row.link] += 1

    def outlived(self, pairs: Sequence[Pair]) -> list[FeedEntry]:
        """Those known by an id that several entries have now, of which they are none."""
        taken = {row.pk for _, row in pairs if row}
        ids = {entry.keys[BY_ID] for entry, _ in pairs if entry.rank > BY_ID}
        rows = filter(None, map(self._by_key.get, ids))
        return [row for row in rows if row.pk not in taken]

    def moved(self, entry: Entry) -> FeedEntry | None:
        """The one that changed its id or its address, if there is just one."""
        if entry.rank != BY_ID or entry.guid in self._shared:
            return None
        found = [row for row in self._free if self._is_enough(entry, row)]
        if len(found) != 1:
            return None
        self._free.remove(found[0])
        return found[0]

    def _is_enough(self, entry: Entry, row: FeedEntry) -> bool:
        alike = {"guid"} if entry.guid == row.guid else set()
        alike |= {name for name in ("headline", "published_at") if is_said_alike(entry, row, name)}
        if entry.link and entry.link == row.link and entry.is_link_own:
            alike |= {"link"} if self._links[row.link] == 1 else set()
        return any(enough <= alike for enough in EVIDENCE)


def _title(entry: Entry) -> str:
    return str(entry.metadata.get("headline") or "")[: longest(FeedEntry, "title")]
