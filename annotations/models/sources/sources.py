"""What claims are checked against."""

from typing import TYPE_CHECKING

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Now
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from annotations.ingest.addresses import page_keys
from annotations.text.spans import Span

from .. import external
from ..accounts.people import Desk, Hidden, OfDesks, User
from ..base import Versioned
from ..claims.anchors import Anchor
from ..claims.claims import Claim
from ..claims.stages import Question
from ..counting import FEW, CountUpTo
from ..external import ExternalId
from ..searching import Searchable, SearchableQuerySet

if TYPE_CHECKING:
    from typing_extensions import Self


class SourceQuerySet(SearchableQuerySet["Source"]):
    def outside(self, hidden: Hidden) -> "Self":
        """Without those that are used on these articles and nowhere else."""
        there = Evidence.objects.filter(claim__article__in=hidden).values("source")
        elsewhere = Evidence.objects.filter(source=OuterRef("pk")).outside(hidden)
        return self.filter(~Q(pk__in=there) | Exists(elsewhere))

    def standing(self) -> "Self":
        """Sources that were not merged into another."""
        return self.filter(merged_into=None)

    def unused(self) -> "Self":
        """Sources that no evidence rests on; asked of each row, for pages read few."""
        uses = Evidence.objects.filter(source=OuterRef("pk")).values(used=Value(True))[:1]
        is_used = Coalesce(Subquery(uses), False, output_field=models.BooleanField())
        return self.alias(is_used=is_used).filter(is_used=False)

    def at(self, url: str) -> "Self":
        """Those with this address, however it was pasted; a merged one among them, too."""
        return self.filter(url_key__in=page_keys(url))

    def called(self, words: str) -> "Self":
        """Those that hold words that begin with each of these, or have these as their address."""
        keys = page_keys(words)
        return self.completing(words, Q(url_key__in=keys) if keys else None)

    def titled(self, title: str, publisher: str) -> "Self":
        """Those that may have this title and publisher; the caller compares the words."""
        return self.standing().completing(f"{title} {publisher}")

    def used(self, user: User, most: int = FEW) -> "Self":
        """With `uses`, of more than `most` one more, and `last_used`: when evidence that this
        person may see was last added."""
        seen = Evidence.objects.visible_to(user).filter(source=OuterRef("pk")).order_by("-pk")
        return self.annotate(
            uses=CountUpTo(seen.values("pk"), most),
            last_used=Subquery(seen.values("created_at")[:1]),
            most_counted=Value(most),
        )


class NewestSources(SourceQuerySet):
    """As people look for them."""

    newest_first = True


class Source(Versioned, Searchable, ExternalId):
    """A document, page, dataset or person that can be cited."""

    class Kind(models.TextChoices):
        WEB = "web", _("Web page")
        DOCUMENT = "document", _("Document")
        DATASET = "dataset", _("Dataset")
        PERSON = "person", _("Person")
        POST = "post", _("Post")
        MEDIA = "media", _("Photo, audio or video")

    desk = models.ForeignKey(Desk, models.CASCADE, related_name="sources")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.WEB)
    title = models.CharField(max_length=500, blank=True)
    url = models.URLField(max_length=2000, blank=True)
    # The address in normal form: the same page is one source however it was pasted.
    url_key = models.CharField(max_length=2000, blank=True, editable=False)
    publisher = models.CharField(max_length=200, blank=True)
    published_on = models.DateField(null=True, blank=True)
    reliability_note = models.TextField(blank=True, default="", db_default="")
    # Its address leads there from then on, and what rested on it rests on that one.
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    created_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = SourceQuerySet.as_manager()
    newest = NewestSources.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("source"), _("sources")
        constraints = [
            external.once("source"),
            models.UniqueConstraint(
                name="source_address_once", fields=["desk", "url_key"], condition=~Q(url_key="")
            ),
            models.CheckConstraint(
                name="source_has_name_or_address", condition=~Q(url="") | ~Q(title="")
            ),
            models.CheckConstraint(
                name="source_kind_known",
                condition=Q(kind__in=["web", "document", "dataset", "person", "post", "media"]),
            ),
            models.CheckConstraint(
                name="source_not_merged_into_itself", condition=~Q(merged_into=F("id"))
            ),
        ]
        indexes = [
            GinIndex(fields=["search"], name="source_search"),
            models.Index(fields=["desk", "id"], name="source_desk"),
            models.Index(fields=["desk", "kind", "id"], name="source_desk_kind"),
        ]

    def __str__(self) -> str:
        return self.title or self.url


class SnapshotQuerySet(OfDesks["Snapshot"]):
    desk = "source__desk"
    keyset = ("taken_at", "id")
    newest_first = True

    def outside(self, hidden: Hidden) -> "Self":
        return self.filter(source__in=Source.objects.all().outside(hidden))


