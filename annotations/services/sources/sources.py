"""Sources: one a page and desk, however its address was pasted."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import Invalid, WrongState
from annotations.ingest.addresses import address_key, page_keys
from annotations.ingest.source_kinds import kind_of
from annotations.models import Desk, Source, User
from annotations.models.searching import vector
from annotations.text.folding import key as key_of

from .. import external_ids
from ..transactions import (
    TAKEN,
    acting,
    check_version,
    chosen,
    clean_line,
    locked,
    too_long,
)
from .notify import notify_pages
from .urls import web_address

LONGEST_NOTE = 5_000
MOST_COMPARED = 50


def find_or_create(
    *,
    actor: User,
    desk: Desk,
    url: str = "",
    title: str = "",
    kind: str = "",
    publisher: str = "",
    published_on: date | None = None,
    reliability_note: str = "",
    external_id: str = "",
) -> tuple[Source, bool]:
    """The desk's source with this external id or address, or a new one; True when it is new.

    One that was merged is the one it is now; one that an embargo hides from the actor is none. A
    kind that is not given is guessed (ingest/source_kinds.py). Raises NotAllowed, and Invalid
    without address and title, with an address that is refused, or with an external id that another
    has.
    """
    access.require(actor, "add source", desk.pk)
    url = web_address(url, "url")
    title = clean_line(title, "title", longest=500)
    if not (url or title):
        raise Invalid(_("Give a web address or a title."), field="url")
    source = Source(
        desk=desk,
        kind=chosen(Source.Kind, kind or kind_of(url=url, title=title), "kind"),
        url=url,
        url_key=address_key(url) if url else "",
        title=title,
        publisher=clean_line(publisher, "publisher", longest=200),
        published_on=published_on,
        reliability_note=clean_note(reliability_note),
        external_id=external_ids.clean(external_id),
        created_by=actor,
    )
    with acting(actor):
        _let_go(actor, desk, url)
        found = _called(source) or (known_at(desk, url) if url else None)
        if found and not is_seen(actor, found):
            raise Invalid(str(TAKEN), field=external_ids.FIELD)
        return (found, False) if found else _added(source)


def edit(*, actor: User, source_id: int, seen_version: int | None, **changes: Any) -> Source:
    """Change title, publisher, kind, published_on, reliability_note, external_id.

    Raises NotFound, NotAllowed, Stale, Invalid, and WrongState once it was merged into another.
    """
    with acting(actor):
        source = locked(Source.objects.defer("search"), source_id)
        access.require(actor, "edit source", source.desk_id)
        check_version(source, seen_version)
        if source.merged_into_id:
            raise WrongState(_("This source was merged into another one: edit that one."))
        for name, longest in (("title", 500), ("publisher", 200)):
            if name in changes:
                setattr(source, name, clean_line(str(changes[name]), name, longest=longest))
        if "kind" in changes:
            source.kind = chosen(Source.Kind, changes["kind"], "kind")
        if "published_on" in changes:
            source.published_on = changes["published_on"]
        if "reliability_note" in changes:
            source.reliability_note = clean_note(str(changes["reliability_note"]))
        if "external_id" in changes:
            source.external_id = external_ids.clean(str(changes["external_id"]))
        if not (source.url or source.title):
            raise Invalid(_("Give a title: this source has no web address."), field="title")
        source.version += 1
        source.search = vector(*search_words(source))
        source.save()
        notify_pages(source)
    return source


def _let_go(actor: User, desk: Desk, url: str) -> None:
    """Sources that an embargo hides from the actor are found by this address no more.

    Who may not know of them adds one of their own; once the embargo has ended, one of the two can
    be merged into the other.
    """
    if url and actor.hidden_articles():
        there = Source.objects.filter(desk=desk).at(url)
        seen = there.not_hidden_from(actor).values_list("pk", flat=True)
        there.exclude(pk__in=list(seen)).update(url_key="", version=F("version") + 1)


def is_seen(actor: User, source: Source) -> bool:
    """Whether no embargo hides the source from the actor."""
    return not actor.hidden_articles() or (
        Source.objects.filter(pk=source.pk).not_hidden_from(actor).exists()
    )


def _added(source: Source) -> tuple[Source, bool]:
    source.search = vector(*search_words(source))
    try:
        with transaction.atomic():
            source.save()
    except IntegrityError:  # Somebody else added it in the same moment.
        found = _called(source) or known_at(source.desk, source.url)
        if found is None:
            raise
        return found, False
    return source, True


def _called(source: Source) -> Source | None:
    """The one of its desk with its external id, as it is now."""
    if not source.external_id:
        return None
    rows = Source.objects.filter(desk=source.desk, external_id=source.external_id)
    found = rows.select_related("merged_into").defer("search").first()
    return found and (found.merged_into or found)


def known_at(desk: Desk, url: str) -> Source | None:
    """The desk's source with this address in any of its spellings, nearest first; as it is now."""
    keys = page_keys(url)
    rows = Source.objects.filter(desk=desk).at(url).select_related("merged_into").defer("search")
    found = min(rows, key=lambda one: keys.index(one.url_key), default=None)
    return found and (found.merged_into or found)


def known(desk: Desk, *, url: str = "", title: str = "", publisher: str = "") -> Source | None:
    """The desk's source that is meant by an address or, without one, by title and publisher."""
    if url:
        return known_at(desk, url)
    wanted = key_of(title), key_of(publisher)
    rows = Source.objects.filter(desk=desk).titled(title, publisher).defer("search")
    alike = rows.nearest(MOST_COMPARED)
    same = (one for one in alike if (key_of(one.title), key_of(one.publisher)) == wanted)
    return next(same, None)


def clean_note(text: str) -> str:
    """Raises Invalid when it is too long."""
    text = text.replace("\r\n", "\n").strip()
    if len(text) > LONGEST_NOTE:
        raise Invalid(too_long(LONGEST_NOTE, len(text)), field="reliability_note")
    return text


def search_words(source: Source) -> list[str]:
    """The texts by which a source is found: its own, and those of what was merged into it."""
    if source.pk is None:
        return own_words(source)
    merged = Source.objects.filter(merged_into=source).defer("search").order_by("pk")
    return [word for one in (source, *merged) for word in own_words(one)]


def own_words(source: Source) -> list[str]:
    """The address as words, so that a part of it will do."""
    url = "".join(char if char.isalnum() else " " for char in source.url)
    return [source.title, source.publisher, url]
