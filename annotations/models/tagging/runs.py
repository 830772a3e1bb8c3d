"""Background work as rows: the row decides, the message only wakes a worker (docs/jobs.md)."""

from datetime import timedelta, timezone
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q
from django.db.models.functions import Greatest, Now, Trunc
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from ..accounts.people import Desk, OfDesks, User
from ..articles.articles import Article, Revision
from ..base import Stamped, Versioned, one_by_one

if TYPE_CHECKING:
    from typing_extensions import Self


class SecondsOfWork(models.Aggregate):
    """The seconds that this share of the runs stayed under, from being taken to their end."""

    template = (
        "percentile_cont(%(share)s) WITHIN GROUP (ORDER BY extract(epoch FROM %(expressions)s))"
    )
    output_field = models.FloatField()

    def __init__(self, share: float, **extra):
        super().__init__(F("finished_at") - F("started_at"), share=share, **extra)


# No run ends before it began, also where the clock was put back meanwhile.
ENDED = Greatest(Now(), F("started_at"))


def _held() -> Q:
    """A lease longer than any is one of a clock that was put back since: its worker may be gone."""
    longest = 2 * timedelta(seconds=settings.TAGGING_LEASE)
    return Q(lease_until__range=(Now(), Now() + longest))


class TaggingRunQuerySet(OfDesks["TaggingRun"]):
    article = "article"
    keyset = ("queued_at", "id")
    newest_first = True

    def active(self) -> "Self":
        """Runs that are still to end."""
        return self.filter(state__in=[TaggingRun.State.QUEUED, TaggingRun.State.RUNNING])

    def due(self) -> "Self":
        """Runs that a worker may take: queued ones, and running ones whose worker is gone."""
        running = Q(state=TaggingRun.State.RUNNING)
        return self.filter(Q(state=TaggingRun.State.QUEUED) | (running & ~_held()))

    def held(self) -> "Self":
        """Runs that a worker is trusted with."""
        return self.filter(_held(), state=TaggingRun.State.RUNNING)

    def oldest_queued_seconds(self) -> int:
        """How long the oldest queued run has waited, by the database's clock; 0 when none waits."""
        queued = self.filter(state=TaggingRun.State.QUEUED)
        wait = queued.aggregate(wait=Now() - models.Min("queued_at"))["wait"]
        return max(0, int(wait.total_seconds())) if wait else 0

    def in_numbers(self) -> dict[str, int]:
        """How many are `queued`, `running` and `parked`: failed, and none of that text since."""
        of_state = {
            row["state"]: row["n"]
            for row in self.active().values("state").annotate(n=models.Count("pk"))
        }
        return {
            "queued": of_state.get(TaggingRun.State.QUEUED, 0),
            "running": of_state.get(TaggingRun.State.RUNNING, 0),
            "parked": self.parked().count(),
        }

    def parked(self) -> "Self":
        """Runs that failed, with none of that text since."""
        later = TaggingRun.objects.filter(revision=OuterRef("revision"), pk__gt=OuterRef("pk"))
        return self.filter(~models.Exists(later), state=TaggingRun.State.FAILED)

    def stuck(self) -> "Self":
        """Those of texts that are current still, the first ones first."""
        later = TaggingRun.objects.filter(revision=OuterRef("revision"), pk__gt=OuterRef("pk"))
        current = Article.objects.filter(
            pk=OuterRef("article"), current_revision=OuterRef("revision")
        )
        failed = self.filter(one_by_one(current), state=TaggingRun.State.FAILED)
        return failed.exclude(one_by_one(later)).by("queued_at", "id")

    def in_queue_order(self) -> "Self":
        """People's uploads before bulk imports, then first come first served."""
        return self.order_by("priority", "queued_at", "id")

    def by_hour(self, hours: int) -> models.QuerySet["TaggingRun", Any]:
        """Of the last hours of UTC, those in which runs ended: `hour`, how many are `done` and
        `failed`, and of the done ones the `median` and `slow` (nine of ten are faster) seconds of
        work."""
        ended = self.filter(
            state__in=[TaggingRun.State.DONE, TaggingRun.State.FAILED],
            finished_at__gte=Trunc(Now(), "hour", tzinfo=timezone.utc) - timedelta(hours=hours - 1),
        )
        is_done = Q(state=TaggingRun.State.DONE)
        return (
            ended.values(hour=Trunc("finished_at", "hour", tzinfo=timezone.utc))
            .annotate(
                done=models.Count("pk", filter=is_done),
                failed=models.Count("pk", filter=~is_done),
                median=SecondsOfWork(0.5, filter=is_done),
                slow=SecondsOfWork(0.9, filter=is_done),
            )
            .order_by("hour")
        )

    def places(self, runs) -> dict[int, int]:
        """Of these runs the queued ones, each with how many will be taken before it.

        Only the first thousand have one: further back it says nothing.
        """
        if all(run.state != TaggingRun.State.QUEUED for run in runs):
            return {}
        queue = TaggingRun.objects.filter(state=TaggingRun.State.QUEUED).in_queue_order()
        order = {pk: at for at, pk in enumerate(queue.values_list("pk", flat=True)[:1000])}
        return {run.pk: order[run.pk] for run in runs if run.pk in order}