class Snapshot(models.Model):
    """An archived copy of a source at a time."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="snapshots")
    taken_at = models.DateTimeField()
    sha256 = models.CharField(max_length=64)
    media_type = models.CharField(max_length=100)
    text = models.TextField(blank=True)
    created_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("archived copy"), _("archived copies")
        indexes = [models.Index(fields=["source", "-taken_at", "-id"], name="snapshot_newest")]

    def __str__(self) -> str:
        return f"{self.source}, {self.taken_at:%Y-%m-%d %H:%M}"


class SnapshotRequestQuerySet(OfDesks["SnapshotRequest"]):
    desk = "source__desk"

    def outside(self, hidden: Hidden) -> "Self":
        """Without those of sources that are nowhere but on these articles."""
        return self.filter(source__in=Source.objects.outside(hidden))

    def failed(self) -> "Self":
        """Those that no worker tries again."""
        return self.filter(failed_at__isnull=False)

    def due(self) -> "Self":
        """Those that a worker may take, the longest waiting first."""
        return self.filter(due_at__lte=Now()).order_by("due_at", "pk")


class SnapshotRequest(models.Model):
    """Somebody wants a copy of a source's page.

    It goes when the copy is there, and stays with the reason when there is none.
    """

    source = models.OneToOneField(Source, models.CASCADE, primary_key=True, related_name="request")
    wanted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    wanted_at = models.DateTimeField(db_default=Now())
    due_at = models.DateTimeField(null=True, db_default=Now(), help_text=_("Empty once it failed."))
    tries = models.PositiveSmallIntegerField(default=0)
    failed_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=500, blank=True)

    objects = SnapshotRequestQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("copy to be made"), _("copies to be made")
        constraints = [
            models.CheckConstraint(
                name="snapshot_request_due_or_failed",
                condition=Q(due_at__isnull=False, failed_at=None)
                | Q(due_at=None, failed_at__isnull=False),
            )
        ]
        indexes = [
            models.Index(
                fields=["due_at"], name="snapshot_request_due", condition=Q(due_at__isnull=False)
            ),
            models.Index(fields=["wanted_at"], name="snapshot_request_wanted"),
            models.Index(
                fields=["failed_at"],
                name="snapshot_request_failed",
                condition=Q(failed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return gettext("Copy of %(source)s") % {"source": self.source_id}


class EvidenceQuerySet(OfDesks["Evidence"]):
    desk, article = "claim__desk", "claim__article"

    def with_copies(self) -> "Self":
        """Each with its source, what is wanted of that (`source.request`), and its newest copy.

        Of the copy the id and the time, as `copy` and `copied_at`.
        """
        copies = Snapshot.objects.filter(source=OuterRef("source")).in_order()
        newest = {"copy": "pk", "copied_at": "taken_at"}
        return self.select_related("source__request").annotate(
            **{name: Subquery(copies.values(column)[:1]) for name, column in newest.items()}
        )


class UsesOfSource(EvidenceQuerySet):
    """The newest first."""

    newest_first = True


class Evidence(Versioned):
    """A source used for one question of one claim."""

    class Stance(models.TextChoices):
        SUPPORTS = "supports", _("Supports")
        REFUTES = "refutes", _("Refutes")
        CONTEXT = "context", _("Context")

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="evidence")
    source = models.ForeignKey(Source, models.PROTECT, related_name="evidence", db_index=False)
    # The source under which it was added, where that was merged since: verdicts rest on that one.
    cited = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    question = models.CharField(max_length=4, choices=Question, default=Question.TRUE)
    stance = models.CharField(max_length=10, choices=Stance)
    excerpt = models.TextField(blank=True)
    note = models.TextField(blank=True)
    # Where the excerpt stands in an archived copy; it follows to newer ones as anchors do.
    snapshot = models.ForeignKey(
        Snapshot, models.SET_NULL, null=True, blank=True, related_name="excerpts"
    )
    excerpt_start = models.PositiveIntegerField(null=True, blank=True)
    excerpt_end = models.PositiveIntegerField(null=True, blank=True)
    excerpt_state = models.CharField(
        max_length=10, choices=Anchor.State, blank=True, default="", db_default=""
    )
    created_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = EvidenceQuerySet.as_manager()
    newest = UsesOfSource.as_manager()

    @property
    def excerpt_place(self) -> Span | None:
        """Where the excerpt stands in its copy; None when it stands in none."""
        if self.excerpt_start is None or self.excerpt_end is None:
            return None
        return Span(self.excerpt_start, self.excerpt_end)

    class Meta:
        verbose_name, verbose_name_plural = _("evidence"), _("evidence")
        constraints = [
            models.CheckConstraint(
                name="evidence_stance_known",
                condition=Q(stance__in=["supports", "refutes", "context"]),
            ),
            models.CheckConstraint(
                name="evidence_question_known", condition=Q(question__in=Question.values)
            ),
            models.CheckConstraint(
                name="evidence_excerpt_placed",
                condition=Q(excerpt_start__isnull=True, excerpt_end__isnull=True)
                | Q(snapshot__isnull=False, excerpt_start__lt=F("excerpt_end")),
            ),
            # What an answer rests on: the evidence together with its claim.
            models.UniqueConstraint(name="evidence_of_claim", fields=["id", "claim"]),
        ]
        indexes = [models.Index(fields=["source", "id"], name="evidence_source")]

    def __str__(self) -> str:
        return f"{self.get_stance_display()}: {self.source}"
