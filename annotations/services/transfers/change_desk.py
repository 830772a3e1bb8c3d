"""An article with all that is on it becomes another desk's; move.py and revert.py are its verbs.

A fixed number of statements, however many claims it has.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import Case, F, Value, When

from annotations.models import (
    Article,
    Claim,
    ExternalCheck,
    Mention,
    Quotation,
    ReplyRequest,
    Stage,
    Suggestion,
    User,
)

from . import entities, ratings, related, sources

Led = dict[int, int]


@dataclass
class Ways:
    """What the other desk has for what; empty ones are found or made."""

    names: Led = field(default_factory=dict)
    cited: Led = field(default_factory=dict)
    apart: entities.Apart = field(default_factory=dict)
    settled: list[int] = field(default_factory=list)  # Verdicts that need no other look by this.


@contextmanager
def carried() -> Iterator[None]:
    """Nobody changes what verdicts rest on: it is another desk's from then on (`carried.sql`)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('newsroom.carried', 'on', true)")
    yield
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('newsroom.carried', '', true)")


@contextmanager
def many_rows() -> Iterator[None]:
    """For updates of hundreds of rows: the trail compares all old ones with all new ones unless
    PostgreSQL hashes them, which it does not expect to be worth it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('enable_nestloop', 'off', true)")
    yield
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('enable_nestloop', 'on', true)")


def lock(article: Article) -> None:
    """All that changes along: a worker that is about to write ends first, then people do."""
    related.lock_runs(article.pk)
    claims = Claim.objects.filter(article=article).order_by("pk")
    list(claims.values_list("pk", flat=True).select_for_update(no_key=True))


def carry(article: Article, desk_id: int, actor: User, ways: Ways) -> dict[str, Any]:
    """Of a locked article; says what was what before, to be kept and taken back by."""
    kept: dict[str, Any] = {
        "labels": [
            list(row) for row in related.labellings(article.pk).values_list("claim", "label")
        ],
        "links": related.leave_links(article.pk),
        "guests": related.close_guests(article.pk),
        "entries": related.leave_feeds(article.pk),
    }
    with carried():
        kept |= _carry_names(article, desk_id, ways)
        led = sources.led(sources.used(article.pk), desk_id, actor, ways.cited)
        sources.repoint(article.pk, led)
        kept["sources"] = _pairs(led)
        kept |= _carry_claims(article, desk_id)
        scale = ratings.known(ratings.used(article.pk), desk_id)
        kept["doubted"] = ratings.doubtful(article.pk, scale)
        ratings.repoint(article.pk, scale, ways.settled)
        ratings.doubt(kept["doubted"])
    Suggestion.objects.filter(claim__article=article).update(desk=desk_id)
    checks = ExternalCheck.objects.filter(claim__article=article)
    checks.update(desk=desk_id, version=F("version") + 1)
    Article.objects.filter(pk=article.pk).update(desk=desk_id, version=F("version") + 1)
    related.take_runs_along(article.pk, article.current_revision_id, desk_id)
    return kept


def _carry_names(article: Article, desk_id: int, ways: Ways) -> dict[str, Any]:
    led = entities.led(entities.used(article.pk), desk_id, ways.names)
    apart = entities.apart(article.pk, led)
    entities.repoint(article.pk, desk_id, led, ways.apart)
    with many_rows():
        for model in (Mention, Quotation):
            model._default_manager.filter(article=article.pk).update(desk=desk_id)
    return {"entities": _pairs(led), "apart": apart}


def _carry_claims(article: Article, desk_id: int) -> dict[str, Any]:
    """Who cannot have them there has them no more; says who had what in which stage."""
    rows = Claim.objects.filter(article=article.pk)
    people = set(related.assigned(article.pk))
    leaving = people - related.may_hold(people, desk_id)
    had = rows.filter(assignee__in=leaving).order_by("pk").values_list("pk", "assignee", "stage")
    left = [list(row) for row in had]
    is_left = {"assignee__in": leaving}
    free = Case(When(stage=Stage.CHECKING, **is_left, then=Value(Stage.OPEN)), default=F("stage"))
    nobody = Case(When(**is_left, then=None), default=F("assignee"))
    rows.update(desk=desk_id, stage=free, assignee=nobody, version=F("version") + 1)
    contacts = related.leave_contacts(article.pk, desk_id)
    # They show whose they are.
    asked = ReplyRequest.objects.filter(claim__article=article.pk)
    asked.exclude(pk__in=[pk for pk, _person in contacts]).update(version=F("version") + 1)
    return {"assignees": left, "contacts": contacts}


def _pairs(led: Mapping[int, int]) -> list[list[int]]:
    return [list(pair) for pair in sorted(led.items())]
