"""The append-only audit trail. Rows are written by one generic trigger (`audit.sql`) only."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from django.contrib.postgres.indexes import HashIndex
from django.db import connection, models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from annotations.trail.leaf import REASON, Line

from .keyset import KeysetQuerySet

if TYPE_CHECKING:
    from typing_extensions import Self


# Set by the request middleware; goes into every event the request causes.
request_id: ContextVar[str] = ContextVar("request_id", default="")


# What the person of the request says why; goes into every event that the request causes.
given_reason: ContextVar[str] = ContextVar("given_reason", default="")
LONGEST_REASON = 500


# SQL for what a statement selects; takes `who(user)`.
NAMED = """set_config('newsroom.actor', %s, true), set_config('newsroom.request', %s, true),
    set_config('newsroom.reason', %s, true)"""


def who(user) -> tuple[str, str, str]:
    """The person, the request and why, as events tell it."""
    actor = str(user.pk) if user is not None and user.pk else ""
    return actor, request_id.get(), given_reason.get()


def act_as(user) -> None:
    """Name the person whose changes follow, until the end of the running transaction."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {NAMED}", who(user))


@contextmanager
def with_reason(reason: str) -> Iterator[None]:
    """Whoever acts inside has said why; nothing said leaves what was said before."""
    said = " ".join(reason.replace("\0", "").split())[:LONGEST_REASON]
    token = given_reason.set(said or given_reason.get())
    try:
        yield
    finally:
        given_reason.reset(token)


def because(reason: str) -> None:
    """Say why the changes that follow are made, until the end of the transaction or `act_as`."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('newsroom.reason', %s, true)", [reason])


def acting_person() -> int | None:
    """The id that `act_as` named in the running transaction; None for the product itself."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nullif(current_setting('newsroom.actor', true), '')::bigint")
        (actor,) = cursor.fetchone() or (None,)
    return actor


@contextmanager
def unrecorded() -> Iterator[None]:
    """Changes that another line of the trail tells as a whole leave none of their own.

    Only inside a transaction; for bulk work of the product itself, never for what a person did.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('newsroom.unrecorded', 'on', true)")
    yield
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('newsroom.unrecorded', '', true)")


@contextmanager
def nobodys_doing() -> Iterator[None]:
    """What follows is done in somebody's name and is no change of theirs: a feed brought it.

    Only inside a transaction; they are a second pair of eyes for it still (docs/verdicts.md).
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('newsroom.nobodys', 'on', true)")
    yield
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('newsroom.nobodys', '', true)")


LATELY = 50_000  # Events of everybody; reading them takes some 10 ms.


class EventQuerySet(KeysetQuerySet["Event"]):
    newest_first = True

    def of_claim(self, claim) -> "Self":
        """The history of a claim with its evidence, assessments and anchors, newest first."""
        return self.filter(claim_id=claim.pk).in_order()

    def of_merges(self, claim) -> "Self":
        """When which other claims were merged into this one, newest first."""
        changes = self.filter(table="claim", action="U", object_id__in=claim.merged.values("pk"))
        return changes.filter(new__merged_into_id=claim.pk).in_order()

    def of_request(self, request: str, actor) -> "Self":
        """What one request of one person changed, in the order in which it happened."""
        return self.filter(request=request, actor_id=actor.pk).exclude(request="").order_by("pk")

    def of_row(self, table: str, pk: int) -> "Self":
        """The history of one row, as it happened."""
        return self.filter(table=table, object_id=pk).order_by("pk")

    def lately_by(self, actor, *, since) -> "Self":
        """What one person changed since a time, newest first.

        The trail has no index by person: it is read backwards, and not far.
        """
        newest = Event.objects.order_by("-pk").values("pk")[:1]
        recent = self.filter(pk__gt=models.Subquery(newest) - LATELY, at__gte=since)
        return recent.filter(actor_id=actor.pk).exclude(request="").order_by("-pk")


# 122 random bits, which PostgreSQL has at hand.
A_SALT = models.Func(models.Func(function="gen_random_uuid"), function="uuid_send")
THE_REASON = Coalesce(
    models.Func(models.Value("newsroom.reason"), models.Value(True), function="current_setting"),
    models.Value(""),
    output_field=models.TextField(),
)


class Event(models.Model):
    """One line of the trail: who changed what, when, from what to what."""

    texts: list[str]  # What it tells, where services/undo/history.py was asked.
    GRANTS = "SELECT"  # The trigger writes it, as the owner (`audit.sql`).

    class Action(models.TextChoices):
        INSERT = "I", pgettext_lazy("what happened to a row", "created")
        UPDATE = "U", pgettext_lazy("what happened to a row", "changed")
        DELETE = "D", pgettext_lazy("what happened to a row", "deleted")

    at = models.DateTimeField()
    table = models.CharField(max_length=63)
    object_id = models.BigIntegerField()
    action = models.CharField(max_length=1, choices=Action)
    # No foreign keys: the trail outlives what it tells of.
    actor_id = models.BigIntegerField(null=True)
    request = models.CharField(max_length=64, blank=True)
    desk_id = models.BigIntegerField(null=True)
    article_id = models.BigIntegerField(null=True)
    claim_id = models.BigIntegerField(null=True)
    # The row before and after; of an update only the columns that differ.
    old = models.JSONField(null=True)
    new = models.JSONField(null=True)
    # Why, in a person's words.
    reason = models.TextField(blank=True, db_default=THE_REASON)
    # What the values are hashed with; where some were taken out, those that stay have salts of
    # their own instead (trail/leaf.py).
    salt = models.BinaryField(null=True, db_default=A_SALT)
    field_salts = models.JSONField(null=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("line of the audit trail"), _("audit trail")
        indexes = [
            models.Index(
                fields=["claim_id", "id"],
                name="event_claim",
                condition=models.Q(claim_id__isnull=False),
            ),
            models.Index(fields=["table", "object_id", "id"], name="event_object"),
            # Undo asks for all that one request changed.
            HashIndex(fields=["request"], name="event_request", condition=~models.Q(request="")),
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.object_id} {self.get_action_display()}"

    @property
    def why(self) -> str:
        """The reason, where somebody said one and it was not taken out."""
        is_gone = self.salt is None and REASON not in (self.field_salts or {})
        return "" if is_gone else self.reason

    def as_line(self) -> Line:
        """What the leaf of this line is made of."""
        return Line(
            id=self.pk,
            at=self.at,
            table=self.table,
            object_id=self.object_id,
            action=self.action,
            actor=self.actor_id,
            request=self.request,
            reason=self.reason,
            desk=self.desk_id,
            article=self.article_id,
            claim=self.claim_id,
            old=self.old,
            new=self.new,
            salt=None if self.salt is None else bytes(self.salt),
            field_salts=self.field_salts,
        )
