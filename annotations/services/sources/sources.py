"""Sources: one a page and desk, however its address was pasted."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import Invalid
from annotations.ingest.addresses import address_key
from annotations.models import Desk, Source, User
from annotations.models.searching import vector

from ..transactions import acting, check_version, chosen, clean_line, locked
from .urls import web_address


def find_or_create(
    *,
    actor: User,
    desk: Desk,
    url: str = "",
    title: str = "",
    kind: str = Source.Kind.WEB,
    publisher: str = "",
    published_on: date | None = None,
) -> tuple[Source, bool]:
    """The desk's source with this address, or a new one; True when it is new.

    Raises NotAllowed, and Invalid without address and title or with an address that is refused.
    """
    access.require(actor, "add source", desk.pk)
    url = web_address(url, "url")
    title = clean_line(title, "title", longest=500)
    if not (url or title):
        raise Invalid(_("Give a web address or a title."), field="url")
    source = Source(
        desk=desk,
        kind=chosen(Source.Kind, kind, "kind"),
        url=url,
        url_key=address_key(url) if url else "",
        title=title,
        publisher=clean_line(publisher, "publisher", longest=200),
        published_on=published_on,
        created_by=actor,
    )
    source.search = vector(*search_words(source))
    with acting(actor):
        known = _known(source)
        if known:
            return known, False
        try:
            with transaction.atomic():
                source.save()
        except IntegrityError:  # Somebody else added it in the same moment.
            return Source.objects.get(desk=desk, url_key=source.url_key), False
    return source, True


def edit(*, actor: User, source_id: int, seen_version: int | None, **changes: Any) -> Source:
    """Change title, publisher, kind, published_on. Raises NotFound, NotAllowed, Stale, Invalid."""
    with acting(actor):
        source = locked(Source.objects.defer("search"), source_id)
        access.require(actor, "edit source", source.desk_id)
        check_version(source, seen_version)
        for name, longest in (("title", 500), ("publisher", 200)):
            if name in changes:
                setattr(source, name, clean_line(str(changes[name]), name, longest=longest))
        if "kind" in changes:
            source.kind = chosen(Source.Kind, changes["kind"], "kind")
        if "published_on" in changes:
            source.published_on = changes["published_on"]
        if not (source.url or source.title):
            raise Invalid(_("Give a title: this source has no web address."), field="title")
        source.version += 1
        source.search = vector(*search_words(source))
        source.save()
    return source


def _known(source: Source) -> Source | None:
    if not source.url_key:
        return None
    return Source.objects.filter(desk=source.desk, url_key=source.url_key).first()


def search_words(source: Source) -> list[str]:
    """The texts by which a source is found; its address as words, so that a part of it will do."""
    url = "".join(char if char.isalnum() else " " for char in source.url)
    return [source.title, source.publisher, url]
