"""Background work that goes on only when somebody sees to it: in *My work* of whoever may."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import Phrase
from annotations.models import (
    Desk,
    Feed,
    FeedEntry,
    SnapshotRequest,
    TaggingRun,
    User,
    Webhook,
)
from annotations.models.keyset import KeysetQuerySet

from ..shell.context import desks_where
from ..shell.drawn import Drawn


@dataclass(frozen=True)
class Stuck:
    """One row: what is stuck, where, why (`problem` in the words that are kept), since when."""

    icon: str
    title: str
    place: str
    why: Phrase
    problem: str
    since: datetime
    address: str


class Kind(NamedTuple):
    """What somebody has to be let do (rights.py), the rows that are stuck, the first ones first,
    and how one is told; `is_of_many`: each desk has them in an index, for they are never fewer."""

    action: str
    rows: Callable[[User], KeysetQuerySet[Any]]
    desk: str
    describe: Callable[[Drawn], Stuck]
    is_of_many: bool = False


def rows(user: User, desk: Desk | None, most: int) -> list[Stuck]:
    """At most so many, the oldest first; one query a kind."""
    desks = [desk] if desk else desks_where(user, "view")
    found = [row for kind in KINDS for row in _of_kind(kind, user, desks, most)]
    return sorted(found, key=lambda row: row.since)[:most]


def _of_kind(kind: Kind, user: User, desks: list[Desk], most: int) -> Iterator[Stuck]:
    mine = [one.pk for one in desks if access.may(user, kind.action, one.pk)]
    if not mine:
        return iter(())
    found = kind.rows(user).filter(**{f"{kind.desk}__in": mine})
    if kind.is_of_many:
        found = found.in_parts(Q(**{kind.desk: desk}) for desk in mine)
        return map(kind.describe, found.nearest(most))
    return map(kind.describe, found[:most])


def _runs(user: User):
    failed = TaggingRun.objects.visible_to(user).stuck()
    return failed.select_related("article").defer("article__search")


def _run(row: Drawn) -> Stuck:
    address = reverse("article", args=[row.article_id])
    why = _("Tagging failed")
    return Stuck(
        "tags", row.article.headline, row.article.outlet, why, row.error, row.finished_at, address
    )


def _copies(user: User):
    failed = SnapshotRequest.objects.visible_to(user).failed()
    return failed.select_related("source").defer("source__search").order_by("failed_at", "pk")


def _copy(row: Drawn) -> Stuck:
    address = reverse("source", args=[row.source_id])
    why = _("No copy could be made")
    source = row.source
    return Stuck("link", str(source), source.publisher, why, row.problem, row.failed_at, address)


def _webhooks(user: User):
    failing = Webhook.objects.visible_to(user).failing()
    return failing.select_related("desk")


def _webhook(row: Drawn) -> Stuck:
    address = reverse("webhooks", args=[row.desk_id])
    why = _("The webhook was paused") if row.problem else _("Messages of the webhook do not arrive")
    problem, since = row.problem or row.said, row.failed_at or row.updated_at
    return Stuck("webhook", row.address, str(row.desk), why, problem, since, address)


def _feeds(user: User):
    failing = Feed.objects.visible_to(user).failing()
    return failing.select_related("desk").order_by("read_at", "pk")


def _feed(row: Drawn) -> Stuck:
    why = _("The feed cannot be read")
    since = row.news_at or row.created_at
    return Stuck("rss", str(row), str(row.desk), why, row.problem, since, reverse("feeds"))


def _held(user: User):
    waiting = FeedEntry.objects.visible_to(user).held().filter(answer="")
    return waiting.select_related("article", "feed__desk").defer("article__search")


def _entry(row: Drawn) -> Stuck:
    why = _("A feed brings something else for this article")
    since = row.feed.read_at or row.feed.created_at
    headline, feed = row.article.headline, str(row.feed)
    return Stuck("rss", headline, feed, why, row.problem, since, reverse("feeds"))


KINDS = (
    Kind("tag again", _runs, "desk", _run, is_of_many=True),
    Kind("edit source", _copies, "source__desk", _copy),
    Kind("keep webhooks", _webhooks, "desk", _webhook),
    Kind("keep feeds", _feeds, "desk", _feed),
    Kind("keep feeds", _held, "feed__desk", _entry),
)