class TaggingBatchQuerySet(OfDesks["TaggingBatch"]):
    keyset = ("created_at", "id")
    newest_first = True

    def unfinished(self) -> "Self":
        """Batches with runs that are still to end."""
        return self.filter(models.Exists(TaggingRun.objects.active().filter(batch=OuterRef("pk"))))

    def with_progress(self) -> "Self":
        """Each with how many of its runs are in each state, as `queued_count` and so on."""
        counts = {
            f"{state}_count": models.Count("runs", filter=Q(runs__state=state))
            for state in TaggingRun.State.values
        }
        return self.annotate(**counts)


class TaggingBatch(Stamped):
    """Runs that a person asked for together: a whole desk again."""

    desk = models.ForeignKey(Desk, models.CASCADE, related_name="batches")
    total = models.PositiveIntegerField(help_text=_("Jobs queued."))
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects = TaggingBatchQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("desk tagged again"), _("desks tagged again")
        indexes = [models.Index(fields=["desk", "-created_at"], name="batch_desk_newest")]

    def __str__(self) -> str:
        message = ngettext("%(count)s job", "%(count)s jobs", self.total)
        return message % {"count": self.total}


class DeskTurn(models.Model):
    """When a worker last took a run of a desk: the desk that waited longest is next."""

    desk = models.OneToOneField(Desk, models.CASCADE, primary_key=True, related_name="+")
    taken_at = models.DateTimeField()

    class Meta:
        verbose_name, verbose_name_plural = _("turn of a desk"), _("turns of desks")

    def __str__(self) -> str:
        message = gettext("Desk %(desk)s at %(moment)s")
        return message % {"desk": self.desk_id, "moment": self.taken_at}


class TaggingRun(Versioned):
    """One background pass of a pipeline over one revision."""

    class State(models.TextChoices):
        QUEUED = "queued", pgettext_lazy("state of a job", "Queued")
        RUNNING = "running", pgettext_lazy("state of a job", "Running")
        DONE = "done", pgettext_lazy("state of a job", "Done")
        FAILED = "failed", pgettext_lazy("state of a job", "Failed")
        CANCELLED = "cancelled", pgettext_lazy("state of a job", "Cancelled")

    class Priority(models.IntegerChoices):
        PERSON = 0, _("A person waits")
        BULK = 5, _("Bulk import")
        AGAIN = 8, _("A whole desk again")

    # A run that kills its worker so often is parked.
    MAX_ATTEMPTS = 3

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="runs")
    article = models.ForeignKey(Article, models.CASCADE, related_name="runs")
    desk = models.ForeignKey(Desk, models.CASCADE, related_name="runs")
    pipeline = models.CharField(
        max_length=80, blank=True, help_text=_("name/version; set by the worker.")
    )
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    priority = models.PositiveSmallIntegerField(choices=Priority, default=Priority.PERSON)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    queued_at = models.DateTimeField(db_default=Now())
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)
    counts = models.JSONField(default=dict, blank=True)
    batch = models.ForeignKey(
        TaggingBatch, models.SET_NULL, null=True, blank=True, related_name="runs"
    )
    worker = models.CharField(
        max_length=200, blank=True, default="", db_default="", help_text=_("Who took it last.")
    )

    objects = TaggingRunQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("job"), _("jobs")
        constraints = [
            models.UniqueConstraint(
                name="run_one_active_a_revision",
                fields=["revision"],
                condition=Q(state__in=["queued", "running"]),
            ),
            models.CheckConstraint(
                name="run_state_known",
                condition=Q(state__in=["queued", "running", "done", "failed", "cancelled"]),
            ),
            models.CheckConstraint(
                name="run_running_has_lease",
                condition=~Q(state="running")
                | Q(lease_until__isnull=False, started_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["priority", "queued_at", "id"],
                name="run_queue",
                condition=Q(state__in=["queued", "running"]),
            ),
            models.Index(fields=["article", "-queued_at", "-id"], name="run_article_newest"),
            models.Index(fields=["desk", "queued_at", "id"], name="run_desk_newest"),
            models.Index(fields=["queued_at", "id"], name="run_newest"),
            models.Index(fields=["revision"], name="run_failed", condition=Q(state="failed")),
            # The jobs page of one desk, where a state is asked for that most runs have not.
            models.Index(
                fields=["desk", "state", "queued_at", "id"],
                name="run_desk_not_done",
                condition=Q(state__in=["queued", "running", "failed", "cancelled"]),
            ),
            # The charts of the jobs page.
            models.Index(
                fields=["desk", "finished_at"],
                name="run_desk_finished",
                condition=Q(finished_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        message = gettext("Tagging of article %(number)s (%(state)s)")
        return message % {"number": self.article_id, "state": self.get_state_display()}


class WorkerHeartbeatQuerySet(models.QuerySet["WorkerHeartbeat"]):
    def alive(self) -> "Self":
        """Workers seen within the last 15 seconds, by the database's clock; nobody is seen in the
        future: those were alive before it was put back."""
        trusted = WorkerHeartbeat.TRUSTED_FOR
        return self.filter(seen_at__gt=Now() - trusted, seen_at__lt=Now() + trusted)


class WorkerHeartbeat(models.Model):
    """A worker says that it is there, every few seconds."""

    TRUSTED_FOR = timedelta(seconds=15)

    name = models.CharField(max_length=200, primary_key=True)
    started_at = models.DateTimeField(db_default=Now())
    seen_at = models.DateTimeField(db_default=Now())
    engine = models.CharField(
        max_length=80, blank=True, db_default="", help_text=_("name/version of its tagger.")
    )
    problem = models.TextField(
        blank=True, db_default="", help_text=_("Why it works without the model.")
    )

    objects = WorkerHeartbeatQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("worker"), _("workers")

    def __str__(self) -> str:
        return self.name
