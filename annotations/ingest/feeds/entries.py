"""The entries of a feed, and how those of one document are told apart."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from ..addresses import place_key, web_link

BY_ID, BY_LINK, BY_ABOUT = range(3)


@dataclass(frozen=True)
class Entry:
    """One article of a feed.

    `keys` tell it from others: its id, id and link, id and link and headline and date; `rank` says
    which of them suffices in its document, and that `key` stays the same when the article is
    corrected. `date` is when it was published, empty when the feed says only when it was changed.
    `fingerprint` differs when anything that the feed says of it does. `guid` and `link` are
    equal for those that are only spelt otherwise; `is_link_own` says that no other entry of the
    document leads to the same place. `page` is a web page in UTF-8 with the article as far as the
    feed holds it, and empty when that is only a teaser. `metadata` as in `Document`.
    """

    keys: tuple[str, str, str]
    fingerprint: str
    guid: str
    link: str
    address: str
    page: bytes
    metadata: dict[str, Any] = field(default_factory=dict)
    date: str = ""
    rank: int = BY_ID
    is_link_own: bool = True

    @property
    def key(self) -> str:
        return self.keys[self.rank]


class Names(NamedTuple):
    """What an entry is called: fields of Entry."""

    keys: tuple[str, str, str]
    guid: str
    link: str
    date: str
    rank: int


def names(guid: str, address: str, about: Mapping[str, object]) -> Names | None:
    """What an entry of this id (or, without one, address) is called.

    Without either it is known by headline and date; None when `about` has neither.
    """
    own, date = guid.strip() or address, str(about.get("published_at") or "")
    if not (own or about.get("headline") or date):
        return None
    spelt, link = digest(_spelt_alike(own)), digest(place_key(address)) if address else ""
    keys = (digest(own), digest(spelt, link), about_key(spelt, link, about))
    return Names(keys, spelt, link, date, BY_ID if own else BY_ABOUT)


def about_key(guid: str, link: str, about: Mapping[str, object]) -> str:
    """Of an entry that only headline and date tell from others."""
    said = (str(about.get(name) or "") for name in ("headline", "published_at"))
    return digest(guid, link, *said)


def distinct(entries: Iterable[Entry]) -> tuple[list[Entry], int]:
    """The entries as far as they can be told apart, and how many others were left out.

    An entry is known by its id, unless another one of the document has the same: then by its link
    too, and if that is the same, by headline and date too. What is there twice word for word counts
    once; of others that have all of these in common the first one, the newest, is kept.
    """
    kept: dict[str, Entry] = {}
    seen, lost = set(), 0
    for entry in entries:
        said = (entry.keys[BY_ABOUT], entry.fingerprint)
        lost += entry.keys[BY_ABOUT] in kept and said not in seen
        seen.add(said)
        kept.setdefault(entry.keys[BY_ABOUT], entry)
    found = list(kept.values())
    for rank in (BY_LINK, BY_ABOUT):
        found = _ranked(found, rank)
    links = Counter(entry.link for entry in found)
    return [replace(entry, is_link_own=links[entry.link] == 1) for entry in found], lost


def _ranked(entries: Sequence[Entry], rank: int) -> list[Entry]:
    """Those that share their key get the next one."""
    keys = Counter(entry.key for entry in entries)
    return [replace(one, rank=rank) if keys[one.key] > 1 else one for one in entries]


def _spelt_alike(guid: str) -> str:
    address = web_link(guid)
    return place_key(address) if address else guid.casefold()


def digest(*words: str) -> str:
    return hashlib.sha256("\0".join(words).encode("utf-8", "replace")).hexdigest()
